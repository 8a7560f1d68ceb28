"""The version of the ledger's tables, and the way from an older one to this one."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from watchdog.ledger.backups import back_up, before_migration, prune
from watchdog.ledger.engine import writer
from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind, problem_of
from watchdog.ledger.server import check_apart
from watchdog.ledger.tables import metadata
from watchdog.ledger.version import SCHEMA

_one_at_a_time = threading.Lock()  # alembic keeps the migration under way in globals
# Several hosts may start on a new version at once.
_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('watchdog tables', 0))")


def settle(engine: Engine, *, where: str, file: Path | None, read_only: bool) -> None:
    """See that the tables are this version's: refuse newer ones, migrate older ones.

    The migration is one transaction; before it, a ledger that is a `file` is copied beside
    itself. Nothing is migrated when `read_only`.
    """
    with engine.begin() as connection:
        version = schema_version(connection)
    if version == SCHEMA:
        if not file:
            _check_apart(engine, where)
        return
    if version > SCHEMA:
        raise _newer(where, version)
    if read_only:
        raise _older(where, version) if version else _none(where)
    backup = back_up(engine, before_migration(file, version)) if file else None
    _migrate(engine, where, backup)
    if file:
        prune(file)
    else:
        _check_apart(engine, where)


def schema_version(connection: Connection) -> int:
    """The revision the tables are at; 0 when there are none."""
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if not inspect(connection).has_table("alembic_version"):
        return 0
    return int(connection.scalar(text("SELECT version_num FROM alembic_version")) or 0)


def new_tables() -> Iterator[str]:
    """The statements of a new ledger file: `tools.new_ledger` writes down what the migrations make.

    To run these one after the other, and to load what runs them, takes a third of a second.
    """
    statement = ""
    for line in Path(__file__).with_name("new.sql").read_text(encoding="utf-8").splitlines():
        statement += f"{line}\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def create_tables(engine: Engine) -> None:
    """Bring an empty database, or an older ledger, to this version in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "watchdog.ledger:migrations")
    config.set_main_option("path_separator", "os")
    with _one_at_a_time, writer(engine).begin() as connection:
        config.attributes["connection"] = connection
        if connection.dialect.name != "sqlite":
            connection.execute(_ALONE)
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")


def _check_apart(engine: Engine, where: str) -> None:
    with engine.begin() as connection:
        check_apart(connection, list(metadata.tables), where)


def _migrate(engine: Engine, where: str, backup: Path | None) -> None:
    try:
        create_tables(engine)
    except DBAPIError as error:
        if problem_of(error, where):
            raise
        raise _stuck(where, error, backup) from error


def _newer(where: str, version: int) -> LedgerProblem:
    what = f"it was made by a newer billing-watchdog (tables version {version}, not {SCHEMA})"
    return LedgerProblem(LedgerProblemKind.NEWER, where, what, "upgrade billing-watchdog")


def _none(where: str) -> LedgerProblem:
    mend = "run `watchdog scan` or `watchdog import` first"
    return LedgerProblem(LedgerProblemKind.MISSING, where, "there is none yet", mend)


def _older(where: str, version: int) -> LedgerProblem:
    what = f"it was made by an older billing-watchdog (tables version {version}, not {SCHEMA})"
    mend = "run `watchdog scan` once, which brings it up to date"
    return LedgerProblem(LedgerProblemKind.OLDER, where, what, mend)


def _stuck(where: str, error: DBAPIError, backup: Path | None) -> LedgerProblem:
    what = f"it could not be brought to tables version {SCHEMA} ({error.orig}), nothing was changed"
    mend = f"report this; a copy from before lies at {backup}" if backup else "report this"
    return LedgerProblem(LedgerProblemKind.CORRUPT, where, what, mend)
