"""Pages that say just some sentences, for who asks what those state."""

from datetime import UTC, datetime

from parsers.document import Document
from parsers.locale.locales import LocaleHint
from parsers.message import Message
from parsers.page import Page

_MAILED = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


def saying(language: str, *sentences: str, mailed_at: datetime = _MAILED) -> Page:
    """A mail in a language without a subject, that says nothing else."""
    message = Message(
        fingerprint="0",
        message_id="",
        from_name="Larkfield",
        from_address="info@larkfield.example",
        subject="",
        sent_at=mailed_at,
        received_at=mailed_at,
        text="",
        html="",
        headers={},
    )
    return Page(
        message=message,
        document=Document(blocks=(), paragraphs=sentences),
        hint=LocaleHint(language=language),
        mailed_on=mailed_at.date(),
    )
