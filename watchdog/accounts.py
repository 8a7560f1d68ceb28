"""From a configured account to the mailbox behind it, and to the mail that is worth reading."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from parsers.engine import sender_domains
from parsers.sieve import is_candidate
from watchdog.catalog import Catalog
from watchdog.config import Account
from watchdog.mailbox import Endpoint, Tls


def endpoint_of(account: Account) -> Endpoint:
    """Where the account's mailbox is and how to reach it."""
    return Endpoint(
        host=account.host,
        port=account.port,
        tls=Tls(account.tls),
        user=account.user,
        ca_file=Path(account.ca_file).expanduser() if account.ca_file else None,
    )


def wanted_by(catalog: Catalog) -> Callable[[bytes], bool]:
    """The sieve: whether a header block may be billing mail, so that its body is fetched."""
    domains = {domain for one in catalog.services.values() for domain in one.domains}
    return partial(
        is_candidate,
        senders=frozenset(domains) | sender_domains(),
        brands=frozenset(catalog.brand_domains()),
    )
