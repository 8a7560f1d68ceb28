"""What claims of one letter mean beside each other, where each alone says something else."""

from collections.abc import Iterator

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.bought import as_bought
from parsers.generic.what_was import of_what_was
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import is_said, texts_of_body
from parsers.language.wording import Claim, claims, straight
from parsers.page import Page
from parsers.statement import totals
from parsers.statement.due import due_on
from parsers.statement.unpaid import is_told_of
from parsers.statement.when import ENDS, days_to_come, only_day_to_come, telling
from parsers.text.folding import words_of
from parsers.values.found_money import find_amounts

_LONGEST = 300  # characters of a sentence or a row
_TOLD = {EventKind.CHARGE, EventKind.SUBSCRIPTION_STARTED}
_OF_BILLS = {EventKind.INVOICE_DUE, EventKind.RENEWAL_NOTICE}
_OWING, _BY = frozenset(("pay", "due", "invoice")), frozenset(("by", "until", "due"))
_PAID = frozenset("get done receipt take thanks auto next free offer quote was".split())
_BEGUN = {EventKind.SUBSCRIPTION_STARTED, EventKind.RENEWAL_NOTICE}
_FAIL = frozenset(("fail", "try"))
_PAYMENT, _MOVED = frozenset(("pay", "invoice", "price")), frozenset(("take", "pay", "card"))
_ELSE = frozenset("not if will can try fail return next please due per".split())
# What tells that money moved before the letter was written.
_ALREADY = {
    "en": "already",
    "de": "bereits schon",
    "fr": "déjà",
    "es": "ya",
    "it": "già",
    "pt": "já",
    "nl": "al reeds",
    "sv": "redan",
    "da": "allerede",
    "nb": "allerede",
    "pl": "już",
    "cs": "již už",
    "fi": "jo",
    "hu": "már",
    "ro": "deja",
}


