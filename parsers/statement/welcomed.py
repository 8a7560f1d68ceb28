"""What began, in a mail that welcomes its reader and names from when on it is paid for."""

from collections.abc import Iterable

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import texts_of_body
from parsers.language.wording import Claim, straight, titled
from parsers.page import Page, once
from parsers.statement.when import days_to_come

_OPENING = 24  # texts in which it is told
_LONGEST = 300  # characters of one
_PAID, _AGAIN = frozenset(("take", "pay")), frozenset(("per",))
_LATER = frozenset(("from", "start", "will"))
# What is free at first is a trial, what ends or fails is told for itself.
_ELSE = frozenset(("free", "cancel", "end", "fail", "return", "resume"))


def with_welcome(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a mail that welcomes its reader and tells nothing but from when on money is
    taken, that it began: "Welcome to Lumira Plus. You will be charged monthly from 3 May."
    """
    if any(one.kind is not EventKind.RENEWAL_NOTICE for one in found):
        return found
    if not says(page.subject, "welcome_to", page.hint.language) or page.message.goes_to_many:
        return found
    told = paid_from(page)
    if told is None:
        return found
    notice = Claim(kind=EventKind.RENEWAL_NOTICE, sentence=straight(told), in_subject=False)
    return (titled(page, EventKind.SUBSCRIPTION_STARTED), *(found or (notice,)))


@once
def paid_from(page: Page) -> str | None:
    """The text that says that money is taken again and again from a day to come on."""
    texts = [one for one in texts_of_body(page)[:_OPENING] if len(one) <= _LONGEST]
    if _tells_of_else(page, texts):
        return None
    return next((one for one in texts if _is_taken(page, one)), None)


def _tells_of_else(page: Page, texts: Iterable[str]) -> bool:
    """Whether a text that names a day to come is about something else."""
    about = notions_for(page.hint.language).about
    return any(about(one) & _ELSE and days_to_come(one, page) for one in texts)


def _is_taken(page: Page, text: str) -> bool:
    if len(days_to_come(text, page)) != 1:
        return False
    about = notions_for(page.hint.language).about(text)
    return bool(about & _PAID and about & _AGAIN and about & _LATER)
