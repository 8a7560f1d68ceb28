"""How the fleet does: what waits, how late it is, who works, and the same for Prometheus."""

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, inspect, text

from watchdog.fleet.deaf import Deaf, hearing
from watchdog.fleet.tenants import Fleet
from watchdog.ledger import LedgerProblem

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from prometheus_client.core import Metric

_COUNTS = text("""
    SELECT count(DISTINCT owner) AS owners, count(*) AS mailboxes,
        count(*) FILTER (WHERE is_first) AS unread,
        count(*) FILTER (WHERE given_at IS NULL AND due_at <= now()) AS due,
        count(*) FILTER (WHERE given_at IS NOT NULL) AS given,
        count(*) FILTER (WHERE faults > 0) AS apart,
        coalesce(sum(done), 0)::bigint AS polls,
        coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY lag_seconds), 0) AS lag_median,
        coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY lag_seconds), 0) AS lag_p99,
        coalesce(max(extract(epoch FROM now() - due_at))
            FILTER (WHERE due_at <= now()), 0)::float8 AS waiting_longest
    FROM polls
""")
_APART = text("""
    SELECT owner, account, faults, last_fault, due_at FROM polls
    WHERE faults > 0 ORDER BY faults DESC, owner, account LIMIT :most
""")
_MOST_NAMED = 20
_SLOW = text("""
    SELECT host, count(*) AS mailboxes FROM polls
    WHERE throttled_at IS NOT NULL GROUP BY host ORDER BY 2 DESC LIMIT 20
""")
_JOBS = text("SELECT status::text AS status, count(*) AS jobs FROM procrastinate_jobs GROUP BY 1")
_ARCHIVES = text("""
    SELECT args ->> 'owner' AS owner, count(*) FILTER (WHERE status <> 'failed') AS waiting,
        count(*) FILTER (WHERE status = 'failed') AS failed
    FROM procrastinate_jobs WHERE task_name = 'import' GROUP BY 1 ORDER BY 1 LIMIT 20
""")
_WORKERS = text(
    "SELECT count(*) FROM procrastinate_workers"
    " WHERE last_heartbeat > now() - make_interval(secs => :silent)"
)


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """A mailbox whose poll ended in a surprise so often that it is tried seldom."""

    owner: str
    account: str
    faults: int
    last_fault: str | None
    next_at: str


