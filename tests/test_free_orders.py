"""Orders for which nothing has to be paid charge nobody, however they are confirmed."""

import pytest

from parsers.events import EventKind
from tests.mailed import read_plain

_FREE = [
    ("Votre commande", "Votre commande est confirmée. Aucun paiement n'est requis."),
    ("Tu pedido", "Tu pedido ha sido confirmado. No se requiere ningún pago."),
    ("Seu pedido", "Seu pedido foi confirmado. Nenhum pagamento é necessário."),
    ("Il tuo ordine", "Il tuo ordine è stato confermato. Non è richiesto nessun pagamento."),
    ("Comanda ta", "Comanda ta a fost confirmată. Nu este necesară nicio plată."),
]


@pytest.mark.parametrize(("subject", "text"), _FREE)
def test_nothing_is_charged(subject: str, text: str) -> None:
    assert EventKind.CHARGE not in [one.kind for one in read_plain(subject, text).events]


@pytest.mark.parametrize(("subject", "text"), _FREE)
def test_what_was_paid_is(subject: str, text: str) -> None:
    """The same order, had it cost something."""
    confirmed = text.partition(".")[0]
    (event,) = read_plain(subject, f"{confirmed}.\n\nTotal: 12,50 €").events
    assert event.kind is EventKind.CHARGE
