"""What is due now goes out as jobs, by urgency and within what each mail host bears."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import func, text, update

from watchdog.daemon.tick import Judged
from watchdog.fleet.tables import polls, tenants
from watchdog.fleet.tenants import Fleet
from watchdog.ledger import Check

URGENT, USUAL, FIRST, TELLING = 5, 0, -10, 10
_MOST_AT_ONCE = 2000
# So many mailboxes of one host that are told to slow down, and it is the host that is meant.
_THROTTLED, _THROTTLED_FOR = 3, "10 minutes"
# What was given out and has no job any more failed for good, such as by a database that was away.
_LOST_AFTER = "1 minute"

# Only one hands out at a time: two would both see room at a host.
_ALONE = text("SELECT pg_try_advisory_xact_lock(hashtextextended('watchdog hand out', 0))")
_FIND = text("""
    UPDATE polls SET given_at = NULL
    WHERE given_at < now() - CAST(:after AS interval) AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs j
        WHERE j.args ->> 'owner' = polls.owner AND j.args ->> 'account' = polls.account
        AND j.status IN ('todo', 'doing'))
""")
_FIND_TELLINGS = text("""
    UPDATE tenants SET given_at = NULL
    WHERE given_at < now() - CAST(:after AS interval) AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs j
        WHERE j.lock = 'tell ' || tenants.owner AND j.status IN ('todo', 'doing'))
""")
_POLLS = text(f"""
    WITH busy AS (
        SELECT host, count(*) AS polls FROM polls WHERE given_at IS NOT NULL GROUP BY host),
    slow AS (
        SELECT host FROM polls WHERE throttled_at > now() - interval '{_THROTTLED_FOR}'
        GROUP BY host HAVING count(*) >= {_THROTTLED}),
    waiting AS (
        SELECT p.owner, p.account, p.host, p.mailbox, CASE
                WHEN t.urgent_on BETWEEN current_date - 1 AND current_date + 1 THEN {URGENT}
                WHEN p.is_first THEN {FIRST} ELSE {USUAL} END AS priority, p.due_at
        FROM polls p JOIN tenants t USING (owner)
        WHERE p.given_at IS NULL AND p.due_at <= now() AND NOT EXISTS (
            SELECT 1 FROM procrastinate_jobs j WHERE j.status = 'todo'
            AND j.queueing_lock = 'poll ' || p.owner || ' ' || p.account)),
    ranked AS (
        SELECT w.*, row_number() OVER (PARTITION BY host ORDER BY priority DESC, due_at) AS place
        FROM waiting w),
    chosen AS (
        SELECT r.* FROM ranked r LEFT JOIN busy b USING (host) LEFT JOIN slow s USING (host)
        WHERE r.place + coalesce(b.polls, 0) <= CASE WHEN s.host IS NULL
            THEN coalesce((CAST(:hosts AS jsonb) ->> r.host)::int, :quota) ELSE 1 END
        ORDER BY r.priority DESC, r.due_at LIMIT {_MOST_AT_ONCE})
    UPDATE polls p SET given_at = now() FROM chosen c
    WHERE p.owner = c.owner AND p.account = c.account
    RETURNING p.owner, p.account, p.mailbox, c.priority
""")  # noqa: S608 - numbers of ours
_TELLINGS = text(f"""
    WITH chosen AS (
        SELECT owner FROM tenants WHERE given_at IS NULL AND tell_at <= now() AND NOT EXISTS (
            SELECT 1 FROM procrastinate_jobs j WHERE j.status = 'todo'
            AND j.queueing_lock = 'tell ' || owner)
        ORDER BY tell_at LIMIT {_MOST_AT_ONCE})
    UPDATE tenants t SET given_at = now() FROM chosen c WHERE t.owner = c.owner RETURNING t.owner
""")  # noqa: S608 - numbers of ours


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A job to give out; `account` None: judge and tell. Those of one `lock` take turns."""

    owner: str
    account: str | None
    lock: str
    priority: int

    @property
    def name(self) -> str:
        """The same job has the same name, and waits only once."""
        return f"poll {self.owner} {self.account}" if self.account else f"tell {self.owner}"


