"""Orders and places that somebody signed up for which are not paid yet, though they are confirmed:
by rows that say so, by an account to pay into, by a sentence that asks for it.
"""

import pytest

from parsers.events import EventKind
from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

# The subject, the opening, the rows; the last but one says how, or whether, it is paid.
ORDERS = (
    ("en", "Order confirmation", "Thank you for your order!", "Total: $59.00", "Payment status"),
    ("de", "Bestellbestätigung", "Danke für deine Bestellung!", "Gesamt: 59,00 €", "Zahlungsart"),
    (
        "fr",
        "Confirmation de commande",
        "Merci pour votre commande !",
        "Total : 59,00 €",
        "Paiement",
    ),
    (
        "es",
        "Confirmación de pedido",
        "¡Gracias por tu pedido!",
        "Total: 59,00 €",
        "Estado del pago",
    ),
    ("it", "Conferma ordine", "Grazie per il tuo ordine!", "Totale: 59,00 €", "Pagamento"),
    ("nl", "Bestelling 3381", "Bedankt voor je bestelling!", "Totaal: € 59,00", "Betaalwijze"),
    ("pt", "Confirmação do pedido", "Obrigado pelo seu pedido!", "Total: R$ 59,00", "Pagamento"),
    ("pl", "Potwierdzenie zamówienia", "Dziękujemy za zamówienie!", "Razem: 190 zł", "Płatność"),
    ("sv", "Orderbekräftelse", "Tack för din beställning!", "Totalt: 590 kr", "Betalsätt"),
    ("hu", "Rendelés", "Köszönjük a rendelésed!", "Végösszeg: 12 990 Ft", "Fizetési mód"),
    ("zh", "订单确认", "感谢您的订购！", "合计：¥590.00", "支付方式"),
)
# By language: what calls it unpaid, what is paid by hand, later or by a bill to come, what is paid.
UNPAID = {
    "en": "Unpaid",
    "de": "Offen",
    "it": "Non pagato",
    "pl": "Nieopłacone",
    "sv": "Obetald",
    "zh": "未支付",
}
LATER = {
    "en": "Cash on delivery",
    "de": "Rechnung",
    "fr": "À réception de facture",
    "es": "Contra reembolso",
    "it": "Contrassegno",
    "nl": "Op rekening",
    "pt": "Pendente",
    "pl": "Za pobraniem",
    "sv": "Faktura",
    "hu": "Utánvét",
    "zh": "货到付款",
}
PAID = {
    "en": "Paid",
    "de": "PayPal",
    "fr": "Payé",
    "es": "Pagado",
    "pl": "Opłacone",
    "sv": "Betald med kort",
    "zh": "已支付",
}
_ROWS = {language: rest for language, *rest in ORDERS}


def _of(language: str, value: str) -> tuple[OutcomeKind, list[EventKind]]:
    subject, opening, total, label = _ROWS[language]
    outcome = read_plain(subject, f"Pat\n\n{opening}\n\n3381\n{label}: {value}\n{total}\n\nKestrel")
    return outcome.outcome, [event.kind for event in outcome.events]


@pytest.mark.parametrize(("language", "value"), UNPAID.items(), ids=list(UNPAID))
def test_an_order_that_a_row_calls_unpaid_is_a_bill(language: str, value: str) -> None:
    assert _of(language, value)[1] == ["invoice_due"]


@pytest.mark.parametrize(("language", "value"), LATER.items(), ids=list(LATER))
def test_an_order_that_is_paid_later_is_no_payment(language: str, value: str) -> None:
    assert _of(language, value)[0] is not OutcomeKind.PARSED


@pytest.mark.parametrize(("language", "value"), PAID.items(), ids=list(PAID))
def test_an_order_that_a_row_calls_paid_is_a_payment(language: str, value: str) -> None:
    assert _of(language, value) == (OutcomeKind.PARSED, ["charge"])


# The way to pay is a transfer, and another row gives the number of the account.
TRANSFERS = (
    ("en", "Payment method", "Direct bank transfer", "Account number: 00001234"),
    ("de", "Zahlungsart", "Vorkasse", "IBAN: DE00 0000 0000 0000 0000 00"),
    ("fr", "Moyen de paiement", "Virement bancaire", "IBAN : FR00 0000 0000 0000 0000 0000 000"),
    ("es", "Método de pago", "Transferencia bancaria", "IBAN: ES00 0000 0000 0000 0000 0000"),
    ("it", "Metodo di pagamento", "Bonifico", "IBAN: IT00 X000 0000 0000 0000 0000 000"),
    ("nl", "Betaalmethode", "Bankoverschrijving", "IBAN: NL00 BANK 0000 0000 00"),
    ("pl", "Metoda płatności", "Przelew tradycyjny", "Numer konta: 00 0000 0000 0000 0000"),
    ("hu", "Fizetési mód", "Banki átutalás", "Bankszámlaszám: 00000000-00000000"),
)


