"""Sentences that report, letter and plain lines share."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from shlex import quote

from parsers.money import Money
from watchdog import text
from watchdog.findings import Finding
from watchdog.fixes import Refund
from watchdog.language import (
    headed,
    said_count,
    said_day,
    said_moment,
    said_money,
    say,
    say_many,
)
from watchdog.notifications import title_of
from watchdog.rates import Converted
from watchdog.report import (
    Bill,
    Copied,
    Coverage,
    Health,
    LeftOut,
    MailboxHealth,
    Report,
    ToldFinding,
    ToldSubscription,
    Total,
)
from watchdog.timeline.subscriptions import Status
from watchdog.upcoming import Upcoming, what_comes
from watchdog.views.glance import freshness, older_bills_of, shown_title

_MAY_BILL = (Status.ACTIVE, Status.PAST_DUE, Status.UNKNOWN)
_A_MONTH, _A_YEAR = 35, 400  # days, with a few for a late bill; what began before that is past
_NAMED = 3  # services named in a line
_A_DAY = timedelta(days=1)


def cost_line(total: Total, running: int) -> str:
    """What runs in one currency costs, a month and a year; and for how many of all that run."""
    month, year = (
        said_money(Money(amount=each, currency=total.currency))
        for each in (total.per_month, total.per_year)
    )
    if total.subscriptions < running:
        return say(
            "{month} a month, {year} a year for {number} of {all} running.",
            number=said_count(total.subscriptions),
            all=said_count(running),
            month=month,
            year=year,
        )
    return say_many(
        "{month} a month, {year} a year for {number} running.",
        "{month} a month, {year} a year for {number} running.",
        total.subscriptions,
        month=month,
        year=year,
    )


def of_all(number: int, running: int) -> str:
    """How many of all that run: "4 of 6", or "6" where it is all."""
    if number >= running:
        return said_count(number)
    return say("{number} of {all}", number=said_count(number), all=said_count(running))


def left_out_line(one: LeftOut) -> str:
    """What runs and is in none of these sums; "" where nothing is left out."""
    said = []
    if untimed := sum(each.subscriptions for each in one.untimed):
        moneys = (Money(amount=each.amount, currency=each.currency) for each in one.untimed)
        said.append(
            say_many(
                "And {number} more whose rhythm no mail names: {sums} each time.",
                "And {number} more whose rhythm no mail names: {sums} each time.",
                untimed,
                sums=" + ".join(map(said_money, moneys)),
            )
        )
    if one.unpriced:
        said.append(
            say_many(
                "And {number} more whose price no mail names.",
                "And {number} more whose price no mail names.",
                one.unpriced,
            )
        )
    return " ".join(said)


def converted_line(one: Converted | None) -> str:
    """The sum in one currency, or why there is none; "" where nobody gave rates."""
    if one is None:
        return ""
    if one.problem is not None:
        return text.safe(one.problem)
    if one.per_month is None or one.per_year is None:
        return say(
            "No sum in {currency}: no rate for {missing} ([rates] in config.toml).",
            currency=one.currency,
            missing=", ".join(one.missing),
        )
    month, year = (
        said_money(Money(amount=each, currency=one.currency))
        for each in (one.per_month, one.per_year)
    )
    of = say(" of {day}", day=said_day(one.on)) if one.on else ""
    return say(
        "All together about {month} a month, {year} a year, at your rates{of}.",
        month=month,
        year=year,
        of=of,
    )


def head_line(as_of: date, account: str | None) -> str:
    """What it is, of which day, and of which mailbox where it tells of one alone."""
    if account is None:
        return say("Billing watchdog, {day}", day=said_day(as_of))
    return say(
        "Billing watchdog, {day}, mailbox {account}",
        day=said_day(as_of),
        account=text.safe(account, 40),
    )


def fresh_line(health: Health, *, now: datetime, account: str | None = None) -> str:
    """When it looked the last time, and how many of its folders could be read."""
    fresh = freshness(health, now=now, account=account)
    return f"{fresh[:1].upper()}{fresh[1:]}."


def copied_line(copied: Iterable[Copied]) -> str:
    """Whose mail also lies in a mailbox of which alone is told; "" where it has none of others'."""
    told = (
        say_many(
            "{number} mail here is a copy of one of {mailbox} and is told there: {command}.",
            "{number} mails here are copies of mails of {mailbox} and are told there: {command}.",
            one.mails,
            mailbox=text.safe(one.mailbox, 40),
            command=f"watchdog report --account {quote(text.safe(one.mailbox))}",
        )
        for one in copied
    )
    return " ".join(told)


