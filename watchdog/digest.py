"""The week in one letter: text and HTML of equal content, made from the report and the charges."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec
from markupsafe import Markup, escape

from parsers.money import Money
from watchdog import text
from watchdog.degrees import Privacy, Severity
from watchdog.language import headed, said_day, said_money, say, say_many, spoken
from watchdog.language.english import has_english
from watchdog.notifications import act_by, title_of
from watchdog.report import Report, ToldFinding, ToldSubscription
from watchdog.templating import Filters, make_environment
from watchdog.timeline.subscriptions import Status, Subscription, titled
from watchdog.views.glance import bills_of, due_of, needs_you, running_of, taken_of
from watchdog.wording.bills import bill_hints, due_words
from watchdog.wording.costs import converted_line, left_out_line, of_all
from watchdog.wording.coverage import coverage_line, last_read
from watchdog.wording.findings import refund_line, repeated

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
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


class Undelivered(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier message that did not get through: what it said first, and why it was lost."""

    on: date
    subject: str
    says: str
    reason: str


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """The letter: `week` is an ISO week such as 2026-W48."""

    week: str
    subject: str
    text: str
    html: str


def letter_of(
    report: Report,
    subscriptions: Sequence[Subscription],
    privacy: Privacy,
    undelivered: Sequence[Undelivered] = (),
) -> Digest:
    """The letter that says as much as its reader may have."""
    if privacy is Privacy.FULL:
        return build_digest(report, subscriptions, undelivered)
    return _discreet(report, privacy)


def build_digest(
    report: Report,
    subscriptions: Sequence[Subscription],
    undelivered: Sequence[Undelivered] = (),
) -> Digest:
    """The digest of the seven days up to and including the report's day.

    It also tells what did not get through before.
    """
    week = week_of(report.as_of)
    content = _content(report, subscriptions) | {"week": week, "undelivered": undelivered}
    return Digest(
        week=week,
        subject=subject_of(report),
        text=_render("digest.txt.j2", content),
        html=_inline(_render("digest.html.j2", content)),
    )


def week_of(today: date) -> str:
    """An ISO week, such as 2026-W48."""
    year, number, _ = today.isocalendar()
    return f"{year}-W{number:02}"


def subject_of(report: Report) -> str:
    """The letter's subject, which names nobody."""
    year, number, _ = report.as_of.isocalendar()
    return say(
        "Billing watchdog, week {week} of {year}: {headline}",
        week=number,
        year=year,
        headline=headline_of(report),
    )


def headline_of(report: Report) -> str:
    """How much needs the reader."""
    urgent = [one for one in report.findings if one.severity is Severity.ACT_NOW]
    calm = [one for one in report.findings if one.kind != "fake_invoice" and one not in urgent]
    return _headline(needs_you(len(urgent), due_of(report)), len(calm))


def week_key(today: date) -> str:
    """The permanent key of a week's digest: it is sent once."""
    return f"digest:{week_of(today)}"


def _content(report: Report, subscriptions: Sequence[Subscription]) -> dict[str, object]:
    urgent = [one for one in report.findings if one.severity is Severity.ACT_NOW]
    fakes = [one for one in report.findings if one.kind == "fake_invoice"]
    calm = [one for one in report.findings if one not in urgent and one not in fakes]
    changed = [one for one in calm if one.kind in _CHANGES]
    rest = [one for one in calm if one not in changed]
    names = {one.merchant: one.name for one in report.subscriptions}
    paid = list(_paid(subscriptions, report.as_of))
    ahead = list(_ahead(report.subscriptions, report.as_of))
    soon = report.as_of + _AHEAD
    bills, taken = (
        [one for one in some if one.bill and (one.bill.due_on or soon) <= soon]
        for some in (bills_of(report), taken_of(report))
    )
    glance = list(_glance(urgent, names, report.as_of)) + list(_glance(rest, names, report.as_of))
    return {
        "report": report,
        "running": len(running_of(report)),
        "urgent": urgent,
        "rest": rest,
        "changed": changed,
        "glance": glance[:_AT_A_GLANCE],
        "more": max(0, len(glance) - _AT_A_GLANCE),
        "fakes": fakes,
        "repeated": repeated([*urgent, *rest, *changed]),
        "paid": paid,
        "ahead": ahead,
        "bills": bills,
        "taken": taken,
        "hints": bill_hints(bills),
        "paid_sum": _sums(one.amount for one in paid),
        "ahead_sum": _sums(one.price for one in ahead),
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


def _headline(needs: str, rest: int) -> str:
    if needs:
        return needs
    if rest:
        return say_many("{number} thing to know", "{number} things to know", rest)
    return say("all quiet")


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
    by = _by(day, today) if day != date.max else ""
    return headed(title_of(kind), f"{text.unlinked(name, 40)}{times}{by}")


def _by(deadline: date, today: date) -> str:
    if deadline < today:
        return say(", at once: the last safe day was {day}", day=said_day(deadline))
    return say(", by {day}", day=said_day(deadline))


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


def _whole_days(plain: str) -> str:
    """Days that no line break tears apart: with non-breaking hyphens."""
    return _DAY.sub(lambda day: day[0].replace("-", "\u2011"), plain)


def _render(name: str, content: dict[str, object]) -> str:
    filters: Filters = {
        "safe_text": text.safe,
        "money": text.money,
        "channel": text.channel,
        "cadence": text.cadence,
        "title_of": title_of,
        "act_by": act_by,
        "day": said_day,
        "refund_line": lambda refund: refund_line(refund, 2000),
        "last_read": last_read,
        "of_all": of_all,
        "due": due_words,
        "cost": lambda one, name: said_money(
            Money(amount=getattr(one, name), currency=one.currency)
        ),
        "whole_days": _whole_days,
        "title": lambda one: text.unlinked(titled(one.name, one.plan, one.account)),
    }
    return make_environment(filters).get_template(name).render(content)


def _inline(html: str) -> str:
    import css_inline

    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)
    return inliner.inline(html)


def _discreet(report: Report, privacy: Privacy) -> Digest:
    """For a mailbox that others read too: with `amount` kinds, sums and days, `none` how many."""
    lines = list(_discreet_lines(report, privacy))
    page = "".join(f"<p>{escape(line)}</p>" for line in lines)
    words = spoken().words
    return Digest(
        week=week_of(report.as_of),
        subject=subject_of(report),
        text="\n".join(lines) + "\n",
        html=f'<!doctype html><html lang="{words}"><head><meta charset="utf-8"><title></title>'
        f"</head><body>{page}</body></html>",
    )


def _discreet_lines(report: Report, privacy: Privacy) -> Iterable[str]:
    yield f"{headline_of(report)}."
    if privacy is Privacy.AMOUNT:
        yield from (_discreet_line(one, report.as_of) for one in report.findings)
    yield say("What it is: watchdog report")
    boxes = report.health.mailboxes
    if boxes:
        heard = say(
            "Could read {heard} of {all} mailboxes:", heard=report.health.heard, all=len(boxes)
        )
        alone = heard.rstrip(":\u00a0 ")
        yield f"{alone}."


def _discreet_line(one: ToldFinding, today: date) -> str:
    stake = f", {text.money(one.at_stake)}" if one.at_stake else ""
    by = _by(one.deadline, today) if one.deadline else ""
    urgent = "!! " if one.severity is Severity.ACT_NOW else ""
    return f"* {urgent}{title_of(one.kind)}{stake}{by} (watchdog explain {one.id})"
