"""A message laid out for reading: what every reader is given."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

import msgspec

from parsers.document import Document
from parsers.locale.locales import LocaleHint
from parsers.message import Message

_Answer = TypeVar("_Answer")


class Page(msgspec.Struct, frozen=True, kw_only=True, dict=True):
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

    @cached_property
    def body(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    @cached_property
    def answers(self) -> dict[Any, Any]:
        """What has been found out about the page, by the question: see `once`."""
        return {}


def once(question: Callable[[Page], _Answer]) -> Callable[[Page], _Answer]:
    """A question that readers ask again and again of one page: it is answered once."""

    @wraps(question)
    def answer(page: Page) -> _Answer:
        known = page.answers
        if question not in known:
            known[question] = question(page)
        found: _Answer = known[question]
        return found

    return answer
