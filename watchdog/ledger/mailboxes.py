"""To which mailbox each mail belongs, wherever else it lies."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from watchdog.ledger.tables import locations, messages
from watchdog.ledger.transactions import Transactions

IMPORT = "import"  # the account of mail that was imported, not fetched


def first_account() -> Any:
    """The account to which a mail belongs: that in which it was seen first; null for IMPORT."""
    # An imported mail that is later found in a mailbox belongs to that mailbox.
    return (
        select(locations.c.account)
        .where(locations.c.message_id == messages.c.id)
        .order_by(locations.c.account == IMPORT, locations.c.seen_at, locations.c.account)
        .limit(1)
        .scalar_subquery()
    )


def lies_in(account: str) -> ColumnElement[bool]:
    """Whether a mail lies in a mailbox of an account, or for IMPORT in none."""
    there = select(locations.c.message_id).where(locations.c.message_id == messages.c.id)
    if account == IMPORT:
        return ~there.exists()
    return there.where(locations.c.account == account).exists()


def belongs_to(account: str) -> ColumnElement[bool]:
    """Whether a mail belongs to a mailbox, as its facts do: to one, also where it lies in two."""
    return func.coalesce(first_account(), IMPORT) == account


class Mailboxes:
    """The mailboxes whose mail is kept; each question is one transaction."""

    def __init__(self, each: Transactions) -> None:
        self._each = each

    def all(self) -> frozenset[str]:
        """The accounts of which any mail was seen, IMPORT for files."""
        with self._each.reads() as connection:
            fetched = frozenset(connection.scalars(select(locations.c.account).distinct()))
            brought = connection.scalar(select(messages.c.id).where(lies_in(IMPORT)).limit(1))
        return fetched if brought is None else fetched | {IMPORT}

    def lying_in(self, account: str, mails: Sequence[str]) -> frozenset[str]:
        """Those of some mails, by their SHA-256, that belong to a mailbox."""
        found = select(messages.c.sha256).where(messages.c.sha256.in_(mails), belongs_to(account))
        with self._each.reads() as connection:
            return frozenset(connection.scalars(found)) if mails else frozenset()

    def copies_in(self, account: str) -> Mapping[str, int]:
        """How many mails of each other mailbox lie in this one as well."""
        owner = func.coalesce(first_account(), IMPORT)
        query = (
            select(owner.label("owner"), func.count())
            .select_from(messages)
            .where(lies_in(account), owner != account)
            .group_by("owner")
        )
        with self._each.reads() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}
