"""Whether the watchdog hears, tells and lives, judged from what it left behind."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from watchdog.config.accounts import Account
from watchdog.config.config import Config
from watchdog.daemon.clock import Clock
from watchdog.daemon.heart import Beat, Reading
from watchdog.hearing import is_deaf
from watchdog.ledger import Check, Counts, NotificationState, OutboxEntry

# A sign of life is due every half minute; a long judgement may hold up a few.
_SILENT_AFTER = timedelta(minutes=5)
_STALE_POLLS = 4
_STALE_AT_LEAST = timedelta(hours=2)
_STALE_BY_HAND = timedelta(days=1)


class Level(StrEnum):
    """How a part stands; `stale`: it was well, and nobody has looked since."""

    OK = "ok"
    STALE = "stale"
    BROKEN = "broken"


_WORSE = (Level.OK, Level.STALE, Level.BROKEN)


class MailboxStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A folder: when it was last read, how long ago that is, and what keeps it from being read."""

    account: str
    folder: str
    level: Level
    last_success_at: datetime | None
    lag_seconds: int | None
    last_attempt_at: datetime | None
    failing_since: datetime | None
    last_problem: str | None
    problem_kind: str | None
    failures: int = 0
    retry_at: datetime | None = None


class Unsent(msgspec.Struct, frozen=True, kw_only=True):
    """A notification that has not arrived for certain."""

    subject: str
    state: NotificationState
    attempts: int
    created_at: datetime
    next_at: datetime | None
    last_error: str | None


class DaemonStanding(msgspec.Struct, frozen=True, kw_only=True):
    """The daemon; `runs` False and `level` ok: it was ended, or never started."""

    level: Level
    runs: bool
    pid: int | None = None
    beat_at: datetime | None = None
    reading: Reading | None = None
    clock: str | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """All of `watchdog status`; `level` is that of the worst part."""

    version: int = 1
    level: Level
    daemon: DaemonStanding
    mailboxes: tuple[MailboxStanding, ...]
    unsent: tuple[Unsent, ...]
    counts: Counts

    @property
    def wants_sign_in(self) -> bool:
        """Whether a mailbox waits for its user to sign in."""
        return any(box.failing_since and box.problem_kind == "sign_in" for box in self.mailboxes)


def stand(
    *,
    config: Config,
    checks: Sequence[Check],
    counts: Counts,
    entries: Iterable[OutboxEntry],
    beat: Beat | None,
    now: datetime,
) -> Standing:
    """How everything stands at `now`."""
    known = max((check.last_attempt_at for check in checks), default=None)
    daemon = _daemon(beat, now, Clock(known, wall=lambda: now).doubt_now())
    mailboxes = tuple(_mailboxes(config, checks, now, runs=daemon.runs))
    unsent = tuple(_unsent(entry) for entry in entries if _is_open(entry))
    lost = any(one.state is NotificationState.DEAD for one in unsent)
    levels = [daemon.level, *(box.level for box in mailboxes), *([Level.BROKEN] if lost else [])]
    if any(box.failing_since for box in mailboxes):  # which is no trouble of the box's own at first
        levels.append(Level.STALE)
    return Standing(
        level=max(levels, key=_WORSE.index),
        daemon=daemon,
        mailboxes=mailboxes,
        unsent=unsent,
        counts=counts,
    )


def _daemon(beat: Beat | None, now: datetime, doubt: str | None) -> DaemonStanding:
    doubt = doubt or (beat.doubt if beat is not None else None)
    if beat is None:
        level = Level.BROKEN if doubt else Level.OK
        return DaemonStanding(level=level, runs=False, clock=doubt)
    silent = abs(now - beat.beat_at) > _SILENT_AFTER and not doubt
    there = _is_there(beat.pid)
    level = Level.STALE if silent or not there else Level.BROKEN if doubt else Level.OK
    return DaemonStanding(
        level=level,
        runs=there and not silent,
        pid=beat.pid,
        beat_at=beat.beat_at,
        reading=beat.reading,
        clock=doubt,
    )


def _is_there(pid: int) -> bool:
    with suppress(PermissionError):  # somebody else's process is there, too
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True


def _mailboxes(
    config: Config, checks: Sequence[Check], now: datetime, *, runs: bool
) -> Iterable[MailboxStanding]:
    """Those of the configuration first, read or not; then what was read before."""
    known = {(check.account, check.folder): check for check in checks}
    for account in config.accounts:
        for folder in account.folders:
            check = known.pop((account.name, folder), None)
            yield _mailbox(account, folder, check, config, now, runs=runs)


def _mailbox(
    account: Account,
    folder: str,
    check: Check | None,
    config: Config,
    now: datetime,
    *,
    runs: bool,
) -> MailboxStanding:
    read_at = check.last_success_at if check else None
    patience = max(_STALE_POLLS * timedelta(minutes=config.schedule.poll_minutes), _STALE_AT_LEAST)
    return MailboxStanding(
        account=account.name,
        folder=folder,
        level=_level(check, now, patience if runs else _STALE_BY_HAND),
        last_success_at=read_at,
        lag_seconds=int((now - read_at).total_seconds()) if read_at else None,
        last_attempt_at=check.last_attempt_at if check else None,
        failing_since=check.failing_since if check else None,
        last_problem=check.last_problem if check else None,
        problem_kind=check.problem_kind if check else None,
        failures=check.failures if check else 0,
        retry_at=check.retry_at if check else None,
    )


def _level(check: Check | None, now: datetime, patience: timedelta) -> Level:
    if check is None:
        return Level.STALE
    if is_deaf(check, now):
        return Level.BROKEN
    since = check.last_success_at or check.failing_since or now
    return Level.STALE if now - since > patience else Level.OK


def _is_open(entry: OutboxEntry) -> bool:
    return entry.state not in (NotificationState.SENT, NotificationState.FOLDED)


def _unsent(entry: OutboxEntry) -> Unsent:
    waits = entry.state in (NotificationState.PENDING, NotificationState.UNCERTAIN)
    return Unsent(
        subject=entry.notification.subject,
        state=entry.state,
        attempts=entry.attempts,
        created_at=entry.created_at,
        next_at=entry.next_at if waits else None,
        last_error=entry.last_error,
    )
