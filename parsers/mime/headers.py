"""The header of a mail by pattern and under limits: fields, encoded words, authors, dates."""

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache

import msgspec

from parsers.mime.charsets import decode, one_line
from parsers.text.bounded import Bounded

MAX_VALUE = 8 * 1024
_MAX_AUTHOR = 2000  # the patterns for quoted names take quadratic time on hostile ones
_HEADER_END = re.compile(rb"(?:\A|\r\n|\n|\r(?!\n))(?:\r\n|\n|\r)")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_ADDRESS_TOKEN = Bounded(
    r'"((?:\\.|[^"\\])*)"|<([^<>]*)>|([,;:()])|([^"<>,;:()]+)|(.)', re.DOTALL, most=_MAX_AUTHOR
)
_ADDRESS = Bounded(
    r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,200}@[^\s@<>()\[\],;:\\\"]{1,250}", most=_MAX_AUTHOR
)
_RECIPIENT = re.compile(r"[^\s<>,;:\"()@]{1,64}@[^\s<>,;:\"()@]{1,255}")
# Nine From headers in ten, at a fraction of the cost.
_PLAIN_AUTHOR = re.compile(r"([\w .&'!+-]*+)<([\w.+=-]{1,200}@[\w.-]{1,250})>", re.ASCII)
_BASE64_ALPHABET = re.compile(rb"[^A-Za-z0-9+/]+")


class Mailbox(msgspec.Struct, frozen=True, kw_only=True):
    """One author: display name and address, either may be empty."""

    name: str
    address: str


class HeaderGlance(msgspec.Struct, frozen=True, kw_only=True):
    """What the sieve looks at; an absent header is an empty string."""

    from_name: str
    from_address: str
    subject: str


_NOBODY = Mailbox(name="", address="")
_GLANCE = ("from", "subject")


def header_end(raw: bytes, limit: int) -> int | None:
    """Where the body begins, or None when no blank line comes within `limit` bytes."""
    found = _HEADER_END.search(raw, 0, limit)
    return found.end() if found else None


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[bytes]:
    alternatives = "|".join(map(re.escape, names))
    # The leading line feed is what makes it fast: the engine can look for it alone.
    pattern = rf"\n({alternatives})[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)"
    return re.compile(pattern.encode(), re.IGNORECASE)


def read_fields(block: bytes, names: tuple[str, ...]) -> dict[str, list[bytes]]:
    """The raw values of the wanted headers by lower-case name, top one first; still folded."""
    lines = b"\n" + block
    if b"\r" in lines:
        lines = lines.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    fields: dict[str, list[bytes]] = {}
    for name, value in _pattern(names).findall(lines):
        fields.setdefault(name.lower().decode(), []).append(value)
    return fields


def read_headers(block: bytes) -> HeaderGlance:
    """A glance at a raw header block, for scanning; cheap, and never raises."""
    fields = read_fields(block, _GLANCE)

    def text(name: str) -> str:
        return plain(fields[name][0]) if name in fields else ""

    author, _ = read_author(text("from"))
    return HeaderGlance(
        from_name=author.name,
        from_address=author.address,
        subject=decode_words(text("subject")),
    )


def plain(value: bytes) -> str:
    """A raw header value as one line, cut at `MAX_VALUE` bytes, encoded words left alone."""
    return one_line(decode(value[:MAX_VALUE]))


def decode_words(value: str) -> str:
    """The encoded words (RFC 2047) of a value decoded, made one line."""
    if "=?" not in value:
        return value
    return one_line("".join(_decoded(value)))


def _decoded(value: str) -> Iterator[str]:
    """Plain and decoded pieces. Neighbours of one charset are decoded as one.

    Senders cut words in the middle of a character.
    """
    charset, pending, end = "", b"", 0
    for word in _WORD.finditer(value):
        label = word[1].lower().partition("*")[0]  # RFC 2231 allows a language after a star
        between = value[end : word.start()]
        neighbours = bool(end) and not between.strip()  # the space between two words is no text
        if not neighbours or label != charset:
            yield decode(pending, charset)
            yield "" if neighbours else between
            charset, pending = label, b""
        pending += _word_bytes(word[2], word[3].encode())
        end = word.end()
    yield decode(pending, charset)
    yield value[end:]


