"""Amazon Web Services: bills each month for what was used."""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import overheard

_AWS = Seller(name="Amazon Web Services", merchant="aws")


@parser(
    senders=(
        "no-reply@tax-and-invoicing.us-east-1.amazonaws.com",
        "invoicing@aws.com",
        "aws-globalreceivables@email.amazon.com",
        "no-reply-aws@amazon.com",
    ),
    kinds="charge payment_failed invoice_due",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Invoices and payments: a bill by use renews nothing, whatever period it names."""
    return [replace(event, recurring=None) for event in overheard(page, _AWS)]
