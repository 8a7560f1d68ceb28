"""The bill in a letter that bids somebody welcome and asks for what is still to be paid."""

from collections.abc import Iterator
from decimal import Decimal

from parsers.events import EventKind
from parsers.found_money import find_amounts
from parsers.generic.shapes import is_offered
from parsers.notions import notions_for
from parsers.page import Page
from parsers.wording import Claim, straight

_MOST = 16  # sentences; a longer mail says in words what it is about
_LONGEST = 300  # characters of a sentence
_WELCOMES = {EventKind.SUBSCRIPTION_STARTED, EventKind.INVOICE_DUE}
_ASKS = frozenset("due please bank by".split())
# What is paid already, taken by itself, or nothing of this bill.
_ELSE = frozenset(
    "not if thanks get done receipt next auto take free return fail offer quote goods earn".split()
)


def with_owed(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a welcome that asks for money, the bill instead of it."""
    if len(page.sentences) > _MOST or page.message.goes_to_many:
        return found
    kinds = {one.kind for one in found}
    if kinds - _WELCOMES or is_offered(page.subject):
        return found
    begun = [one for one in found if one.kind is EventKind.SUBSCRIPTION_STARTED]
    about = notions_for(page.hint.language).about
    is_titled = "start" in about(page.subject) or any(one.in_subject for one in begun)
    if not (is_titled or begun):
        return found
    text = next(_asking(page, found), None)
    if text is None:
        return found
    due = EventKind.INVOICE_DUE
    bill = Claim(kind=due, sentence=text, in_subject=False)
    others = tuple(one for one in found if one.kind is due and one.sentence not in text)
    title = Claim(kind=due, sentence=straight(page.subject), in_subject=True)
    return (title, bill, *others) if is_titled else (bill, *others)


def _asking(page: Page, found: tuple[Claim, ...]) -> Iterator[str]:
    """The sentences, with the one before where that names the amount, that ask to pay it."""
    claimed = {one.sentence for one in found if one.kind is EventKind.INVOICE_DUE}
    before = ""
    for one in page.sentences:
        if len(one) <= _LONGEST and (straight(one) in claimed or _asks(one, page)):
            if find_amounts(one, page.hint):
                yield straight(one)
            elif len(before) <= _LONGEST and find_amounts(before, page.hint):
                yield straight(f"{before} {one}")
            elif _only_amount(page) is not None:
                yield straight(one)
        before = one


def _only_amount(page: Page) -> Decimal | None:
    """The only amount that the rows and sentences name."""
    amounts = {found.amount for one in page.lines for found in find_amounts(one, page.hint)}
    return amounts.pop() if len(amounts) == 1 else None


def _asks(sentence: str, page: Page) -> bool:
    about = notions_for(page.hint.language).about(sentence)
    return "pay" in about and bool(about & _ASKS) and not about & _ELSE
