"""Opening a ledger: one that is there, a new one where nothing is, or a plain problem."""

from pathlib import Path
from typing import Literal

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from watchdog.ledger.engine import file_engine, server_engine
from watchdog.ledger.files import (
    APPLICATION_ID,
    examine,
    make_folder,
    tighten,
    under_construction,
)
from watchdog.ledger.ledger import Ledger
from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind, told_plainly
from watchdog.ledger.schema import create_tables, settle

KeepMail = Literal["all", "none"]


def open_ledger(
    place: Path | str,
    *,
    read_only: bool = False,
    keep_mail: KeepMail = "all",
    busy_timeout: float = 10.0,
) -> Ledger:
    """The ledger at a path or on the PostgreSQL server of a URL; else a `LedgerProblem`.

    A missing one is made, mode 0600, and an older one is copied beside itself and brought up
    to date, unless `read_only`. With `keep_mail="none"` no bytes of mails are kept.
    `busy_timeout`: seconds to wait for another writer.
    """
    url = _url(place)
    if url is not None and url.get_backend_name() != "sqlite":
        return _on_server(url, read_only=read_only, keep_raw=keep_mail == "all")
    path = Path(place if url is None else url.database or "")
    if not examine(path):
        if read_only:
            raise _missing(path)
        _build(path, busy_timeout)
        examine(path)
    if not read_only:
        tighten(path)
    engine = file_engine(path, read_only=read_only, busy_timeout=busy_timeout)
    _settle(engine, where=str(path), file=path, read_only=read_only)
    return Ledger(engine, where=str(path), read_only=read_only, keep_raw=keep_mail == "all")


def _url(place: Path | str) -> URL | None:
    if isinstance(place, Path) or "://" not in place:
        return None
    try:
        return make_url(place)
    except ArgumentError as error:
        raise _no_server("it is no URL of a database") from error


def _build(path: Path, busy_timeout: float) -> None:
    make_folder(path.parent)
    with told_plainly(str(path)), under_construction(path) as scaffold:
        engine = file_engine(scaffold, read_only=False, busy_timeout=busy_timeout)
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            create_tables(engine)
        finally:
            engine.dispose()


def _settle(engine: Engine, *, where: str, file: Path | None, read_only: bool) -> None:
    try:
        with told_plainly(where):
            settle(engine, where=where, file=file, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise


def _on_server(url: URL, *, read_only: bool, keep_raw: bool) -> Ledger:
    if url.get_backend_name() != "postgresql":
        raise _no_server(f"{url.get_backend_name()} is not supported")
    try:
        engine = server_engine(url, read_only=read_only)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise _no_server(f"the driver is missing ({error})") from error
    where = url.render_as_string(hide_password=True)
    _settle(engine, where=where, file=None, read_only=read_only)
    return Ledger(engine, where=where, read_only=read_only, keep_raw=keep_raw)


def _missing(path: Path) -> LedgerProblem:
    mend = "run `watchdog scan` or `watchdog import` first, or check the path"
    return LedgerProblem(LedgerProblemKind.MISSING, str(path), "there is none yet", mend)


def _no_server(what: str) -> LedgerProblem:
    mend = "give a path, or postgresql+psycopg://... and install psycopg"
    return LedgerProblem(LedgerProblemKind.MISSING, "by URL", what, mend)
