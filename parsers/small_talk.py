"""Bills told from small talk, for senders that write both from one address or domain."""

from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, UnreadableEmailError, statements
from parsers.language.notions import notions_for
from parsers.language.wording import claims, main_claim, titled
from parsers.page import Page
from parsers.statement import totals
from parsers.statement.papers import is_of_paper, is_unpaid
from parsers.values.found_money import find_amounts

# For readers of whole domains: Stripe also writes from its customers' own, under these names.
NOT_STRIPES = (
    r"^(?!(?:invoice\+statements|receipts|failed-payments|upcoming-invoice|trial-ending"
    r"|card-expiring)(?:\+acct_|$))"
)
_OPENING = 3  # sentences
_PAPERS = frozenset(("invoice", "receipt"))
# What a claim in the body alone is worth nothing without: small talk names no amount, no day.
_LACKS = {
    EventKind.INVOICE_DUE: "amount",
    EventKind.PRICE_CHANGE: "amount",
    EventKind.REFUND: "amount",
    EventKind.RENEWAL_NOTICE: "renews_on",
    EventKind.TRIAL_ENDING: "trial_ends_on",
}


def overheard(page: Page, seller: Seller, *, plan: str | None = None) -> list[BillingEvent]:
    """The statements of a mail, without what its body only talks of.

    Raises UnreadableEmailError only when the subject itself states a payment without an amount.
    """
    claim = main_claim(page)
    if claim is None and _is_titled_bill(page, seller):
        return statements(page, seller, plan=plan, found=(titled(page, EventKind.CHARGE),))
    in_subject = claim is not None and claim.in_subject
    try:
        found = statements(page, seller, plan=plan)
    except UnreadableEmailError:
        if in_subject and not _is_taken_untold(page):
            raise
        return statements(page, seller, plan=plan, even_without_amount=True) if in_subject else []
    kept = [event for event in found if in_subject or not _is_small_talk(page, event)]
    return [event for event in kept if event.kind is not EventKind.CHARGE or not is_earned(page)]


def _is_taken_untold(page: Page) -> bool:
    """Whether a sentence says that the bill which the subject announces was taken, and nothing how
    much that was: "Your invoice is available. The balance was charged to your card."
    """
    found = claims(page)
    is_bill = any(one.in_subject and one.kind is EventKind.INVOICE_DUE for one in found)
    is_taken = any(not one.in_subject and one.kind is EventKind.CHARGE for one in found)
    return is_bill and is_taken and not any(find_amounts(one, page.hint) for one in page.lines)


def is_earned(page: Page) -> bool:
    """Whether it tells its reader of money that somebody else paid to him: those who host shops
    write so as well. "Payment received": "Jo paid your invoice."
    """
    opening = (page.subject, *page.sentences[:_OPENING])
    return any(is_of_paper(one, "earned", page.hint.language) for one in opening)


def _is_titled_bill(page: Page, seller: Seller) -> bool:
    """Whether a mail says nothing but that it is a bill over what it adds up to, of a service that
    takes its money by itself: "A sua fatura Canva".
    """
    if page.message.goes_to_many or not (seller.takes_itself or seller.recurring):
        return False
    total = totals.total(page)
    is_billed = total is not None and total.amount > 0
    about = notions_for(page.hint.language).about
    return is_billed and bool(about(page.subject) & _PAPERS) and not is_unpaid(page)


def _is_small_talk(page: Page, event: BillingEvent) -> bool:
    """A newsletter thanks for purchases and names prices too, but adds nothing up."""
    if event.kind is EventKind.CHARGE:
        return page.message.goes_to_many and totals.total(page) is None
    return event.kind in _LACKS and getattr(event, _LACKS[event.kind]) is None
