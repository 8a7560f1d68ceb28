"""Which findings to tell now, and in what words."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import msgspec

from watchdog import text
from watchdog.books import Reminders
from watchdog.degrees import Severity
from watchdog.findings import Finding, short_id
from watchdog.fixes import Fix
from watchdog.language import headed, marked, said_day, say, say_many, translated
from watchdog.resolutions import Resolution
from watchdog.timeline.subscriptions import titled

_URGENCY = {Severity.ACT_NOW: 0, Severity.SOON: 1, Severity.INFO: 2}
# More than this many at once are told as one, with so many of them by name.
MOST_AT_ONCE = 5
_NAMED = 10
_NEWS_DAYS = 14
# What is told again as its day comes nearer.
_REMINDED = {"trial_ending", "renewal_approaching", "promo_ending", "pause_ending"}
_TITLES = {
    "charge_after_cancellation": marked("Charged after you cancelled"),
    "wrong_store": marked("Cancelled in the wrong place"),
    "trial_ending": marked("Free trial ends"),
    "trial_converted": marked("Free trial became a payment"),
    "charged_during_trial": marked("Charged during the free trial"),
    "charged_while_paused": marked("Charged while paused"),
    "renewal_approaching": marked("Renewal ahead"),
    "price_increase": marked("Price went up"),
    "duplicate_subscription": marked("Paid for twice"),
    "fake_invoice": marked("Fake bill"),
    "payment_failing": marked("Payment failed"),
    "price_change_announced": marked("Price goes up"),
    "refund_overdue": marked("Refund has not come"),
    "pause_ending": marked("Pause ends"),
    "double_charge": marked("Charged twice"),
    "cancellation_unconfirmed": marked("Cancellation not confirmed"),
    "price_differs_from_announced": marked("Charged more than announced"),
    "promo_ending": marked("Low price ends"),
    "refund_window_closing": marked("Last days to ask for a refund"),
    "resubscribed_unexpectedly": marked("Running again after you cancelled"),
    "new_subscription": marked("New subscription"),
    "receipt_missing": marked("Receipt has not come"),
    "reader_drift": marked("Mails cannot be read any more"),
    "mailbox_unreachable": marked("Mailbox cannot be read"),
}


class Notification(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to tell. `key` is permanent: the same key is never told twice.

    `kind` is that of its finding, "" for what is solved; `brief` the sum and the day alone, for
    those who are not to know whom it is about.
    """

    key: str
    finding: str
    title: str
    body: str
    kind: str = ""
    brief: str = ""


def title_of(kind: str) -> str:
    """What a kind of finding is called where people read it."""
    known = _TITLES.get(kind)
    return translated(known) if known else kind.replace("_", " ").capitalize()


def has_title(kind: str) -> bool:
    """Whether somebody wrote a title for a kind of finding."""
    return kind in _TITLES


def to_tell(
    findings: Iterable[tuple[Finding, Fix]],
    *,
    today: date,
    reminders: Reminders,
    level: Severity,
) -> tuple[Notification, ...]:
    """What is due today at `level` or above; that it is told only once is the outbox's work."""
    return tuple(
        Notification(
            key=key_of(finding, today=today, reminders=reminders),
            finding=finding.id,
            title=headline(finding),
            body=words(finding, fix, today=today),
            kind=finding.kind,
            brief=_brief(finding, today),
        )
        for finding, fix in findings
        if is_due(finding, level)
    )


def key_of(finding: Finding, *, today: date, reminders: Reminders) -> str:
    """What is told only once: the finding, the reminder that is reached, the end of a snooze."""
    return f"{finding.key}{_stage(finding, today, reminders)}{_again(finding)}"


def is_due(finding: Finding, level: Severity) -> bool:
    """Whether it is as urgent as what the user wants to hear at once."""
    return _URGENCY[finding.severity] <= _URGENCY[level]


