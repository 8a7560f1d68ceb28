"""Whether what the words of a letter state holds, whatever it states as a whole."""

from collections.abc import Sequence

from parsers.events import BillingEvent, EventKind
from parsers.generic.ahead import announced
from parsers.generic.credited import credited
from parsers.generic.expected import expected
from parsers.generic.into_account import account_row
from parsers.generic.owed import told_and_asked
from parsers.generic.renewing import renewing
from parsers.generic.repriced import repriced
from parsers.generic.rest_until import resting
from parsers.generic.resting import paused
from parsers.generic.settling import asking_row, pay_here
from parsers.generic.statement import is_answer
from parsers.generic.steps import rise_on
from parsers.generic.whole import sort_of
from parsers.language.wording import claims
from parsers.page import Page
from parsers.statement.by_its_reader import renewed_by_reader
from parsers.statement.unpaid import asking, not_come
from parsers.values.found_money import find_amounts

# What people say of their own money, too: "you owe me 28 €", "I paid for the three of us".
_BY_PEOPLE = {EventKind.CHARGE, EventKind.INVOICE_DUE}
_AHEAD = "due"


def holds(page: Page, worded: Sequence[BillingEvent], sort: str) -> bool:
    """Whether a payment is all that speaks against the words, and a sentence says that something
    waits for it, begs to pay it or says that it comes: such orders and notices begin as receipts.
    Or nothing speaks against a bill, and a sentence begs to transfer it, or asks for it; or what
    is said to end is said to renew itself, or to want to be renewed; or several sentences or rows
    say together what each alone does not; or a renewal that costs something else than before is
    all that speaks against a new price.
    """
    kinds = {one.kind for one in worded}
    if _is_told_together(page, worded, kinds) or _is_a_bill(page, worded, kinds, sort):
        return True
    is_notice = kinds == {EventKind.RENEWAL_NOTICE}
    if is_notice and (renewing(page) is not None or renewed_by_reader(page)):
        return True
    is_new_price = sort == _AHEAD and _costs_otherwise(page, worded)
    if not kinds & _BY_PEOPLE and _may_be({sort_of(one) for one in kinds}, sort):
        return is_new_price or all(find_amounts(one.evidence[0], page.hint) for one in worded)
    if sort != EventKind.CHARGE:
        return is_new_price
    return _asks(page) or announced(page, claims(page)) is not None


def _is_told_together(page: Page, worded: Sequence[BillingEvent], kinds: set[EventKind]) -> bool:
    """Whether rows come to a credit that comes back, sentences to a pause in which nothing is paid,
    or a price that rises, or is lowered in answer to its reader, has both amounts and its day.
    """
    if kinds == {EventKind.REFUND_PROMISED}:
        return credited(page) is not None
    if kinds == {EventKind.PAUSED}:
        return paused(page) is not None or resting(page) is not None
    if kinds != {EventKind.PRICE_CHANGE} or not (rise_on(page) or is_answer(page)):
        return False
    return all(one.amount and one.old_amount and one.effective_on for one in worded)


def _is_a_bill(
    page: Page, worded: Sequence[BillingEvent], kinds: set[EventKind], sort: str
) -> bool:
    if kinds != {EventKind.INVOICE_DUE}:
        return False
    if account_row(page) or pay_here(page) or expected(page):
        return True
    if sort != _AHEAD:
        return False
    is_asked = _asks(page) or told_and_asked(page) is not None
    return is_asked or all(_is_asked(one) for one in worded)


def _costs_otherwise(page: Page, worded: Sequence[BillingEvent]) -> bool:
    """Whether the words name a new price and what it was until then."""
    changes = [repriced(page, one) for one in worded if one.kind is EventKind.PRICE_CHANGE]
    olds = [one.old_amount for one in changes if one.old_amount != one.amount]
    return None not in olds and 0 < len(olds) == len(worded)


def _asks(page: Page) -> bool:
    asked = (asking(page), asking_row(page), not_come(page))
    return any(one is not None for one in asked)


def _may_be(sorts: set[str], sort: str) -> bool:
    """Whether the likeliest sort is that of the words, or an end of what money comes back of."""
    return sorts == {sort} or (sorts == {EventKind.REFUND} and sort == EventKind.CANCELED)


def _is_asked(event: BillingEvent) -> bool:
    """Whether a bill says how much has to be paid, and by when."""
    return event.amount is not None and event.due_on is not None
