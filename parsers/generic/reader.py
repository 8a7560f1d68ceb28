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
_NEEDS_AMOUNT = (EventKind.CHARGE, EventKind.REFUND, EventKind.INVOICE_DUE)


def read(page: Page) -> Iterable[BillingEvent]:
    """The events of a mail, with a confidence that says how far to believe them."""
    try:
        events = statements(page, Seller(name=_name(page)))
    except UnreadableEmailError:
        # Words of payment without an amount: small talk, a parcel, an advertisement.
        return
    for event in events:
        if event.kind in _NEEDS_AMOUNT and event.amount is None and not event.evidence:
            continue
        yield replace(event, confidence=round(event.confidence * _FACTOR, 2))


def _name(page: Page) -> str:
    """The sender's display name, else its registrable domain without the ending."""
    name = page.message.from_name.strip().strip('"')
    domain = organisation(page.message.from_address.rpartition("@")[2])
    return name or domain.partition(".")[0].title()
