"""The daemon: a door that ticks; what is due stands in the ledger, not in the scheduler."""

import fcntl
import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from types import FrameType

from watchdog import pipeline
from watchdog.config import Account, Config, Schedule
from watchdog.digest import week_key
from watchdog.ledger import Ledger, LedgerProblem, Notification
from watchdog.notifications import to_tell
from watchdog.rounds import make_digest, make_report, scan_account, send_mail
from watchdog.setting import Setting

_TICK_SECONDS = 30
# A refused password is not tried again and again: the provider would lock the account.
_SIGN_IN_RETRY = timedelta(hours=1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MAIL, _NOTICE = "digest", "notify"
_STARTED = "daemon:started"

log = logging.getLogger("watchdog")


class AlreadyRunning(Exception):  # noqa: N818 - a state, not an error of ours
    """Another daemon holds the lock."""


def watch(setting: Setting, *, once: bool) -> None:
    """Run until SIGTERM or SIGINT; `once`: one round of everything that is due."""
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    config = setting.config()
    home = setting.folders().with_ledger(config.ledger.path)
    with _only_one(home.lock_file), setting.ledger() as ledger:
        ledger.release_stuck(now=setting.now())
        ledger.reach(_STARTED, now=setting.now())
        if once:
            tick(setting, config, ledger)
        else:
            _stay(setting, config, ledger)


def tick(setting: Setting, config: Config, ledger: Ledger) -> None:
    """One look at the clock: scan what is due, queue what is new, send what waits."""
    now = setting.now()
    due = [account for account in config.accounts if _is_due(account, config, ledger, now)]
    for account in due:
        scan_account(setting, ledger, account, lambda _folder, _step: None)
        _log_check(ledger, account)
    if due:
        # Nothing new, nothing to judge: an idle daemon costs nothing.
        _queue_findings(setting, config, ledger, setting.today())
    _queue_digest(setting, config, ledger)
    pipeline.deliver(ledger, lambda notice: _send(config, notice, now), now=setting.now())


def _stay(setting: Setting, config: Config, ledger: Ledger) -> None:
    from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
    from apscheduler.schedulers.background import BackgroundScheduler

    stop = threading.Event()
    faults: list[BaseException] = []

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    def on_fault(event: JobExecutionEvent) -> None:
        if isinstance(event.exception, LedgerProblem):
            log.warning("%s", event.exception)
        else:
            faults.append(event.exception)
            stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    scheduler = BackgroundScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
    )
    scheduler.add_listener(on_fault, EVENT_JOB_ERROR)
    scheduler.add_job(
        tick,
        "interval",
        seconds=_TICK_SECONDS,
        args=(setting, config, ledger),
        next_run_time=setting.now(),
    )
    scheduler.start()
    log.info("watching %d mailboxes; stop with SIGTERM", len(config.accounts))
    stop.wait()
    scheduler.shutdown(wait=True)
    log.info("stopped")
    if faults:
        # Living on with a broken clockwork would be deafness; a supervisor starts it anew.
        raise faults[0]


def _is_due(account: Account, config: Config, ledger: Ledger, now: datetime) -> bool:
    own = [check for check in ledger.checks() if check.account == account.name]
    if not own:
        return True
    last = max(check.last_attempt_at for check in own)
    refused = any(check.failing_since and check.problem_kind == "sign_in" for check in own)
    wait = timedelta(minutes=config.schedule.poll_minutes)
    return now - last >= (max(wait, _SIGN_IN_RETRY) if refused else wait)


def _log_check(ledger: Ledger, account: Account) -> None:
    for check in ledger.checks():
        if check.account == account.name:
            state = check.last_problem if check.failing_since else "read"
            log.info("%s/%s: %s", check.account, check.folder, state)


def _queue_findings(setting: Setting, config: Config, ledger: Ledger, today: date) -> None:
    judged, _ = make_report(setting, ledger, today)
    due = to_tell(
        judged.findings, today=today, reminders=setting.reminders(), level=config.notify.level
    )
    queued = [
        Notification(
            key=f"{one.key}@{target}",
            finding_id=one.finding,
            target=target,
            subject=one.title,
            body=one.body,
        )
        for one in due
        for target in _targets(config)
    ]
    ledger.queue(queued, now=setting.now())


def _targets(config: Config) -> list[str]:
    """Each notification URL by its number, so that one that fails is tried again alone."""
    urls = [f"{_NOTICE}:{number}" for number in range(len(config.notify.urls))]
    return urls or ([_MAIL] if config.digest is not None else [])


def _queue_digest(setting: Setting, config: Config, ledger: Ledger) -> None:
    """The letter of the last digest day, once; missed ones are made up for by a single letter."""
    if config.digest is None:
        return
    moment = last_digest_moment(setting.now().astimezone(setting.zone()), config.schedule)
    started = ledger.milestone(_STARTED)
    if started is None or moment < started or ledger.milestone(week_key(moment.date())):
        return
    digest = make_digest(setting, ledger, setting.today())
    key = week_key(moment.date())
    letter = Notification(
        key=key,
        finding_id=None,
        target=_MAIL,
        subject=digest.subject,
        body=digest.text,
        html=digest.html,
    )
    ledger.queue([letter], now=setting.now())
    ledger.reach(key, now=setting.now())


def last_digest_moment(local: datetime, schedule: Schedule) -> datetime:
    """The last digest day and hour that has passed, in the zone of `local`."""
    back = (local.weekday() - _WEEKDAYS.index(schedule.digest_weekday)) % 7
    moment = datetime.combine(
        local.date() - timedelta(days=back), schedule.digest_clock, tzinfo=local.tzinfo
    )
    if moment <= local:
        return moment
    return datetime.combine(
        moment.date() - timedelta(days=7), schedule.digest_clock, tzinfo=local.tzinfo
    )


def _send(config: Config, notice: Notification, now: datetime) -> str | None:
    """Send one notification; None, or why it did not go."""
    from watchdog.credentials import CredentialProblem, resolve_urls
    from watchdog.delivery import DeliveryProblem, send_notification

    try:
        if notice.target != _MAIL:
            urls = resolve_urls(config.notify, environ=os.environ)
            number = int(notice.target.partition(":")[2])
            send_notification(urls[number : number + 1], notice.subject, notice.body)
        elif config.digest is not None:
            send_mail(config.digest, notice.key, notice.subject, notice.body, notice.html, now)
    except (DeliveryProblem, CredentialProblem) as problem:
        log.warning("%s", problem)
        return str(problem)
    log.info("sent: %s", notice.subject)
    return None


@contextmanager
def _only_one(lock_file: Path) -> Iterator[None]:
    """Hold the lock for life; the kernel frees it even after kill -9."""
    lock_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = os.pread(handle, 20, 0).decode(errors="replace").strip()
            raise AlreadyRunning(
                f"{lock_file}: another watchdog runs already (pid {pid})"
            ) from None
        os.truncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
