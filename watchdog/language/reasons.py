"""Why a mail looks fake, in the user's language: the parsers say it in English sentences."""

import re
from functools import cache

from watchdog.language import marked, say, spoken

# As the parsers write them (tests/test_language.py).
_REASONS = (
    marked("not sure enough to count"),
    marked("you said that it is a fake"),
    marked("you said that mail of {somebody} is fake"),
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
    marked("its attachment is no paper but a program, which no bill is"),
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
        "it comes by way of {domain}, but a stranger wrote it, and wants to be answered at {place}"
    ),
    marked("it bears an address at {domain}, and nothing in it is theirs"),
    marked("it comes by way of {domain}, but a seller wrote it, and nobody has paid it"),
    marked("it comes by way of {domain}, where anybody can write a bill"),
    marked("it has the form of a bill, but what happened was not made out"),
    marked("it says that a watchdog wrote it, but this ledger has sent no such letter"),
    marked("it does not say clearly on which day the forwarded mail was sent"),
    marked("{somebody} forwarded it, which is none of your addresses"),
    marked("{domain} is a free mail service: anybody can send a bill from there"),
    marked("your mail server found nothing that proves that {domain} sent it"),
    marked("who sent it could not be checked"),
    marked("it may pose as {brand}, and {domain} is not theirs"),
    marked("it bills for {brand}, and {domain} is not theirs"),
    marked("it calls itself {name}, and {domain} is not theirs"),
    marked("it calls itself {name}, and nothing in it goes with {domain}"),
    marked("it leads to {domain}, and nothing in its sender's name goes with that"),
    marked("its link leads through {domain}, which hides where it goes"),
    marked("it wants money, and {domain} may be anybody's"),
    marked("it has the signs of a bill that nobody asked for, and nobody knows {domain}"),
    marked("it does not say who bills you: neither its sender nor its text names a company"),
    marked("it wants you to call a number, and nothing in it goes with {domain}"),
    marked("somebody writes by way of {domain}, and gives a number to undo it by"),
    marked("it wants you to fetch the money that it gives back"),
    marked("it wants you to pay, and does not say your name"),
    marked("it wants you to pay for what anybody can look up with your name"),
    marked("it sells what false technicians sell, and does not say your name"),
    marked("its text part says {one}, its HTML {other}"),
    marked("the amount stands in a PDF that could not be read: {problem}"),
    marked("it names an amount below nothing: {amount}"),
    marked("nobody is billed as much as {amount}"),
    marked("it speaks of {day}, long after it was mailed"),
    marked("it speaks of {day}, when nobody was billed by mail"),
    marked("{kind} without amount"),
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
    return say("; ").join(map(said_reason, reasons.split("; ")))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(_BLANK.sub(r"(?P<\1>.+?)", re.escape(message))), message)
        for message in _REASONS
    )
