"""Which findings to tell now, and in what words."""

from collections.abc import Iterable
from datetime import date

import msgspec

from watchdog.findings import Finding, Reminders, Severity
from watchdog.fixes import Fix

_URGENCY = {Severity.ACT_NOW: 0, Severity.SOON: 1, Severity.INFO: 2}
_TITLES = {
    "charge_after_cancellation": "Charged after you cancelled",
    "wrong_store": "Cancelled in the wrong place",
    "trial_ending": "Free trial ends",
    "trial_converted": "Free trial became a payment",
    "charged_during_trial": "Charged during the free trial",
    "charged_while_paused": "Charged while paused",
    "renewal_approaching": "Renews soon",
    "price_increase": "Price went up",
    "duplicate_subscription": "Paid for twice",
    "fake_invoice": "Fake bill",
    "payment_failing": "Payment failed",
    "price_change_announced": "Price will go up",
    "refund_overdue": "Refund has not come",
    "pause_ending": "Pause ends",
    "double_charge": "Charged twice",
    "cancellation_unconfirmed": "Cancellation not confirmed",
    "price_differs_from_announced": "Charged more than announced",
    "promo_ending": "Low price ends",
    "refund_window_closing": "Last days to ask for a refund",
    "resubscribed_unexpectedly": "Running again after you cancelled",
    "new_subscription": "New subscription",
    "receipt_missing": "Receipt has not come",
    "reader_drift": "Mails cannot be read any more",
    "mailbox_unreachable": "Mailbox cannot be read",
}


class Notification(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to tell. `key` is permanent: the same key is never told twice."""

    key: str
    finding: str
    title: str
    body: str


def title_of(kind: str) -> str:
    """What a kind of finding is called where people read it."""
    return _TITLES.get(kind, kind.replace("_", " ").capitalize())


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


def headline(finding: Finding) -> str:
    """One line for a subject or a lock screen."""
    name = (
        finding.plan if finding.plan and finding.kind == "trial_ending" else finding.merchant_name
    )
    return f"{title_of(finding.kind)}: {name}"


def words(finding: Finding, fix: Fix, *, today: date) -> str:
    """What happened, what to do, until when; plain text."""
    lines = [finding.says]
    if finding.deadline is not None:
        lines.append(_act_by(finding.deadline, today))
    if fix.steps:
        lines += ["", f"{fix.title}:"]
        lines += [f"{number}. {step}" for number, step in enumerate(fix.steps, start=1)]
    if fix.url:
        lines.append(fix.url)
    return "\n".join(lines)


def _act_by(deadline: date, today: date) -> str:
    if deadline < today:
        return f"The last safe day was {deadline.isoformat()}: act at once."
    return f"Act by {deadline.isoformat()}."


def _again(finding: Finding) -> str:
    """What comes back from a snooze is told once more."""
    return f"~{finding.woken_on.isoformat()}" if finding.woken_on else ""


def _stage(finding: Finding, today: date, reminders: Reminders) -> str:
    """The reminder that is reached: a deadline is told again as it comes nearer."""
    days = {
        "trial_ending": reminders.trial_days,
        "renewal_approaching": reminders.renewal_days,
    }.get(finding.kind, ())
    left = (finding.on - today).days
    reached = [day for day in days if left <= day]
    return f"#{min(reached)}" if reached else ""
