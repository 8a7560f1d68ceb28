"""The file or server in which a ledger lies: held by one alone, looked through, copied."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from watchdog.ledger import backups, purging
from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind, told_plainly
from watchdog.ledger.server import Hold, check_apart, owner_of
from watchdog.ledger.tables import metadata
from watchdog.ledger.transactions import Transactions


class Held:
    """What one holds alone, on all hosts: true while it is ours."""

    def __init__(self, hold: Hold | None, where: str) -> None:
        self._hold, self._where = hold, where

    def __bool__(self) -> bool:
        return self._hold is None or self._hold.ours

    def keep(self) -> bool:
        """Whether it is ours still; taken again after the server was away. LedgerProblem."""
        with told_plainly(self._where):
            return self._hold is None or self._hold.keep()


class Place:
    """The place of an open ledger, `where` it is in words."""

    def __init__(self, engine: Engine, each: Transactions, *, where: str) -> None:
        self._engine, self._where = engine, where
        self._each = each

    def leave(self) -> None:
        """Give the file back; what was written is on disk already."""
        self._engine.dispose()

    @property
    def owner(self) -> str:
        """Whose ledger on a server it is; "" for a file."""
        return owner_of(self._engine)

    @contextmanager
    def hold(self, what: str = "ledger") -> Iterator[Held]:
        """Be the only one who does something for this owner, on all hosts; False: another does.

        A file is held by a lock beside it, and always ours here.
        """
        if self._each.in_file:
            yield Held(None, self._where)
            return
        with told_plainly(self._where):
            hold = Hold(self._engine, f"{self.owner} {what}")
            try:
                yield Held(hold, self._where)
            finally:
                hold.let_go()

    def check(self) -> None:
        """Look through the whole file; LedgerProblem when a part of it is damaged.

        On a server: whether it keeps the rows of owners apart.
        """
        if not self._each.in_file:
            with self._each.reads() as connection:
                check_apart(connection, list(metadata.tables), self._where)
            return
        with self._each.reads() as connection:
            said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if said != "ok":
            mend = backups.way_back(self._where)
            raise LedgerProblem(LedgerProblemKind.CORRUPT, self._where, "it is damaged", mend)

    def back_up(self, target: Path) -> Path:
        """A whole copy at `target`, made while the ledger is in use; LedgerProblem if it cannot."""
        if not self._each.in_file:
            what, mend = "it lies on a server, which is backed up there", "use pg_dump"
            raise LedgerProblem(LedgerProblemKind.READ_ONLY, self._where, what, mend)
        with told_plainly(self._where):
            return backups.back_up(self._engine, target)

    def compact(self) -> None:
        """Give back the room that those had who were taken out."""
        with told_plainly(self._where):
            purging.compact(self._engine)
