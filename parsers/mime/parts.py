"""A mail taken apart: by a lean walk where it is built as usual, else by the library."""

import re
from binascii import a2b_qp
from collections.abc import Iterable
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import cast

from parsers.mime.charsets import decode
from parsers.mime.headers import decode_base64
from parsers.text.glances import find_word

MAX_PARTS = 200
MAX_DEPTH = 30
MAX_VALUE = 2000  # the library takes quadratic time to read the parameters of a header
ASKED = frozenset(
    {"content-type", "content-transfer-encoding", "content-disposition", "mime-version"}
)
SOUND_HEADER = re.compile(rb"(?:[!-9;-~]++:[^\r\n]*+\r?\n(?:[ \t][^\r\n]*+\r?\n)*)+(?=\r?\n)")
_FIELD = re.compile(rb"(?m)^([!-9;-~]++):([^\n]*+\n(?:[ \t][^\n]*+\n)*)")
# A multipart's Content-Type as nearly all mail has it; its boundary is read by `_BOUNDARY`.
_MULTIPART = re.compile(
    r"multipart/[\w.+-]++(?:\s*+;\s*+[A-Za-z-]++=(?:\"[^\"\\<>]*+\"|[^\s;\"\\<>]++))+\s*+;?\s*+",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r";\s*boundary=(?:\"([\w'()+,./:=? -]+)\"|([\w'()+,./:=?-]+))", re.IGNORECASE
)
# What stands for a body while the library parses; in which mails none is taken out; from where on
# it is worth it.
_MARK = b"\x02"
_MARKED = re.compile(rb"\x02(\d+)\x02")
_WHOLE = (b"message/", b"/digest")
_NEXT_LINE = re.compile(rb"\r?\n")
_BLANK_LINE = re.compile(rb"\n\r?\n")
_WORTH_IT = 200  # bytes


class OverLimitError(Exception):
    """The mail has more parts, or nests them deeper, than any honest mail does."""


class Part(Message):
    """A part that counts its kin while the parser is still at work, so that bombs stop early."""

    depth = 0
    tally: list[None]
    # The first values of its headers: the library asks a dozen times.
    known: dict[str, str] | None = None
    kind: str | None = None
    _payload: object
    whole: bytes | None = None

    def attach(self, payload: "Part") -> None:  # type: ignore[override] # all parts are ours
        if not self.depth and not hasattr(self, "tally"):
            self.tally = []
        payload.depth, payload.tally = self.depth + 1, self.tally
        self.tally.append(None)
        if payload.depth > MAX_DEPTH:
            raise OverLimitError(f"parts nested deeper than {MAX_DEPTH}")
        if len(self.tally) > MAX_PARTS:
            raise OverLimitError(f"more than {MAX_PARTS} parts")
        super().attach(payload)

    def set_raw(self, name: str, value: str) -> None:
        """One more header: what was known of them is no longer all."""
        self.known = self.kind = None
        super().set_raw(name, value)

    def get(self, name: str, failobj: object = None) -> object:  # type: ignore[override] # narrower
        """The first value of a header, as short and clean text, whatever its bytes are."""
        if self.known is None:
            self.known = _first_values(self.raw_items())
        return self.known.get(name.lower(), failobj)

    def get_content_type(self) -> str:
        """The type, found out once: the library asks for it all the time."""
        if self.kind is None:
            self.kind = super().get_content_type()
        return self.kind

    def text(self, name: str) -> str:
        """As `get`, and "" when the header is absent."""
        return str(self.get(name, ""))

    def take_back(self, kept: list[bytes]) -> None:
        """Puts the bodies back in the places of their marks."""
        payload = self._payload
        if isinstance(payload, str):
            raw = payload.encode("ascii", "surrogateescape")
            self.whole = _MARKED.sub(lambda found: kept[int(found[1])], raw)

    def hold(self, body: bytes) -> None:
        """Makes it a leaf with such a body, still encoded."""
        self._payload, self.whole = "", body

    def content(self) -> bytes:
        """What a leaf holds, its transfer encoding undone as far as that goes.

        The library's own way asks the mail which of Python's codecs to run.
        """
        raw, payload = self.whole or b"", self._payload
        if self.whole is None and isinstance(payload, str):
            raw = payload.encode("ascii", "surrogateescape")
        encoding = self.text("content-transfer-encoding").strip().lower()
        if encoding == "base64":
            return decode_base64(raw)
        return a2b_qp(raw) if encoding == "quoted-printable" else raw


