"""Words out of mails that may be shown in advice and letters: names and numbers, nothing else."""

import re

from watchdog.language import marked, translated

_LINK_OR_PHONE = re.compile(
    r"://|https?:|javascript:|www\.|@|\w\.[a-z]{2,}/"
    # What would look like markup, or like a place to fill in.
    r"|[<>{}\[\]]|=\?"
    r"|(?<!\d)\+?\d[\d\s().-]{7,}\d(?!\d)|\d{3}[-.\s]\d{3}[-.\s]\d{4}|(?<!\d)\d{3}[-.]\d{4}(?!\d)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"[\w.#/-]{1,40}")
_TELEPHONE = re.compile(r"(?:\d{1,2}[-.])?\d{3}[-.]\d{3}[-.]\d{4}")
_ADDRESS = re.compile(r"[^\W\d_]{2}\.[^\W\d_]{2}")
_LAST_FOUR = re.compile(r"[0-9]{4}")
_NAME_CHARACTERS = 60
# What something is called whose own name cannot be shown.
NAMELESS = marked("this subscription")


def safe_name(name: str | None, otherwise: str) -> str:
    """A name from a mail that may be shown: one short line without a link or phone number."""
    plain = " ".join((name or "").split())
    usable = plain and len(plain) <= _NAME_CHARACTERS and plain.isprintable()
    return plain if usable and not _LINK_OR_PHONE.search(plain) else otherwise


def said_name(name: str) -> str:
    """The same in the language that is spoken, where it is no name of its own."""
    return translated(NAMELESS) if name == NAMELESS else name


def is_reference(number: str | None) -> bool:
    """Whether it looks like the number of an order or receipt, and not like a way to reach them."""
    if not number or not _REFERENCE.fullmatch(number):
        return False
    return not _TELEPHONE.fullmatch(number) and not _ADDRESS.search(number)


def is_last_four(number: str | None) -> bool:
    """Whether it is the end of a card's number."""
    return bool(number and _LAST_FOUR.fullmatch(number))
