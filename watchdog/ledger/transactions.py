"""The transactions of an open ledger: each question and each addition is one."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from watchdog.ledger.engine import writer
from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind, told_plainly


class Transactions:
    """To read, or to write; LedgerProblem where it cannot."""

    def __init__(self, engine: Engine, *, where: str, read_only: bool) -> None:
        self._engine, self._where, self._read_only = engine, where, read_only

    @property
    def in_file(self) -> bool:
        """Whether they are of a file, and not of a server."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """One in which nothing is written."""
        with told_plainly(self._where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """One that is kept whole or not at all."""
        if self._read_only:
            what, mend = "it was opened for reading only", "open it for writing"
            raise LedgerProblem(LedgerProblemKind.READ_ONLY, self._where, what, mend)
        with told_plainly(self._where), writer(self._engine).begin() as connection:
            yield connection
