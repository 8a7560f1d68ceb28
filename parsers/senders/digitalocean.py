"""DigitalOcean: bills each month for what was used; its addresses are not documented."""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_DIGITALOCEAN = Seller(name="DigitalOcean", merchant="digitalocean")


@parser(
    senders=("digitalocean.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed invoice_due",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Invoices and payments: a bill by use renews nothing, whatever period it names."""
    return [replace(event, recurring=None) for event in overheard(page, _DIGITALOCEAN)]
