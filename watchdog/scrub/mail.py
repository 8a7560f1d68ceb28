"""The parts of a mail: its texts to be read, and the mail written anew around them."""

import re
from binascii import b2a_qp
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import cast

import msgspec
from bs4 import BeautifulSoup

from parsers.mime.charsets import decode
from parsers.mime.headers import decode_base64
from parsers.mime.structure import parameter, unflow
from watchdog.scrub.envelope import read_fields, write_fields
from watchdog.scrub.markup import markup_lines, read_markup, rewrite_markup
from watchdog.scrub.people import Fields
from watchdog.scrub.rewriting import Pen, rewrite

_META_CHARSET = re.compile(rb"<meta[^<>]{1,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_TYPE = re.compile(r"(?:application|audio|font|image|text|video)/[a-z][a-z0-9.+-]{1,60}")
_ENDINGS = {
    "application/pdf": "pdf",
    "text/calendar": "ics",
    "text/html": "html",
    "image/jpeg": "jpg",
}
_NOTE = "Content-Description: emptied by watchdog scrub"


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text part, decoded; `soup` is its tree when it is HTML."""

    text: str
    soup: BeautifulSoup | None = None

    def lines(self) -> list[str]:
        """Its lines, as far as markup shows where they end."""
        return self.text.split("\n") if self.soup is None else list(markup_lines(self.soup))


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail taken apart: its tree and, by the id of a part, its texts in reading order."""

    root: Message
    texts: dict[int, Text]

    def fields(self) -> list[Fields]:
        """The header fields of the mail, then of each mail it carries."""
        return [read_fields(one) for one in _mails(self.root)]

    def lines(self) -> list[str]:
        """All lines of all texts."""
        return [line for text in self.texts.values() for line in text.lines()]


def take_apart(raw: bytes) -> Mail:
    """A mail that `parsers.message.read_message` could read."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\r\n", b"\r\n")
    root = BytesParser(policy=compat32).parsebytes(raw)
    return Mail(root=root, texts=dict(_texts(root, is_root=True)))


def _children(part: Message) -> list[Message]:
    return cast("list[Message]", part.get_payload()) if part.is_multipart() else []


def _mails(mail: Message) -> Iterator[Message]:
    yield mail
    for part in mail.walk():
        if part is not mail and _carries_mail(part):
            yield from _children(part)


def _carries_mail(part: Message) -> bool:
    return part.is_multipart() and part.get_content_type() in ("message/rfc822", "message/global")


def _texts(part: Message, *, is_root: bool = False) -> Iterator[tuple[int, Text]]:
    if _carries_mail(part):
        for mail in _children(part):
            yield from _texts(mail, is_root=True)
    elif part.is_multipart() and part.get_content_maintype() == "multipart":
        for child in _children(part):
            yield from _texts(child)
    elif (kind := _text_kind(part)) and (is_root or not _is_attachment(part)):
        text = _decoded(part)
        yield id(part), Text(text=text, soup=read_markup(text) if kind == "text/html" else None)


def _text_kind(part: Message) -> str:
    """text/plain, text/html or ""; a multipart that could not be taken apart is read as text."""
    kind = part.get_content_type()
    if kind.startswith("multipart/"):
        return "" if part.is_multipart() else "text/plain"
    return kind if kind in ("text/plain", "text/html") else ""


def _field(part: Message, name: str) -> str:
    return next((value for key, value in read_fields(part) if key == name), "")


def _is_attachment(part: Message) -> bool:
    return _field(part, "content-disposition").lower().startswith("attachment")


def _content(part: Message) -> bytes:
    """What a leaf holds; broken base64 is read as the readers read it, up to its end."""
    payload = part.get_payload()
    if isinstance(payload, str) and _field(part, "content-transfer-encoding").lower() == "base64":
        return decode_base64(payload.encode("ascii", "replace"))
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _decoded(part: Message) -> str:
    raw = _content(part)
    header = _field(part, "content-type")
    label = parameter(header, "charset")
    if not label and (meta := _META_CHARSET.search(raw, 0, 4096)):
        label = meta[1].decode("ascii", "replace")
    text = decode(raw, label).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if parameter(header, "format").lower() == "flowed":
        return unflow(text, joins_words=parameter(header, "delsp").lower() == "yes")
    return text


class _Writer(msgspec.Struct, kw_only=True):
    """Where the writing stands: the numbers of boundaries and emptied parts."""

    mail: Mail
    pen: Pen
    parts: int = 0


def put_together(mail: Mail, pen: Pen) -> bytes:
    """The mail as bytes: ASCII, plain line ends, texts in UTF-8 as quoted-printable."""
    lines = _mail(mail.root, _Writer(mail=mail, pen=pen))
    return ("\n".join(lines).rstrip("\n") + "\n").encode("ascii", "replace")


def _mail(mail: Message, writer: _Writer) -> list[str]:
    return [*write_fields(read_fields(mail), writer.pen), "MIME-Version: 1.0", *_part(mail, writer)]


def _part(part: Message, writer: _Writer) -> list[str]:
    writer.parts += 1
    if _carries_mail(part):
        inner = [line for mail in _children(part) for line in _mail(mail, writer)]
        return ["Content-Type: message/rfc822", "", *inner]
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        return _several(part, writer)
    text = writer.mail.texts.get(id(part))
    return _emptied(part, writer.parts) if text is None else _written(text, writer.pen)


def _several(part: Message, writer: _Writer) -> list[str]:
    subtype = part.get_content_subtype()
    subtype = subtype if re.fullmatch(r"[a-z-]{3,30}", subtype) else "mixed"
    boundary = f"----=_Part_{writer.parts}"
    lines = [f'Content-Type: multipart/{subtype}; boundary="{boundary}"', ""]
    for child in _children(part):
        lines += [f"--{boundary}", *_part(child, writer)]
    return [*lines, f"--{boundary}--", ""]


def _written(text: Text, pen: Pen) -> list[str]:
    if text.soup is None:
        kind, said = "plain", "\n".join(rewrite(line, pen) for line in text.text.split("\n"))
    else:
        kind, said = "html", rewrite_markup(text.soup, pen)
    body = b2a_qp(said.rstrip("\n").encode("utf-8", "replace"), istext=True).decode("ascii")
    head = f'Content-Type: text/{kind}; charset="utf-8"'
    return [head, "Content-Transfer-Encoding: quoted-printable", "", *body.split("\n"), ""]


def _emptied(part: Message, number: int) -> list[str]:
    """An attachment, a picture or a part that nobody reads: its kind, a name, and nothing else."""
    kind = part.get_content_type()
    kind = kind if _TYPE.fullmatch(kind) else "application/octet-stream"
    ending = _ENDINGS.get(kind, "png" if kind.startswith("image/") else "bin")
    name = f"removed-{number}.{ending}"
    place = "attachment" if _is_attachment(part) else "inline"
    disposition = f'Content-Disposition: {place}; filename="{name}"'
    return [f'Content-Type: {kind}; name="{name}"', disposition, _NOTE, "", ""]
