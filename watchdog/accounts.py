"""From a configured account to the mailbox behind it, and to the mail that is worth reading."""

from collections.abc import Callable, Container, Mapping
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from watchdog.access_token import AccessToken, Credential
from watchdog.config.accounts import Account
from watchdog.config.config import Config
from watchdog.credentials import CredentialProblem, resolve
from watchdog.mailbox.mailbox import Endpoint, Tls

if TYPE_CHECKING:
    from watchdog.catalog import Catalog


def credential_of(
    account: Account, tokens: Path, *, environ: Mapping[str, str], now: float, renew: bool = False
) -> Credential:
    """What the account signs in with; CredentialProblem.

    `tokens` is the folder of OAuth tokens, `now` seconds since 1970; `renew` asks for a new one.
    """
    where = f"accounts.{account.name}"
    if account.password is not None:
        return resolve(account.password, where=f"{where}.password", environ=environ)
    if account.token is not None:
        mend = f"see why the program behind {where}.token gives one that is not taken"
        return AccessToken(resolve(account.token, where=f"{where}.token", environ=environ), mend)
    if account.oauth is None:
        raise CredentialProblem(
            f"{where}: there is no password; add one, such as password = {{ keyring = ... }}"
        )
    from watchdog.oauth import access_token  # most sign in with a password

    token = access_token(
        account.name,
        account.oauth,
        tokens,
        now=now,
        client_secret=client_secret_of(account, environ),
        renew=renew,
    )
    return AccessToken(token, f"sign in again: watchdog account sign-in {account.name}")


def letter_credential_of(
    config: Config, tokens: Path, *, environ: Mapping[str, str], now: float, renew: bool = False
) -> Credential | None:
    """What the server of the letters is signed in to with, None where nobody signs in.

    Otherwise as `credential_of`.
    """
    smtp = config.digest.smtp if config.digest is not None else None
    if smtp is None:
        return None
    if smtp.account is not None:
        account = next(one for one in config.accounts if one.name == smtp.account)
        return credential_of(account, tokens, environ=environ, now=now, renew=renew)
    if smtp.token is not None:
        where = "digest.smtp.token"
        mend = f"see why the program behind {where} gives one that is not taken"
        return AccessToken(resolve(smtp.token, where=where, environ=environ), mend)
    if smtp.password is None:
        return None
    return resolve(smtp.password, where="digest.smtp.password", environ=environ)


def client_secret_of(account: Account, environ: Mapping[str, str]) -> str | None:
    """The secret of the user's own OAuth client, where it has one; CredentialProblem."""
    source = account.oauth.client_secret if account.oauth is not None else None
    where = f"accounts.{account.name}.oauth.client_secret"
    return None if source is None else resolve(source, where=where, environ=environ)


def endpoint_of(account: Account) -> Endpoint:
    """Where the account's mailbox is and how to reach it."""
    return Endpoint(
        host=account.host,
        port=account.port,
        tls=Tls(account.tls),
        user=account.user,
        ca_file=Path(account.ca_file).expanduser() if account.ca_file else None,
        certificate=account.certificate,
        timeout_seconds=account.timeout_seconds,
        renew=f"a new password: watchdog account password {quote(account.name)}",
    )


def wanted_by(
    catalog: "Catalog", senders: frozenset[str], billers: Container[str] = ()
) -> Callable[[bytes], bool]:
    """The sieve: whether a header block may be billing mail, so that its body is fetched.

    `senders` are the domains of those that have a file. `billers` may grow meanwhile: their mail
    passes, as that of the catalogue's senders does.
    """
    from parsers.sieve import is_candidate

    domains = {domain for one in catalog.services.values() for domain in one.domains}
    return partial(
        is_candidate,
        senders=senders | domains,
        brands=frozenset(catalog.brand_domains()),
        billers=billers,
    )
