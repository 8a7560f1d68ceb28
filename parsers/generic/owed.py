"""The bill in a letter that bids somebody welcome and asks for what is still to be paid."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from parsers.events import EventKind
from parsers.generic.settling import pay_here
from parsers.generic.shapes import is_offered
from parsers.generic.statement import is_greeted
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, is_hedged, straight, titled
from parsers.page import Page, once
from parsers.statement.papers import says_paid_later
from parsers.statement.particulars import last_four
from parsers.statement.unpaid import asking, is_brief, is_into_account
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_GAP = re.compile(r"\[[A-Z]\w|\{\{")
_LONGEST = 300  # characters of a sentence
_WELCOMES = {EventKind.SUBSCRIPTION_STARTED, EventKind.INVOICE_DUE}
_ASKS = frozenset("due please bank by".split())
# What is paid already, taken by itself, or nothing of this bill.
_ELSE = frozenset(
    "not if thanks get done receipt next auto take free return fail offer quote goods earn".split()
)
# What is told of a price, and not of what work that is done comes to; what was paid.
_UNTOLD, _SETTLED = _ELSE - {"done"}, frozenset(("done", "pay"))
_PAID = frozenset(("receipt", "take", "auto", "quote", "earn"))
# What is asked of nobody, beside the number of the account it is to be paid into.
_UNASKED = frozenset("not if done receipt return fail quote".split())


def with_owed(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a welcome, or of what somebody signed up for, that asks for money, the bill
    instead of it.
    """
    if not is_brief(page):
        return found
    kinds = {one.kind for one in found}
    if kinds - _WELCOMES or is_offered(page.subject):
        return found
    begun = [one for one in found if one.kind is EventKind.SUBSCRIPTION_STARTED]
    about = notions_for(page.hint.language).about
    is_welcome = "start" in about(page.subject) or any(one.in_subject for one in begun)
    is_titled = is_welcome or _is_joined(page)
    if not (is_titled or begun):
        return found
    asks = _asks if is_welcome or begun else _asks_into_account
    text = next(_asking(page, found, asks), None)
    if text is None:
        return found
    due = EventKind.INVOICE_DUE
    bill = Claim(kind=due, sentence=text, in_subject=False)
    others = tuple(one for one in found if one.kind is due and one.sentence not in text)
    title = titled(page, due)
    return (title, bill, *others) if is_titled else (bill, *others)


def with_place(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a mail about a bill that tells nothing else, the bill, where it leads to the
    place to pay it at, names the day by which it is due, or how much it is and how to pay it.
    """
    due = EventKind.INVOICE_DUE
    if any(one.kind is not due for one in found) or not is_brief(page):
        return found
    about = notions_for(page.hint.language).about
    subject = about(page.subject)
    if subject & _UNASKED or any(about(one) & _PAID for one in page.sentences):
        return found
    is_titled = "invoice" in subject
    text = (pay_here(page) or _due_sentence(page)) if is_titled else None
    if text is None and (is_titled or is_greeted(page)):
        text = told_and_asked(page)
    if text is None:
        return found
    bill = Claim(kind=due, sentence=straight(text), in_subject=False)
    return (titled(page, due), bill, *found) if is_titled else (bill, *found)


@once
def told_and_asked(page: Page) -> str | None:
    """The sentences that say what a bill comes to and, right behind it, how or when to pay it; or
    the one that says both, and the day by which it is due.
    """
    due, language = EventKind.INVOICE_DUE, page.hint.language
    if _only_amount(page) is None or page.message.goes_to_many:
        return None
    if _is_of_others(page):
        return None
    for told, asks in pairwise((*page.sentences, "")):
        if len(told) + len(asks) > _LONGEST or not find_amounts(told, page.hint):
            continue
        if is_hedged(told, due, language):
            continue
        if _is_due(told, page) and "per" not in notions_for(language).about(told):
            return told
        if _is_told_and_asked(told, asks, page):
            return f"{told} {asks}"
    return None


def _is_of_others(page: Page) -> bool:
    """Whether a subject says that it explains or shows bills, or it is a form for letters."""
    subject, language = page.subject, page.hint.language
    if says(subject, "how_to", language) or is_hedged(subject, EventKind.INVOICE_DUE, language):
        return True
    return is_form(page)


def is_form(page: Page) -> bool:
    """Whether a mail is a form for letters, with gaps to fill in."""
    return any(_GAP.search(one) for one in page.sentences)


def _is_told_and_asked(told: str, asks: str, page: Page) -> bool:
    language = page.hint.language
    about = notions_for(language).about
    said, wants = about(told), about(asks)
    if "pay" not in wants or "invoice" not in said | wants | about(page.subject):
        return False
    if wants & _UNASKED or said & _UNTOLD or said >= _SETTLED:
        return False
    return not is_hedged(asks, EventKind.INVOICE_DUE, language)


def _due_sentence(page: Page) -> str | None:
    """The sentence with the day by which something is due; not where so much a piece is told."""
    about = notions_for(page.hint.language).about
    if any("per" in about(one) and find_amounts(one, page.hint) for one in page.sentences):
        return None
    return next((one for one in page.sentences if _is_due(one, page)), None)


def _is_due(sentence: str, page: Page) -> bool:
    """Whether a sentence names the day to come on which something is due."""
    if len(sentence) > _LONGEST or not days_to_come(sentence, page):
        return False
    said = notions_for(page.hint.language).about(sentence)
    return "due" in said and not said & _ELSE


def _is_joined(page: Page) -> bool:
    """Whether the subject is about what somebody signed up for or ordered, which no card paid."""
    language = page.hint.language
    is_named = any(says(page.subject, name, language) for name in ("enrolled", "ordered"))
    return is_named and last_four(page) is None and not says_paid_later(page)


def _asking(
    page: Page, found: tuple[Claim, ...], asks: Callable[[str, Page], bool]
) -> Iterator[str]:
    """The sentences, with the one before where that names the amount, that ask to pay it."""
    asked = {one.sentence for one in found if one.kind is EventKind.INVOICE_DUE}
    if (waiting := asking(page)) is not None:
        asked.add(straight(waiting))
    before = ""
    for one in page.sentences:
        if len(one) <= _LONGEST and (straight(one) in asked or asks(one, page)):
            if find_amounts(one, page.hint):
                yield straight(one)
            elif len(before) <= _LONGEST and find_amounts(before, page.hint):
                yield straight(f"{before} {one}")
            elif _only_amount(page) is not None or (straight(one) in asked and pay_here(page)):
                yield straight(one)
        before = one


def _only_amount(page: Page) -> Decimal | None:
    """The only amount that the rows and sentences name."""
    amounts = {found.amount for one in page.lines for found in find_amounts(one, page.hint)}
    return amounts.pop() if len(amounts) == 1 else None


def _asks(sentence: str, page: Page) -> bool:
    about = notions_for(page.hint.language).about(sentence)
    if "pay" in about and about & _ASKS and not about & _ELSE:
        return True
    return _asks_into_account(sentence, page)


def _asks_into_account(sentence: str, page: Page) -> bool:
    """Whether a sentence about paying names the number of the account to pay into."""
    if not is_into_account(sentence, page):
        return False
    return not notions_for(page.hint.language).about(sentence) & _UNASKED
