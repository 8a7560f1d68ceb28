"""How much of a payment is tax: only what the mail's own sums bear out."""

import pytest

from parsers import parse
from parsers.message import Message, read_message
from tests.mailed import receipt
from tests.test_senders import known

_Rows = tuple[tuple[str, ...], ...]
TAXED: dict[str, tuple[_Rows, str]] = {
    "sales tax": ((("Tunely", "$9.99"), ("Tax", "$0.83"), ("Total", "$10.82")), "0.83"),
    "none": ((("Tunely", "$9.99"), ("Tax", "$0.00"), ("Total", "$9.99")), "0.00"),
    "within, at its rate": (
        (("Total (including VAT)", "£11.99"), ("VAT 20%", "£2.00")),
        "2.00",
    ),
    "within, in brackets": ((("Total: £11.99 (includes VAT of £2.00)",),), "2.00"),
    "German, before the total": (
        (("Nettobetrag", "10,08 €"), ("zzgl. 19 % MwSt.", "1,91 €"), ("Gesamtbetrag", "11,99 €")),
        "1.91",
    ),
    "French, of which": ((("Total TTC", "11,99 €"), ("dont TVA (20 %)", "2,00 €")), "2.00"),
    "two of them": (
        (("Subtotal", "CA$10.00"), ("GST", "CA$0.50"), ("QST", "CA$1.00"), ("Total", "CA$11.50")),
        "1.50",
    ),
    "two items": (
        (("Tunely", "$10.00"), ("Lyrics", "$5.00"), ("Tax", "$1.20"), ("Total", "$16.20")),
        "1.20",
    ),
    "stacked": ((("Total",), ("$10.82",), ("Tax",), ("$0.83",), ("Subtotal",), ("$9.99",)), "0.83"),
}
UNTAXED: dict[str, _Rows] = {
    "no sum bears it out": (("Total", "$10.82"), ("Tax", "$0.50")),
    "a number, not a tax": (("Tax ID", "12-3456789"), ("Total", "$9.99")),
    "a share that no tax has": (
        ("Fees and taxes", "$5.00"),
        ("Room", "$5.00"),
        ("Total", "$10.00"),
    ),
    "in other money": (("Total", "$10.82"), ("VAT included", "€0.83")),
    "nothing is said": (("Tunely", "$9.99"), ("Total", "$9.99")),
}


def _tax(rows: _Rows) -> str | None:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    html = f"<p>Thank you for your payment.</p><table>{table}</table>"
    message = read_message(receipt(html=html).raw())
    assert isinstance(message, Message)
    (event,) = parse(message, known()).events
    return str(event.tax.amount) if event.tax else None


@pytest.mark.parametrize("name", TAXED)
def test_tax_is_read_where_the_sums_bear_it_out(name: str) -> None:
    rows, tax = TAXED[name]
    assert _tax(rows) == tax


@pytest.mark.parametrize("name", UNTAXED)
def test_what_nothing_bears_out_is_no_tax(name: str) -> None:
    assert _tax(UNTAXED[name]) is None
