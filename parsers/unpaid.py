"""Whether an order that came in is still to be paid: it asks for that, or tells of no payment."""

from collections.abc import Iterator

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.lexicon import says
from parsers.notions import notions_for
from parsers.page import Page, once
from parsers.papers import is_of_paper
from parsers.paragraphs import CELL
from parsers.particulars import last_four
from parsers.when import those_with
from parsers.wording import Claim, claims, straight

_MOST = 16  # sentences; a longer mail says in words what it is about
_LONGEST = 300  # characters of a sentence that begs
_TOP = 3  # lines and sentences in which an order says that it is one
_CELLS = 200  # characters of a line whose cells may tell how it was paid
# By what they are about: sentences that beg to transfer, what is paid already or by who chose so,
# claims of a payment, and lines of an order that was paid.
_BEGS = frozenset(("please", "pay", "bank"))
_PAID, _MOVED = frozenset(("get", "done", "receipt")), frozenset(("pay", "take"))
_ELSE = _PAID | {"if"}
_TELLING, _BY_CARD = frozenset(("pay", "receipt")), frozenset(("take", "card"))


def with_bill(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of an order that asks for its payment, the bill instead of a payment: "Thank you
    for your order. We ship as soon as your payment has arrived."
    """
    due = EventKind.INVOICE_DUE
    paid = [one for one in found if one.kind is EventKind.CHARGE]
    if not paid or not (_waiting(page) or _may_beg(page)) or last_four(page):
        return found
    asked = {one.sentence for one in found if one.kind is due}
    if any(one.sentence not in asked and _is_told_of(one, page) for one in paid):
        return found
    text = asking(page)
    if text is None:
        return found
    bill = Claim(kind=due, sentence=straight(text), in_subject=False)
    turned = (_as_bill(one, bill) if one in paid else one for one in found)
    return tuple(dict.fromkeys((*turned, bill)))


def _as_bill(claim: Claim, bill: Claim) -> Claim:
    return replace(claim, kind=bill.kind) if claim.in_subject else bill


@once
def asking(page: Page) -> str | None:
    """The sentence by which an order waits for its payment, or begs to transfer it."""
    return _waiting(page) or next(_begging(page), None)


@once
def _waiting(page: Page) -> str | None:
    """The sentence by which an order waits for its payment."""
    held = those_with(page.sentences, "held", page)
    return next((one for one in held if CELL not in one), None)


def _begging(page: Page) -> Iterator[str]:
    about = notions_for(page.hint.language).about
    for one in page.sentences if _may_beg(page) else ():
        if len(one) <= _LONGEST and (said := about(one)) >= _BEGS and not said & _ELSE:
            yield one


def _may_beg(page: Page) -> bool:
    return len(page.sentences) <= _MOST and not page.message.goes_to_many


def _is_told_of(claim: Claim, page: Page) -> bool:
    """Whether a claim tells of a payment, and does not only confirm an order, call it a bill or
    wait for the payment itself.
    """
    language = page.hint.language
    about = notions_for(language).about(claim.sentence)
    if says(claim.sentence, "held", language):
        return False
    if about & _MOVED:
        return not ("invoice" in about and "was" not in about)
    return bool(about & _PAID) and not says(claim.sentence, "ordered", language)


def is_only_ordered(page: Page, event: BillingEvent) -> bool:
    """Whether a payment is that of an order whose mail has no word, way or card of a payment."""
    return event.kind is EventKind.CHARGE and _is_untold(page)


@once
def _is_untold(page: Page) -> bool:
    language = page.hint.language
    opening = (page.subject, *page.lines[:_TOP], *page.sentences[:_TOP])
    if not any(says(one, "ordered", language) for one in opening):
        return False
    paid = (one.sentence for one in claims(page) if one.kind is EventKind.CHARGE)
    if last_four(page) or any(not says(one, "ordered", language) for one in paid):
        return False
    return not any(_tells(one, page) for one in (page.subject, *page.lines))


def _tells(line: str, page: Page) -> bool:
    """Whether a line has a word, or the way, of a payment."""
    language = page.hint.language
    about = notions_for(language).about(line)
    if about & _TELLING or about >= _BY_CARD:
        return True
    if len(line) > _CELLS:
        return False
    return any(is_of_paper(cell, "paid_with", language) for cell in line.split(CELL))
