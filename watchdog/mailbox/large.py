"""Large mails: only their texts and small PDFs are fetched, and put together to a smaller mail."""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from watchdog.mailbox.folder import Folder, Row

_TEXT_LIMIT = 256 << 10
_PDF_LIMIT = 2 << 20  # of its base64
_TEXTS, _PDFS = 4, 2
_HEADER = f"BODY.PEEK[HEADER]<0.{_TEXT_LIMIT}>"
_OWN_TO_PARTS = re.compile(rb"(?im)^(?:content-[a-z-]+|mime-version)[ \t]*:.*\n(?:[ \t].*\n)*")
_UNSAFE = re.compile(r"[^\w.+-]", re.ASCII)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part as BODYSTRUCTURE (RFC 3501) tells it; `section` is its number, such as 1.2."""

    section: str
    kind: str
    charset: str
    encoding: str
    size: int
    attached: bool

    @property
    def item(self) -> str:
        """What to ask for to get it."""
        partial = f"<0.{_TEXT_LIMIT}>" if self.kind.startswith("text/") else ""
        return f"BODY.PEEK[{self.section}]{partial}"


def fetch_large(folder: Folder, uids: Sequence[int]) -> dict[int, bytes | None]:
    """Smaller mails in place of these, by UID: the same header, the texts, small PDFs.

    None where the server has no body.
    """
    structures = folder.rows(uids, ["BODYSTRUCTURE"], must_have=b"BODYSTRUCTURE")
    fetched = ((uid, _fetch(folder, uid, row)) for uid, row in structures.items())
    return {uid: mail for uid, mail in fetched if mail != b""}


def _fetch(folder: Folder, uid: int, structure: Row) -> bytes | None:
    """The smaller mail; empty when it has vanished meanwhile."""
    parts = worth_reading(parts_of(structure[b"BODYSTRUCTURE"]))
    items = [_HEADER, *(part.item for part in parts)]
    row = folder.rows([uid], items, must_have=b"BODY[HEADER").get(uid)
    if row is None:
        return b""
    header = _content(row, "HEADER")
    bodies = [(part, _content(row, part.section)) for part in parts]
    return None if header is None else put_together(header, bodies)


def _content(row: Row, section: str) -> bytes | None:
    """The bytes of a section; servers repeat the `<0>` of a partial fetch, or forget to."""
    name = f"BODY[{section}]".encode()
    value = next((value for key, value in row.items() if key.split(b"<")[0] == name), None)
    return value if isinstance(value, bytes) else None


def parts_of(structure: Any, section: str = "") -> Iterator[Part]:
    """The leaves of a BODYSTRUCTURE in their order; mails in the mail are left out."""
    if not isinstance(structure, tuple) or not structure:
        return
    if isinstance(structure[0], list):
        for number, inner in enumerate(structure[0], 1):
            yield from parts_of(inner, f"{section}.{number}" if section else str(number))
    elif len(structure) > 6 and _word(structure[0]) != "message":
        yield _leaf(structure, section or "1")


def _leaf(structure: Sequence[Any], section: str) -> Part:
    kind = f"{_word(structure[0])}/{_word(structure[1])}"
    place = 9 if kind.startswith("text/") else 8  # a text tells its lines as well
    disposition = structure[place] if len(structure) > place else None
    attached = isinstance(disposition, tuple) and _word(disposition[0]) == "attachment"
    return Part(
        section=section,
        kind=kind,
        charset=_parameter(structure[2], b"charset"),
        encoding=_word(structure[5]),
        size=structure[6] if isinstance(structure[6], int) else 0,
        attached=attached,
    )


def worth_reading(parts: Iterable[Part]) -> list[Part]:
    """The texts that are no attachments, and the PDFs that are small enough to be receipts."""
    found = list(parts)
    texts = [
        part for part in found if part.kind in ("text/plain", "text/html") and not part.attached
    ]
    pdfs = [part for part in found if part.kind.endswith("/pdf") and part.size <= _PDF_LIMIT]
    return [*texts[:_TEXTS], *pdfs[:_PDFS]]


def put_together(header: bytes, bodies: Iterable[tuple[Part, bytes | None]]) -> bytes:
    """A mail of that header and these parts; the same parts always make the same bytes."""
    kept = [(part, body) for part, body in bodies if body is not None]
    bare = _OWN_TO_PARTS.sub(b"", header.replace(b"\r\n", b"\n").strip(b"\n") + b"\n")
    digest = sha256(b"\0".join((bare, *(body for _, body in kept))))
    boundary = f"part-{digest.hexdigest()[:32]}".encode()
    mail = bare + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=" + boundary + b"\n"
    for part, body in kept:
        mail += b"\n--" + boundary + b"\n" + _described(part) + b"\n" + body
    return mail + b"\n--" + boundary + b"--\n"


def _described(part: Part) -> bytes:
    charset = f"; charset={part.charset}" if part.charset else ""
    lines = f"Content-Type: {part.kind}{charset}\nContent-Transfer-Encoding: {part.encoding}\n"
    return lines.encode("ascii")


def _parameter(pairs: Any, name: bytes) -> str:
    if not isinstance(pairs, tuple):
        return ""
    found = zip(pairs[::2], pairs[1::2], strict=False)
    return next((_word(value) for key, value in found if _word(key) == name.decode()), "")


def _word(value: Any) -> str:
    """A word of the structure, fit for a header line."""
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else ""
    return _UNSAFE.sub("", text).lower()
