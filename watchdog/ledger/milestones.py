"""Milestones: what was reached once, such as the letter of a week, and when."""

from datetime import datetime

from sqlalchemy import Connection, select

from watchdog.ledger.recording import upsert
from watchdog.ledger.tables import milestones
from watchdog.ledger.transactions import Transactions


class Milestones:
    """The milestones of an open ledger; each question and each addition is one transaction."""

    def __init__(self, each: Transactions) -> None:
        self._each = each

    def reached_at(self, key: str) -> datetime | None:
        """When a milestone ("digest:2026-W47") was first reached, or None."""
        query = select(milestones.c.reached_at).where(milestones.c.key == key)
        with self._each.reads() as connection:
            return connection.scalar(query)

    def beginning(self, so: str) -> frozenset[str]:
        """The milestones reached whose keys begin so."""
        query = select(milestones.c.key).where(milestones.c.key.startswith(so, autoescape=True))
        with self._each.reads() as connection:
            return frozenset(connection.scalars(query))

    def reach(self, key: str, *, now: datetime) -> bool:
        """Set a milestone; False when it was reached before, which stands."""
        with self._each.writes() as connection:
            return reach(connection, key, now)


def reach(connection: Connection, key: str, now: datetime) -> bool:
    """Set a milestone; False when it was reached before, which stands."""
    statement = upsert(connection, milestones).values(key=key, reached_at=now)
    first = statement.on_conflict_do_nothing().returning(milestones.c.key)
    return connection.scalar(first) is not None