def unbilled_line(report: Report) -> str:
    """Which bills are not listed any more, and what never sent one; "" where there is none."""
    return " ".join(filter(None, (_older_line(report), _silent_line(report))))


def _older_line(report: Report) -> str:
    """Bills to pay that are too old to be listed, although no mail says that they were paid."""
    names = sorted({text.unlinked(one.name, 40) for one in older_bills_of(report)})
    if not names:
        return ""
    told = some_names(names[:_NAMED], len(names) - _NAMED)
    return say(
        "No longer listed, though no mail says that they were paid: bills of {names}.", names=told
    )


def _silent_line(report: Report) -> str:
    """What began in the last year, is not over and never sent a bill."""
    first, last = (report.as_of - timedelta(days=days) for days in (_A_YEAR, _A_MONTH))
    silent = sorted(
        {
            text.unlinked(one.name, 40)
            for one in report.subscriptions
            if one.status in _MAY_BILL
            and not one.charges
            and not (one.bill or one.paid_by_hand)
            and one.started_on is not None
            and first <= one.started_on <= last
        }
    )
    if not silent:
        return ""
    names = some_names(silent[:_NAMED], len(silent) - _NAMED)
    return say("No bill ever seen of {names}: watch your card.", names=names)


def some_names(names: Iterable[str], more: int) -> str:
    """Names in a line, and how many more there are: "Netflix, Hulu, +4"."""
    return ", ".join([*names, *([f"+{said_count(more)}"] if more > 0 else [])])


def coverage_line(seen: Coverage, past: date | None = None) -> str:
    """What was looked at, and what of it could not be made use of; of a day that is past, that
    these are the numbers of today.
    """
    line = ", ".join(_looked_at(seen)) + "."
    if past is None:
        return line
    whose = say("These are the numbers of today, not those of {day}.", day=said_day(past))
    return f"{line} {whose}"


def past_day(as_of: date, now: datetime) -> date | None:
    """The day, where it is past wherever somebody lives; else None."""
    return as_of if as_of < now.date() - _A_DAY else None


def _looked_at(seen: Coverage) -> Iterator[str]:
    yield say(
        "Looked at {seen} mails, {billing} about billing",
        seen=said_count(seen.seen),
        billing=said_count(seen.messages - seen.ignored),
    )
    if seen.review:
        yield say("{number} to review (watchdog review)", number=said_count(seen.review))
    if seen.fakes:
        yield say_many(
            "{number} that looks like a fake (watchdog review --fakes)",
            "{number} that look like fakes (watchdog review --fakes)",
            seen.fakes,
        )
    if seen.failed:
        yield say("{number} could not be read", number=said_count(seen.failed))
    if seen.quarantined:
        yield say("{number} broken and set aside", number=said_count(seen.quarantined))
    if seen.by_header:
        number = said_count(seen.by_header)
        yield say("{number} judged by the header alone (watchdog scan --thorough)", number=number)


def trial_line(one: ToldSubscription) -> str:
    """A free trial that runs, and the last day to end it."""
    ends = say("end not known")
    if one.trial_ends_on:
        ends = say("ends on {day}", day=said_day(one.trial_ends_on))
    return f"{shown_title(one)}, {ends}{cancel_by_words(one)}"


def bill_line(one: ToldSubscription, today: date) -> str:
    """A bill that is to be paid, or taken: by when, whose, and how much."""
    bill = one.bill
    if bill is None:
        return ""
    amount = f", {said_money(bill.amount)}" if bill.amount else ""
    return headed(due_words(bill, today), f"{shown_title(one)}{amount}")


def unsaid_line(bills: Iterable[ToldSubscription]) -> str:
    """That some of these bills may be taken by themselves, where mails do not say how they are
    paid; "" where all do.
    """
    if all(one.bill is None or one.bill.collected is not None for one in bills):
        return ""
    return say("Not every mail says how it is paid: look first whether it is taken by itself.")


def bill_hints(bills: Sequence[ToldSubscription]) -> tuple[str, ...]:
    """What is said below bills to pay, where there are any."""
    if not bills:
        return ()
    paid = say("Paid already? Say so: watchdog paid NAME")
    return tuple(filter(None, (unsaid_line(bills), paid)))


