"""Reads billing mail of unknown senders by what billing mail says everywhere."""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, UnreadableEmailError, statements
from parsers.page import Page

# Without a sender file nothing vouches for the layout: a claim in the subject is believed, a
# sentence of the body is not enough to count money by.
_FACTOR = 0.9
_IN_SUBJECT = 0.85
# What a claim is worth nothing without: without it, talk in the body is small talk.
_NEEDS = {
    EventKind.INVOICE_DUE: "amount",
    EventKind.PRICE_CHANGE: "amount",
    EventKind.REFUND: "amount",
    EventKind.RENEWAL_NOTICE: "renews_on",
    EventKind.TRIAL_ENDING: "trial_ends_on",
}


def read(page: Page) -> Iterable[BillingEvent]:
    """The events of a mail, with a confidence that says how far to believe them."""
    try:
        events = statements(page, Seller(name=_name(page)))
    except UnreadableEmailError:
        # Words of payment without an amount: small talk, a parcel, an advertisement.
        return
    for event in events:
        believed = replace(event, confidence=round(event.confidence * _FACTOR, 2))
        if not _is_small_talk(believed):
            yield believed


def _is_small_talk(event: BillingEvent) -> bool:
    if event.kind not in _NEEDS or getattr(event, _NEEDS[event.kind]) is not None:
        return False
    return event.confidence < _IN_SUBJECT or event.kind is EventKind.PRICE_CHANGE


def _name(page: Page) -> str:
    """The sender's display name, else its registrable domain without the ending."""
    name = page.message.from_name.strip().strip('"')
    domain = organisation(page.message.from_address.rpartition("@")[2])
    return name or domain.partition(".")[0].title()
