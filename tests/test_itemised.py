"""Bills that list several things, each with the time it is paid for."""

from datetime import date
from decimal import Decimal

from parsers.events import EventKind
from tests.mailed import read_plain

_HOSTING = """Dear Pat,

This is a payment receipt for Invoice 88108 sent on 08/14/2026.

Web Hosting S - ceramics.example (08/14/2026 - 09/13/2026): $6.00 USD
{second}
Sub Total: {total} USD
Total: {total} USD
Status: Paid
"""


def test_each_thing_is_a_payment_of_its_own() -> None:
    second = "Domain Renewal - bees.example (08/20/2026 - 08/19/2027): $14.00 USD\n"
    text = _HOSTING.format(second=second, total="$20.00")
    events = read_plain("Invoice Payment Confirmation", text).events
    assert [(one.kind, one.plan) for one in events] == [
        (EventKind.CHARGE, "Web Hosting S - ceramics.example"),
        (EventKind.CHARGE, "Domain Renewal - bees.example"),
    ]
    assert [one.amount and one.amount.amount for one in events] == [
        Decimal("6.00"),
        Decimal("14.00"),
    ]
    ends = [one.period and one.period.ends_on for one in events]
    assert ends == [date(2026, 9, 13), date(2027, 8, 19)]


def test_things_that_do_not_add_up_are_one_payment() -> None:
    second = "Domain Renewal - bees.example (08/20/2026 - 08/19/2027): $14.00 USD\n"
    text = _HOSTING.format(second=second, total="$23.80")
    (event,) = read_plain("Invoice Payment Confirmation", text).events
    assert event.amount is not None
    assert (event.plan, event.amount.amount) == (None, Decimal("23.80"))


def test_the_only_thing_is_the_plan() -> None:
    text = _HOSTING.format(second="", total="$6.00")
    (event,) = read_plain("Invoice Payment Confirmation", text).events
    assert event.plan == "Web Hosting S - ceramics.example"


def test_a_service_is_called_with_its_domain() -> None:
    text = (
        "Dear Pat,\n\nwe have received your cancellation request for the service below.\n\n"
        "Product/Service: Web Hosting S\nDomain: bees.example\n\n"
        "It will be terminated on 10/13/2026.\n"
    )
    (event,) = read_plain("Service Cancellation Request Confirmation", text).events
    assert (event.kind, event.plan) == (EventKind.CANCELED, "Web Hosting S - bees.example")
