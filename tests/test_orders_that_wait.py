"""Orders that came in and wait for their payment, as shops say it, in nineteen languages."""

import pytest

from tests.mailed import read_plain

# By language: the subject and the thanks of an order, what is said of its payment, the row of its
# total; the subject of a reminder and what that says.
_ORDERS = {
    "en": (
        "Your order 1078",
        "Thank you for your order.",
        (
            "Just pay the invoice and we will send your order.",
            "We will ship your order as soon as your payment has arrived.",
            "Your order is reserved until we receive your transfer.",
            "Please transfer the amount, then your order goes out.",
        ),
        "Total: £44.90",
        "A reminder about your order",
        (
            "This is a reminder about your order, which has not been paid yet.",
            "Your order 1078 is still unpaid.",
            "We have not received any payment for your order 1078 so far.",
        ),
    ),
    "de": (
        "Ihre Bestellung 1078",
        "Vielen Dank für Ihre Bestellung.",
        (
            "Bitte bezahlen Sie die Rechnung, danach wird Ihre Bestellung verschickt.",
            "Sobald Ihre Zahlung eingegangen ist, versenden wir die Ware.",
            "Ihre Bestellung ist bis zum Eingang Ihrer Überweisung reserviert.",
            "Bitte überweisen Sie den Betrag, anschließend geht Ihre Bestellung auf die Reise.",
        ),
        "Gesamtbetrag: 44,90 €",
        "Erinnerung an Ihre Bestellung",
        (
            "Wir möchten Sie an Ihre Bestellung erinnern, die noch nicht bezahlt ist.",
            "Ihre Bestellung 1078 ist noch unbezahlt.",
            "Für Ihre Bestellung 1078 ist bisher keine Zahlung eingegangen.",
        ),
    ),
    "fr": (
        "Votre commande 1078",
        "Merci pour votre commande.",
        (
            "Il vous suffit de régler la facture et nous expédierons votre commande.",
            "Nous expédierons votre commande dès réception de votre paiement.",
            "Votre commande est réservée jusqu'à réception de votre virement.",
            "Merci de virer le montant, puis votre commande partira.",
        ),
        "Total: 44,90 €",
        "Rappel concernant votre commande",
        (
            "Nous vous rappelons votre commande, qui n'est pas encore payée.",
            "Votre commande 1078 est toujours impayée.",
            "Nous n'avons pas encore reçu le paiement de votre commande 1078.",
        ),
    ),
    "es": (
        "Tu pedido 1078",
        "Gracias por tu pedido.",
        (
            "Solo tienes que pagar la factura y enviaremos tu pedido.",
            "Enviaremos tu pedido en cuanto recibamos tu pago.",
            "Tu pedido queda reservado hasta que recibamos tu transferencia.",
            "Transfiere el importe y después enviaremos tu pedido.",
        ),
        "Total: 44,90 €",
        "Recordatorio de tu pedido",
        (
            "Te recordamos tu pedido, que todavía no está pagado.",
            "Tu pedido 1078 sigue sin pagar.",
            "Aún no hemos recibido el pago de tu pedido 1078.",
        ),
    ),
    "pt": (
        "A sua encomenda 1078",
        "Obrigado pela sua encomenda.",
        (
            "Basta pagar a fatura e enviaremos a sua encomenda.",
            "Enviaremos a sua encomenda assim que recebermos o seu pagamento.",
            "A sua encomenda fica reservada até recebermos a sua transferência.",
            "Transfira o valor e depois enviaremos a sua encomenda.",
        ),
        "Total: 44,90 €",
        "Lembrete da sua encomenda",
        (
            "Lembramos a sua encomenda, que ainda não foi paga.",
            "A sua encomenda 1078 continua por pagar.",
            "Ainda não recebemos o pagamento da sua encomenda 1078.",
        ),
    ),
    "it": (
        "Il tuo ordine 1078",
        "Grazie per il tuo ordine.",
        (
            "Ti basta pagare la fattura e spediremo il tuo ordine.",
            "Spediremo il tuo ordine non appena avremo ricevuto il pagamento.",
            "Il tuo ordine resta riservato fino al ricevimento del bonifico.",
            "Effettua il bonifico, poi spediremo il tuo ordine.",
        ),
        "Totale: 44,90 €",
        "Promemoria sul tuo ordine",
        (
            "Ti ricordiamo il tuo ordine, che non è ancora stato pagato.",
            "Il tuo ordine 1078 risulta ancora non pagato.",
            "Non abbiamo ancora ricevuto il pagamento del tuo ordine 1078.",
        ),
    ),
    "nl": (
        "Je bestelling 1078",
        "Bedankt voor je bestelling.",
        (
            "Je hoeft alleen nog de factuur te betalen, daarna versturen we je bestelling.",
            "Zodra we je betaling hebben ontvangen, versturen we je bestelling.",
            "Je bestelling is gereserveerd tot we je overschrijving hebben ontvangen.",
            "Maak het bedrag over, dan gaat je bestelling de deur uit.",
        ),
        "Totaal: € 44,90",
        "Herinnering aan je bestelling",
        (
            "We herinneren je aan je bestelling, die nog niet betaald is.",
            "Je bestelling 1078 is nog onbetaald.",
            "We hebben nog geen betaling ontvangen voor je bestelling 1078.",
        ),
    ),
    "pl": (
        "Twoje zamówienie 1078",
        "Dziękujemy za zamówienie.",
        (
            "Wystarczy opłacić fakturę, a wyślemy zamówienie.",
            "Wyślemy zamówienie, gdy tylko otrzymamy płatność.",
            "Zamówienie jest zarezerwowane do czasu otrzymania przelewu.",
            "Prosimy o przelanie kwoty, a następnie wyślemy zamówienie.",
        ),
        "Razem: 44,90 zł",
        "Przypomnienie o zamówieniu",
        (
            "Przypominamy o zamówieniu, które nie zostało jeszcze opłacone.",
            "Zamówienie 1078 nadal jest nieopłacone.",
            "Nie otrzymaliśmy jeszcze płatności za zamówienie 1078.",
        ),
    ),
    "sv": (
        "Din beställning 1078",
        "Tack för din beställning.",
        (
            "Betala bara fakturan så skickar vi din beställning.",
            "Vi skickar din beställning så snart vi har fått din betalning.",
            "Din beställning är reserverad tills vi har fått din överföring.",
            "För över beloppet, därefter skickar vi din beställning.",
        ),
        "Totalt: 449,00 kr",
        "Påminnelse om din beställning",
        (
            "Vi vill påminna dig om din beställning, som ännu inte är betald.",
            "Din beställning 1078 är fortfarande obetald.",
            "Vi har ännu inte fått någon betalning för din beställning 1078.",
        ),
    ),
    "da": (
        "Din bestilling 1078",
        "Tak for din bestilling.",
        (
            "Du skal blot betale fakturaen, og herefter sender vi din bestilling.",
            "Vi sender din bestilling, så snart vi har modtaget din betaling.",
            "Din bestilling er reserveret, indtil vi har modtaget din overførsel.",
            "Overfør beløbet, hvorefter vi sender din bestilling.",
        ),
        "I alt: 449,00 kr",
        "Påmindelse om din bestilling",
        (
            "Vi minder om din bestilling, som endnu ikke er betalt.",
            "Din bestilling 1078 er stadig ubetalt.",
            "Vi har endnu ikke modtaget betaling for din bestilling 1078.",
        ),
    ),
    "nb": (
        "Bestillingen din 1078",
        "Takk for bestillingen.",
        (
            "Du trenger bare å betale fakturaen, så sender vi varene.",
            "Vi sender bestillingen så snart vi har mottatt betalingen.",
            "Bestillingen er reservert til vi har mottatt overføringen.",
            "Overfør beløpet, deretter sender vi bestillingen.",
        ),
        "Totalt: 449,00 kr",
        "Påminnelse om bestillingen",
        (
            "Vi minner om bestillingen din, som ennå ikke er betalt.",
            "Bestillingen 1078 er fortsatt ubetalt.",
            "Vi har ennå ikke mottatt betaling for bestilling 1078.",
        ),
    ),
    "fi": (
        "Tilauksesi 1078",
        "Kiitos tilauksestasi.",
        (
            "Maksa vain lasku, niin lähetämme tilauksesi.",
            "Lähetämme tilauksesi heti, kun olemme saaneet maksusi.",
            "Tilauksesi on varattu, kunnes olemme saaneet tilisiirtosi.",
            "Siirrä summa tilillemme, minkä jälkeen lähetämme tilauksesi.",
        ),
        "Yhteensä: 44,90 €",
        "Muistutus tilauksestasi",
        (
            "Muistutamme tilauksestasi, jota ei ole vielä maksettu.",
            "Tilauksesi 1078 on edelleen maksamatta.",
            "Emme ole vielä saaneet maksua tilauksestasi 1078.",
        ),
    ),
    "cs": (
        "Vaše objednávka 1078",
        "Děkujeme za Vaši objednávku.",
        (
            "Stačí zaplatit fakturu a objednávku odešleme.",
            "Objednávku odešleme, jakmile obdržíme Vaši platbu.",
            "Objednávka je rezervována do přijetí Vašeho převodu.",
            "Převeďte prosím částku, poté objednávku odešleme.",
        ),
        "Celkem: 449,00 Kč",
        "Připomenutí objednávky",
        (
            "Připomínáme Vám objednávku, která dosud nebyla zaplacena.",
            "Objednávka 1078 je stále neuhrazená.",
            "Za objednávku 1078 jsme zatím neobdrželi platbu.",
        ),
    ),
    "hu": (
        "1078. számú rendelése",
        "Köszönjük a rendelését.",
        (
            "Csak fizesse ki a számlát, és elküldjük a rendelését.",
            "A rendelését elküldjük, amint megérkezett a befizetése.",
            "A rendelését fenntartjuk, amíg az átutalása megérkezik.",
            "Kérjük, utalja át az összeget, ezután feladjuk a csomagot.",
        ),
        "Összesen: 4 490 Ft",
        "Emlékeztető a rendeléséről",
        (
            "Emlékeztetjük a rendelésére, amelyet még nem fizetett ki.",
            "Az 1078. számú rendelése még kifizetetlen.",
            "Az 1078. számú rendelésére még nem érkezett befizetés.",
        ),
    ),
    "ro": (
        "Comanda dvs. 1078",
        "Vă mulțumim pentru comandă.",
        (
            "Trebuie doar să plătiți factura și vă trimitem comanda.",
            "Expediem comanda imediat ce primim plata.",
            "Comanda este rezervată până la primirea transferului.",
            "Vă rugăm să virați suma, apoi expediem comanda.",
        ),
        "Total: 44,90 lei",
        "Memento privind comanda",
        (
            "Vă reamintim comanda, care nu a fost încă plătită.",
            "Comanda 1078 este în continuare neplătită.",
            "Nu am primit încă plata pentru comanda 1078.",
        ),
    ),
    "tr": (
        "1078 numaralı siparişiniz",
        "Siparişiniz için teşekkür ederiz.",
        (
            "Faturayı ödemeniz yeterli, ardından siparişinizi göndereceğiz.",
            "Ödemeniz bize ulaşır ulaşmaz siparişinizi göndereceğiz.",
            "Siparişiniz havaleniz bize ulaşana kadar ayrılmıştır.",
            "Lütfen tutarı havale edin, sonrasında siparişiniz yola çıkar.",
        ),
        "Toplam: 449,00 TL",
        "Siparişiniz hakkında hatırlatma",
        (
            "Henüz ödenmemiş siparişinizi hatırlatmak isteriz.",
            "1078 numaralı siparişiniz hâlâ ödenmedi.",
            "1078 numaralı siparişiniz için henüz ödeme almadık.",
        ),
    ),
    "ja": (
        "ご注文 1078",
        "ご注文ありがとうございます。",
        (
            "請求書のお支払い後、商品を発送いたします。",
            "ご入金を確認次第、商品を発送いたします。",
            "お振込みを確認するまで商品をお取り置きします。",
            "下記の金額をお振り込みください。その後、商品を発送いたします。",
        ),
        "合計: 4,490円",
        "ご注文のお支払いについて",
        (
            "ご注文のお支払いがまだお済みでないようです。",
            "ご注文 1078 は未払いです。",
            "ご注文 1078 のご入金がまだ確認できておりません。",
        ),
    ),
    "ko": (
        "주문 1078",
        "주문해 주셔서 감사합니다.",
        (
            "청구서를 결제해 주시면 상품을 발송해 드립니다.",
            "입금이 확인되는 대로 상품을 발송해 드립니다.",
            "입금이 확인될 때까지 주문을 보관합니다.",
            "아래 금액을 이체해 주세요. 그 후 상품을 발송합니다.",
        ),
        "합계: 44,900원",
        "주문 결제 안내",
        (
            "주문하신 상품이 아직 결제되지 않았습니다.",
            "주문 1078은 아직 미결제 상태입니다.",
            "주문 1078의 입금이 아직 확인되지 않았습니다.",
        ),
    ),
    "zh": (
        "您的订单 1078",
        "感谢您的订购。",
        (
            "您只需支付账单，我们随后发货。",
            "收到您的付款后，我们将立即发货。",
            "在收到您的转账之前，我们会为您保留订单。",
            "请转账以下金额，之后我们会发货。",
        ),
        "合计: 449.00 元",
        "订单提醒",
        (
            "提醒您，您的订单尚未付款。",
            "订单 1078 仍未支付。",
            "我们尚未收到订单 1078 的付款。",
        ),
    ),
}
_WAITING = [
    (language, subject, f"{thanks}\n\n{said}\n\n{total}\n\nFalkenhof")
    for language, (subject, thanks, all_said, total, *_) in _ORDERS.items()
    for said in all_said
]
_REMINDED = [
    (language, subject, f"{said}\n\n{total}\n\nFalkenhof")
    for language, (*_, total, subject, all_said) in _ORDERS.items()
    for said in all_said
]
# Paid, though the shop tells everybody what happens with orders that are not.
_PAID = [
    (
        "Your order 1078",
        (
            "Thank you for your order. We have received your payment of £44.90 and ship today.\n\n"
            "Orders by bank transfer go out as soon as the payment has arrived.\n\nTotal: £44.90"
        ),
    ),
    (
        "Your order 1078",
        (
            "Thank you for your order.\n\nPayment: Visa ending in 4417\n\n"
            "We send orders once the payment is confirmed.\n\nTotal: £44.90"
        ),
    ),
    (
        "Ihre Bestellung 1078",
        (
            "Vielen Dank für Ihre Bestellung. Ihre Zahlung über 44,90 € ist eingegangen.\n\n"
            "Bei Vorkasse versenden wir, sobald Ihre Zahlung eingegangen ist.\n\n"
            "Gesamtbetrag: 44,90 €"
        ),
    ),
    (
        "Votre commande 1078",
        (
            "Merci pour votre commande. Votre paiement de 44,90 € a bien été reçu.\n\n"
            "Les commandes partent dès réception du paiement.\n\nTotal : 44,90 €"
        ),
    ),
]


