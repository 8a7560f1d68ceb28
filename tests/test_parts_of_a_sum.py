"""A total that is a part of another one below it is none; what is left to pay is no part."""

from decimal import Decimal

import pytest

from parsers.events import EventKind
from tests.mailed import read_plain

_TAKEN = (
    "Guten Tag Pat,\n\nwir ziehen am 01.07.2026 von Ihrem Konto ein:\n\n{rows}\n\nKestrel Energie"
)
_DUE = "Hi Pat,\n\nyour invoice for the hall is ready.\n\n{rows}\n\nPlease pay by 1 July 2026."


@pytest.mark.parametrize(
    ("subject", "text", "rows", "amount"),
    [
        (
            "Ankündigung Lastschrift",
            _TAKEN,
            "Nachzahlung Jahresrechnung | 38,40 €\nAbschlag Juli 2026 | 71,00 €\nSumme | 109,40 €",
            "109.40",
        ),
        (
            "Your invoice",
            _DUE,
            "Hire | $150.00\nDeposit paid | $100.00\nAmount due | $50.00",
            "50.00",
        ),
        (
            "Your invoice",
            _DUE,
            "Amount due | $50.00\nDeposit paid | $100.00\nTotal of the hire | $150.00",
            "50.00",
        ),
    ],
)
def test_a_sum_of_rows_is_the_whole(subject: str, text: str, rows: str, amount: str) -> None:
    (event,) = read_plain(subject, text.format(rows=rows)).events
    assert event.kind is EventKind.INVOICE_DUE
    assert event.amount is not None
    assert event.amount.amount == Decimal(amount)
