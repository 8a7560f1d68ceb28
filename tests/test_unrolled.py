"""A receipt whose rows were run together into one line is read by its rows."""

from decimal import Decimal

from parsers.text.unrolling import unrolled
from tests.mailed import read_plain

_RECEIPT = (
    "PEDIDO CONFIRMADO ¡Hola Pat! Gracias por tu compra. Tu pedido 4411 fue confirmado. Resumen"
    " Pantalón uno Cant. 1 24,50 € Camisa dos Cant. 2 48,00 € Subtotal: 72,50 € Descuento: -7,50 €"
    " Total: 65,00 € Detalles de la compra Nombre Pat Example Medio de pago Visa"
)


def test_the_total_of_one_line_is_found() -> None:
    (event,) = read_plain("Tu pedido", _RECEIPT).events
    assert event.amount is not None
    assert event.amount.amount == Decimal("65.00")


def test_sentences_that_name_amounts_stay_whole() -> None:
    prose = (
        "We took $5.00 on Monday and $7.50 on Tuesday, which makes $12.50 in all. On Friday we"
        " shall give back $2.50 to your card, since you were charged for a day too much."
    )
    assert unrolled(prose) == [prose]