@pytest.mark.parametrize("letter", [*_WAITING, *_REMINDED], ids=lambda letter: letter[0])
def test_an_order_that_waits_for_its_payment_was_not_paid(letter: tuple[str, str, str]) -> None:
    _, subject, text = letter
    outcome = read_plain(subject, text)
    assert {event.kind for event in outcome.events} <= {"invoice_due", "payment_failed"}
    assert outcome.events


@pytest.mark.parametrize(("subject", "text"), _PAID)
def test_what_was_paid_waits_for_nothing(subject: str, text: str) -> None:
    outcome = read_plain(subject, text)
    assert [event.kind for event in outcome.events] == ["charge"]


# The sum stands in the thanks: it is what the order costs, and nothing that was paid.
_THANKED = (
    (
        "Order receipt 1078",
        "Thank you for your order of £44.90. We ship once your payment arrived.",
    ),
    ("Your order 1078", "Thank you for your order of £44.90. Please transfer it to our account."),
    ("Bestellung", "Danke für deine Bestellung über 44,90 €. Bitte überweise ihn auf unser Konto."),
    ("Confirmation", "Merci pour votre commande de 44,90 €. Elle part dès réception du virement."),
    ("Pedido 1078", "Gracias por tu pedido de 44,90 €. Lo enviaremos en cuanto recibamos el pago."),
    (
        "Ordine 1078",
        "Grazie per il tuo ordine di 44,90 €. Spediremo non appena riceveremo il saldo.",
    ),
    (
        "Bestelling",
        "Bedankt voor je bestelling van € 44,90. Zodra je betaling binnen is, gaat hij weg.",
    ),
    ("Zamówienie 1078", "Dziękujemy za zamówienie na 44,90 zł. Prosimy o przelew na nasze konto."),
)
# Who chose to pay so is asked, not everybody; and what came in is not asked for again.
_NOT_ASKED = (
    ("Order 1078", "Thank you for your order of £44.90. If you pay by bank, please transfer it."),
    ("Bestellung", "Danke für deine Bestellung über 44,90 €. Falls du überweist, bitte bald."),
    ("Order 1078", "Thank you for your order. You paid £44.90. We ship once your payment cleared."),
    ("Order 1078", "We received your payment of £44.90. Please transfer later sums to our bank."),
)