def resolved_of(solved: Iterable[Resolution], *, today: date) -> tuple[Notification, ...]:
    """What is solved, as notices of their own; what was solved long ago is no news."""
    first = today - timedelta(days=_NEWS_DAYS)
    return tuple(
        Notification(
            key=f"resolved:{one.finding}",
            finding=one.finding,
            title=one.title,
            body=one.says + "\n\n" + say("Nothing is left to do."),
        )
        for one in solved
        if first <= one.on
    )


def in_one(notices: Sequence[Notification]) -> Notification:
    """Many at once as one, so that a first look at ten years is no storm; the first ones by name.

    Its key is that of all of them: the same ones are never summed up twice.
    """
    keys = "\n".join(sorted(one.key for one in notices))
    lines = [line for one in notices[:_NAMED] for line in (f"* {one.title}", f"  {_says(one)}")]
    more = len(notices) - _NAMED
    rest = [say_many("... and {number} more.", "... and {number} more.", more)] if more > 0 else []
    return Notification(
        key=f"summary:{short_id(keys)}",
        finding="",
        title=say_many("{number} thing needs you", "{number} things need you", len(notices)),
        body="\n".join([*lines, *rest, "", say("What to do about each of them: watchdog report")]),
    )


def _says(notice: Notification) -> str:
    """What happened, and until when to act; the steps stand in the report."""
    return " ".join(notice.body.partition("\n\n")[0].splitlines())


def headline(finding: Finding) -> str:
    """One line for a subject or a lock screen."""
    name = finding.merchant_name
    if finding.kind == "trial_ending":  # of several courses, which
        name = titled(name, finding.plan)
    return headed(title_of(finding.kind), text.unlinked(name, 100))


def words(finding: Finding, fix: Fix, *, today: date) -> str:
    """What happened, what to do, until when; plain text."""
    lines = [finding.says]
    if finding.deadline is not None:
        lines.append(act_by(finding.deadline, today))
    if fix.steps:
        lines += ["", say("{title}:", title=fix.title)]
        lines += [f"{number}. {step}" for number, step in enumerate(fix.steps, start=1)]
    if fix.url:
        lines.append(fix.url)
    return "\n".join(lines)


def _brief(finding: Finding, today: date) -> str:
    """The sum and the last safe day, without a name."""
    stake = text.money(finding.at_stake) if finding.at_stake is not None else ""
    by = act_by(finding.deadline, today) if finding.deadline is not None else ""
    return "\n".join(filter(None, (stake, by)))


def act_by(deadline: date, today: date, shown: Callable[[date], str] = said_day) -> str:
    """Until when to act, in a sentence; a day that has passed is not told as one to come."""
    if deadline < today:
        return say("The last safe day was {day}: act at once.", day=shown(deadline))
    if deadline == today:
        return say("Today, {day}, is the last safe day: act now.", day=shown(deadline))
    return say("Act by {day}.", day=shown(deadline))


def _again(finding: Finding) -> str:
    """What comes back from a snooze is told once more."""
    return f"~{finding.woken_on.isoformat()}" if finding.woken_on else ""


def _stage(finding: Finding, today: date, reminders: Reminders) -> str:
    """The reminder that is reached: a deadline is told again as it comes nearer."""
    own = reminders.of(finding.merchant)
    # After it as well: who was told on the last safe day is not told that it has passed.
    if own.last_safe_day and finding.deadline is not None and finding.deadline <= today:
        return "#last"
    days = own.trial_days if finding.kind == "trial_ending" else own.renewal_days
    left = _days_left(finding, today) if finding.kind in _REMINDED else None
    reached = [day for day in days if left is not None and left <= day]
    return f"#{min(reached)}" if reached else ""


def _days_left(finding: Finding, today: date) -> int:
    """Days until the money goes, less those by which it has to be stopped earlier."""
    left = (finding.on - today).days
    return left if finding.deadline is None else min(left, (finding.deadline - today).days + 1)