def heard_together(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, as they are meant: what ends unless a failed payment is made good has not ended;
    who only calls a bill past due tells of no attempt to take it; a reminder is of what else is
    told; a bill that is to be paid by a day to come is no receipt; what has begun and was paid for
    is a payment.
    """
    for meant in (
        _to_end,
        _past_due,
        _settled,
        _reminded,
        _payable,
        _to_be_paid,
        _held_until_paid,
        as_bought,
        _begun_and_paid,
        _moved,
        of_what_was,
    ):
        found = meant(page, found)
    return found


def _to_end(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    failed = EventKind.PAYMENT_FAILED
    ends = [one for one in found if one.kind in ENDS]
    if not ends or not any(one.kind is failed for one in found):
        return found
    about = notions_for(page.hint.language).about
    if is_said(page, page.sentences, "at_request"):
        return found
    if not all(days_to_come(one.sentence, page) or "will" in about(one.sentence) for one in ends):
        return found
    titled = tuple(replace(one, kind=failed) for one in ends if one.in_subject)
    return (*titled, *(one for one in found if one not in ends))


def is_threatened(page: Page, event: BillingEvent) -> bool:
    """Whether an end is only what comes of a payment that failed, and a text says that it will."""
    if event.kind not in ENDS or all(
        one.kind is not EventKind.PAYMENT_FAILED for one in claims(page)
    ):
        return False
    about = notions_for(page.hint.language).about
    return any("will" in about(text) or days_to_come(text, page) for text in event.evidence)


def _past_due(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    failed = [one for one in found if one.kind is EventKind.PAYMENT_FAILED]
    due = {one.sentence for one in found if one.kind is EventKind.INVOICE_DUE}
    if not failed or not all(one.sentence in due for one in failed):
        return found
    about = notions_for(page.hint.language).about
    if any(about(text) & _FAIL for text in (page.subject, *page.sentences)):
        return found
    return tuple(one for one in found if one not in failed)


def _reminded(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """A reminder of a payment, which may be one to come or one that is due: as another sentence
    says.
    """
    coming = {one.sentence for one in found if one.kind is EventKind.RENEWAL_NOTICE}
    due = {one.sentence for one in found if one.kind is EventKind.INVOICE_DUE}
    if not coming or not coming < due or any(days_to_come(one, page) for one in coming):
        return found
    return tuple(one for one in found if one.kind is not EventKind.RENEWAL_NOTICE)


def _settled(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """A bill that one and the same sentence calls paid already: the payment."""
    already = frozenset(_ALREADY.get(page.hint.language or "", "").split())
    about = notions_for(page.hint.language).about
    paid = {
        one.sentence
        for one in found
        if one.kind is EventKind.CHARGE and already & set(words_of(one.sentence.lower()))
    }
    paid = {one for one in paid if "please" not in about(one) and not days_to_come(one, page)}
    due = EventKind.INVOICE_DUE
    if not any(one.kind is due and one.sentence in paid for one in found):
        return found
    return tuple(one for one in found if one.kind is not due or one.sentence not in paid)


def _payable(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    paid = [one for one in found if one.kind is EventKind.CHARGE]
    due = [one for one in found if one.kind is EventKind.INVOICE_DUE]
    called = {one.sentence for one in paid}
    if not paid or not called <= {one.sentence for one in due}:
        return found
    bill = next((one for one in due if one.sentence not in called), None)
    about = notions_for(page.hint.language).about
    bill = bill or next((one for one in due if "please" in about(one.sentence)), None)
    day = due_on(page, bill) or only_day_to_come((bill.sentence,), page) if bill else None
    if day is None or day <= page.mailed_on:
        return found
    return tuple(one for one in found if one not in paid)


def _to_be_paid(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """An order, or a welcome, whose money is to be paid by a day to come: the bill instead."""
    kinds = {one.kind for one in found}
    told = [one for one in found if one.kind in _TOLD]
    if not told or kinds - _TOLD - _OF_BILLS or page.message.goes_to_many:
        return found
    if any(is_told_of(one, page) for one in told if one.kind is EventKind.CHARGE):
        return found
    text = next(_asking(page), None)
    if text is None:
        return found
    due = EventKind.INVOICE_DUE
    bill = Claim(kind=due, sentence=straight(text), in_subject=False)
    titled = tuple(replace(one, kind=due) for one in told if one.in_subject)
    return (*titled, bill, *(one for one in found if one not in told and one != bill))


def _asking(page: Page) -> Iterator[str]:
    """The texts that want money by a day to come, or due on one."""
    about = notions_for(page.hint.language).about
    for text in telling(page):
        if len(text) > _LONGEST or not days_to_come(text, page):
            continue
        said = about(text)
        is_priced = bool(find_amounts(text, page.hint)) or "please" in said
        if said & _OWING and said & _BY and not said & _PAID and is_priced:
            yield text


def _held_until_paid(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """What is on hold until a bill is paid: the bill."""
    held = [one for one in found if one.kind is EventKind.PAUSED]
    about = notions_for(page.hint.language).about
    bills = [one for one in found if one.kind is EventKind.INVOICE_DUE]
    if not held or not (bills or any(_asking(page))):
        return found
    if not any(about(one.sentence) & _OWING for one in held):
        return found
    return tuple(replace(one, kind=EventKind.INVOICE_DUE) if one in held else one for one in found)


def _moved(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Another price that the reader asked for is that of another plan."""
    language = page.hint.language
    asked = [
        one
        for one in found
        if one.kind is EventKind.PRICE_CHANGE and says(one.sentence, "at_request", language)
    ]
    if not asked or any(one.kind is not EventKind.PRICE_CHANGE for one in found):
        return found
    return tuple(replace(one, kind=EventKind.PLAN_CHANGED) for one in found)


def _begun_and_paid(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    kinds = {one.kind for one in found}
    if kinds == _TOLD and _is_titled_alone(page, found):
        return tuple(dict.fromkeys(replace(one, kind=EventKind.CHARGE) for one in found))
    if EventKind.SUBSCRIPTION_STARTED not in kinds or kinds - _BEGUN:
        return found
    text = None if page.message.goes_to_many else next(_paying(page), None) or _paid_row(page)
    if text is None:
        return found
    paid = Claim(kind=EventKind.CHARGE, sentence=straight(text), in_subject=False)
    begun = [one for one in found if one.kind is EventKind.SUBSCRIPTION_STARTED]
    titled = [replace(one, kind=EventKind.CHARGE) for one in begun if one.in_subject]
    return (*titled, paid, *(one for one in found if one not in begun))


def _is_titled_alone(page: Page, found: tuple[Claim, ...]) -> bool:
    """Whether a payment stands in the subject only, and the body, which names no amount, says what
    has begun with it.
    """
    paid = [one for one in found if one.kind is EventKind.CHARGE]
    if page.message.goes_to_many or not all(one.in_subject for one in paid):
        return False
    return not any(find_amounts(one, page.hint) for one in page.lines)


def _paying(page: Page) -> Iterator[str]:
    """The texts with an amount that say that it was taken already."""
    about = notions_for(page.hint.language).about
    already = frozenset(_ALREADY.get(page.hint.language or "", "").split())
    for text in texts_of_body(page) if already else ():
        if len(text) > _LONGEST or not already & set(words_of(text.lower())):
            continue
        said = about(text)
        if said & _PAYMENT and said & _MOVED and not said & _ELSE and _is_told(text, page):
            yield text


def _paid_row(page: Page) -> str | None:
    """The row that labels an amount as paid."""
    rows = (page.lines[one.at] for one in totals.totals(page) if one.is_paid and not one.is_other)
    kept = (row for row in rows if any(one.amount > 0 for one in find_amounts(row, page.hint)))
    return next((row for row in kept if not days_to_come(row, page)), None)


def _is_told(text: str, page: Page) -> bool:
    return bool(find_amounts(text, page.hint)) and not days_to_come(text, page)