@pytest.mark.parametrize(("subject", "text"), _THANKED)
def test_the_sum_of_an_order_is_no_payment(subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Pat\n\n{text}\n\nKestrel")
    assert [event.kind for event in outcome.events] == ["invoice_due"]


@pytest.mark.parametrize(("subject", "text"), _NOT_ASKED)
def test_an_order_that_does_not_ask_its_reader_to_pay(subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Pat\n\n{text}\n\nKestrel")
    assert [event.kind for event in outcome.events] == ["charge"]


# What a subject bids to pay: by language the subject, what is said, the row of the total.
_BIDDEN = (
    (
        "en",
        "Pay for your booking",
        "Hi Pat!\n\nYour booking is ready for payment.",
        "Total | £34.00",
    ),
    (
        "de",
        "Bezahle deine Buchung",
        "Hallo Pat!\n\nDeine Buchung ist bereit zur Zahlung.",
        "Gesamt | 34,00 €",
    ),
    (
        "de",
        "Bezahlen Sie Ihre Buchung",
        "Hallo Pat!\n\nIhre Buchung ist bereit zur Zahlung.",
        "Gesamt | 34,00 €",
    ),
    (
        "fr",
        "Payez votre réservation",
        "Bonjour Pat !\n\nVotre réservation est prête pour le paiement.",
        "Total | 34,00 €",
    ),
    (
        "es",
        "Paga tu reserva",
        "¡Hola, Pat!\n\nTu reserva está lista para el pago.",
        "Total | 34,00 €",
    ),
    (
        "pt",
        "Pague a sua reserva",
        "Olá, Pat!\n\nA sua reserva está pronta para pagamento.",
        "Total | 34,00 €",
    ),
    (
        "it",
        "Paga la tua prenotazione",
        "Ciao Pat!\n\nLa tua prenotazione è pronta per il pagamento.",
        "Totale | 34,00 €",
    ),
    (
        "nl",
        "Betaal je boeking",
        "Hoi Pat!\n\nJe boeking staat klaar om te betalen.",
        "Totaal | € 34,00",
    ),
    (
        "pl",
        "Opłać swoją rezerwację",
        "Cześć Pat!\n\nTwoja rezerwacja jest gotowa do opłacenia.",
        "Razem | 34,00 zł",
    ),
    (
        "sv",
        "Betala din bokning",
        "Hej Pat!\n\nDin bokning är klar för betalning.",
        "Totalt | 340 kr",
    ),
    ("da", "Betal din booking", "Hej Pat!\n\nDin booking er klar til betaling.", "I alt | 340 kr."),
    (
        "nb",
        "Betal bestillingen din",
        "Hei Pat!\n\nBestillingen din er klar til betaling.",
        "Totalt | 340 kr",
    ),
    (
        "fi",
        "Maksa varauksesi",
        "Hei Pat!\n\nVarauksesi on valmis maksettavaksi.",
        "Yhteensä | 34,00 €",
    ),
    (
        "cs",
        "Zaplaťte svou rezervaci",
        "Dobrý den, Pate,\n\nVaše rezervace je připravena k platbě.",
        "Celkem | 340 Kč",
    ),
    (
        "hu",
        "Fizesse ki foglalását",
        "Kedves Pat!\n\nFoglalása fizetésre vár.",
        "Összesen | 3 400 Ft",
    ),
    (
        "ro",
        "Plătiți rezervarea",
        "Bună, Pat!\n\nRezervarea este gata de plată.",
        "Total | 34,00 lei",
    ),
    (
        "tr",
        "Rezervasyonunuzu ödeyin",
        "Merhaba Pat,\n\nRezervasyonunuz ödemeye hazır.",
        "Toplam | 340 TL",
    ),
)


@pytest.mark.parametrize("letter", _BIDDEN, ids=lambda letter: letter[0])
def test_who_is_bidden_to_pay_has_not_paid(letter: tuple[str, str, str, str]) -> None:
    _, subject, said, total = letter
    outcome = read_plain(subject, f"{said}\n\n{total}\n\nFalkenhof")
    assert [event.kind for event in outcome.events] == ["invoice_due"]


# What one has paid, and what not: the language, the subject, the greeting, both, the row.
_BY_WHOM = (
    (
        "en",
        "Your invoice 117",
        "Hello Pat,",
        "You paid your invoice 117 today.",
        "You have not paid your invoice 117.",
        "Amount | £260.00",
    ),
    (
        "de",
        "Ihre Rechnung 117",
        "Guten Tag Pat,",
        "Sie haben Ihre Rechnung 117 heute bezahlt.",
        "Sie haben Ihre Rechnung 117 noch nicht bezahlt.",
        "Betrag | 260,00 €",
    ),
    (
        "fr",
        "Votre facture 117",
        "Bonjour Pat,",
        "Vous avez payé votre facture 117 aujourd'hui.",
        "Vous n'avez pas encore payé votre facture 117.",
        "Montant | 260,00 €",
    ),
    (
        "es",
        "Tu factura 117",
        "Hola Pat:",
        "Hoy has pagado tu factura 117.",
        "Todavía no has pagado tu factura 117.",
        "Importe | 260,00 €",
    ),
    (
        "it",
        "La tua fattura 117",
        "Ciao Pat,",
        "Hai pagato oggi la tua fattura 117.",
        "Non hai ancora pagato la tua fattura 117.",
        "Importo | 260,00 €",
    ),
    (
        "pt",
        "A sua fatura 117",
        "Olá Pat,",
        "Pagou hoje a sua fatura 117.",
        "Ainda não pagou a sua fatura 117.",
        "Valor | 260,00 €",
    ),
    (
        "nl",
        "Je factuur 117",
        "Hallo Pat,",
        "Je hebt je factuur 117 vandaag betaald.",
        "Je hebt je factuur 117 nog niet betaald.",
        "Bedrag | € 260,00",
    ),
    (
        "pl",
        "Twoja faktura 117",
        "Cześć Pat,",
        "Faktura 117 została dziś opłacona.",
        "Nie opłacono jeszcze faktury 117.",
        "Kwota | 260,00 zł",
    ),
    (
        "sv",
        "Din faktura 117",
        "Hej Pat,",
        "Du har betalat din faktura 117 i dag.",
        "Du har inte betalat din faktura 117 än.",
        "Belopp | 2 600 kr",
    ),
    (
        "da",
        "Din faktura 117",
        "Hej Pat,",
        "Du har betalt din faktura 117 i dag.",
        "Du har endnu ikke betalt din faktura 117.",
        "Beløb | 2.600 kr.",
    ),
    (
        "nb",
        "Fakturaen din 117",
        "Hei Pat,",
        "Du har betalt fakturaen 117 i dag.",
        "Du har ikke betalt fakturaen 117 ennå.",
        "Beløp | 2 600 kr",
    ),
    (
        "fi",
        "Laskusi 117",
        "Hei Pat,",
        "Olet maksanut laskusi 117 tänään.",
        "Et ole vielä maksanut laskuasi 117.",
        "Summa | 260,00 €",
    ),
    (
        "cs",
        "Vaše faktura 117",
        "Dobrý den, Pate,",
        "Dnes jste zaplatil fakturu 117.",
        "Fakturu 117 jste dosud nezaplatil.",
        "Částka | 2 600 Kč",
    ),
    (
        "hu",
        "117. számú számlája",
        "Kedves Pat!",
        "Ma kifizette a 117. számú számláját.",
        "Még nem fizette ki a 117. számú számláját.",
        "Összeg | 26 000 Ft",
    ),
    (
        "ro",
        "Factura dvs. 117",
        "Bună, Pat,",
        "Ați plătit astăzi factura 117.",
        "Nu ați plătit încă factura 117.",
        "Suma | 260,00 lei",
    ),
    (
        "tr",
        "117 numaralı faturanız",
        "Merhaba Pat,",
        "117 numaralı faturanızı bugün ödediniz.",
        "117 numaralı faturanızı henüz ödemediniz.",
        "Tutar | 2.600 TL",
    ),
    (
        "ja",
        "請求書 117",
        "クイル様",
        "請求書117のお支払いが完了しました。",
        "請求書117はまだ支払われていません。",
        "金額 | 26,000円",
    ),
    (
        "ko",
        "청구서 117",
        "퀼 님,",
        "청구서 117이 오늘 결제되었습니다.",
        "청구서 117이 아직 결제되지 않았습니다.",
        "금액 | 260,000원",
    ),
    (
        "zh",
        "账单 117",
        "您好,Pat:",
        "您今天已支付账单117。",
        "您尚未支付账单117。",
        "金额 | 260.00 元",
    ),
)


@pytest.mark.parametrize("row", _BY_WHOM, ids=lambda row: row[0])
def test_what_one_has_paid_is_told_from_what_one_has_not(row: tuple[str, ...]) -> None:
    _, subject, greeting, paid, unpaid, amount = row
    told = [
        [one.kind for one in read_plain(subject, f"{greeting}\n\n{said}\n\n{amount}").events]
        for said in (paid, unpaid)
    ]
    assert told == [["charge"], ["invoice_due"]]


def test_what_a_client_has_looked_at_is_no_bill() -> None:
    outcome = read_plain("Margate Bakery viewed your invoice 117", "They owe you £260.00.")
    assert outcome.events == ()
