"""What a service's address for offers tells its reader outright: a payment that failed, an end."""

from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, statements
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, claims
from parsers.page import Page

# What offers, tips and news talk of in their titles too, but never to the reader alone and twice.
_TO_ONE = (EventKind.PAYMENT_FAILED, EventKind.CANCELED)
_TO_MANY = (EventKind.PAYMENT_FAILED,)


def said_plainly(page: Page, seller: Seller) -> list[BillingEvent]:
    """What the title states and a sentence about what is the reader's bears out; of mail that goes
    to many, a payment that failed alone.
    """
    found = claims(page)
    if not found or not found[0].in_subject:
        return []
    kind = found[0].kind
    if kind not in (_TO_MANY if page.message.goes_to_many else _TO_ONE):
        return []
    if not any(_bears_out(one, kind, page) for one in found):
        return []
    return statements(page, seller, even_without_amount=True)


def _bears_out(claim: Claim, kind: EventKind, page: Page) -> bool:
    if claim.in_subject or claim.kind is not kind:
        return False
    return "you" in notions_for(page.hint.language).about(claim.sentence)
