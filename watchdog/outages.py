"""Times at which a mailbox could not be heard, and the words in which they are told."""

from datetime import datetime

import msgspec

from watchdog.language import said_moment, say
from watchdog.text import safe

UNREACHABLE = "mailbox_unreachable"


class Outage(msgspec.Struct, frozen=True, kw_only=True):
    """A mailbox that could not be read for six hours or more, whatever folder it was.

    `began_at` is its first failure; `ended_at` is None while it goes on. `problem` is the last
    one, in one line for people; `problem_kind` is that of `MailboxProblem`, such as "sign_in".
    """

    account: str
    began_at: datetime
    ended_at: datetime | None = None
    problem: str
    problem_kind: str

    @property
    def key(self) -> str:
        """What makes it a different one from the next: told once, and once when it is over."""
        return f"{UNREACHABLE}:{self.account}:{self.began_at:%Y-%m-%dT%H:%M:%S}"


def deaf_words(outage: Outage, *, is_named: bool = True) -> tuple[str, str]:
    """Title and text for the moment when it is told; unnamed where others may read it."""
    if not is_named:
        return say("A mailbox cannot be read"), say("Which one, and what to do: watchdog status")
    name, since = safe(outage.account, 60), said_moment(outage.began_at)
    lines = (
        say(
            "Since {since} nothing of {name} could be read: a charge there goes unnoticed.",
            since=since,
            name=name,
        ),
        say("The last thing that was said: {problem}", problem=safe(outage.problem)),
        say(
            "It is tried again all the time, and you hear when it is back. To look: watchdog status"
        ),
    )
    return say("Mailbox cannot be read: {name}", name=name), "\n".join(lines)


def back_words(outage: Outage, *, is_named: bool = True) -> tuple[str, str]:
    """Title and text for the moment when it is over."""
    if not is_named:
        return say("A mailbox is read again"), say("Which one: watchdog status")
    name, since = safe(outage.account, 60), said_moment(outage.began_at)
    until = said_moment(outage.ended_at) if outage.ended_at else say("now")
    says = say(
        "{name} could not be read from {since} to {until}; what came in between is read now.",
        name=name,
        since=since,
        until=until,
    )
    return say("Mailbox is read again: {name}", name=name), says
