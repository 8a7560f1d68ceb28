"""What was looked at, when, and what of it could not be read."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from shlex import quote

from watchdog import text
from watchdog.language import said_count, said_day, said_moment, say, say_many
from watchdog.report import Copied, Coverage, Health, MailboxHealth
from watchdog.views.glance import freshness

_A_DAY = timedelta(days=1)


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
        yield say_many("{number} could not be read", "{number} could not be read", seen.failed)
    if seen.quarantined:
        yield say("{number} broken and set aside", number=said_count(seen.quarantined))
    if seen.by_header:
        number = said_count(seen.by_header)
        yield say("{number} judged by the header alone (watchdog scan --thorough)", number=number)


def last_read(box: MailboxHealth) -> str:
    """When a mailbox was read the last time."""
    if box.last_success_at is None:
        return say("never read")
    return say("last read {moment}", moment=said_moment(box.last_success_at))
