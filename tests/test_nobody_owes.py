"""Mail about money that the reader neither paid nor owes, in words and rows that bills have too."""

import pytest

from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

NOT_PATS = (
    # A price that rises, of what somebody wants to sell.
    ("Everybody is buying it", "We're increasing the price to $59 on Friday.\n\nGet it for $19"),
    ("Last chance", "The offer ends on Sunday. From Monday the course costs €99.\n\nBuy now"),
    ("Nur noch bis Sonntag", "Am Montag steigt der Preis auf 97 €.\n\nJetzt sichern!"),
    ("Quedan pocas horas", "El viernes subimos el precio del curso a 99 €.\n\nLo quiero"),
    ("Ultime ore", "Da venerdì il prezzo del corso aumenta a 99 €.\n\nAcquista ora"),
    ("Plaatsen bijna weg", "Vrijdag gaat de prijs omhoog naar € 99.\n\nBestel nu"),
    ("Cena rośnie w piątek", "W piątek podnosimy cenę kursu do 399 zł.\n\nKup teraz"),
    # What has to be brought back, and costs something for each day that it is late.
    ("Return reminder", "The Bees, due 1 July. A fee of £0.20 is charged for each day overdue."),
    ("Erinnerung", "Medien fällig am 1.7.2026. Danach fällt eine Gebühr von 0,20 € pro Tag an."),
    ("Przypomnienie", "Termin zwrotu: 1.07.2026. Opłata 0,30 zł za każdy dzień po terminie."),
    ("Upomínka", "Termín vrácení: 1.7.2026. Po termínu se účtuje poplatek 1 Kč za každý den."),
    ("Your loans", "They renew automatically on 15 July 2026. After that: $0.20 a day."),
    ("Your loans", "They renew automatically on 15 July 2026. Fines: $0.20/day."),
    ("Odnowienie", "Wypożyczenie odnowi się automatycznie 15 lipca 2026, potem 0,20 PLN / dzień."),
    ("Ausleihe", "Sie verlängert sich automatisch am 15. Juli 2026. Danach 0,20 EUR am Tag."),
    # The stages of an order, of which not all are reached.
    ("Order on its way", "Order 4471 was shipped.\n\nConfirmed · Paid · Shipped · Delivered"),
    ("Objednávka na cestě", "Odesláno.\n\nPotvrzeno · Zaplaceno · Odesláno · Doručeno"),
    # What others paid the reader, or ordered from him.
    ("Neue Bestellung", "In deinem Shop wurde bestellt.\n\nGesamt | 64,00 €\nZahlungsart | PayPal"),
    (
        "Nouvelle commande",
        "Vous avez reçu une nouvelle commande.\n\nTotal | 64,00 €\nPayé par carte",
    ),
    ("Ny order", "Du har fått en ny order.\n\nTotalt | 639 kr\nBetald med kort"),
    ("新订单 3381", "您的店铺收到了一笔新订单。\n\n合计 | ¥610.00\n已付款"),
    ("Zahlung erhalten", "Robin Vale hat deine Rechnung 2231 über 180,00 € bezahlt."),
    ("Nuevo suscriptor", "Robin Vale se ha suscrito a tu plan Mensual por 5,00 € al mes."),
    # An opinion is asked for.
    ("How was your order?", "Thank you for your purchase for $59.00. Leave a review."),
    ("Wie war deine Bestellung?", "Danke für deinen Einkauf für 59,00 €. Schreib eine Bewertung."),
    ("Donnez votre avis", "Merci pour votre achat du plaid (59,00 €)."),
    # An order that came to nothing shows its total all the same.
    (
        "Your order has been cancelled",
        "We did not receive payment. Nothing was charged.\n\nOrder 3381\nTotal | $64.00",
    ),
)


@pytest.mark.parametrize(("subject", "text"), NOT_PATS)
def test_what_others_owe_or_nobody_does_not_count(subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Hello Pat,\n\n{text}\n\nKestrel")
    assert outcome.outcome is not OutcomeKind.PARSED


# The same words about what is the reader's own.
PATS = (
    (
        "renewal_notice",
        "Your Harbor Post renews",
        "Your subscription renews automatically on 15 July 2026 at $0.33 a day.",
    ),
    (
        "price_change",
        "Your price",
        "On Friday, 3 July the price of your plan rises to $12 a month.",
    ),
    ("price_change", "Dein Preis", "Ab dem 3. Juli 2026 kostet dein Abo 12 € statt 10 € im Monat."),
    (
        "charge",
        "Your order",
        "Thank you for your order.\n\nStatus: Paid\nVisa 4417\nTotal | $64.00",
    ),
    ("charge", "Your receipt", "You paid $64.00. Leave a review.\n\nTotal | $64.00"),
    ("invoice_due", "Invoice 17", "Please pay $64.00 by 1 July. Later we charge $1 for each day."),
)


@pytest.mark.parametrize(("kind", "subject", "text"), PATS)
def test_what_is_the_readers_own_counts(kind: str, subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Hello Pat,\n\n{text}\n\nKestrel")
    assert outcome.outcome is OutcomeKind.PARSED
    assert [event.kind for event in outcome.events] == [kind]
