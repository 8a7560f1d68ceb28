"""Whether a mail only says that an order has come in, and nowhere that anything was paid."""

from parsers.events import BillingEvent, EventKind
from parsers.lexicon import says
from parsers.notions import notions_for
from parsers.page import Page, once
from parsers.papers import is_of_paper
from parsers.paragraphs import CELL
from parsers.particulars import last_four
from parsers.wording import claims

_TOP = 3  # lines and sentences in which an order says that it is one
_LONGEST = 200  # characters of a line that may tell of a payment
_PAID = frozenset(("pay", "receipt"))
_TAKEN = frozenset(("take", "card"))


def is_only_ordered(page: Page, event: BillingEvent) -> bool:
    """Whether a payment is that of an order whose mail has no word, way or card of a payment."""
    return event.kind is EventKind.CHARGE and _is_unpaid_order(page)


@once
def _is_unpaid_order(page: Page) -> bool:
    language = page.hint.language
    opening = (page.subject, *page.lines[:_TOP], *page.sentences[:_TOP])
    if not any(says(one, "ordered", language) for one in opening):
        return False
    paid = (one.sentence for one in claims(page) if one.kind is EventKind.CHARGE)
    if last_four(page) or any(not says(one, "ordered", language) for one in paid):
        return False
    return not any(_tells(one, page) for one in (page.subject, *page.lines))


def _tells(line: str, page: Page) -> bool:
    language = page.hint.language
    about = notions_for(language).about(line)
    if about & _PAID or about >= _TAKEN:
        return True
    if len(line) > _LONGEST:
        return False
    return any(is_of_paper(cell, "paid_with", language) for cell in line.split(CELL))
