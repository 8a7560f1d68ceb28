"""What a week's letter tells: what needs its reader, what was paid, what comes."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec
from markupsafe import Markup, escape

from parsers.money import Money
from watchdog import text
from watchdog.degrees import Severity
from watchdog.digest.headline import headline_of
from watchdog.language import headed, say, say_many, spoken
from watchdog.language.english import has_english
from watchdog.notifications import title_of
from watchdog.report import Report, ToldFinding, ToldSubscription
from watchdog.timeline.subscriptions import Status, Subscription
from watchdog.views.glance import bills_of, running_of, taken_of
from watchdog.wording.bills import bill_hints
from watchdog.wording.costs import converted_line, left_out_line
from watchdog.wording.coverage import coverage_line
from watchdog.wording.days import by_words
from watchdog.wording.findings import repeated

_WEEK = timedelta(days=7)
_AHEAD = timedelta(days=14)
# What is otherwise than it was, and no harm done yet.
_CHANGES = (
    "price_increase",
    "price_change_announced",
    "price_differs_from_announced",
    "promo_ending",
    "new_subscription",
    "pause_ending",
)
_AT_A_GLANCE = 5
_LIVE = (Status.ACTIVE, Status.TRIALING, Status.PAST_DUE, Status.PAUSED)


class Paid(msgspec.Struct, frozen=True, kw_only=True):
    """A charge of the past week."""

    on: date
    name: str
    amount: Money | None
    channel: str | None


def content_of(report: Report, subscriptions: Sequence[Subscription]) -> dict[str, object]:
    """What the templates of a letter fill in."""
    urgent = [one for one in report.findings if one.severity is Severity.ACT_NOW]
    fakes = [one for one in report.findings if one.kind == "fake_invoice"]
    calm = [one for one in report.findings if one not in urgent and one not in fakes]
    near = [one for one in calm if _is_near(one, report.as_of)]
    changed = [one for one in calm if one.kind in _CHANGES and one not in near]
    rest = [one for one in calm if one not in changed and one not in near]
    names = {one.merchant: one.name for one in report.subscriptions}
    paid = list(_paid(subscriptions, report.as_of))
    ahead = list(_ahead(report.subscriptions, report.as_of))
    soon = report.as_of + _AHEAD
    bills, taken = (
        [one for one in some if one.bill and (one.bill.due_on or soon) <= soon]
        for some in (bills_of(report), taken_of(report))
    )
    pressing = [one for one in urgent if _days_left(one, report.as_of) <= _AHEAD.days] + near
    told = (pressing, [one for one in urgent if one not in pressing], rest)
    glance = [line for some in told for line in _glance(some, names, report.as_of)]
    return {
        "report": report,
        "running": len(running_of(report)),
        "urgent": urgent,
        "near": near,
        "rest": rest,
        "changed": changed,
        "glance": glance[:_AT_A_GLANCE],
        "more": max(0, len(glance) - _AT_A_GLANCE),
        "fakes": fakes,
        "repeated": repeated([*urgent, *near, *rest, *changed]),
        "paid": paid,
        "ahead": ahead,
        "bills": bills,
        "taken": taken,
        "hints": bill_hints(bills),
        "paid_sum": _sums(one.amount for one in paid),
        "ahead_sum": _sums(one.next_cost for one in ahead),
        "headline": headline_of(report),
        "at_stake": " + ".join(map(text.money, report.at_stake)),
        "solved": [one for one in report.resolved if report.as_of - _WEEK < one.on],
        "saved": " + ".join(map(text.money, report.saved)),
        "quiet": not (urgent or calm or fakes or bills),
        "coverage": coverage_line(report.coverage),
        "together": converted_line(report.converted),
        "left_out": left_out_line(report.left_out),
        "words": spoken().words,
        "english_steps": has_english(line for one in report.findings for line in one.fix.lines),
        "bold": _bold,
    }


def _is_near(one: ToldFinding, today: date) -> bool:
    """Whether its last safe day comes before the second letter from now."""
    return 0 <= _days_left(one, today) <= _AHEAD.days


def _days_left(one: ToldFinding, today: date) -> float:
    """The days until its last safe day, below zero after it; what has none is pressed by none."""
    return (one.deadline - today).days if one.deadline is not None else math.inf


def _paid(subscriptions: Iterable[Subscription], today: date) -> Iterable[Paid]:
    charges = [
        Paid(on=charge.on, name=text.unlinked(one.title), amount=charge.amount, channel=one.channel)
        for one in subscriptions
        for charge in one.charges
        if today - _WEEK < charge.on <= today
    ]
    return sorted(charges, key=lambda paid: (paid.on, paid.name))


def _ahead(subscriptions: Iterable[ToldSubscription], today: date) -> Iterable[ToldSubscription]:
    due = [
        one
        for one in subscriptions
        if one.status in _LIVE and one.next_renewal_on and one.next_renewal_on <= today + _AHEAD
    ]
    return sorted(due, key=lambda one: (one.next_renewal_on or today, one.name))


def _glance(
    findings: Iterable[ToldFinding], names: Mapping[str, str], today: date
) -> Iterable[str]:
    """A short line for each: what, whom, and until when; the nearest day first.

    What happened several times to one merchant is one line, so that it hides nothing else.
    """
    alike: dict[tuple[str, str], list[ToldFinding]] = defaultdict(list)
    for one in findings:
        alike[(one.kind, one.merchant)].append(one)
    lines = [(_nearest(same), _about(same, names, today)) for same in alike.values()]
    return [line for _, line in sorted(lines, key=lambda line: line[0])]


def _nearest(same: Sequence[ToldFinding]) -> date:
    """The first last safe day among them; what has none is not pressed by a day."""
    return min((one.deadline for one in same if one.deadline), default=date.max)


def _about(same: Sequence[ToldFinding], names: Mapping[str, str], today: date) -> str:
    kind, name = same[0].kind, names.get(same[0].merchant, same[0].merchant_name)
    times = say_many(", {number} time", ", {number} times", len(same)) if len(same) > 1 else ""
    day = _nearest(same)
    by = by_words(day, today) if day != date.max else ""
    return headed(title_of(kind), f"{text.unlinked(name, 40)}{times}{by}")


def _sums(amounts: Iterable[Money | None]) -> str:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for amount in amounts:
        if amount is not None:
            sums[amount.currency] += amount.amount
    told = [text.money(Money(amount=sum_, currency=c)) for c, sum_ in sorted(sums.items())]
    return " + ".join(told) or say("nothing")


def _bold(message: str, *, sums: str, **blanks: object) -> Markup:
    """A message whose sums are seen at a glance."""
    # Escaped first: what stands in the blanks is no markup.
    words = escape(say(message, sums="\0", **blanks))
    return Markup(str(words).replace("\0", f"<b>{escape(sums)}</b>"))  # noqa: S704
