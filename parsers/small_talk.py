"""Bills told from small talk, for senders that write both from one address or domain."""

from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, UnreadableEmailError, statements
from parsers.language.wording import main_claim
from parsers.page import Page
from parsers.statement import fields

# For readers of whole domains: Stripe also writes from its customers' own, under these names.
NOT_STRIPES = (
    r"^(?!(?:invoice\+statements|receipts|failed-payments|upcoming-invoice|trial-ending"
    r"|card-expiring)(?:\+acct_|$))"
)
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
    in_subject = claim is not None and claim.in_subject
    try:
        found = statements(page, seller, plan=plan)
    except UnreadableEmailError:
        if in_subject:
            raise
        return []
    return [event for event in found if in_subject or not _is_small_talk(page, event)]


def _is_small_talk(page: Page, event: BillingEvent) -> bool:
    """A newsletter thanks for purchases and names prices too, but adds nothing up."""
    if event.kind is EventKind.CHARGE:
        return page.message.goes_to_many and fields.total(page) is None
    return event.kind in _LACKS and getattr(event, _LACKS[event.kind]) is None
