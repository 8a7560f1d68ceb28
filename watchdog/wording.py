"""Sentences that report, letter and plain lines share."""

from collections.abc import Iterator

from parsers.money import Money
from watchdog import text
from watchdog.fixes import Refund
from watchdog.language import said_count, said_day, said_moment, said_money, say, say_many
from watchdog.rates import Converted
from watchdog.report import Coverage, MailboxHealth, Report, Total


def cost_line(total: Total) -> str:
    """What runs in one currency costs, a month and a year."""
    month, year = (
        said_money(Money(amount=each, currency=total.currency))
        for each in (total.per_month, total.per_year)
    )
    return say_many(
        "{month} a month, {year} a year for {number} running.",
        "{month} a month, {year} a year for {number} running.",
        total.subscriptions,
        month=month,
        year=year,
    )


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


def coverage_line(seen: Coverage) -> str:
    """What was looked at, and what of it could not be made use of."""
    return ", ".join(_looked_at(seen)) + "."


def _looked_at(seen: Coverage) -> Iterator[str]:
    yield say(
        "Looked at {seen} mails, {billing} about billing",
        seen=said_count(seen.seen),
        billing=said_count(seen.messages - seen.ignored),
    )
    if seen.review:
        yield say("{number} to review (watchdog review)", number=said_count(seen.review))
    if seen.failed:
        yield say("{number} could not be read", number=said_count(seen.failed))
    if seen.quarantined:
        yield say("{number} broken and set aside", number=said_count(seen.quarantined))


def refund_line(refund: Refund | None, longest: int = 160) -> str:
    """The refund verdict in one line, "" where nothing is known of it."""
    if refund is None:
        return ""
    until = say(" until {day}", day=said_day(refund.until)) if refund.until else ""
    line = say("Refund: {verdict}{until}", verdict=text.verdict(refund.eligible), until=until)
    why = text.safe("; ".join(refund.conditions), longest)
    return f"{line} ({why})" if why else line


def last_read(box: MailboxHealth) -> str:
    """When a mailbox was read the last time."""
    if box.last_success_at is None:
        return say("never read")
    return say("last read {moment}", moment=said_moment(box.last_success_at))


def next_command(report: Report) -> str:
    """What to do now, as a command."""
    first = next(iter(report.findings), None)
    if first is not None:
        return say("Next: watchdog fix {id} (the whole way out)", id=first.id)
    if report.coverage.review:
        return say("Next: watchdog review (mails that wait for your eyes)")
    if not report.subscriptions and not report.health.mailboxes:
        return say("Next: watchdog init you@example.org, or watchdog import PATH")
    return say("Next: watchdog upcoming (what comes, and when you will be told)")