class Archives(msgspec.Struct, frozen=True, kw_only=True):
    """Portions of an owner's archives: those that wait or are being read, and those given up."""

    owner: str
    waiting: int
    failed: int


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The fleet at this moment; lags are of the last poll of each mailbox, in seconds.

    Of those that are `apart` or `deaf` the worst are named; `..._mailboxes` is how many there are.
    `failing` could not be read at the last look, be it for a moment.
    """

    version: int = 1
    workers: int
    owners: int
    mailboxes: int
    unread: int
    due: int
    given: int
    polls: int
    lag_median: float
    lag_p99: float
    waiting_longest: float
    jobs: dict[str, int]
    throttled: dict[str, int]
    apart: tuple[Apart, ...]
    archives: tuple[Archives, ...] = ()
    apart_mailboxes: int = 0
    failing: int = 0
    deaf_mailboxes: int = 0
    deaf: tuple[Deaf, ...] = ()
    wants_sign_in: bool = False

    @property
    def is_well(self) -> bool:
        """Somebody works, and no mailbox is deaf or set apart."""
        return bool(self.workers or not self.mailboxes) and not self.apart and not self.deaf


def figures(fleet: Fleet) -> Figures:
    """The figures; LedgerProblem."""
    with fleet.reads() as connection:
        counted = connection.execute(_COUNTS).one()
        workers, jobs, archives = _engine(fleet, connection)
        heard = hearing(connection, _MOST_NAMED)
        return Figures(
            workers=workers,
            owners=counted.owners,
            mailboxes=counted.mailboxes,
            unread=counted.unread,
            due=counted.due,
            given=counted.given,
            polls=counted.polls,
            lag_median=round(counted.lag_median, 3),
            lag_p99=round(counted.lag_p99, 3),
            waiting_longest=round(counted.waiting_longest, 3),
            jobs=jobs,
            archives=archives,
            apart_mailboxes=counted.apart,
            failing=heard.failing,
            deaf_mailboxes=heard.deaf_mailboxes,
            deaf=heard.deaf,
            wants_sign_in=heard.wants_sign_in,
            throttled={row.host: row.mailboxes for row in connection.execute(_SLOW)},
            apart=tuple(
                Apart(
                    owner=row.owner,
                    account=row.account,
                    faults=row.faults,
                    last_fault=row.last_fault,
                    next_at=row.due_at.isoformat(timespec="seconds"),
                )
                for row in connection.execute(_APART, {"most": _MOST_NAMED})
            ),
        )


def _engine(
    fleet: Fleet, connection: Connection
) -> tuple[int, dict[str, int], tuple[Archives, ...]]:
    """Workers that live, jobs by what became of them, archives; before the first worker, none."""
    if not inspect(connection).has_table("procrastinate_jobs"):
        return 0, {}, ()
    silent = {"silent": fleet.config.fleet.stalled_seconds}
    workers = int(connection.execute(_WORKERS, silent).scalar_one())
    jobs = {row.status: row.jobs for row in connection.execute(_JOBS)}
    archives = tuple(
        Archives(owner=row.owner, waiting=row.waiting, failed=row.failed)
        for row in connection.execute(_ARCHIVES)
    )
    return workers, jobs, archives


class Collector:
    """Asks the database whenever Prometheus asks us."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet

    def collect(self) -> "Iterator[Metric]":
        """The figures by Prometheus's names; `watchdog_fleet_up` 0 when the database is away."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        try:
            now = figures(self._fleet)
        except LedgerProblem:
            yield GaugeMetricFamily("watchdog_fleet_up", "The database answers.", value=0)
            return
        yield GaugeMetricFamily("watchdog_fleet_up", "The database answers.", value=1)
        for name, words, value in _gauges(now):
            yield GaugeMetricFamily(f"watchdog_{name}", words, value=value)
        yield CounterMetricFamily("watchdog_polls", "Polls done.", value=now.polls)
        jobs = GaugeMetricFamily("watchdog_jobs", "Jobs by status.", labels=["status"])
        for status, count in now.jobs.items():
            jobs.add_metric([status], count)
        yield jobs


def _gauges(now: Figures) -> list[tuple[str, str, float]]:
    return [
        ("workers", "Workers that gave a sign of life lately.", now.workers),
        ("owners", "Owners that are looked after.", now.owners),
        ("mailboxes", "Mailboxes that are polled.", now.mailboxes),
        ("mailboxes_unread", "Mailboxes whose first scan is not done.", now.unread),
        ("mailboxes_due", "Mailboxes that are due and wait.", now.due),
        ("mailboxes_given", "Mailboxes whose poll is on its way.", now.given),
        ("mailboxes_apart", "Mailboxes set apart after surprises.", now.apart_mailboxes),
        ("mailboxes_failing", "Mailboxes that the last look could not read.", now.failing),
        ("mailboxes_deaf", "Those that do not come back by themselves.", now.deaf_mailboxes),
        ("portions_waiting", "Portions of archives to read.", sum(a.waiting for a in now.archives)),
        ("portions_failed", "Those given up.", sum(a.failed for a in now.archives)),
        ("hosts_throttling", "Mail hosts that ask for a pause.", len(now.throttled)),
        ("lag_seconds_median", "How late the last poll of a mailbox began.", now.lag_median),
        ("lag_seconds_p99", "The same, of the latest in a hundred.", now.lag_p99),
        ("waiting_seconds", "How long the longest has waited.", now.waiting_longest),
    ]


def prometheus_text(fleet: Fleet) -> str:
    """The figures as Prometheus reads them."""
    from prometheus_client import generate_latest

    return generate_latest(_registry(fleet)).decode()


def serve_figures(fleet: Fleet, address: str) -> threading.Thread:
    """Answer Prometheus at address:port until the program ends."""
    from prometheus_client import start_http_server

    host, _, port = address.rpartition(":")
    _, thread = start_http_server(int(port), addr=host, registry=_registry(fleet))
    return thread


def _registry(fleet: Fleet) -> "CollectorRegistry":
    from prometheus_client import CollectorRegistry

    registry = CollectorRegistry()
    registry.register(Collector(fleet))
    return registry