def _first_values(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    first: dict[str, str] = {}
    for key, value in items:
        name = key.lower()
        if name in ASKED and name not in first:
            raw = value[:MAX_VALUE].encode("ascii", "surrogateescape")
            first[name] = re.sub(r"[\r\n]+", "", decode(raw))
    return first


def take_apart(raw: bytes) -> Part:
    """The parts of a mail.

    Raises OverLimitError, and whatever the library raises for a mail that it cannot read.
    """
    if not _has_bare_returns(raw):
        try:
            return _usual(Part(), raw, frozenset())
        except _UnusualError:
            pass
    return by_library(raw)


def _has_bare_returns(raw: bytes) -> bool:
    """Whether a carriage return stands without its line feed; half as quick if they are counted."""
    return b"\r" in raw.replace(b"\r\n", b"")


def by_library(raw: bytes) -> Part:
    """The parts of any mail: slow, but it knows what to make of all that is broken."""
    short, kept = _without_bodies(raw)
    mail = cast("Part", BytesParser(Part, policy=compat32).parsebytes(short))
    for part in mail.walk() if kept else ():
        part.take_back(kept)
    return mail


def _without_bodies(raw: bytes) -> tuple[bytes, list[bytes]]:
    """A mail with marks for its bodies, since the library looks at each line of them; and those.

    Only what stands behind a blank line and before the next line with two dashes is taken out:
    nothing in it can begin or end a part. Mails in mails have headers there, and keep them.
    """
    lower = raw.lower()
    if _has_bare_returns(raw) or _MARK in raw or any(sign in lower for sign in _WHOLE):
        return raw, []
    kept: list[bytes] = []
    short = b"\n--".join(_marked(piece, kept) for piece in raw.split(b"\n--"))
    return short, kept


def _marked(piece: bytes, kept: list[bytes]) -> bytes:
    blank = _BLANK_LINE.search(piece)
    end = len(piece.removesuffix(b"\n").removesuffix(b"\r"))  # what ends a body is the line's
    if blank is None or end - blank.end() < _WORTH_IT:
        return piece
    kept.append(piece[blank.end() : end])
    return b"%b%b%d%b%b" % (piece[: blank.end()], _MARK, len(kept) - 1, _MARK, piece[end:])


class _UnusualError(Exception):
    """A mail that is not built as nearly all are."""


def _usual(part: Part, raw: bytes, around: frozenset[bytes]) -> Part:
    """The part filled with its header, and its body or the parts in it.

    Raises _UnusualError for anything of which it is not plain what the library makes of it.
    """
    header = SOUND_HEADER.match(raw)
    fields = header[0] if header else b""
    blank = _NEXT_LINE.match(raw, len(fields))
    if blank is None:
        raise _UnusualError
    for name, value in _FIELD.findall(fields):
        text = value.decode("ascii", "surrogateescape").lstrip(" \t").rstrip("\r\n")
        part.set_raw(name.decode(), text)
    body = raw[blank.end() :]
    kind = part.get_content_type()
    if kind.startswith("message/") or kind == "multipart/digest":
        raise _UnusualError
    if not kind.startswith("multipart/"):
        part.hold(body)
        return part
    boundary = _boundary(part)
    if boundary in around:
        raise _UnusualError
    for piece in _pieces(body, boundary):
        child = Part()
        part.attach(child)
        _usual(child, piece, around | {boundary})
    return part


def _boundary(part: Part) -> bytes:
    value = part.text("content-type")
    found = _BOUNDARY.findall(value)
    if len(found) != 1 or value.lower().count("boundary") != 1 or not _MULTIPART.fullmatch(value):
        raise _UnusualError
    boundary: str = found[0][0].rstrip() or found[0][1]
    if not boundary.isascii() or not boundary or boundary.endswith("--"):
        raise _UnusualError
    return boundary.encode()


def _pieces(body: bytes, boundary: bytes) -> list[bytes]:
    """What stands between the lines with the boundary, up to the one that closes."""
    pieces: list[bytes] = []
    sign, lines = b"\n--" + boundary, b"\n" + body
    at, begun, closes = find_word(sign, lines), None, False
    while at >= 0:
        end = lines.find(b"\n", at + 1)
        line = lines[at + len(sign) : end if end >= 0 else len(lines)].rstrip(b"\r")
        closes = line.startswith(b"--")
        if not line.removeprefix(b"--").strip(b" \t"):
            if begun is not None:
                pieces.append(lines[begun:at].removesuffix(b"\r"))
            if closes or end < 0:
                break
            begun = end + 1
            at = end - 1
        at = find_word(sign, lines, at + 1)
    if at < 0 or not closes or not pieces:
        raise _UnusualError
    return pieces
