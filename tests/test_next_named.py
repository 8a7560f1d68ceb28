"""A mail about a new card that names the next payment in a row tells of that renewal."""

from datetime import date

import pytest

from parsers.events import EventKind
from tests.mailed import read_plain

_CARD = (
    "Hi Pat Quill,\n\nYou have successfully updated the payment details for your subscription.\n"
)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Your payment details have been updated",
            f"{_CARD}\nNew card: Visa ending in 4417\nNext payment: $149.00 on 15 July 2026\n",
        ),
        (
            "Hemos actualizado tu tarjeta",
            (
                "Hola Pat Quill:\n\nTu tarjeta se ha actualizado.\n\nTarjeta nueva: Visa 4417\n"
                "Próximo pago: $149.00 USD el 15 de julio de 2026\n"
            ),
        ),
    ],
)
def test_the_next_payment_is_told(subject: str, text: str) -> None:
    (event,) = read_plain(subject, text).events
    assert event.kind is EventKind.RENEWAL_NOTICE
    assert event.renews_on == date(2026, 7, 15)
    assert event.amount is not None


@pytest.mark.parametrize(
    "rows",
    [
        "Next payment: $149.00",
        "Next payment: 15 July 2026",
        "Next lesson: 15 July 2026\nA lesson costs $149.00",
        "Next payment: $149.00 on 15 July 2026\nNext payment: $59.00 on 15 August 2026",
    ],
)
def test_a_row_without_both_or_two_of_them_tells_nothing(rows: str) -> None:
    events = read_plain("Your card was updated", f"{_CARD}\n{rows}\n").events
    assert not any(one.kind is EventKind.RENEWAL_NOTICE and one.amount for one in events)


def test_a_gift_is_paid_once() -> None:
    text = (
        "Hello Pat Quill,\n\nThank you for your gift order.\n\nGift: Reader Box, 6 boxes: $66.00\n"
        "Total paid: $66.00\nCard: Visa 4417\n\nGifts are paid once."
    )
    (event,) = read_plain("What a lovely present!", text).events
    assert (event.kind, event.recurring) == (EventKind.CHARGE, False)