@pytest.mark.parametrize(("language", "label", "way", "account"), TRANSFERS)
def test_an_order_with_an_account_to_pay_into_is_a_bill(
    language: str, label: str, way: str, account: str
) -> None:
    subject, opening, total, _ = _ROWS[language]
    text = f"Pat\n\n{opening}\n\n{label}: {way}\n{total}\n\n{account}\n\nKestrel"
    assert [event.kind for event in read_plain(subject, text).events] == ["invoice_due"]


def test_an_account_at_the_foot_of_a_receipt_asks_for_nothing() -> None:
    text = (
        "Hallo Pat,\n\nvielen Dank für deine Bestellung. Wir haben deine Zahlung erhalten.\n\n"
        "Zahlungsart: Vorkasse\nGesamt: 64,00 €\n\nKestrel, IBAN DE00 0000 0000 0000 0000 00"
    )
    events = read_plain("Deine Bestellung 3381", text).events
    assert [event.kind for event in events] == ["charge"]


# What somebody signed up for is confirmed, and still to be paid.
SIGNED_UP = (
    (
        "Membership application approved",
        "Your application has been accepted. You can transfer £45.00 to account 12345678.",
    ),
    (
        "Your registration is confirmed",
        (
            "Your place is reserved. To keep it please transfer the fee of EUR 120.00 to our bank "
            "account within 7 days."
        ),
    ),
    (
        "Anmeldung bestätigt",
        (
            "Deine Anmeldung ist angenommen. Die Gebühr beträgt 120,00 €. Du kannst sie auf "
            "das Konto DE00 0000 0000 0000 0000 00 überweisen."
        ),
    ),
    (
        "Inscription confirmée",
        (
            "Votre inscription est enregistrée. Il vous reste à régler la somme de 180,00 € par "
            "virement bancaire avant le 5 juillet 2026."
        ),
    ),
    (
        "Je inschrijving is bevestigd",
        (
            "Je inschrijving is bevestigd. Het cursusgeld van € 120,00 kun je overmaken naar "
            "NL00 BANK 0000 0000 00."
        ),
    ),
    (
        "Sua inscrição foi criada",
        "Sua inscrição foi registrada. Finalize o pagamento de R$ 90,00 até 05/07/2026.",
    ),
    (
        "Rezervace přijata",
        "Vaše registrace byla přijata. Dokončete platbu 450 Kč do 14. 7. 2026.",
    ),
    ("報名成功通知", "您已成功報名陶藝課程，請於 2026年7月5日 前匯款 NT$2,400 至以下帳戶。"),
    ("Renewal accepted", "You can transfer the amount of €30.00 to NL 00 INGB 0000 0000 00."),
)


@pytest.mark.parametrize(("subject", "text"), SIGNED_UP)
def test_what_is_confirmed_and_to_be_paid_is_a_bill(subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Hello Pat,\n\n{text}\n\nKestrel")
    assert outcome.outcome is OutcomeKind.PARSED
    assert [event.kind for event in outcome.events] == ["invoice_due"]


# A stay that is paid where it is, and what may cost something if it comes about.
UNASKED = (
    ("Booking confirmed", "Please pay the balance of £120.00 on arrival, in cash or by card."),
    ("Buchungsbestätigung", "Bitte zahle den Betrag von 120,00 € bei Anreise in bar."),
    ("Réservation confirmée", "Le solde de 120 € est à régler sur place."),
    ("Prenotazione confermata", "Si prega di pagare i 40 € in loco."),
    ("Application received", "If it is accepted, the fee of £45 can be paid by bank transfer."),
    ("You left something behind", "Complete your purchase of $59.00 before it sells out!"),
)


@pytest.mark.parametrize(("subject", "text"), UNASKED)
def test_what_is_paid_by_hand_or_perhaps_is_no_bill(subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Hello Pat,\n\n{text}\n\nKestrel")
    assert outcome.outcome is not OutcomeKind.PARSED
