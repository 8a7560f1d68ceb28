"""The statement that a mail makes by its form: a total, and all that stands around one on bills."""

from collections.abc import Iterator

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight
from parsers.page import Page
from parsers.statement import totals
from parsers.statement.papers import is_paper

# What may be said besides a payment; where a mail says anything else, its words decide.
_LEAVE_ROOM = {EventKind.SUBSCRIPTION_STARTED, EventKind.PLAN_CHANGED, EventKind.RESUMED}
_MOST = 5  # signs


def by_form(page: Page, signs: frozenset[str], found: tuple[Claim, ...]) -> Iterator[Claim]:
    """The payment that nothing but the form of a mail states: in the line of its total.

    Not that of an order that was cancelled, which shows the same.
    """
    if not is_paper(signs) or any(claim.kind not in _LEAVE_ROOM for claim in found):
        return
    if "cancel" in notions_for(page.hint.language).about(page.subject):
        return
    paid = totals.total(page)
    places = [one.at for one in totals.totals(page) if one.amount == paid]
    if places:
        line = straight(page.lines[places[-1]])
        yield Claim(kind=EventKind.CHARGE, sentence=line, in_subject=False)


def features_of_form(
    event: BillingEvent, signs: frozenset[str], formal: tuple[Claim, ...]
) -> dict[str, float]:
    """How much of a bill's form a charge has, and whether it has nothing else."""
    is_charge = event.kind is EventKind.CHARGE
    return {
        "form": is_charge * min(len(signs), _MOST) / _MOST,
        "by_form_alone": float(is_charge and bool(formal)),
    }


def once(event: BillingEvent, signs: frozenset[str], formal: tuple[Claim, ...]) -> BillingEvent:
    """The event; a charge that a paper for goods or a journey states is paid once."""
    if not formal or event.kind is not EventKind.CHARGE or "goods" not in signs:
        return event
    return event if event.recurring else replace(event, recurring=False)
