"""What workers bear: `make bench-fleet`, exit 1 above the bars.

    python -m benchmarks.fleet [--mailboxes 1000] [--window 300]     seconds

So many mailboxes on a real Dovecot, an owner each, on a real PostgreSQL. First all are due at once,
for one worker and then for two: how many polls a second, and what a poll costs the worker, the
database and the mail server in processor time. Then each is due once in WINDOW seconds, as in
that rhythm, for one worker: how late polls begin.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.measured import figure
from benchmarks.page import keep
from tests.faults.programs import until
from tests.rigs import dovecot as mail_server
from tests.rigs import postgres as databases
from tests.rigs.dovecot import Dovecot
from tests.rigs.fleets import make_home, tenant_config, worker
from tests.rigs.postgres import Postgres
from watchdog.fleet.tenants import add, open_fleet
from watchdog.fleet.worker import prepare
from watchdog.setting import Setting

MOST_LAG, LEAST_GAIN = 60.0, 1.8
_CORES_LAST = 0.55  # two workers cannot do more than two cores allow
_LETTER = b"From: Anna <anna@example.com>\r\nSubject: Sunday\r\n\r\nSee you at nine.\r\n"
_TICKS = os.sysconf("SC_CLK_TCK")


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """Polls a second, and milliseconds of a processor that one costs whom."""

    workers: int
    polls: float
    busy: float
    worker_ms: float
    database_ms: float
    server_ms: float


def fill(home: Path, server: Dovecot, count: int) -> None:
    """An owner for each mailbox; no mail that is worth reading, as at nearly every poll."""
    with open_fleet(Setting(home=home)) as fleet:
        prepare(fleet)
        for number in range(count):
            user = server.add_user()
            for _ in range(3):
                user.deliver(_LETTER, datetime(2026, 10, 1, tzinfo=UTC))
            config = tenant_config(home, user, more="[schedule]\npoll_minutes = 5")
            add(fleet, f"owner{number}", config)


def make_due(database: Postgres, seconds: float = 0.0) -> None:
    """All are due now, or evenly over so many seconds from now; the ledger says so too.

    Nobody may work meanwhile.
    """
    database.sql("TRUNCATE procrastinate_jobs CASCADE", "watchdog")
    database.sql(
        "UPDATE checks SET last_attempt_at = '2026-01-01T00:00:00.000000+00:00',"
        " swept_at = last_attempt_at",
        "watchdog",
    )
    database.sql(
        "UPDATE tenants SET tell_at = now() + interval '1 day', given_at = NULL", "watchdog"
    )
    apart = f"make_interval(secs => 5 + {float(seconds)} * random())"
    columns = f"lag_seconds = 0, done = 0, is_first = false, due_at = now() + {apart}"
    database.sql("UPDATE polls SET given_at = NULL, " + columns, "watchdog")  # noqa: S608 - ours


def done(database: Postgres) -> int:
    """Polls since the last `make_due`."""
    return int(str(database.sql("SELECT sum(done) FROM polls", "watchdog")[0][0]))


def measure(home: Path, database: Postgres, count: int, workers: int) -> Rate:
    """All mailboxes at once."""
    make_due(database)
    with working(home, workers):
        until(lambda: done(database) >= count // 10, "the first polls", 300)
        at, begun, used = time.monotonic(), done(database), used_by(workers_of(home))
        whole = busy_seconds()
        base, mail = used_by(named("postgres")), used_by(named("dovecot", "imap", "auth", "config"))
        until(lambda: done(database) >= count * 9 // 10, "most polls", 900)
        polls, took = done(database) - begun, time.monotonic() - at
        return Rate(
            workers=workers,
            polls=polls / took,
            busy=(busy_seconds() - whole) / took / (os.cpu_count() or 1),
            worker_ms=(used_by(workers_of(home)) - used) / polls * 1000,
            database_ms=(used_by(named("postgres")) - base) / polls * 1000,
            server_ms=(used_by(named("dovecot", "imap", "auth", "config")) - mail) / polls * 1000,
        )


@contextmanager
def working(home: Path, count: int) -> Iterator[None]:
    """So many workers that take jobs already."""
    for old in home.glob("worker-*.log"):
        old.unlink()
    with ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(worker(home))
        until(
            lambda: (
                sum("taking jobs" in log.read_text() for log in home.glob("worker-*.log")) == count
            ),
            "all workers take jobs",
        )
        yield


def workers_of(home: Path) -> list[int]:
    """The process ids of our workers."""
    return [pid for pid, line in lines() if "worker" in line and str(home) in line]


def named(*words: str) -> list[int]:
    """The process ids of programs of that name: run alone, or others' servers count as well."""
    return [pid for pid, line in lines() if Path(line.split()[0].rstrip(":")).name in words]


