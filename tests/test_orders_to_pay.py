"""Bills and orders that are still to be paid, though the order has come in, in many languages."""

import pytest

from tests.mailed import read_plain

# The language, the subject, the text, and by when it has to be paid.
LETTERS = (
    (
        "it",
        "La tua fattura da Ponte #PVT-4471",
        (
            "Fattura da Ponte\n\n"
            "318,42 €\nTotale dovuto il 30 giu 2026\nNumero Fattura | PVT-4471\n"
            "Data Emissione | 16 giu 2026"
        ),
        "2026-06-30",
    ),
    (
        "fr",
        "Votre facture de Pont #PVT-4471",
        (
            "Facture de Pont\n\n"
            "318,42 €\nTotal dû le 30 juin 2026\nNuméro de facture | PVT-4471\n"
            "Date d'émission | 16 juin 2026"
        ),
        "2026-06-30",
    ),
    (
        "es",
        "Tu factura de Puente #PVT-4471",
        (
            "Factura de Puente\n\n"
            "318,42 €\nTotal a pagar el 30 jun 2026\nNúmero de factura | PVT-4471\n"
            "Fecha de emisión | 16 jun 2026"
        ),
        "2026-06-30",
    ),
    (
        "de",
        "Ihre Rechnung von Brücke #PVT-4471",
        (
            "Rechnung von Brücke\n\n"
            "318,42 €\nGesamtbetrag fällig am 30. Juni 2026\nRechnungsnummer | PVT-4471\n"
            "Rechnungsdatum | 16. Juni 2026"
        ),
        "2026-06-30",
    ),
    (
        "pt",
        "Sua fatura de Ponte #PVT-4471",
        (
            "Fatura de Ponte\n\n"
            "R$ 318,42\nTotal devido em 30 jun 2026\nNúmero da fatura | PVT-4471\n"
            "Data de emissão | 16 jun 2026"
        ),
        "2026-06-30",
    ),
    (
        "nl",
        "Je factuur van Brug #PVT-4471",
        (
            "Factuur van Brug\n\n"
            "€ 318,42\nTotaal verschuldigd op 30 juni 2026\nFactuurnummer | PVT-4471\n"
            "Factuurdatum | 16 juni 2026"
        ),
        "2026-06-30",
    ),
    (
        "sv",
        "Din faktura från Bro #PVT-4471",
        (
            "Faktura från Bro\n\n"
            "318,42 kr\nTotalt att betala senast 30 juni 2026\nFakturanummer | PVT-4471\n"
            "Fakturadatum | 16 juni 2026"
        ),
        "2026-06-30",
    ),
    (
        "nb",
        "Fakturaen din fra Bro #PVT-4471",
        (
            "Faktura fra Bro\n\n"
            "318,42 kr\nTotalt forfaller 30. juni 2026\nFakturanummer | PVT-4471\n"
            "Fakturadato | 16. juni 2026"
        ),
        "2026-06-30",
    ),
    (
        "pl",
        "Twoja faktura od Most #PVT-4471",
        (
            "Faktura od Most\n\n"
            "318,42 zł\nDo zapłaty do 30 czerwca 2026\nNumer faktury | PVT-4471\n"
            "Data wystawienia | 16 czerwca 2026"
        ),
        "2026-06-30",
    ),
    (
        "en",
        "Your invoice from Bridge #PVT-4471",
        (
            "Invoice from Bridge\n\n"
            "$318.42\nTotal due Jun 30, 2026\nInvoice number | PVT-4471\nIssue date | Jun 16, 2026"
        ),
        "2026-06-30",
    ),
    (
        "fi",
        "Tilauksesi: 3KQHU",
        (
            "Hei!\n\n"
            "Olemme vastaanottaneet tilauksesi tapahtumaan Folk onnistuneesti.\n\n"
            "Ole hyvä ja maksa tilauksesi (summa 84,00 €) 22.06.2026 mennessä.\n\n"
            "Summa: 84,00 €"
        ),
        "2026-06-22",
    ),
    (
        "de",
        "Ihre Bestellung: 3KQHU",
        (
            "Guten Tag,\n\n"
            "wir haben Ihre Bestellung für Folk erhalten.\n\n"
            "Bitte überweisen Sie den Betrag von 84,00 € bis zum 22.06.2026.\n\n"
            "Betrag: 84,00 €"
        ),
        "2026-06-22",
    ),
    (
        "fr",
        "Votre commande : 3KQHU",
        (
            "Bonjour,\n\n"
            "Nous avons bien reçu votre commande pour Folk.\n\n"
            "Veuillez régler 84,00 € avant le 22/06/2026.\n\n"
            "Montant : 84,00 €"
        ),
        "2026-06-22",
    ),
    (
        "es",
        "Tu pedido: 3KQHU",
        (
            "Hola:\n\n"
            "Hemos recibido tu pedido para Folk.\n\n"
            "Por favor, realiza el pago de 84,00 € antes del 22/06/2026.\n\n"
            "Importe: 84,00 €"
        ),
        "2026-06-22",
    ),
    (
        "nl",
        "Je bestelling: 3KQHU",
        (
            "Hallo,\n\n"
            "We hebben je bestelling voor Folk ontvangen.\n\n"
            "Betaal alsjeblieft 84,00 € voor 22-06-2026.\n\n"
            "Bedrag: € 84,00"
        ),
        "2026-06-22",
    ),
    (
        "it",
        "Il tuo ordine: 3KQHU",
        (
            "Ciao,\n\n"
            "abbiamo ricevuto il tuo ordine per Folk.\n\n"
            "Per favore paga 84,00 € entro il 22/06/2026.\n\n"
            "Importo: 84,00 €"
        ),
        "2026-06-22",
    ),
    (
        "pt",
        "O seu pedido: 3KQHU",
        (
            "Olá,\n\n"
            "Recebemos o seu pedido para Folk.\n\n"
            "Por favor, efetue o pagamento de 84,00 € até 22/06/2026.\n\n"
            "Valor: 84,00 €"
        ),
        "2026-06-22",
    ),
    (
        "pl",
        "Twoje zamówienie: 3KQHU",
        (
            "Dzień dobry,\n\n"
            "otrzymaliśmy zamówienie na Folk.\n\n"
            "Prosimy o opłacenie zamówienia na kwotę 84,00 zł do 22.06.2026.\n\n"
            "Kwota: 84,00 zł"
        ),
        "2026-06-22",
    ),
    (
        "sv",
        "Din beställning: 3KQHU",
        (
            "Hej,\n\n"
            "Vi har tagit emot din beställning till Folk.\n\n"
            "Betala 84,00 kr senast 22 juni 2026.\n\n"
            "Summa: 84,00 kr"
        ),
        "2026-06-22",
    ),
    (
        "cs",
        "Vaše objednávka: 3KQHU",
        (
            "Dobrý den,\n\n"
            "přijali jsme vaši objednávku na Folk.\n\n"
            "Uhraďte prosím 84,00 Kč do 22. 6. 2026.\n\n"
            "Částka: 84,00 Kč"
        ),
        "2026-06-22",
    ),
    (
        "hu",
        "Rendelésed: 3KQHU",
        (
            "Szia!\n\n"
            "Megkaptuk a rendelésedet.\n\n"
            "Kérjük, fizesd ki a rendelést (84,00 Ft) 2026. június 22-ig.\n\n"
            "Összeg: 84,00 Ft"
        ),
        "2026-06-22",
    ),
    (
        "da",
        "Din bestilling: 3KQHU",
        (
            "Hej\n\n"
            "Vi har modtaget din bestilling til Folk.\n\n"
            "Betal venligst 84,00 kr. senest den 22. juni 2026.\n\n"
            "Beløb: 84,00 kr."
        ),
        "2026-06-22",
    ),
    (
        "en",
        "Your order: 3KQHU",
        (
            "Hello,\n\n"
            "we successfully received your order for Folk.\n\n"
            "Please complete your payment of $84.00 before June 22, 2026.\n\n"
            "Total: $84.00"
        ),
        "2026-06-22",
    ),
    (
        "ja",
        "ご注文: 3KQHU",
        (
            "こんにちは。\n\n"
            "ご注文を承りました。\n\n"
            "2026年6月22日までに8,400円をお支払いください。\n\n"
            "合計: 8,400円"
        ),
        "2026-06-22",
    ),
    (
        "tr",
        "Siparişiniz: 3KQHU",
        (
            "Merhaba,\n\n"
            "siparişinizi aldık.\n\n"
            "Lütfen 84,00 TL tutarını 22.06.2026 tarihine kadar ödeyin.\n\n"
            "Tutar: 84,00 TL"
        ),
        "2026-06-22",
    ),
)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: f"{letter[0]}: {letter[1]}")
def test_it_is_due(letter: tuple[str, str, str, str]) -> None:
    _, subject, text, day = letter
    outcome = read_plain(subject, text)
    told = [(event.kind, str(event.due_on)) for event in outcome.events]
    assert told == [("invoice_due", day)]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Your order 4711", "Thank you for your order. Please transfer $54.90 by June 30."),
        ("Your order 4711", "Thank you for your order. It is awaiting payment of $54.90."),
        (
            "Ihre Bestellung 4711",
            (
                "Vielen Dank für Ihre Bestellung. Sobald Ihre Zahlung über 54,90 € da ist, "
                "verschicken wir die Ware."
            ),
        ),
        (
            "Bestillingen din 4711",
            "Takk for bestillingen. Når vi har mottatt betalingen på 549 kr, sender vi pakken.",
        ),
    ],
)
def test_what_a_sentence_says_is_still_to_be_paid_was_not_paid(subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Hello Pat,\n\n{text}\n")
    assert [event.kind for event in outcome.events] == ["invoice_due"]


@pytest.mark.parametrize(
    "text",
    [
        "We received your payment of $84.00.\n\nPlease pay future orders by 22 June 2026.",
        "Wir haben Ihre Zahlung über 84,00 € erhalten.\n\nFällig am 22. Juni 2026",
    ],
)
def test_what_was_paid_is_not(text: str) -> None:
    outcome = read_plain("Your order 3KQHU", text)
    assert [event.kind for event in outcome.events] == ["charge"]


# The order has come in, and a sentence begs to pay what it names.
BEGGED = (
    (
        "Your order is awaiting payment",
        "Thank you for your order. Please pay EUR 49.90 within 3 days.",
    ),
    ("Deine Bestellung", "Danke für deine Bestellung. Bitte überweise 49,90 € in 3 Tagen."),
    ("Votre commande", "Merci pour votre commande. Merci de virer 49,90 € sous 3 jours."),
    ("Zamówienie 2041", "Dziękujemy za zamówienie. Prosimy o przelew 49,90 zł w 3 dni."),
    ("Objednávka 2041", "Děkujeme za objednávku. Prosíme, uhraďte 349 Kč do 3 dnů."),
    ("Megrendelése", "Köszönjük megrendelését. Kérjük, 3 napon belül utaljon át 4 990 Ft-ot."),
    ("Siparişiniz", "Siparişiniz için teşekkürler. Lütfen 3 günde 249,90 TL havale yapınız."),
    ("ご注文の確認", "ご注文ありがとうございます。3日以内に4,730円をお振り込みください。"),
    ("주문 접수", "주문해 주셔서 감사합니다. 3일 이내에 12,900원을 입금해 주세요."),
    ("订单2041", "感谢您的订购。请在3天内转账¥128.00。"),
)


@pytest.mark.parametrize(("subject", "text"), BEGGED)
def test_who_begs_to_be_paid_was_not(subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Pat\n\n{text}\n\nKestrel")
    assert [event.kind for event in outcome.events] == ["invoice_due"]


def test_an_invoice_that_is_sent_begs_for_nothing() -> None:
    text = "Thank you for your order. Please find attached the invoice for EUR 49.90."
    outcome = read_plain("Your order 3KQHU", text)
    assert [event.kind for event in outcome.events] == ["charge"]


@pytest.mark.parametrize(
    "text",
    ["Payable within 7 days (20 June 2026)", "Zahlbar innerhalb von 7 Tagen (20.06.2026)"],
)
def test_a_day_that_is_named_beats_one_that_is_counted(text: str) -> None:
    outcome = read_plain("Invoice 17", f"Total | €48.00\n{text}\n\nLarkfield")
    assert [str(event.due_on) for event in outcome.events] == ["2026-06-20"]
