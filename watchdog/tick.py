"""One look at the clock: read the mailboxes that are due, queue what is new, send what waits."""

import logging
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta

from watchdog import pipeline
from watchdog.config import Account, Config, Schedule
from watchdog.digest import week_key
from watchdog.ledger import Ledger, Notification
from watchdog.notifications import to_tell
from watchdog.rounds import make_digest, make_report, scan_account, send_mail
from watchdog.setting import Setting

STARTED = "daemon:started"
# A refused password is not tried again and again: the provider would lock the account.
_PATIENCE = timedelta(hours=1)
_PATIENT_KINDS = ("sign_in", "throttled")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MAIL, _NOTICE = "digest", "notify"
_UNCONFIGURED = "it is not configured any more"

log = logging.getLogger("watchdog")


class Stopping(Exception):  # noqa: N818 - a wish, not an error
    """Somebody wants the daemon to end; what was read so far is stored."""


def tick(setting: Setting, config: Config, ledger: Ledger, *, stopping: Callable[[], bool]) -> None:
    """Scan what is due, queue what is new, send what waits; Stopping between two batches."""

    def on_step(_folder: str, _step: object) -> None:
        if stopping():
            raise Stopping

    due = [one for one in config.accounts if _is_due(one, config, ledger, setting.now())]
    for account in due:
        on_step("", None)
        scan_account(setting, ledger, account, on_step)
        _log_check(ledger, account)
    if due:
        # Nothing new, nothing to judge: an idle daemon costs nothing.
        _queue_findings(setting, config, ledger, setting.today())
    _queue_digest(setting, config, ledger)
    on_step("", None)
    pipeline.deliver(ledger, lambda notice: _send(config, notice, setting.now()), now=setting.now())


def _is_due(account: Account, config: Config, ledger: Ledger, now: datetime) -> bool:
    own = [
        check
        for check in ledger.checks()
        if check.account == account.name and check.folder in account.folders
    ]
    if not own:
        return True
    last = max(check.last_attempt_at for check in own)
    patient = any(check.failing_since and check.problem_kind in _PATIENT_KINDS for check in own)
    wait = timedelta(minutes=config.schedule.poll_minutes)
    # A clock that was set back must not make it deaf until then.
    return not timedelta(0) <= now - last < (max(wait, _PATIENCE) if patient else wait)


def _log_check(ledger: Ledger, account: Account) -> None:
    for check in ledger.checks():
        if check.account == account.name and check.folder in account.folders:
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
    started = ledger.milestone(STARTED)
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
    from watchdog.credentials import CredentialProblem
    from watchdog.delivery import DeliveryProblem

    try:
        problem = _hand_over(config, notice, now)
    except (DeliveryProblem, CredentialProblem) as error:
        problem = str(error)
    if problem is None:
        log.info("sent: %s", notice.subject)
    else:
        log.warning("not sent yet: %s: %s", notice.subject, problem)
    return problem


def _hand_over(config: Config, notice: Notification, now: datetime) -> str | None:
    """By mail or to one notification URL; a target that is gone is no success."""
    from watchdog.credentials import resolve
    from watchdog.delivery import send_notification

    if notice.target == _MAIL:
        if config.digest is None:
            return f"[digest]: {_UNCONFIGURED}"
        send_mail(config.digest, notice.key, notice.subject, notice.body, notice.html, now)
        return None
    number = int(notice.target.partition(":")[2])
    where = f"notify.urls[{number}]"
    if number >= len(config.notify.urls):
        return f"{where}: {_UNCONFIGURED}"
    kept = config.notify.urls[number]
    url = kept if isinstance(kept, str) else resolve(kept, where=where, environ=os.environ)
    send_notification([url], notice.subject, notice.body, first=number)
    return None