def due_words(bill: Bill, today: date, shown: Callable[[date], str] = said_day) -> str:
    """By when a bill has to be paid; of one that names no day, when it came."""
    if bill.due_on is None:
        return say("no day named, came {day}", day=shown(bill.on))
    day, late = shown(bill.due_on), (today - bill.due_on).days
    if late == 0:
        return say("due today, {day}", day=day)
    if late < 0:
        return day
    return say_many(
        "was due {day}, {number} day ago", "was due {day}, {number} days ago", late, day=day
    )


def cancel_by_words(one: ToldSubscription) -> str:
    """The end of a sentence: the last day to stop it, where it is known."""
    return say(", cancel by {day}", day=said_day(one.cancel_by)) if one.cancel_by else ""


def end_words(one: ToldSubscription, shown: Callable[[date], str] = said_day) -> str:
    """When it ends: by a cancellation, or that it was charged all the same, or unless it is
    renewed; "" where nothing ends.
    """
    if one.charged_anyway_on is not None:
        return say("charged {day} all the same", day=shown(one.charged_anyway_on))
    if one.lapses_on is not None:
        return say("ends {day} unless renewed", day=shown(one.lapses_on))
    return say("ends {day}", day=shown(one.ends_on)) if one.ends_on else ""


def put_away(findings: Iterable[Finding | ToldFinding], bills: Iterable[date]) -> str:
    """What nobody hears any more of what is no subscription: findings, bills by their days."""
    told = [f"{title_of(one.kind)} ({one.id})" for one in findings]
    told += [say("the bill of {day}", day=said_day(on)) for on in bills]
    return "; ".join(told)


def due_line(one: Upcoming) -> str:
    """A day on which money is about to leave, and the last one to stop it."""
    on = said_day(one.on) if one.stated else say("about {day}", day=said_day(one.on))
    amount = f", {said_money(one.amount)}" if one.amount else ""
    last = say(", cancel by {day}", day=said_day(one.cancel_by)) if one.cancel_by else ""
    return headed(on, f"{what_comes(one)}{amount}{last}")


def refund_line(refund: Refund | None, longest: int = 160) -> str:
    """The refund verdict in one line, "" where nothing is known of it."""
    if refund is None:
        return ""
    until = say(" until {day}", day=said_day(refund.until)) if refund.until else ""
    line = say("Refund: {verdict}{until}", verdict=text.verdict(refund.eligible), until=until)
    why = text.safe(say("; ").join(_that_fit(refund.conditions, longest)), longest)
    return f"{line} ({why})" if why else line


def repeated(told: Iterable[ToldFinding]) -> dict[str, str]:
    """Findings whose steps stand before them, but for a name, by their ids: whose these are."""
    first: dict[tuple[str, ...], str] = {}
    again = {}
    for one in told:
        name = one.merchant_name
        steps = tuple(step.replace(name, "") if name else step for step in one.fix.steps)
        if steps in first:
            again[one.id] = first[steps]
        elif steps and name:
            first[steps] = text.unlinked(name, 60)
    return again


def _that_fit(conditions: Iterable[str], longest: int) -> Iterator[str]:
    """The first of them, and as many more as fit whole."""
    room = longest
    for number, one in enumerate(conditions):
        room -= len(one) + 2
        if number and room < 0:
            return
        yield one


def last_read(box: MailboxHealth) -> str:
    """When a mailbox was read the last time."""
    if box.last_success_at is None:
        return say("never read")
    return say("last read {moment}", moment=said_moment(box.last_success_at))


def next_command(report: Report) -> str:
    """What to do now, as a command."""
    first = next((one.id for one in report.findings), None)
    is_new = not (report.subscriptions or report.health.mailboxes or report.account)
    return next_of(first, report.coverage, is_new=is_new)


def next_of(finding: str | None, seen: Coverage, *, is_new: bool) -> str:
    """The same by the first finding, what was looked at, and whether nothing is there yet."""
    if finding is not None:
        return say("Next: watchdog fix {id} (the whole way out)", id=finding)
    if seen.review:
        return say("Next: watchdog review (mails that wait for your eyes)")
    if is_new:
        return say("Next: watchdog init you@example.org, or watchdog import PATH")
    return say("Next: watchdog upcoming (what comes, and when you will be told)")
