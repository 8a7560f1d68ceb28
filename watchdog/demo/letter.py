"""One invented mail: who writes what and when, and its RFC 5322 bytes."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

import msgspec

READER = "Pat Example <pat@example.org>"
_OWN_SERVER = "mx.example.org"
# fmt: off
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on

# A paragraph, or a row of a table; a cell may hold several lines.
Block = str | tuple[str, ...]


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A mail before it is written: `blocks` are what it says, `small` is its small print."""

    sender: str
    subject: str
    at: datetime
    title: str
    blocks: tuple[Block, ...]
    small: str = ""
    newsletter: bool = False

    @property
    def domain(self) -> str:
        """The sender's domain."""
        return self.sender.rpartition("@")[2].rstrip(">")


def moment(day: date, clock: str = "09:30") -> datetime:
    """An aware UTC moment of a day."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=UTC)


def long_date(day: date) -> str:
    """July 9, 2026, whatever the locale of the machine."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_date(day: date) -> str:
    """Jul 9, 2026, whatever the locale of the machine."""
    return f"{_MONTHS[day.month - 1][:3]} {day.day}, {day.year}"


def written(letter: Letter) -> bytes:
    """The mail as a server delivers it: headers, a plain and an HTML part, CRLF line ends."""
    mail = EmailMessage(policy=SMTP)
    for name, value in _headers(letter):
        mail[name] = value
    mail.set_content(_plain(letter), cte="quoted-printable")
    mail.add_alternative(_html(letter), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{_mark(letter)}")
    return mail.as_bytes()


def _headers(letter: Letter) -> list[tuple[str, str]]:
    mark, domain = _mark(letter), letter.domain
    arrived = format_datetime(letter.at + timedelta(seconds=4))
    checked = f"dkim=pass header.d={domain}; dmarc=pass header.from={domain}"
    headers = [
        ("Authentication-Results", f"{_OWN_SERVER}; {checked}"),
        (
            "Received",
            (
                f"from out.{domain} (out.{domain} [192.0.2.25]) by {_OWN_SERVER} with ESMTPS"
                f" id {mark[:10]} for <pat@example.org>; {arrived}"
            ),
        ),
        ("From", letter.sender),
        ("To", READER),
        ("Subject", letter.subject),
        ("Date", format_datetime(letter.at)),
        ("Message-ID", f"<{mark}@{domain}>"),
    ]
    if letter.newsletter:
        headers.append(("List-Unsubscribe", f"<https://{domain}/unsubscribe/{mark[:8]}>"))
        headers.append(("List-ID", f"<news.{domain}>"))
    return headers


def _mark(letter: Letter) -> str:
    told = f"{letter.sender}|{letter.subject}|{letter.at.isoformat()}|{letter.blocks}"
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def _plain(letter: Letter) -> str:
    lines = [letter.title, ""]
    for block in letter.blocks:
        lines.append(block if isinstance(block, str) else _row(block))
        lines.append("")
    return "\n".join([*lines, letter.small, ""])


def _row(cells: tuple[str, ...]) -> str:
    return (": " if len(cells) == 2 and "\n" not in cells[0] else "\n").join(cells)


def _html(letter: Letter) -> str:
    body = "\n".join(_shown(block) for block in letter.blocks)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(letter.subject)}</title>"
        "<style>td{padding:4px 12px 4px 0}</style></head>\n"
        '<body style="font-family:Arial,sans-serif"><table width="600" role="presentation">'
        f"<tr><td>\n<h1>{escape(letter.title)}</h1>\n{body}\n"
        f'<p style="color:#777;font-size:11px">{escape(letter.small)}</p>\n'
        "</td></tr></table></body></html>\n"
    )


def _shown(block: Block) -> str:
    if isinstance(block, str):
        return f"<p>{escape(block)}</p>"
    cells = "".join(f"<td>{_lines(cell)}</td>" for cell in block)
    return f"<table><tr>{cells}</tr></table>"


def _lines(cell: str) -> str:
    if "\n" not in cell:
        return escape(cell)
    return "".join(f"<p>{escape(line)}</p>" for line in cell.splitlines())
