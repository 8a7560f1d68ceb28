"""What the address of a billing service announces, and a subject that says something else."""

from parsers.events import EventKind
from tests.mailed import read_letter


def test_an_address_of_invoices_tells_of_a_payment_that_failed() -> None:
    outcome = read_letter(
        "Larkfield <invoice+statements@paylane.example>",
        "Pat <pat@example.org>",
        "Payment of $34.00 to Larkfield was unsuccessful",
        "We were unable to charge your card for Larkfield.\n\n$34.00\n\nInvoice 7C0A19-0012",
        "",
    )
    assert [one.kind for one in outcome.events] == [EventKind.PAYMENT_FAILED]
