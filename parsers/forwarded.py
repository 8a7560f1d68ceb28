"""A mail that somebody forwarded, as it was before: its sender, its subject and its day."""

import re
from datetime import UTC, date, datetime, time

from msgspec.structs import replace

from parsers.dates import find_dates
from parsers.document import Document
from parsers.locale.locales import guess_locale
from parsers.message import Message, author_defects
from parsers.mime.headers import read_author, read_date
from parsers.quoting import Head, bare_subject, is_to_many

_ZONE = re.compile(r"[+-]\d{4}\b|\b(?:GMT|UTC)\b")
# Outlook writes "Example [mailto:bills@example.com]".
_BRACKETS = re.compile(r"\[(?:mailto:)?([^\[\]\s][^\[\]\s@]*+@[^\[\]\s]++)\]")


def original(message: Message, document: Document, head: Head) -> Message:
    """The message that a head stands over. Its body is not cut out of the parts; no header of the
    forwarder's mail holds for it. `sent_at` is None where the
    head leaves it open.
    """
    author, addresses = read_author(_BRACKETS.sub(r"<\1>", head.author))
    return replace(
        message,
        from_name=author.name,
        from_address=author.address,
        subject=head.subject or bare_subject(message.subject),
        sent_at=_sent_at(message, head),
        headers={"list-unsubscribe": ("",)} if is_to_many(document.lines) else {},
        defects=author_defects(author, addresses),
        arrived=None,
    )


def _sent_at(message: Message, head: Head) -> datetime | None:
    """The moment a head states; noon of its day where it names no zone."""
    if _ZONE.search(head.date) and (moment := read_date(head.date)):
        return moment
    forwarded_at = message.sent_at or message.received_at
    day = _day(head, forwarded_at.date()) if forwarded_at else None
    return datetime.combine(day, time(12), UTC) if day else None


def _day(head: Head, forwarded_on: date) -> date | None:
    hint = guess_locale(text=f"{head.date}\n{head.subject}", html_language=None, sender_domain="")
    found = next(iter(find_dates(head.date, hint=hint, near=forwarded_on)), None)
    # Nobody forwards a mail before it was written.
    past = [day for day in found.candidates if day <= forwarded_on] if found else []
    return past[0] if len(past) == 1 else None
