"""A message laid out for reading: what every reader is given."""

from datetime import date

import msgspec

from parsers.document import Document
from parsers.locales import LocaleHint
from parsers.message import Message


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A message, its body as a document, its language and the day it was mailed (UTC).

    `forwarder` is the message that brought it when somebody forwarded it.
    """

    message: Message
    document: Document
    hint: LocaleHint
    mailed_on: date
    forwarder: Message | None = None

    @property
    def subject(self) -> str:
        """The decoded subject."""
        return self.message.subject

    @property
    def lines(self) -> tuple[str, ...]:
        """The body line by line, cells of a row joined by " | "."""
        return self.document.lines

    @property
    def sentences(self) -> tuple[str, ...]:
        """The body as sentences."""
        return self.document.sentences
