"""Why a mail looks fake, in the user's language: the parsers say it in English sentences."""

import re
from functools import cache

from watchdog.language import marked, say, spoken

# As parsers/trust.py, impostors.py and borrowed.py write them (tests/test_language.py).
_REASONS = (
    marked("not sure enough to count"),
    marked("it wants you to call a number"),
    marked("its sender is called {brand}"),
    marked("it wants your card or password"),
    marked("it gives a bank account to pay into"),
    marked("it greets a customer and no person"),
    marked("it presses you"),
    marked("nothing in it names whoever sent it"),
    marked("forwarded by {somebody}"),
    marked("it shows an address at {shown} but was sent from {domain}"),
    marked("your mail server found that {domain} did not send it (DMARC failed)"),
    marked("it speaks for {brand} but was sent from {domain}"),
    marked("its words are written backwards and turned round"),
    marked("its words are torn apart by others that nobody sees"),
    marked("its words stand in cells of a letter each"),
    marked("its words are written with figures for letters"),
    marked("its words mix letters that only look alike"),
    marked("a phone number is its only way out"),
    marked("it wants somebody to see your computer"),
    marked("{domain} is a free mail service that no company bills from"),
    marked("the bill itself is hidden in an attachment"),
    marked("the bill itself is a picture"),
    marked("answers go to {domain}"),
    marked("it wants to be paid into a new bank account"),
    marked("it answers a mail, and wants to be paid into an account"),
    marked("it is addressed to somebody else"),
    marked("several addresses in From"),
    marked("no address in From"),
    marked("{number} From headers"),
    marked("it comes by way of {domain}, but a stranger wrote it, and wants you to call a number"),
    marked(
        "it comes by way of {domain}, but a stranger wrote it, and wants money for what you did "
        "not buy there"
    ),
    marked(
        "it comes by way of {domain}, but a stranger wrote it, and speaks of your money in "
        "somebody else's name"
    ),
    marked(
        "it comes by way of {domain}, but a stranger wrote it, and wants to be answered at a free "
        "mail service"
    ),
    marked(
        "it comes by way of {domain}, but a stranger wrote it, and wants to be answered at {other}"
    ),
)
_BLANK = re.compile(r"\\\{(\w+)\\\}")


def said_reason(reason: str) -> str:
    """A reason of the parsers in the language that is spoken; one that nobody knows stays as it
    is.
    """
    if spoken().words == "en":
        return reason
    for pattern, message in _patterns():
        found = pattern.fullmatch(reason)
        if found is not None:
            return say(message, **found.groupdict())
    return reason


def said_reasons(reasons: str) -> str:
    """The same for several of them, joined by semicolons."""
    return "; ".join(map(said_reason, reasons.split("; ")))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(_BLANK.sub(r"(?P<\1>.+?)", re.escape(message))), message)
        for message in _REASONS
    )
