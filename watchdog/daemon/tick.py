"""One look at the clock: read the mailboxes that are due, queue what is new, send what waits."""

import logging
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

import msgspec

from watchdog import outgoing
from watchdog.config.accounts import Account
from watchdog.config.config import Config
from watchdog.daemon.showing import show_figures
from watchdog.daemon.telling import (
    is_quiet,
    open_outages,
    queue_digest,
    queue_findings,
    queue_outages,
    queue_second_way,
)
from watchdog.hearing import checks_of
from watchdog.intake import Progress
from watchdog.ledger import Check, Ledger, LedgerProblem
from watchdog.ledger.backups import of_week, prune
from watchdog.scan import scan_account
from watchdog.sending import look, send
from watchdog.setting import Setting

log = logging.getLogger("watchdog")
_HALF_A_TICK = timedelta(seconds=15)


class Stopping(Exception):  # noqa: N818 - a wish, not an error
    """Somebody wants the daemon to end; what was read so far is stored."""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What was judged, as `books_of` has it, and the first deadline of what cannot wait."""

    books: str
    urgent_on: date | None


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """How many mailboxes were due, whether all of them are heard at the end, and what was judged:
    the same is not judged again.
    """

    accounts: int
    hears: bool
    judged: Judged | None


Moving = Callable[[str, str, int, int | None], None]


def tick(
    setting: Setting,
    config: Config,
    ledger: Ledger,
    *,
    stopping: Callable[[], bool],
    moving: Moving = lambda *_: None,
    judged: Judged | None = None,
    rung: Collection[str] = (),
) -> Looked:
    """Scan what is due, queue what is new, send what waits; Stopping between two batches.

    `rung` are accounts to which mail has come: they are due too, unless they are left alone.
    `moving` gets account, folder, mails done and how many there are, after each batch.
    """
    due = [one for one in config.accounts if _is_due(one, config, ledger, setting.now(), rung)]
    for account in due:
        read_account(setting, ledger, account, stopping, moving)
        _log_check(ledger, account)
    # At the start too: what `init` or `scan` read a minute ago is news that nobody was told.
    looked = bool(due) or judged is None
    judged = tell(setting, config, ledger, stopping=stopping, looked=looked, judged=judged)
    if due:
        show_figures(setting, config, ledger)
        _keep_a_copy(setting, ledger)
    return Looked(accounts=len(due), hears=not open_outages(setting, config, ledger), judged=judged)


def tell(
    setting: Setting,
    config: Config,
    ledger: Ledger,
    *,
    stopping: Callable[[], bool],
    looked: bool,
    judged: Judged | None,
) -> Judged | None:
    """Queue what is new, where somebody `looked`, and send what waits; what is judged by now.

    Only one may do this for a ledger at a time: what is claimed by somebody else is released.
    """
    if looked:
        judged = _judge(setting, config, ledger, judged)
        queue_outages(setting, config, ledger)
    queue_digest(setting, config, ledger)
    _heed(stopping)
    # Claimed by nobody but us, so what is still claimed was cut short, be it by a full disk.
    ledger.outbox.release_stuck(now=setting.now())
    _deliver(setting, config, ledger)
    if queue_second_way(config, ledger, setting.now()):
        _deliver(setting, config, ledger)
    return judged


def _judge(setting: Setting, config: Config, ledger: Ledger, judged: Judged | None) -> Judged:
    """Nothing new on the same day, nothing to judge: an idle daemon costs nothing."""
    books = books_of(setting, config, ledger)
    if judged is not None and judged.books == books:
        return judged
    urgent_on = queue_findings(setting, config, ledger, setting.today())
    return Judged(books=books, urgent_on=urgent_on)


def books_of(setting: Setting, config: Config, ledger: Ledger) -> str:
    """The day, what is known on it, and whether it is quiet: the same text, the same judgement."""
    known = (setting.today(), *ledger.revision(), is_quiet(setting, config))
    return " ".join(map(str, known))


def _keep_a_copy(setting: Setting, ledger: Ledger) -> None:
    """One a week; what keeps it from being made is told, and tried again tomorrow."""
    if setting.on_server():
        return  # copied there, with pg_dump: docs/scale.md
    now, file = setting.now(), setting.ledger_file()
    copy, day = of_week(file, now), f"backup:tried:{now.date()}"
    if copy.exists() or not ledger.milestones.reach(day, now=now):
        return
    try:
        ledger.place.back_up(copy)
    except (LedgerProblem, OSError) as problem:
        log.warning("no weekly backup: %s", problem)
    else:
        prune(file)


def _heed(stopping: Callable[[], bool]) -> None:
    if stopping():
        raise Stopping


def read_account(
    setting: Setting,
    ledger: Ledger,
    account: Account,
    stopping: Callable[[], bool],
    moving: Moving = lambda *_: None,
) -> None:
    """Read what is new in an account; Stopping between two batches."""
    done = 0

    def on_step(folder: str, step: Progress) -> None:
        nonlocal done
        done += step.seen
        moving(account.name, folder, done, step.total)
        _heed(stopping)

    _heed(stopping)
    moving(account.name, "", 0, None)
    scan_account(setting, ledger, account, on_step)


def _deliver(setting: Setting, config: Config, ledger: Ledger) -> None:
    outgoing.deliver(
        ledger,
        lambda entry, hand_over: send(setting, config, entry, hand_over),
        lambda entry: look(setting, config, entry),
        now=setting.now(),
    )


def due_at(
    own: Collection[Check], config: Config, now: datetime, *, rung: bool = False
) -> datetime:
    """When to look into an account again, by its last looks; `rung`: mail has come to it."""
    if not own:
        return now
    last = max(check.last_attempt_at for check in own)
    poll = timedelta(minutes=config.schedule.poll_minutes)
    # What is due within a tick is due now: else one of a minute would wait for the tick after it.
    usual = last if rung else last + poll - min(_HALF_A_TICK, poll / 2)
    due = max((check.retry_at for check in own if check.retry_at), default=usual)
    # A clock that was set back must not make it deaf until then.
    return due if last <= now else now


def _is_due(
    account: Account, config: Config, ledger: Ledger, now: datetime, rung: Collection[str]
) -> bool:
    own = checks_of(account, ledger)
    return due_at(own, config, now, rung=account.name in rung) <= now


def _log_check(ledger: Ledger, account: Account) -> None:
    for check in ledger.checks.all():
        if check.account == account.name and check.folder in account.folders:
            state = check.last_problem if check.failing_since else "read"
            log.info("%s/%s: %s", check.account, check.folder, state)
