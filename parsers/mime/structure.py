"""The parts of a mail, parsed under limits: its body texts and the names of what is attached."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import cast
from urllib.parse import unquote_to_bytes

import msgspec

from parsers.mime.charsets import decode, one_line
from parsers.mime.headers import decode_base64, decode_words
from parsers.mime.parts import ASKED, MAX_VALUE, SOUND_HEADER, Part, take_apart
from parsers.mime.unpacked import MAX_ENCLOSED, MAX_PACKED, kind_of, unpacked

MAX_TEXT = 2 * 1024 * 1024
MAX_HTML = 1024 * 1024
_MAX_ATTACHMENTS = 50
_MAX_PDFS = 3
_MAX_ENCLOSED = 3
_PDF = "application/pdf"
_MAX_ENCODED = 3 * MAX_PACKED // 2  # what is larger in base64 would not be unpacked
_MAX_PDF = 5 * 1024 * 1024
_MAX_CARRIED = 5
_MAX_FORWARDS = 3  # mails in mails
# What returns a mail, and what puts the mails of a list together: nobody forwarded those.
_NO_FORWARDS = frozenset({"multipart/report", "multipart/digest"})
_ASKED_FIELD = re.compile(
    rb"^(?:%b):[^\n]*+\n(?:[ \t][^\n]*+\n)*" % b"|".join(sorted(map(str.encode, ASKED))),
    re.IGNORECASE | re.MULTILINE,
)
_META_CHARSET = re.compile(rb"<meta[^<>]{1,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)


class Bodies(msgspec.Struct, frozen=True, kw_only=True):
    """The first text/plain and text/html that are no attachment; either may be empty.

    `carried` are the whole mails that are attached, `enclosed` what it brings that can be read:
    kind, source.
    """

    text: str
    html: str
    attachments: tuple[str, ...]
    pdfs: tuple[bytes, ...]
    defects: tuple[str, ...]
    carried: "tuple[Carried, ...]" = ()
    enclosed: tuple[tuple[str, str], ...] = ()


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """A mail inside another one: its header fields by lower-case name, raw, and its bodies."""

    fields: dict[str, list[bytes]]
    bodies: Bodies


def read_bodies(raw: bytes) -> Bodies:
    """The body texts of a mail.

    Raises OverLimitError; and since the library does not promise to be able to read everything,
    whatever it raises.
    """
    return _bodies(take_apart(_with_asked_fields(raw)), depth=0)


def _with_asked_fields(raw: bytes) -> bytes:
    """A mail without the header fields that nobody asks its parts for: most lines of most headers.

    One whose header is not plainly made of fields is left as it is, for the library to judge.
    """
    header = SOUND_HEADER.match(raw)
    if header is None:
        return raw
    return b"".join(_ASKED_FIELD.findall(header[0])) + raw[header.end() :]


def _bodies(mail: Part, depth: int) -> Bodies:
    defects: list[str] = []
    return Bodies(
        text=_first(mail, "text/plain", MAX_TEXT, defects),
        html=_first(mail, "text/html", MAX_HTML, defects),
        attachments=_attachments(mail),
        pdfs=_pdfs(mail),
        enclosed=_enclosed(mail),
        defects=tuple(defects),
        carried=tuple(_carried(mail, depth)) if depth < _MAX_FORWARDS else (),
    )


def _carried(mail: Part, depth: int) -> Iterator[Carried]:
    """The mails that a mail carries; a report of failed delivery returns mail, it does not."""
    if mail.get_content_type() in _NO_FORWARDS:
        return
    for one in islice(_attached_mails(mail), _MAX_CARRIED):
        fields: dict[str, list[bytes]] = {}
        for name, value in one.raw_items():
            fields.setdefault(name.lower(), []).append(value.encode("utf-8", "surrogateescape"))
        yield Carried(fields=fields, bodies=_bodies(one, depth + 1))


def _first(mail: Part, kind: str, limit: int, defects: list[str]) -> str:
    """The first part of a kind that has words in it."""
    for part in _leaves(mail):
        if _kind(part) == kind and not (part is not mail and _is_attachment(part)):
            text, is_cut = _content(part, limit)
            if text.strip():
                if is_cut:
                    defects.append(f"{kind} part cut at {limit // 1024} KiB")
                return text
    return ""


def _leaves(part: Part) -> Iterator[Part]:
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for child in children(part):
            yield from _leaves(child)
    elif not part.is_multipart():
        yield part


def children(part: Part) -> list[Part]:
    return cast("list[Part]", part.get_payload())


def _attached_mails(part: Part) -> Iterator[Part]:
    """The outermost mails among the parts, however they are packed."""
    if part.get_content_maintype() == "message" and part.is_multipart():
        for child in children(part):
            # No mail may be packed like this, and some programs do.
            packed = part.text("content-transfer-encoding").strip().lower() == "base64"
            is_mail = child.is_multipart() or not packed
            yield child if is_mail else take_apart(decode_base64(child.content()))
    elif part.is_multipart():
        for child in children(part):
            yield from _attached_mails(child)
    elif _name(part).lower().endswith(".eml"):
        yield take_apart(part.content())


def _kind(part: Part) -> str:
    """The content type; a multipart that could not be taken apart is read as text."""
    kind = part.get_content_type()
    return "text/plain" if kind.startswith("multipart/") else kind


def _is_attachment(part: Part) -> bool:
    return part.text("content-disposition").strip().lower().startswith("attachment")


def _content(part: Part, limit: int) -> tuple[str, bool]:
    """The decoded text of a leaf, and whether it had to be cut."""
    raw = part.content()
    header = part.text("content-type")
    label = parameter(header, "charset")
    if not label and (meta := _META_CHARSET.search(raw, 0, 4096)):
        label = meta[1].decode("ascii", "replace")
    text = decode(raw[:limit], label).replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if parameter(header, "format").lower() == "flowed":
        text = unflow(text, joins_words=parameter(header, "delsp").lower() == "yes")
    return text, len(raw) > limit


def unflow(text: str, *, joins_words: bool) -> str:
    """format=flowed (RFC 3676) with its soft line ends undone; `joins_words` is DelSp=yes."""
    paragraphs: list[str] = []
    is_open = False
    for stuffed in text.split("\n"):
        line = stuffed.removeprefix(" ")
        is_loose = line.startswith(">") or line == "-- "
        if is_open and not is_loose:
            line = f"{paragraphs.pop()}{line}"
        is_open = line.endswith(" ") and not is_loose
        paragraphs.append(line[:-1] if is_open and joins_words else line)
    return "\n".join(paragraphs)


def parameter(header: str, name: str) -> str:
    """A parameter of a header ("charset"), RFC 2231 and RFC 2047 forms decoded; "" if absent."""
    if ";" not in header or name not in header.lower():
        return ""
    found = _parameter(name).findall(header[:MAX_VALUE])
    extended = [(star, quoted or bare) for star, quoted, bare in found if star]
    if not extended:
        return decode_words(one_line(found[0][1] or found[0][2])) if found else ""
    joined = "".join(piece for _, piece in extended)
    if not extended[0][0].endswith("*"):
        return one_line(joined)
    charset, _, rest = joined.partition("'")
    return one_line(decode(unquote_to_bytes(rest.partition("'")[2]), charset))


@cache
def _parameter(name: str) -> re.Pattern[str]:
    value = rf';\s*{name}(\*[\d*]*)?\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]*))'
    return re.compile(value, re.IGNORECASE)


def _attachments(root: Part) -> tuple[str, ...]:
    """The names of what is attached: bare file names, no folders, no control characters."""
    names: list[str] = []
    for part in root.walk():
        bare = re.split(r"[/\\]", _name(part))[-1].strip(" .")
        if bare and len(names) < _MAX_ATTACHMENTS:
            names.append(bare[:200])
    return tuple(names)


def _name(part: Part) -> str:
    return parameter(part.text("content-disposition"), "filename") or parameter(
        part.text("content-type"), "name"
    )


def _pdfs(root: Part) -> tuple[bytes, ...]:
    """The first PDFs that are not too large to be receipts, whatever the mail calls their type."""
    found = (part.content() for part in root.walk() if _may_be_pdf(part))
    small = (
        content for content in found if len(content) <= _MAX_PDF and b"%PDF-" in content[:1024]
    )
    return tuple(islice(small, _MAX_PDFS))


def _enclosed(root: Part) -> tuple[tuple[str, str], ...]:
    """Calendars, and pages, texts and papers that are attached; nearly no mail has any."""
    found = (one for part in root.walk() for one in _sources(part, root))
    return tuple(islice(found, _MAX_ENCLOSED))


def _sources(part: Part, root: Part) -> Iterator[tuple[str, str]]:
    """The kinds and sources that a part holds; none of what is the mail's own text, or a picture
    or a PDF.
    """
    said = part.get_content_type()
    if part is root or said.startswith("multipart/") or not _may_be_read(part, said):
        return
    kind = kind_of(_name(part), said)
    if kind == "packed" and len(part.whole or b"") <= _MAX_ENCODED:
        yield from ((one, decode(source, "")) for one, source in unpacked(part.content()))
    elif kind not in (None, "packed"):
        yield str(kind), _content(part, MAX_ENCLOSED)[0]


def _may_be_read(part: Part, kind: str) -> bool:
    """Whether a part may be a file with words: by its type nearly all are not."""
    if kind.startswith("text/"):
        return kind not in ("text/plain", "text/html") or _is_attachment(part)
    return kind == "image/svg+xml" or (kind.startswith("application/") and kind != _PDF)


def _may_be_pdf(part: Part) -> bool:
    kind = part.get_content_type()
    return kind.endswith("/pdf") or kind == "application/octet-stream"
