"""How far a folder was read, and which of its UIDs were ever seen."""

from sqlalchemy import Connection, or_, select

from watchdog.ledger.records import SeenState
from watchdog.ledger.tables import cursors, locations


def cursor(connection: Connection, account: str, folder: str) -> tuple[int, int] | None:
    """(UIDVALIDITY, last UID) of a folder, or None when it was never read."""
    row = connection.execute(
        select(cursors.c.uidvalidity, cursors.c.last_uid).where(
            cursors.c.account == account, cursors.c.folder == folder
        )
    ).one_or_none()
    return None if row is None else (row.uidvalidity, row.last_uid)


_SETTLED = (SeenState.SELF.value, SeenState.PURGED.value)


def seen_uids(
    connection: Connection,
    account: str,
    folder: str,
    uidvalidity: int,
    *,
    first: int,
    last: int,
    closely: bool = False,
) -> frozenset[int]:
    """The UIDs from `first` to `last` that were ever seen, and had, in that epoch of a folder.

    `closely`: only those that are kept, our own letters and what its owner has taken out.
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
    return frozenset(connection.scalars(found))