def _word_bytes(encoding: str, payload: bytes) -> bytes:
    if encoding in "qQ":
        return a2b_qp(payload, header=True)
    return decode_base64(payload)


def decode_base64(payload: bytes) -> bytes:
    """Base64 up to its padding, foreign characters skipped, a cut end dropped. Never raises."""
    sound = _BASE64_ALPHABET.sub(b"", payload.partition(b"=")[0])
    if len(sound) % 4 == 1:
        sound = sound[:-1]
    try:
        return a2b_base64(sound + b"=" * (-len(sound) % 4))
    except Error:
        return b""


def read_author(value: str) -> tuple[Mailbox, int]:
    """The first address of a From value with its display name, and how many addresses there are.

    A name with a bare comma in it ("Example, Inc. <a@example.com>") is put together again.
    """
    if (usual := _PLAIN_AUTHOR.fullmatch(value)) and (address := _address(usual[2])):
        return Mailbox(name=usual[1].rstrip(" "), address=address), 1
    found = list(_mailboxes(value))
    addresses = [one.address for one in found if one.address]
    if len(addresses) == 1:
        name = ", ".join(one.name for one in found if one.name)
        return Mailbox(name=name, address=addresses[0]), 1
    nobody = found[0] if found else _NOBODY
    return next((one for one in found if one.address), nobody), len(addresses)


def _mailboxes(value: str) -> Iterator[Mailbox]:
    """The mailboxes of an address header, comments dropped."""
    words: list[str] = []
    angles: list[str] = []
    depth = 0
    for token in _ADDRESS_TOKEN.finditer(value):
        quoted, angle, mark, text, other = token.groups("")
        depth = max(0, depth + (mark == "(") - (mark == ")"))
        if mark and mark in ",;:" and not depth:
            yield from _grouped(words, angles)  # the name of a group is shown as one, too
            words, angles = [], []
        elif angle and not depth:
            angles.append(angle)
        elif not mark and not depth:
            words.append(re.sub(r"\\(.)", r"\1", quoted) or text or other)
    yield from _grouped(words, angles)


def _grouped(words: list[str], angles: list[str]) -> Iterator[Mailbox]:
    """Usually one; every further <address> is a mailbox of its own, so that none can hide."""
    name = decode_words(one_line("".join(words)))
    if angles:
        yield Mailbox(name=name, address=_address(angles[0]))
        yield from (Mailbox(name="", address=_address(angle)) for angle in angles[1:])
    elif name:
        address = _address(name)
        yield Mailbox(name="" if address else name, address=address)


def _address(text: str) -> str:
    """The address with a lower-case domain, or "" when it is none."""
    stripped = text.strip()
    if not _ADDRESS.fullmatch(stripped):
        return ""
    local, _, domain = stripped.rpartition("@")
    domain = domain.lower().strip(".")
    return f"{local}@{domain}" if domain else ""


def names_address(text: str) -> str | None:
    """The first address that stands in a display name, lower-cased."""
    found = _ADDRESS.search(text) if "@" in text else None
    return found[0].lower() if found else None


def recipients(value: str) -> list[str]:
    """The addresses that a header such as To names, lower-cased, in their order."""
    return _RECIPIENT.findall(value.lower())


def read_date(value: str) -> datetime | None:
    """An aware UTC moment, or None for nonsense and for years outside 1995 to 2100."""
    try:
        moment = parsedate_to_datetime(value[:100])
        # A date of "-0000" or without a zone comes back naive and is UTC (RFC 5322, 3.3).
        aware = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return aware if 1995 <= aware.year <= 2100 else None
