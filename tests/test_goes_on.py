"""What renews itself though it is said to end, what was paid under a subject that says nothing of
it, what came back, and which amount and day of several are meant.
"""

from decimal import Decimal

import pytest

from parsers.events import BillingEvent
from tests.mailed import read_plain


def _event(subject: str, text: str) -> BillingEvent:
    (event,) = read_plain(subject, f"Hello Pat,\n\n{text}\n\nKestrel").events
    return event


GOES_ON = (
    ("Your plan ends soon", "Your plan ends on 20 July 2026. It renews automatically."),
    (
        "Dein Abo läuft bald ab",
        "Dein Abo läuft am 20. Juli 2026 ab. Es verlängert sich automatisch.",
    ),
    ("Az előfizetésed lejár", "Az előfizetésed 2026. július 20-án lejár. Automatikusan megújul."),
    ("Twoja subskrypcja", "Twoja subskrypcja wygasa 20 lipca 2026. Odnowi się automatycznie."),
    ("Din prenumeration", "Din prenumeration går ut den 20 juli 2026. Den förnyas automatiskt."),
    (
        "Sua assinatura",
        "Sua assinatura vence em 20 de julho de 2026. Será renovada automaticamente.",
    ),
)


@pytest.mark.parametrize(("subject", "text"), GOES_ON)
def test_what_ends_and_renews_itself_goes_on(subject: str, text: str) -> None:
    event = _event(subject, text)
    assert (event.kind, str(event.renews_on)) == ("renewal_notice", "2026-07-20")


@pytest.mark.parametrize(
    "text",
    [
        "Dein Abo endet am 20. Juli 2026. Es verlängert sich nicht automatisch.",
        "Votre abonnement prend fin le 20 juillet 2026. Il ne sera pas renouvelé automatiquement.",
    ],
)
def test_what_does_not_renew_itself_ends(text: str) -> None:
    kinds = [event.kind for event in read_plain("Abo", f"Hello Pat,\n\n{text}\n\nKestrel").events]
    assert "renewal_notice" not in kinds


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Protection activated", "Thank you for your payment. Your protection is now active."),
        ("Schutz aktiviert", "Vielen Dank für deine Zahlung. Der Schutz ist jetzt aktiv."),
        ("Protección activada", "Gracias por tu pago. La protección ya está activa."),
        ("Confirmation de votre demande", "Votre paiement a bien été reçu."),
    ],
)
def test_a_payment_that_opens_a_letter_counts_under_any_subject(subject: str, text: str) -> None:
    assert _event(subject, text).kind == "charge"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Your refund is on its way", "We have processed the refund for your order 4471."),
        ("Reembolso en camino", "Hemos procesado el reembolso de tu pedido 4471."),
    ],
)
def test_money_that_is_on_its_way_was_given_back(subject: str, text: str) -> None:
    assert _event(subject, text).kind == "refund"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Total paid: €118.00 excl. VAT / €142.78 incl. VAT", "142.78"),
        ("Gesamt bezahlt: 120,00 € netto / 142,80 € brutto", "142.80"),
        ("Total payé : 120,00 € HT / 144,00 € TTC", "144.00"),
        ("Celkem zaplaceno: 11 800 Kč bez DPH / 14 278 Kč s DPH", "14278"),
        ("Totale pagato: 120,00 € IVA esclusa / 146,40 € IVA inclusa", "146.40"),
    ],
)
def test_what_was_paid_is_what_it_is_with_its_tax(text: str, amount: str) -> None:
    paid = _event("Payment received", text).amount
    assert paid is not None
    assert paid.amount == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "Payment reminder\n\nTotal: $100.00\nPaid so far: $40.00\nRemaining: $60.00",
        "Promemoria pagamento\n\nImporto totale: €120\nGià pagato: €60\nRimanente: €60",
        "Rappel de paiement\n\nMontant total : 100,00 €\nDéjà payé : 40,00 €\nReste : 60,00 €",
        "Betalningspåminnelse\n\nTotalt belopp: 100 kr\nRedan betalt: 40 kr\nÅterstår: 60 kr",
    ],
)
def test_what_is_left_of_a_bill_is_due(text: str) -> None:
    event = _event(text.partition("\n")[0], text)
    assert event.kind == "invoice_due"
    assert event.amount is not None
    assert event.amount.amount == 60


def test_money_was_given_back_on_the_day_that_its_own_row_names() -> None:
    rows = "Tuition paid Jun 1 | $180.00\nRefunded Jun 11, 2026 | $180.00"
    event = _event("Refund issued", f"We've returned your full tuition.\n\n{rows}")
    assert (event.kind, str(event.on)) == ("refund", "2026-06-11")


@pytest.mark.parametrize(
    "text",
    [
        "Je mets ton abonnement en pause à partir du 17 juin, et on reprend le 7 juillet 2026.",
        "Il tuo abbonamento è in pausa dal 17 giugno 2026 e riprende il 7 luglio 2026.",
        "Your box is paused.\n\nLast box: Wednesday 17 June\nNext box: Tuesday 7 July 2026",
    ],
)
def test_a_pause_ends_on_the_later_of_two_days(text: str) -> None:
    event = _event("Pause", text)
    assert (event.kind, str(event.resumes_on)) == ("paused", "2026-07-07")