Give = Callable[[list[Due], Any], None]


def hand_out(fleet: Fleet, give: Give) -> int:
    """Give out what is due and has room at its host; how many jobs those are.

    `give` makes the jobs on the database's own connection: both happen, or neither.
    """
    settings = fleet.config.fleet
    asked = {
        "quota": settings.polls_per_host,
        "hosts": msgspec.json.encode(settings.hosts).decode(),
    }
    with fleet.writes() as connection:
        if not connection.execute(_ALONE).scalar_one():
            return 0
        for lost in (_FIND, _FIND_TELLINGS):
            connection.execute(lost, {"after": _LOST_AFTER})
        polled = [
            Due(owner=row.owner, account=row.account, lock=row.mailbox, priority=row.priority)
            for row in connection.execute(_POLLS, asked)
        ]
        told = [
            Due(owner=row.owner, account=None, lock=f"tell {row.owner}", priority=TELLING)
            for row in connection.execute(_TELLINGS)
        ]
        due = told + sorted(polled, key=lambda one: -one.priority)
        if due:
            give(due, connection.connection.driver_connection)
    return len(due)


def polled(
    fleet: Fleet, owner: str, account: str, checks: list[Check], *, due_at: datetime, took: float
) -> None:
    """A poll has come to its end, after `took` seconds; it is due again at `due_at`.

    `checks` are the last looks into its folders.
    """
    throttled = any(check.problem_kind == "throttled" for check in checks)
    late = func.extract("epoch", func.now() - polls.c.due_at) - took
    values = {
        "due_at": due_at,
        "given_at": None,
        "throttled_at": func.now() if throttled else None,
        "done": polls.c.done + 1,
        "lag_seconds": func.greatest(late, 0),
        "faults": 0,
        "last_fault": None,
    }
    _note(fleet, owner, account, values | _heard(checks))


def looked(fleet: Fleet, owner: str, account: str, checks: list[Check]) -> None:
    """Somebody has looked into a mailbox by hand: whether it is heard is known anew."""
    _note(fleet, owner, account, _heard(checks))


def _heard(checks: list[Check]) -> dict[str, Any]:
    """Whether it was ever read, and since when it cannot be, and why."""
    failing = [check for check in checks if check.failing_since is not None]
    worst = min(failing, key=lambda check: str(check.failing_since), default=None)
    return {
        "is_first": all(check.last_success_at is None for check in checks),
        "failing_since": worst and worst.failing_since,
        "failing_folder": worst and worst.folder,
        "problem": worst and worst.last_problem,
        "problem_kind": worst and worst.problem_kind,
    }


def put_back(fleet: Fleet, owner: str, account: str, *, seconds: float = 0.0) -> None:
    """A poll that was cut short is due again, as it was, after so many seconds."""
    due_at = func.now() + timedelta(seconds=seconds)
    _note(fleet, owner, account, {"given_at": None, "due_at": due_at})


def set_apart(fleet: Fleet, owner: str, account: str, fault: str) -> None:
    """A poll that ends in a surprise again and again is tried seldom, and told in the status."""
    wait = func.least(func.power(2.0, polls.c.faults), 24.0) * timedelta(minutes=15)
    values = {
        "given_at": None,
        "due_at": func.now() + wait,
        "faults": polls.c.faults + 1,
        "last_fault": fault,
    }
    _note(fleet, owner, account, values)


def _note(fleet: Fleet, owner: str, account: str, values: dict[str, Any]) -> None:
    own = (polls.c.owner == owner) & (polls.c.account == account)
    with fleet.writes() as connection:
        connection.execute(update(polls).where(own).values(values))


def told(fleet: Fleet, owner: str, judged: Judged | None, *, again_at: datetime) -> None:
    """All was told that there is to tell by now."""
    values: dict[str, object] = {"given_at": None, "tell_at": again_at}
    if judged is not None:
        values |= {"judged": judged.books, "urgent_on": judged.urgent_on}
    with fleet.writes() as connection:
        connection.execute(update(tenants).where(tenants.c.owner == owner).values(values))
