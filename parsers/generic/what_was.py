"""What claims mean that tell of what was: a pause that is over, what was paid before."""

from msgspec.structs import replace

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, without
from parsers.page import Page
from parsers.statement.due import due_on
from parsers.statement.remaining import asked_after_all
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_ROW = 80  # characters
_OPEN = frozenset("not if will can until".split())
_SETTLED = frozenset("pay done thanks".split())
_RECEIVED = frozenset(("pay", "receipt", "take", "thanks"))


def of_what_was(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims: what was paused and runs again is not paused, a plan that changes for another one
    is no price, of what was paid in part the rest is asked for, and what a bill carries over from
    the last one is no payment; nor is a title that only names a bill whose rows ask for it.
    """
    for meant in (_running_again, _of_another_plan, _paid_in_part, _carried_over, _asked_for):
        found = meant(page, found)
    return found


def _running_again(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """A pause that is over: "was paused for five weeks and is active again"."""
    over = [one for one in found if one.kind is EventKind.PAUSED and _is_over(page, one)]
    if not over or any(one.kind is EventKind.PAUSED and one not in over for one in found):
        return found
    return tuple(replace(o, kind=EventKind.RESUMED) if o in over else o for o in found)


def _is_over(page: Page, claim: Claim) -> bool:
    """Whether it tells of a pause that was, words of running again stand behind those of the pause,
    and none of what may be or will be.
    """
    language = page.hint.language
    notions = notions_for(language)
    if not says(claim.sentence, "was_paused", language):
        return False
    if notions.about(claim.sentence) & _OPEN or days_to_come(claim.sentence, page):
        return False
    about = [said for _, said in notions.each(claim.sentence)]
    paused = [place for place, said in enumerate(about) if "pause" in said]
    again = [place for place, said in enumerate(about) if "resume" in said]
    return bool(paused and again) and again[-1] > paused[-1]


def _of_another_plan(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """A title that tells of a change, where a sentence tells of which plan and none of a price."""
    changed = [one for one in found if one.kind is EventKind.PRICE_CHANGE]
    if not changed or not all(one.in_subject for one in changed):
        return found
    if not any(one.kind is EventKind.PLAN_CHANGED for one in found):
        return found
    if any(find_amounts(text, page.hint) for text in page.lines):
        return found
    return tuple(one for one in found if one not in changed)


def _paid_in_part(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """What was paid before is no news where the rest is asked for."""
    if asked_after_all(page) is None or any(
        one.kind is EventKind.CHARGE and one.in_subject for one in found
    ):
        return found
    return without(found, EventKind.CHARGE, "paid_before", page)


def _carried_over(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The rows of a bill that tell of the payment of the last one: "Previous balance | £20",
    "Payment received | -£20", "Amount due | £36".
    """
    paid = [one for one in found if one.kind is EventKind.CHARGE]
    due = [one for one in found if one.kind is EventKind.INVOICE_DUE and not one.in_subject]
    told = [one for one in paid if not one.in_subject]
    if not told or not all(_is_of_the_last(page, one) for one in told):
        return found
    # "Your bill for November" is no payment then, "Payment received" is.
    if len(told) < len(paid) and notions_for(page.hint.language).about(page.subject) & _RECEIVED:
        return found
    asked = (one for claim in due for one in find_amounts(claim.sentence, page.hint))
    if not any(one.amount > 0 for one in asked):
        return found
    return tuple(one for one in found if one not in paid)


def _is_of_the_last(page: Page, claim: Claim) -> bool:
    """Whether a row tells what came in before: what is taken off, or called so."""
    amounts = find_amounts(claim.sentence, page.hint)
    if len(amounts) != 1 or len(claim.sentence) > _ROW:
        return False
    return amounts[0].amount < 0 or says(claim.sentence, "other_amount", page.hint.language)


def _asked_for(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """A title that some languages give bills and receipts alike, over a sum to pay by a day to
    come: "Recibo de servicio".
    """
    paid = [one for one in found if one.kind is EventKind.CHARGE]
    due = [one for one in found if one.kind is EventKind.INVOICE_DUE and not one.in_subject]
    if not paid or not due or not all(one.in_subject for one in paid):
        return found
    about = notions_for(page.hint.language).about(page.subject)
    if about & _SETTLED or not any(find_amounts(one.sentence, page.hint) for one in due):
        return found
    if not any(due_on(page, one) or days_to_come(one.sentence, page) for one in due):
        return found
    return tuple(replace(o, kind=EventKind.INVOICE_DUE) if o in paid else o for o in found)
