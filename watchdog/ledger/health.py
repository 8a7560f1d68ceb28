"""The ledger's word on the program's own health: checks of folders, milestones, counts."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, case, func, select, update

from parsers.arrival import DISBELIEVED
from parsers.outcome import OutcomeKind
from watchdog.ledger import tallies
from watchdog.ledger.belonging import belongs_to
from watchdog.ledger.recording import key_of, upsert
from watchdog.ledger.records import DOUBTFUL, Check, Counts, Doubts, NotificationState, SeenState
from watchdog.ledger.tables import (
    checks,
    locations,
    messages,
    milestones,
    notifications,
    statements,
)


def record_success(connection: Connection, account: str, folder: str, now: datetime) -> None:
    """The folder was read to its end."""
    values = {
        "last_success_at": now,
        "last_attempt_at": now,
        "failing_since": None,
        "last_problem": None,
        "problem_kind": None,
        "failures": 0,
        "retry_at": None,
    }
    statement = upsert(connection, checks).values(account=account, folder=folder, **values)
    was_failing = checks.c.failing_since.is_not(None)
    outage = {
        "outage_from": case((was_failing, checks.c.failing_since), else_=checks.c.outage_from),
        "outage_until": case(
            (was_failing, statement.excluded.last_success_at), else_=checks.c.outage_until
        ),
    }
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=key_of(connection, *checks.primary_key), set_=values | outage
        )
    )


def record_failure(
    connection: Connection,
    account: str,
    folder: str,
    *,
    problem: str,
    kind: str | None,
    now: datetime,
    retry_at: datetime | None,
) -> None:
    """The folder could not be read; since when it cannot is kept from the first failure on."""
    values = {
        "last_attempt_at": now,
        "last_problem": problem,
        "problem_kind": kind,
        "retry_at": retry_at,
    }
    statement = upsert(connection, checks).values(
        account=account, folder=folder, failing_since=now, failures=1, **values
    )
    grown = {
        "failing_since": func.coalesce(checks.c.failing_since, statement.excluded.failing_since),
        "failures": checks.c.failures + 1,
    }
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=key_of(connection, *checks.primary_key), set_=values | grown
        )
    )


def record_sweep(connection: Connection, account: str, folder: str, now: datetime) -> None:
    """All UIDs of the folder were compared with those that were seen."""
    own = (checks.c.account == account) & (checks.c.folder == folder)
    connection.execute(update(checks).where(own).values(swept_at=now))


def ask_for_sweeps(connection: Connection) -> None:
    """Let the next reading of each folder compare all its UIDs."""
    connection.execute(update(checks).values(swept_at=None))


def all_checks(connection: Connection) -> tuple[Check, ...]:
    """The last check of every folder, by account and folder."""
    query = select(checks).order_by(checks.c.account, checks.c.folder)
    return tuple(Check(**row) for row in connection.execute(query).mappings())


def milestone(connection: Connection, key: str) -> datetime | None:
    """When a milestone ("digest:2026-W47") was first reached, or None."""
    return connection.scalar(select(milestones.c.reached_at).where(milestones.c.key == key))


def milestones_of(connection: Connection, beginning: str) -> frozenset[str]:
    """The milestones reached whose keys begin so."""
    query = select(milestones.c.key).where(milestones.c.key.startswith(beginning, autoescape=True))
    return frozenset(connection.scalars(query))


def reach(connection: Connection, key: str, now: datetime) -> bool:
    """Set a milestone; False when it was reached before, which stands."""
    statement = upsert(connection, milestones).values(key=key, reached_at=now)
    first = statement.on_conflict_do_nothing().returning(milestones.c.key)
    return connection.scalar(first) is not None


def revision(connection: Connection) -> tuple[int, ...]:
    """Differs whenever a mail was recorded, or something said or taken back."""
    undone = select(func.count()).where(statements.c.undone_at.is_not(None))
    queries = (select(func.max(messages.c.id)), select(func.max(statements.c.id)), undone)
    return tuple(connection.scalar(query) or 0 for query in queries)


def counts(connection: Connection, account: str | None = None) -> Counts:
    """How much there is of everything; of mail, that of one mailbox where it is named."""
    outcomes = tallies.kept(connection) if account is None else None
    if outcomes is None:
        of = () if account is None else (belongs_to(account),)
        outcomes = _tally(connection, messages, "outcome", *of)
    states = _tally(connection, notifications, "state")
    by = locations.c.state
    bare = select(by, func.count()).where(locations.c.message_id.is_(None)).group_by(by)
    if account is not None:
        bare = bare.where(locations.c.account == account)
    without: dict[str | None, int] = {row[0]: row[1] for row in connection.execute(bare)}
    return Counts(
        messages={kind: outcomes.get(kind.value, 0) for kind in OutcomeKind},
        notifications={state: states.get(state.value, 0) for state in NotificationState},
        opened=without.get(SeenState.OPENED.value, 0),
        by_header=without.get(None, 0),
        own=without.get(SeenState.SELF.value, 0),
        purged=without.get(SeenState.PURGED.value, 0),
        unreadable=without.get(SeenState.UNREADABLE.value, 0),
    )


_ASKED_AT_ONCE = 500  # names in one question


def doubts(
    connection: Connection, answered: Collection[str], account: str | None = None
) -> Mapping[OutcomeKind, Doubts]:
    """How many mails wait for a person, by what became of them; those `answered` (fingerprints)
    wait no more. Only those of one mailbox where it is named.
    """
    asked = (messages.c.outcome, messages.c.trust_verdict)
    is_open: ColumnElement[bool] = messages.c.outcome.in_([one.value for one in DOUBTFUL])
    if account is not None:
        is_open &= belongs_to(account)
    found = Counter(
        {
            (outcome, verdict): number
            for outcome, verdict, number in connection.execute(
                select(*asked, func.count()).where(is_open).group_by(*asked)
            )
        }
    )
    words = sorted(answered)
    for first in range(0, len(words), _ASKED_AT_ONCE):
        some = messages.c.fingerprint.in_(words[first : first + _ASKED_AT_ONCE])
        rows = connection.execute(select(*asked).where(is_open, some))
        found.subtract((row[0], row[1]) for row in rows)
    fakes = Counter(dict.fromkeys(DOUBTFUL, 0))
    all_of = Counter(fakes)
    for (of, verdict), number in found.items():
        all_of[of] += number
        fakes[of] += number if verdict in DISBELIEVED else 0
    return {kind: Doubts(mails=all_of[kind] - fakes[kind], fakes=fakes[kind]) for kind in DOUBTFUL}


def _tally(
    connection: Connection, table: Table, column: str, *which: ColumnElement[bool]
) -> dict[str, int]:
    by = table.c[column]
    rows = connection.execute(select(by, func.count()).where(*which).group_by(by))
    return {row[0]: row[1] for row in rows}
