"""How the database is spoken to: one engine, readers that see a snapshot, writers that queue."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from watchdog.ledger.address import address_of
from watchdog.ledger.files import network_disk

_BEGIN = "ledger_begin"
_IMMEDIATE = "BEGIN IMMEDIATE"

_ALWAYS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
)


def file_engine(path: Path, *, read_only: bool, busy_timeout: float) -> Engine:
    """An engine on an existing SQLite file; it never makes one. `busy_timeout` in seconds."""
    engine = create_engine(
        "sqlite://",
        creator=_connector(path, read_only=read_only, busy_timeout=busy_timeout),
        poolclass=QueuePool,
    )
    event.listen(engine, "begin", _begin)
    return engine


def writer(engine: Engine) -> Engine:
    """The same engine, whose transactions queue behind other writers from the start."""
    options = {_BEGIN: _IMMEDIATE}
    if engine.dialect.name != "sqlite":
        # Who has waited must see what the one before has written.
        options["isolation_level"] = "READ COMMITTED"
    return engine.execution_options(**options)


def is_writing(connection: Connection) -> bool:
    """Whether the transaction that begins is a writer's."""
    return connection.get_execution_options().get(_BEGIN) == _IMMEDIATE


def outside_transactions(engine: Engine) -> Engine:
    """The same engine for the one statement that refuses a transaction (VACUUM)."""
    return engine.execution_options(**{_BEGIN: ""})


def _connector(
    path: Path, *, read_only: bool, busy_timeout: float
) -> Callable[[], sqlite3.Connection]:
    uri = address_of(path, "ro" if read_only else "rw")
    # Write-ahead logs want memory that all share, which no network disk gives.
    journal = "TRUNCATE" if network_disk(path) else "WAL"
    last = "PRAGMA query_only = ON" if read_only else f"PRAGMA journal_mode = {journal}"

    def connect() -> sqlite3.Connection:
        # Without an isolation level the driver begins nothing by itself, so DDL rolls back too.
        connection = sqlite3.connect(
            uri, uri=True, timeout=busy_timeout, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in (*_ALWAYS, last):
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return connect


def _begin(connection: Connection) -> None:
    # A reader that turns writer fails at once and ignores the busy timeout: say it beforehand.
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)
