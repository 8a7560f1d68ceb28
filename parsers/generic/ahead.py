"""Whether a charge is only announced: called a receipt, and taken on a day to come."""

from parsers.equivalents import own_amounts
from parsers.events import BillingEvent, EventKind
from parsers.page import Page
from parsers.when import days_to_come
from parsers.wording import Claim

_MOST = 12  # sentences of a letter that says nothing else


def is_ahead(page: Page, event: BillingEvent, found: tuple[Claim, ...]) -> bool:
    """Whether every sentence that names the amount of a charge names a day to come with it."""
    if event.kind is not EventKind.CHARGE or event.amount is None or len(page.sentences) > _MOST:
        return False
    if any(claim.kind is EventKind.CHARGE and not claim.in_subject for claim in found):
        return False
    wanted = event.amount.amount
    said = [one for one in page.sentences if wanted in _amounts(one, page)]
    return bool(said) and all(days_to_come(one, page) for one in said)


def _amounts(text: str, page: Page) -> set[object]:
    return {one.amount for one in own_amounts(text, page)}
