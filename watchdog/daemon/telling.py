"""What is put into the outbox: findings, our own deafness, the weekly letter, what was lost."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date, datetime, timedelta

from watchdog.config.config import Config, Schedule
from watchdog.degrees import Privacy, Severity
from watchdog.digest.letter import Undelivered, letter_of
from watchdog.digest.week import week_key
from watchdog.discretion import spoken
from watchdog.findings import short_id
from watchdog.hearing import outages
from watchdog.ledger import Ledger, Notification, NotificationState, OutboxEntry
from watchdog.ledger.milestones import Milestones
from watchdog.notifications import MOST_AT_ONCE, in_one, resolved_of, to_tell
from watchdog.notifications import Notification as Notice
from watchdog.outages import UNREACHABLE, Outage, back_words, deaf_words
from watchdog.outgoing import WEEKLY
from watchdog.report import Report
from watchdog.rounds import make_brief, make_report
from watchdog.sending import (
    HOOK,
    NOTICE,
    belongs,
    level_of,
    mail_targets,
    notice_targets,
    privacy_of,
    recipient,
)
from watchdog.setting import Setting

STARTED = "daemon:started"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def queue_findings(setting: Setting, config: Config, ledger: Ledger, today: date) -> date | None:
    """Each finding that is due, to every target that wants to hear of it at once.

    The first deadline of those that cannot wait.
    """
    judged, report = make_brief(setting, ledger, today, lambda: nullcontext(ledger))
    # Our own deafness goes another way, and is told whatever the level: `queue_outages`.
    findings = [pair for pair in judged.findings if pair[0].kind != UNREACHABLE]
    good_news = _good_news(report, ledger)
    heard = _heard(ledger) if good_news else frozenset()
    for target in _ringing(setting, config):
        due = to_tell(
            findings,
            today=today,
            reminders=setting.reminders(),
            level=level_of(config, target),
        )
        solved = [one for one in good_news if (target, one.finding) in heard]
        privacy = privacy_of(config, target)
        for notices in (due, solved):
            said = [spoken(one, privacy) for one in notices]
            _queue_for(target, said, ledger, setting.now())
    urgent = (one for one, _ in judged.findings if one.severity is Severity.ACT_NOW)
    return min((one.deadline for one in urgent if one.deadline), default=None)


def _ringing(setting: Setting, config: Config) -> list[str]:
    """Whom news reaches now: in quiet hours nobody, it is put together and told at their end."""
    targets = notice_targets(config)
    if targets and is_quiet(setting, config):
        return []
    return targets or mail_targets(config)


def is_quiet(setting: Setting, config: Config) -> bool:
    """Whether it is a quiet hour where the user lives."""
    return config.notify.is_quiet(setting.now().astimezone(setting.zone()).time())


def _good_news(report: Report, ledger: Ledger) -> tuple[Notice, ...]:
    """What is solved, of what was told at once."""
    at_once = {finding for finding, one in ledger.outbox.told().items() if one.at_once}
    return resolved_of(
        [one for one in report.resolved if one.finding in at_once], today=report.as_of
    )


def _heard(ledger: Ledger) -> frozenset[tuple[str, str | None]]:
    """Which target was to hear of which finding."""
    told = (entry.notification for entry in ledger.outbox.entries())
    return frozenset((one.target, one.finding_id) for one in told)


def _queue_for(target: str, due: Sequence[Notice], ledger: Ledger, now: datetime) -> None:
    """What one target has not been told yet; many things at once as one, but to programs."""
    known = ledger.outbox.queued([f"{one.key}@{target}" for one in due])
    fresh = [one for one in due if f"{one.key}@{target}" not in known]
    notices = [_notice(one.key, one.finding, target, one.title, one.body) for one in fresh]
    if len(fresh) <= MOST_AT_ONCE or target.startswith(HOOK):
        ledger.outbox.queue(notices, now=now)
        return
    whole = in_one(fresh)
    letter = _notice(whole.key, None, target, whole.title, whole.body)
    ledger.outbox.replace([(letter, [one.key for one in notices])], untold=notices, now=now)


def _notice(key: str, finding: str | None, target: str, subject: str, body: str) -> Notification:
    return Notification(
        key=f"{key}@{target}", finding_id=finding, target=target, subject=subject, body=body
    )


def queue_outages(setting: Setting, config: Config, ledger: Ledger) -> None:
    """A mailbox that cannot be read is told once, and once when it is back."""
    found = _outages(setting, config, ledger)
    if not found or (notice_targets(config) and is_quiet(setting, config)):
        return
    told = {entry.notification.key for entry in ledger.outbox.entries()}
    queued = [
        notice
        for outage in found
        for target in _other_ways(config, outage.account)
        for notice in _about(outage, target, told, privacy_of(config, target))
    ]
    ledger.outbox.queue(queued, now=setting.now())


def _about(outage: Outage, target: str, told: set[str], privacy: Privacy) -> Iterable[Notification]:
    is_named = privacy is Privacy.FULL
    finding = short_id(outage.key)
    if outage.ended_at is None:
        yield _notice(outage.key, finding, target, *deaf_words(outage, is_named=is_named))
    elif f"{outage.key}@{target}" in told:
        words = back_words(outage, is_named=is_named)
        yield _notice(f"{outage.key}:over", finding, target, *words)


def _other_ways(config: Config, account: str) -> list[str]:
    """The ways of telling that do not end in the mailbox that is out of reach; else all."""
    broken = next(one for one in config.accounts if one.name == account)
    mail = mail_targets(config)
    elsewhere = [each for each in mail if not belongs(recipient(config, each) or "", broken)]
    return notice_targets(config) or elsewhere or mail


def open_outages(setting: Setting, config: Config, ledger: Ledger) -> tuple[Outage, ...]:
    """The mailboxes that are deaf now."""
    return tuple(one for one in _outages(setting, config, ledger) if one.ended_at is None)


def _outages(setting: Setting, config: Config, ledger: Ledger) -> tuple[Outage, ...]:
    accounts = {one.name for one in config.accounts}
    return outages(ledger.checks.all(), now=setting.now(), accounts=accounts)


def queue_second_way(config: Config, ledger: Ledger, now: datetime) -> int:
    """A notice that no notification URL took goes by mail at once; how many such letters."""
    targets = mail_targets(config)
    lost = _lost_notices(ledger) if targets else {}
    letters = []
    for key, entries in lost.items():
        old = entries[0].notification
        said = Notice(key=key, finding=old.finding_id or "", title=old.subject, body=old.body)
        if privacy_of(config, targets[0]) is not Privacy.FULL:
            said = spoken(said, Privacy.NONE)  # what it says was written for another reader
        words = (said.finding, targets, said.title, said.body)
        letters += [
            (_notice(key, words[0], target, *words[2:]), [one.notification.key for one in entries])
            for target in targets
        ]
    return ledger.outbox.replace(letters, now=now) if letters else 0


def _lost_notices(ledger: Ledger) -> dict[str, list[OutboxEntry]]:
    """By the key that all targets share: notices that every URL has refused for good."""
    groups: dict[str, list[OutboxEntry]] = {}
    if not ledger.counts().notifications[NotificationState.DEAD]:
        return groups
    for entry in ledger.outbox.entries():
        key, _, target = entry.notification.key.rpartition("@")
        if target.partition(":")[0] in (NOTICE, HOOK):
            groups.setdefault(key, []).append(entry)
    return {
        key: entries
        for key, entries in groups.items()
        if all(one.state is NotificationState.DEAD for one in entries)
    }


def queue_digest(setting: Setting, config: Config, ledger: Ledger) -> None:
    """The letter of the last digest day, once; missed ones are made up for by a single letter."""
    targets = mail_targets(config)
    key = due_week(setting.now().astimezone(setting.zone()), config.schedule, ledger.milestones)
    if not targets or key is None:
        return
    today = setting.today()
    judged, report = make_report(setting, ledger, today)
    letters = []
    for target in targets:
        missed = _undelivered(ledger.outbox.entries(), target)
        told = tuple(map(_told, missed))
        digest = letter_of(report, judged.subscriptions, privacy_of(config, target), told)
        letter = Notification(
            key=key if target == targets[0] else f"{key}@{target}",
            finding_id=None,
            target=target,
            subject=digest.subject,
            body=digest.text,
            html=digest.html,
        )
        letters.append((letter, [one.notification.key for one in missed]))
    ledger.outbox.replace(letters, milestone=key, now=setting.now())
    ledger.outbox.mark_told([finding.id for finding, _ in judged.findings], now=setting.now())


def due_week(local: datetime, schedule: Schedule, milestones: Milestones) -> str | None:
    """The key of the weekly letter that should be there by now and was never queued, or None."""
    moment = last_digest_moment(local, schedule)
    # The next week too: a clock that is set back does not bring old letters up again.
    key, following = (week_key(moment.date() + timedelta(days=days)) for days in (0, 7))
    started = milestones.reached_at(STARTED)
    if started is None or moment < started:
        return None
    return None if any(map(milestones.reached_at, (key, following))) else key


def last_digest_moment(local: datetime, schedule: Schedule) -> datetime:
    """The last digest day and hour that has passed, in the zone of `local`."""
    back = (local.weekday() - WEEKDAYS.index(schedule.digest_weekday)) % 7
    moment = datetime.combine(
        local.date() - timedelta(days=back), schedule.digest_clock, tzinfo=local.tzinfo
    )
    if moment <= local:
        return moment
    return datetime.combine(
        moment.date() - timedelta(days=7), schedule.digest_clock, tzinfo=local.tzinfo
    )


def _undelivered(entries: Sequence[OutboxEntry], target: str) -> list[OutboxEntry]:
    """What this letter tells too: what was given up, and what waits for this very recipient."""
    own = [one for one in entries if _is_lost(one) or _is_late(one, target)]
    keys = {one.notification.key for one in own}
    return own + [one for one in entries if one.folded_into in keys]


def _is_lost(entry: OutboxEntry) -> bool:
    return entry.state is NotificationState.DEAD


def _is_late(entry: OutboxEntry, target: str) -> bool:
    late = entry.state is NotificationState.PENDING and entry.attempts > 0
    return late and entry.notification.target == target


def _told(entry: OutboxEntry) -> Undelivered:
    notice = entry.notification
    return Undelivered(
        on=entry.created_at.date(),
        subject=notice.subject,
        says=notice.body.partition("\n")[0] if not notice.key.startswith(WEEKLY) else "",
        reason=entry.last_error or "",
    )
