"""How far a folder was read, and which of its UIDs were ever seen."""

from sqlalchemy import or_, select

from watchdog.ledger.records import SeenState
from watchdog.ledger.tables import cursors, locations
from watchdog.ledger.transactions import Transactions

_SETTLED = (SeenState.SELF.value, SeenState.PURGED.value)


class Folders:
    """The folders of which an open ledger knows; each question is one transaction."""

    def __init__(self, each: Transactions) -> None:
        self._each = each

    def cursor(self, account: str, folder: str) -> tuple[int, int] | None:
        """(UIDVALIDITY, last UID) up to which a folder is read, or None."""
        query = select(cursors.c.uidvalidity, cursors.c.last_uid).where(
            cursors.c.account == account, cursors.c.folder == folder
        )
        with self._each.reads() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row.uidvalidity, row.last_uid)

    def seen_uids(
        self,
        account: str,
        folder: str,
        uidvalidity: int,
        *,
        first: int,
        last: int,
        closely: bool = False,
    ) -> frozenset[int]:
        """The UIDs from `first` to `last` that were ever seen in that epoch of a folder.

        Those that the server did not hand out are not among them. `closely`: only those that are
        kept, our own letters and what its owner has taken out.
        """
        found = select(locations.c.uid).where(
            locations.c.account == account,
            locations.c.folder == folder,
            locations.c.uidvalidity == uidvalidity,
            locations.c.uid.between(first, last),
            locations.c.state.is_distinct_from(SeenState.UNREADABLE.value),
        )
        if closely:
            found = found.where(
                or_(locations.c.message_id.is_not(None), locations.c.state.in_(_SETTLED))
            )
        with self._each.reads() as connection:
            return frozenset(connection.scalars(found))