def lines() -> Iterator[tuple[int, str]]:
    """Every process with its command line."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if line.strip():
                yield int(entry.name), line


def used_by(pids: list[int]) -> float:
    """Processor seconds of those processes, and of children that have ended."""
    total = 0.0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15])) / _TICKS
    return total


def busy_seconds() -> float:
    """Processor seconds of the whole computer so far, idle ones left out."""
    fields = [int(one) for one in Path("/proc/stat").read_text().split("\n")[0].split()[1:]]
    return (sum(fields[:8]) - fields[3] - fields[4]) / _TICKS


def measure_lag(home: Path, database: Postgres, count: int, window: float) -> float:
    """How late the latest of a hundred polls began, in seconds."""
    make_due(database, window)
    with working(home, 1):
        until(lambda: done(database) >= count, "each was polled once", window + 300)
    late = "SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY lag_seconds) FROM polls"
    return float(str(database.sql(late, "watchdog")[0][0]))


def main() -> int:
    """0 when the bars are kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mailboxes", type=int, default=1000)
    options.add_argument("--window", type=float, default=300.0)
    asked = options.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="dv-", dir="/tmp") as mail,
        tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as root,
        mail_server.serve(Path(mail)) as server,
        databases.serve(Path(root)) as database,
    ):
        home = make_home(Path(mail) / "fleet", database.url(), "polls_per_host = 100")
        fill(home, server, asked.mailboxes)
        one, two = (measure(home, database, asked.mailboxes, workers) for workers in (1, 2))
        print(_in_words(one), _in_words(two), sep="\n")
        gain = two.polls / one.polls
        print(f"two workers do {gain:.2f} times as much as one (bar {LEAST_GAIN} while cores last)")
        lag = measure_lag(home, database, asked.mailboxes, asked.window)
        print(
            f"{asked.mailboxes} mailboxes, each once in {asked.window:.0f} s, one worker: 99 of 100"
            f" begin at most {lag:.1f} s late (bar {MOST_LAG:.0f})"
        )
        _keep(one, gain, lag, mailboxes=asked.mailboxes, window=asked.window)
        lasted = one.busy < _CORES_LAST
        return int(lag > MOST_LAG or (lasted and gain < LEAST_GAIN))


def _in_words(rate: Rate) -> str:
    return (
        f"{rate.workers} worker{'s' if rate.workers > 1 else ''}: {rate.polls:.0f} polls a"
        f" second; a poll costs {rate.worker_ms:.1f} ms of the worker,"
        f" {rate.database_ms:.1f} of the database, {rate.server_ms:.1f} of the mail server;"
        f" cores {rate.busy:.0%} busy"
    )


def _keep(one: Rate, gain: float, lag: float, *, mailboxes: int, window: float) -> None:
    """Put what was measured where docs/benchmarks.md has it from; `lag` and `window` in seconds."""
    late = figure(
        "99 of 100 polls begin late by at most",
        lag,
        "s",
        bar=MOST_LAG,
        size=mailboxes,
        of="mailboxes",
        beside=f"each due once in {window:.0f} s",
    )
    more = figure(
        "what two workers do, against one",
        gain,
        "times",
        bar=LEAST_GAIN if one.busy < _CORES_LAST else None,
        at_least=True,
        size=mailboxes,
        of="mailboxes",
        beside=f"cores {one.busy:.0%} busy with one",
    )
    cost = figure(
        "a poll costs the worker",
        one.worker_ms,
        "ms",
        size=mailboxes,
        of="mailboxes",
        beside=f"{one.database_ms:.0f} ms of the database,"
        f" {one.server_ms:.0f} ms of the mail server",
    )
    keep("fleet", [late, more, cost])


if __name__ == "__main__":
    sys.exit(main())
