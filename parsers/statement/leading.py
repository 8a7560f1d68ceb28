"""The claim that a mail was sent for, where one of another kind led to it."""

from collections.abc import Callable

from msgspec.structs import replace

from parsers.events import EventKind
from parsers.language.wording import Claim, straight
from parsers.page import Page
from parsers.statement import fields
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_ROW = 80  # characters; a longer line is running text


def is_a_row(sentence: str, page: Page) -> bool:
    """Whether it is a label with an amount behind it, and says nothing else."""
    amounts = find_amounts(sentence, page.hint) if len(sentence) <= _ROW else ()
    return len(amounts) == 1 and amounts[0].end >= len(sentence.rstrip(" .")) and ": " in sentence


def _failed(found: tuple[Claim, ...], page: Page) -> Claim | None:
    """The payment that failed, of a "receipt" whose text says only that."""
    del page
    told = [claim for claim in found if not claim.in_subject]
    if not found[0].in_subject or any(claim.kind is EventKind.CHARGE for claim in told):
        return None
    failed = next((claim for claim in told if claim.kind is EventKind.PAYMENT_FAILED), None)
    return failed and replace(failed, in_subject=True)


def _failed_before(found: tuple[Claim, ...], page: Page) -> Claim | None:
    """The payment that failed, of a subscription that is paused because of it."""
    del page
    failed = next((claim for claim in found if claim.kind is EventKind.PAYMENT_FAILED), None)
    return failed and replace(failed, in_subject=found[0].in_subject)


def _ended(found: tuple[Claim, ...], page: Page) -> Claim | None:
    """The end of a subscription, of which a later sentence says that a payment had failed."""
    ended = next((claim for claim in found if claim.kind is EventKind.CANCELED), None)
    if ended is None or found[0].in_subject:
        return None
    said = [straight(sentence) for sentence in page.sentences]
    failed = min(_at(one, said) for one in found if one.kind is EventKind.PAYMENT_FAILED)
    return ended if _at(ended, said) < failed else None


def _given(found: tuple[Claim, ...], page: Page) -> Claim | None:
    """What was given back, of money that is on its way: how much, or on which day, or where only
    the subject says that it is on its way.
    """
    promised = [one for one in found if one.kind is EventKind.REFUND_PROMISED]
    is_titled = all(one.in_subject for one in promised)
    for claim in found:
        if claim.kind is EventKind.REFUND and (is_titled or _tells_of_it(claim.sentence, page)):
            return replace(claim, in_subject=found[0].in_subject)
    return None


def _tells_of_it(sentence: str, page: Page) -> bool:
    if find_amounts(sentence, page.hint):
        return True
    day = fields.settled(fields.date_in(sentence, page))
    return day is not None and day <= page.mailed_on


def _moved(found: tuple[Claim, ...], page: Page) -> Claim | None:
    """The change of plan, of a price that is that of the new one; "goes from £8 to £9" is no plan,
    "will change to Solo" is no price.
    """
    mine = [one for one in found if one.in_subject or not found[0].in_subject]
    priced = {
        one.sentence
        for one in mine
        if one.kind is EventKind.PRICE_CHANGE and find_amounts(one.sentence, page.hint)
    }
    moved = (claim for claim in mine if claim.kind is EventKind.PLAN_CHANGED)
    return next((claim for claim in moved if claim.sentence not in priced), None)


def _renewed(found: tuple[Claim, ...], page: Page) -> Claim | None:
    """What was paid, of a "renewal" whose text says how much, names no renewal to come and no other
    amount: not "last year you paid £5".
    """
    titled = [claim.sentence for claim in found if claim.in_subject]
    told = [claim for claim in found if not claim.in_subject]
    notices = [claim.sentence for claim in told if claim.kind is EventKind.RENEWAL_NOTICE]
    if not titled or any(days_to_come(one, page) for one in (*titled, *notices)):
        return None
    paid = (claim for claim in told if claim.kind is EventKind.CHARGE)
    charge = next((one for one in paid if _is_told_with_amount(one.sentence, page)), None)
    named = {one.amount for line in page.lines for one in find_amounts(line, page.hint)}
    return replace(charge, in_subject=True) if charge is not None and len(named) == 1 else None


def _is_told_with_amount(sentence: str, page: Page) -> bool:
    return bool(find_amounts(sentence, page.hint)) and not is_a_row(sentence, page)


LED: dict[EventKind, Callable[[tuple[Claim, ...], Page], Claim | None]] = {
    EventKind.CHARGE: _failed,
    EventKind.PAUSED: _failed_before,
    EventKind.PAYMENT_FAILED: _ended,
    EventKind.REFUND_PROMISED: _given,
    EventKind.PRICE_CHANGE: _moved,
    EventKind.RENEWAL_NOTICE: _renewed,
}


def _at(claim: Claim, said: list[str]) -> int:
    """The place of a claim among the sentences of its mail; one that is a row's comes last."""
    return said.index(claim.sentence) if claim.sentence in said else len(said)
