"""A whole ledger at once: carried from a server into a file, or forgotten for good."""

from sqlalchemy import Connection, delete, insert, select

from watchdog.ledger.tables import metadata, tallies
from watchdog.ledger.tallies import seen_anew

_PAGE = 500  # rows held in memory; a mail can be large
# A ledger counts by itself what is put in and taken out.
_TOLD = [table for table in metadata.sorted_tables if table is not tallies]


def carry(source: Connection, target: Connection) -> None:
    """Every row of the owner for whom `source` speaks, into an empty ledger."""
    for table in _TOLD:
        rows = source.execution_options(yield_per=_PAGE).execute(select(table)).mappings()
        for page in rows.partitions():
            target.execute(insert(table), [dict(row) for row in page])
    seen_anew(target)


def forget_all(connection: Connection) -> None:
    """Take out all that an owner has."""
    for table in reversed(_TOLD):
        connection.execute(delete(table))
