"""A ledger on a PostgreSQL server: whom a transaction works for, and one writer for each owner."""

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from watchdog.ledger.engine import is_writing
from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind

ME = "me"  # the owner of a ledger that serves one person

_OWNER = "ledger_owner"
_CONNECT_SECONDS = 10
# In one round trip: whom it is for, how long to wait, and behind whom to queue.
_SPEAK_FOR = text("SELECT set_config('watchdog.owner', :owner, true)")
_WRITE_FOR = text(
    "SELECT set_config('watchdog.owner', :owner, true), set_config('lock_timeout', :wait, true),"
    " pg_advisory_xact_lock(hashtextextended('watchdog write ' || :owner, 0))"
)
_HOLD = text("SELECT pg_try_advisory_lock(hashtextextended('watchdog hold ' || :name, 0))")
_ALIVE, _FREE = text("SELECT 1"), text("SELECT pg_advisory_unlock_all()")
_TOO_MIGHTY = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
_OPEN = text(
    "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    " AND relname = ANY(:tables) AND NOT (relrowsecurity AND relforcerowsecurity)"
)


def server_engine(
    url: URL, *, read_only: bool, busy_timeout: float, connections: int = 5
) -> Engine:
    """An engine on a server; readers see a snapshot, `busy_timeout` seconds for other writers."""
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True} if read_only else {},
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "watchdog"},
        hide_parameters=True,  # words of mails have no place in a traceback
        pool_pre_ping=True,  # servers and firewalls drop what has been quiet for long
        pool_size=connections,
        max_overflow=connections,
    )
    event.listen(engine, "begin", lambda connection: _begin(connection, busy_timeout))
    return engine


def speaking_for(engine: Engine, owner: str) -> Engine:
    """The same engine and connections, whose transactions see the rows of one owner only."""
    return engine.execution_options(**{_OWNER: owner})


def owner_of(engine: Engine) -> str:
    """For whom the transactions of an engine work; "" for nobody."""
    return str(engine.get_execution_options().get(_OWNER, ""))


def _begin(connection: Connection, busy_timeout: float) -> None:
    # For one transaction only: whoever gets this connection next has to say it again.
    owner = connection.get_execution_options().get(_OWNER)
    if owner is None:
        return
    if is_writing(connection):
        wait = f"{int(busy_timeout * 1000)}ms"
        connection.execute(_WRITE_FOR, {"owner": owner, "wait": wait})
    else:
        connection.execute(_SPEAK_FOR, {"owner": owner})


class Hold:
    """Being the only one of a name on all hosts, as long as this session of the server lives."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self._name = engine, name
        self._session: Connection | None = None
        self.ours = self._take()

    def __bool__(self) -> bool:
        return self.ours

    def keep(self) -> bool:
        """Whether it is ours still; taken again when the server has lost our session.

        Another may have been faster. DBAPIError while the server is away.
        """
        if self._session is not None:
            try:
                self._session.execute(_ALIVE)
            except DBAPIError:
                self._drop()
        if self._session is None:
            self.ours = self._take()
        return self.ours

    def let_go(self) -> None:
        """Free it; a server that is gone has freed it already."""
        if self.ours and self._session is not None:
            try:
                self._session.execute(_FREE)
            except DBAPIError:
                self._session.invalidate()
        self._drop()

    def _take(self) -> bool:
        session = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            got = bool(session.execute(_HOLD, {"name": self._name}).scalar_one())
        except DBAPIError:
            session.close()
            raise
        self._session = session
        return got

    def _drop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()


def check_apart(connection: Connection, tables: list[str], where: str) -> None:
    """LedgerProblem where the server would not keep the rows of owners apart."""
    if connection.execute(_TOO_MIGHTY).scalar_one():
        what = "its user is a superuser, from whom the server keeps no owner's rows"
        mend = "make a role of its own: CREATE ROLE watchdog LOGIN"
        raise LedgerProblem(LedgerProblemKind.READ_ONLY, where, what, mend)
    if connection.execute(_OPEN, {"tables": tables}).scalar_one():
        what = "row-level security was switched off, so owners could see each other's rows"
        mend = "run, for every table: ALTER TABLE ... ENABLE, FORCE ROW LEVEL SECURITY"
        raise LedgerProblem(LedgerProblemKind.CORRUPT, where, what, mend)
