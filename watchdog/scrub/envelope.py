"""The header of a scrubbed mail: a short list of fields, each written anew; all others go."""

import re
from collections.abc import Callable, Iterator
from email.header import Header
from email.message import Message
from email.utils import formataddr

from parsers.domains import organisation
from parsers.mime.charsets import decode, one_line
from parsers.mime.headers import decode_words, read_author, read_date
from watchdog.scrub.invention import PAT, PATS_ADDRESS, Kind
from watchdog.scrub.people import Fields, mailboxes
from watchdog.scrub.rewriting import Pen, address, rewrite

_SAFE_WORD = re.compile(r"[A-Za-z]{2,20}(?:[-_ ][A-Za-z]{2,20}){0,3}")
# "C10044049" or "M110110518-en-GB": what a campaign is, and in which language.
_CAMPAIGN = re.compile(r"[A-Z]?[-\d]*(?:-[a-z]{2}-[A-Z]{2})?|[a-z]{1,12}")
_UNFOLDED = re.compile(r"(?<![^\S\r\n])[^\S\r\n]*+[\r\n]\s*+")


def read_fields(part: Message) -> Fields:
    """All header fields of a mail: lower-case name and value on one line, top one first."""
    raw = ((key, str(value)) for key, value in part.raw_items())
    return [
        (key.lower(), one_line(decode(value.encode("ascii", "surrogateescape"))))
        for key, value in raw
    ]


def write_fields(fields: Fields, pen: Pen) -> Iterator[str]:
    """The header lines of a mail, without those on its content."""
    for key, value in fields:
        writer = _WRITERS.get(key)
        if writer is not None and (written := writer(value, pen)):
            name = _NAMES.get(key, key.title())
            yield f"{name}: {_ascii(written)}"
    if not any(key == "to" for key, _ in fields):
        yield f"To: {PAT} <{PATS_ADDRESS}>"
    if domain := _sender_domain(fields, pen):
        for key in ("message-id", "list-id", "list-unsubscribe"):
            if any(key == name for name, _ in fields):
                yield _ABOUT[key].format(domain=domain)


def _sender_domain(fields: Fields, pen: Pen) -> str:
    value = next((value for key, value in fields if key == "from"), "")
    instead = address(read_author(value)[0].address, pen)
    return organisation(instead.rpartition("@")[2]) or "example.com"


_ABOUT = {
    "message-id": "Message-ID: <scrubbed@{domain}>",
    "list-id": "List-Id: <list.{domain}>",
    "list-unsubscribe": "List-Unsubscribe: <https://{domain}/unsubscribe>",
}


def _author(value: str, pen: Pen) -> str:
    author, count = read_author(value)
    if count != 1:
        return rewrite(decode_words(value), pen)
    return _mailbox(rewrite(author.name, pen), address(author.address, pen))


def _people(value: str, pen: Pen) -> str:
    """Recipients: whoever had a name is given one."""
    found = [
        _mailbox(_called(name, instead, pen), instead)
        for name, one in mailboxes([("to", value)])
        for instead in [_used(one, pen)]
    ]
    return ", ".join(dict.fromkeys(found)) or f"{PAT} <{PATS_ADDRESS}>"


def _used(one: str, pen: Pen) -> str:
    instead = address(one, pen)
    pen.inventions.used(Kind.ADDRESS, one, instead)
    return instead


def _called(name: str, instead: str, pen: Pen) -> str:
    if not name or "@" in name:
        return ""
    local, _, domain = instead.partition("@")
    if domain != "example.org":
        return rewrite(name, pen)
    called = f"{local.title()} Example"
    pen.inventions.used(Kind.NAME, name, called)
    return called


def _replies(value: str, pen: Pen) -> str:
    found = [(rewrite(name, pen), _used(one, pen)) for name, one in mailboxes([("to", value)])]
    return ", ".join(_mailbox(name, one) for name, one in found)


def _mailbox(name: str, one: str) -> str:
    if not one.isascii():
        return _ascii(f"{name} <{one}>")
    return formataddr((name, one)) if one else _ascii(name)


def _subject(value: str, pen: Pen) -> str:
    return rewrite(decode_words(value), pen)


def _date(value: str, _pen: Pen) -> str:
    return value if value.isascii() and read_date(value) is not None else ""


def _word(value: str, _pen: Pen) -> str:
    return value if _SAFE_WORD.fullmatch(value) else ""


def _campaign(value: str, _pen: Pen) -> str:
    pieces = (piece if _CAMPAIGN.fullmatch(piece) else "x" for piece in value.split(":"))
    return ":".join(re.sub(r"\d", "0", piece) for piece in pieces)


def _ascii(value: str) -> str:
    return value if value.isascii() else _UNFOLDED.sub("\n ", Header(value, "utf-8").encode())


_WRITERS: dict[str, Callable[[str, Pen], str]] = {
    "from": _author,
    "to": _people,
    "cc": _people,
    "reply-to": _replies,
    "subject": _subject,
    "date": _date,
    "auto-submitted": _word,
    "precedence": _word,
    "content-language": _word,
    "x-mailgun-tag": _word,
    "feedback-id": _campaign,
}
_NAMES = {"feedback-id": "Feedback-ID"}
