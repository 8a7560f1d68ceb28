"""Making text from mails safe to print: no control, bidirectional or invisible characters."""

import re
import unicodedata
from collections.abc import Iterable

from parsers.money import Money
from watchdog.language import marked, said_count, said_money, say, translated

# Controls (with ESC), format characters (bidi overrides, zero width), surrogates, private use.
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn"}
# What programs make a link of, and telephone numbers with an area code.
_LINK = re.compile(
    r"(?:\b(?=[^:]{1,21}:)[a-z][a-z0-9+.-]{0,20}:/{1,2}|//|\bwww\.|\b(?:javascript|data|mailto|tel):)\S+",
    re.IGNORECASE,
)
# A break of lines is in place there, but never at a space that holds figures together.
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_PHONE = re.compile(r"(?<![\w.,-])(?:\+?\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])")
_CADENCES = {
    "P1W": marked("weekly"),
    "P1M": marked("monthly"),
    "P2M": marked("every 2 months"),
    "P3M": marked("quarterly"),
    "P6M": marked("every 6 months"),
    "P1Y": marked("yearly"),
}
_CHANNELS = {
    "apple": "Apple",
    "google_play": "Google Play",
    "paypal": "PayPal",
    "lemonsqueezy": "Lemon Squeezy",
    "fastspring": "FastSpring",
}
_VERDICTS = {"yes": marked("yes"), "no": marked("no"), "maybe": marked("maybe")}
_STATUSES = {
    "trialing": marked("free trial"),
    "active": marked("active"),
    "past_due": marked("past due"),
    "paused": marked("paused"),
    "canceling": marked("canceling"),
    "canceled": marked("canceled"),
    "lapsed": marked("lapsed"),
    "unknown": marked("not clear"),
}


_OUTCOMES = {
    "parsed": marked("read"),
    "review": marked("to be reviewed"),
    "ignored": marked("not about billing"),
    "failed": marked("could not be read"),
    "quarantined": marked("broken and set aside"),
}
_TRUST = {
    "verified": marked("verified"),
    "unknown": marked("unknown"),
    "failed": marked("failed the check"),
    "suspicious": marked("suspicious"),
}


def safe(text: str, limit: int = 500) -> str:
    """One line of plain, visible characters, at most `limit` of them."""
    if len(text) <= limit and text.isprintable() and "  " not in text:
        return text.strip()  # nearly all of them
    plain = "".join(" " if _is_break(char) else char for char in text[: limit * 2])
    kept = "".join(char for char in plain if unicodedata.category(char) not in _UNSAFE)
    line = _SPACES.sub(" ", kept).strip()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def unlinked(text: str, limit: int = 500) -> str:
    """`safe` for what is told: a link or a telephone number out of a mail is never passed on."""
    line = safe(text, limit)
    if ":" in line or "//" in line or "www." in line.lower():  # no link is without one of them
        line = _LINK.sub("(link)", line)
    return _PHONE.sub("(number)", line)


def escaped(document: str) -> str:
    """JSON that means the same, with what a terminal would obey or hide as \\u escapes."""
    if document.isascii() and "\x7f" not in document:
        return document
    return "".join(
        _escape(c) if c != "\n" and unicodedata.category(c) in _UNSAFE else c for c in document
    )


def some_names(names: Iterable[str], more: int) -> str:
    """Names in a line, and how many more there are: "Netflix, Hulu, +4"."""
    return ", ".join([*names, *([f"+{said_count(more)}"] if more > 0 else [])])


def money(amount: Money | None) -> str:
    """ "1,299.00 USD", or a dash where it is not known."""
    return said_money(amount, "–")


def cadence(period: str | None) -> str:
    """A cadence in words: "monthly"; a dash where it is not known."""
    if period is None:
        return "–"
    if period in _CADENCES:
        return translated(_CADENCES[period])
    number, unit = period[1:-1], period[-1]
    if unit == "D":
        return say("every {number} days", number=number)
    if unit == "Y":
        return say("every {number} years", number=number)
    return say("every {number} periods", number=number)


def channel(name: str | None) -> str:
    """Where something was bought, in words."""
    if name == "direct":
        return say("web")
    return _CHANNELS.get(name, name.replace("_", " ").title()) if name else "–"


def verdict(eligible: str) -> str:
    """Whether money comes back: yes, no or maybe."""
    return translated(_VERDICTS.get(eligible, eligible))


def status(name: str) -> str:
    """How a subscription stands, in words."""
    return translated(_STATUSES.get(name, name))


def outcome(kind: str) -> str:
    """What became of a mail, in words."""
    return translated(_OUTCOMES.get(kind, kind))


def trust(verdict: str) -> str:
    """What is known of who sent a mail, in words."""
    return translated(_TRUST.get(verdict, verdict))


def _is_break(char: str) -> bool:
    return char in "\t\n\r\v\f\x85  "


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
