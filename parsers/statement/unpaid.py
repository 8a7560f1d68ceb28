"""Whether an order that came in is still to be paid: it asks for that, or tells of no payment."""

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL
from parsers.language.wording import Claim, claims, is_hedged, straight
from parsers.page import Page, once
from parsers.statement.papers import is_of_paper, paper_signs
from parsers.statement.particulars import last_four
from parsers.statement.when import those_with

_MOST = 16  # sentences; a longer mail says in words what it is about
_LONGEST = 300  # characters of a sentence that begs
_TOP = 3  # lines and sentences in which an order says that it is one
_CELLS = 200  # characters of a line whose cells may tell how it was paid
# By what they are about: sentences that beg to transfer, what is paid already or by who chose so,
# claims of a payment, and lines of an order that was paid.
_BEGS = frozenset(("please", "pay", "bank"))
_PAID, _MOVED = frozenset(("get", "done", "receipt")), frozenset(("pay", "take"))
_ELSE = _PAID | {"if"}
_TAKEN = frozenset(("was", "take", "auto", "thanks"))
_TELLING, _BY_CARD = frozenset(("pay", "receipt")), frozenset(("take", "card"))

_ADDS_UP = frozenset(("items", "tax"))
_OF_ORDERS = {EventKind.CHARGE, EventKind.INVOICE_DUE, EventKind.RENEWAL_NOTICE}
_ACCOUNT = re.compile(r"\b(?:[A-Z]{2} ?)?\d(?:[ -]?[A-Z\d]){6,33}\b")
_IBAN = re.compile(r"\b[A-Z]{2} ?\d\d(?: ?[A-Z\d]{4}){2}")


def with_bill(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of an order that asks for its payment, the bill instead of a payment: "Thank you
    for your order. We ship as soon as your payment has arrived."
    """
    return as_bill(page, _with_what_has_not_come(page, found), _wanting)


def _with_what_has_not_come(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, with the bill whose money has not come, where nothing else than it, an order or
    a reminder of it is told.
    """
    is_of_order = {one.kind for one in found} <= _OF_ORDERS and (bool(found) or _is_asking(page))
    text = not_come(page) if is_of_order else None
    if text is None or any(is_told_of(one, page) for one in found if one.kind is EventKind.CHARGE):
        return found
    bill = Claim(kind=EventKind.INVOICE_DUE, sentence=straight(text), in_subject=False)
    kept = (one for one in found if one.kind is not EventKind.RENEWAL_NOTICE and one != bill)
    return (*kept, bill)


def as_bill(
    page: Page, found: tuple[Claim, ...], asks: Callable[[Page], str | None]
) -> tuple[Claim, ...]:
    """The claims; the bill that a text (`asks`) wants paid instead of a payment that none tells of.

    Looked for only where a payment is claimed.
    """
    due = EventKind.INVOICE_DUE
    paid = [one for one in found if one.kind is EventKind.CHARGE]
    if not paid or last_four(page):
        return found
    asked = {one.sentence for one in found if one.kind is due}
    told = {one.sentence for one in paid if one.sentence not in asked and is_told_of(one, page)}
    text = asks(page) if len(told) <= 1 else None
    if text is None or told - {straight(text)}:
        return found
    bill = Claim(kind=due, sentence=straight(text), in_subject=False)
    turned = (_turned(one, bill) if one in paid else one for one in found)
    return tuple(dict.fromkeys((*turned, bill)))


def _turned(claim: Claim, bill: Claim) -> Claim:
    return replace(claim, kind=bill.kind) if claim.in_subject else bill


def _wanting(page: Page) -> str | None:
    return asking(page) or not_come(page)


def _is_asking(page: Page) -> bool:
    """Whether a subject is about an order, or what is to be paid."""
    language = page.hint.language
    is_owed = bool(notions_for(language).about(page.subject) & {"due", "invoice", "pay"})
    return is_owed or says(page.subject, "ordered", language)


@once
def asking(page: Page) -> str | None:
    """The sentence by which an order waits for its payment, or begs to transfer it."""
    return _waiting(page) or next(_begging(page), None)


@once
def not_come(page: Page) -> str | None:
    """The sentence that says that the money has not come: "We have not received your payment"."""
    said = those_with(page.sentences, "not_come", page) if is_brief(page) else ()
    kind, language = EventKind.INVOICE_DUE, page.hint.language
    return next((one for one in said if not is_hedged(one, kind, language)), None)


@once
def _waiting(page: Page) -> str | None:
    """The sentence by which an order waits for its payment."""
    held = those_with(page.sentences, "held", page)
    return next((one for one in held if CELL not in one), None)


def _begging(page: Page) -> Iterator[str]:
    about = notions_for(page.hint.language).about
    for one in page.sentences if is_brief(page) else ():
        if len(one) > _LONGEST or (said := about(one)) & _ELSE:
            continue
        if said >= _BEGS or is_into_account(one, page):
            yield one


def is_brief(page: Page) -> bool:
    """Whether a mail is a letter to one person, short enough that single sentences tell what it is
    about.
    """
    return len(page.sentences) <= _MOST and not page.message.goes_to_many


def is_into_account(sentence: str, page: Page) -> bool:
    """Whether a sentence about paying names the account to pay into."""
    if not names_an_account(sentence, page):  # few do, so what it is about is asked last
        return False
    about = notions_for(page.hint.language).about(sentence)
    return "pay" in about and not about & _TAKEN


def names_an_account(text: str, page: Page) -> bool:
    """Whether a text gives the number of an account, as it says or shows."""
    if _IBAN.search(text):
        return True
    if not _ACCOUNT.search(text):
        return False
    language = page.hint.language
    return "bank" in notions_for(language).about(text) or says(text, "by_transfer", language)


def is_told_of(claim: Claim, page: Page) -> bool:
    """Whether a claim tells of a payment, and does not only confirm an order, call it a bill or
    wait for the payment itself.
    """
    language = page.hint.language
    about = notions_for(language).about(claim.sentence)
    if says(claim.sentence, "held", language):
        return False
    if about & _MOVED:
        # "Your order is in and will be processed soon", "... and only its payment is missing".
        is_to_come = about & _MOVED == {"take"} and "will" in about
        is_missing = "due" in about and "get" not in about
        if (is_to_come or is_missing) and says(claim.sentence, "ordered", language):
            return False
        return not ("invoice" in about and "was" not in about)
    names = ("ordered", "enrolled") if claim.in_subject else ("ordered",)
    return bool(about & _PAID) and not any(says(claim.sentence, one, language) for one in names)


def is_only_ordered(page: Page, event: BillingEvent) -> bool:
    """Whether a payment is that of an order whose mail has no word, way or card of a payment, and
    no parts that add up to a total either.
    """
    return event.kind is EventKind.CHARGE and _is_untold(page) and not paper_signs(page) & _ADDS_UP


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
    """Whether a line has the way, or a word, of a payment that is not made later."""
    language = page.hint.language
    cells = line.split(CELL) if len(line) <= _CELLS else ()
    if any(is_of_paper(cell, "paid_with", language) for cell in cells):
        return True
    about = notions_for(language).about(line)
    if not (about & _TELLING or about >= _BY_CARD):
        return False
    return not is_of_paper(line, "later", language)
