"""Opening a ledger: one that is there, a new one where nothing is, or a plain problem."""

from pathlib import Path
from typing import Literal

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from watchdog.ledger.engine import file_engine, writer
from watchdog.ledger.files import (
    examine,
    make_folder,
    tighten,
    under_construction,
)
from watchdog.ledger.ledger import Ledger
from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind, told_plainly
from watchdog.ledger.schema import new_tables, settle
from watchdog.ledger.server import ME, server_engine, speaking_for

KeepMail = Literal["all", "none"]


def open_ledger(
    place: Path | str,
    *,
    read_only: bool = False,
    keep_mail: KeepMail = "all",
    busy_timeout: float = 10.0,
    password: str | None = None,
    owner: str = ME,
) -> Ledger:
    """The ledger at a path or on the PostgreSQL server of a URL; else a `LedgerProblem`.

    On a server, whose user signs in with `password`, the ledger is that of one `owner`.

    A missing one is made, mode 0600, and an older one is copied beside itself and brought up
    to date, unless `read_only`. With `keep_mail="none"` no bytes of mails are kept.
    `busy_timeout`: seconds to wait for another writer.
    """
    url = _url(place)
    if url is not None and url.get_backend_name() != "sqlite":
        server = _on_server(url, password, read_only=read_only, busy_timeout=busy_timeout)
        return server.ledger(owner, keep_mail=keep_mail, closes=True)
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


class Server:
    """A server that keeps the ledgers of many owners, to be closed or used in a `with`."""

    def __init__(self, engine: Engine, *, where: str, read_only: bool) -> None:
        self.engine = engine
        self.where = where
        self._read_only = read_only

    def ledger(self, owner: str, *, keep_mail: KeepMail = "all", closes: bool = False) -> Ledger:
        """The ledger of one owner; `closes`: the server is closed with it."""
        return Ledger(
            speaking_for(self.engine, owner),
            where=self.where,
            read_only=self._read_only,
            keep_raw=keep_mail == "all",
            closes=closes,
        )

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()


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
            with writer(engine).begin() as connection:
                for statement in new_tables():
                    connection.exec_driver_sql(statement)
        finally:
            engine.dispose()


def _settle(engine: Engine, *, where: str, file: Path | None, read_only: bool) -> None:
    try:
        with told_plainly(where):
            settle(engine, where=where, file=file, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise


def _on_server(
    url: URL,
    password: str | None,
    *,
    read_only: bool,
    busy_timeout: float,
    connections: int = 5,
) -> Server:
    if url.get_backend_name() != "postgresql":
        raise _no_server(f"{url.get_backend_name()} is not supported")
    where = url.render_as_string(hide_password=True)
    whole = url if password is None else url.set(password=password)
    try:
        engine = server_engine(
            whole, read_only=read_only, busy_timeout=busy_timeout, connections=connections
        )
    except (NoSuchModuleError, ModuleNotFoundError):
        raise _no_server("the driver is missing") from None
    _settle(engine, where=where, file=None, read_only=read_only)
    return Server(engine, where=where, read_only=read_only)


def open_server(url: str, *, password: str | None = None, connections: int = 5) -> Server:
    """A server for the ledgers of many owners; LedgerProblem."""
    parsed = _url(url)
    if parsed is None:
        raise _no_server("it is no URL of a database")
    return _on_server(parsed, password, read_only=False, busy_timeout=10.0, connections=connections)


def _missing(path: Path) -> LedgerProblem:
    mend = "run `watchdog init` first (later on `watchdog scan`), or `watchdog import PATH`"
    return LedgerProblem(LedgerProblemKind.MISSING, str(path), "there is none yet", mend)


def _no_server(what: str) -> LedgerProblem:
    mend = "give postgresql://user@host/database, and: pip install 'billing-watchdog[postgres]'"
    return LedgerProblem(LedgerProblemKind.MISSING, "by URL", what, mend)
