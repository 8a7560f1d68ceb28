"""Short letters: what is stated by the shape of a sentence, in the words of one line."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from parsers.outcome import Outcome, OutcomeKind
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_KNOWN = known_to(load_catalog(), own_addresses=frozenset({"pat@example.org"}))
# Kinds that are right, subject, text.
LETTERS = (
    (
        "refund refund_promised",
        "About your second payment",
        "The second charge of $14.00 has been reversed and is on its way back to your card.",
    ),
    (
        "charge",
        "Rechnung 20-118 (bezahlt)",
        "Danke, wir haben 48,00 € von Ihrer Karte 5521 abgebucht.",
    ),
    (
        "renewal_notice",
        "Preavviso di addebito",
        "Il 4 luglio 2026 addebiteremo 48,00 € sul suo conto per la quota.",
    ),
    (
        "trial_started",
        "Hoş geldin",
        "Denemen bugün başladı. 4 Temmuz 2026 tarihinden sonra aylık 48,00 TL.",
    ),
    (
        "canceled",
        "All done",
        "You are off the plan. Nothing more will be taken. You can listen until 30 June 2026.",
    ),
    (
        "charge",
        "Membership renewed",
        "Locker 14 renewed. $18.00 charged to Mastercard 5521. Next: 4 July 2026.",
    ),
    (
        "charge",
        "Reload complete",
        "You were under $10, so we reloaded $25.00 from Visa 5521.",
    ),
    (
        "charge",
        "Your box is packed",
        "Order #77 is paid. Total $24.00. Next box ships and bills 2 July 2026 (every 4 weeks).",
    ),
    (
        "charge",
        "June is settled",
        "$40.00 came off your Amex 1009 this morning for June's storage.",
    ),
    (
        "charge",
        "Danke",
        "12,00 € von Visa 5521 abgebucht. Nächste Abbuchung: 4. Juli 2026.",
    ),
    (
        "charge",
        "Merci",
        "12,00 € débités sur Visa 5521. Prochain débit : 4 juillet 2026.",
    ),
    (
        "charge",
        "Gracias",
        "Cobrados 12,00 € en tu Visa 5521. Próximo cobro: 4 de julio de 2026.",
    ),
    (
        "charge",
        "Grazie",
        "Addebitati 12,00 € su Visa 5521. Prossimo addebito: 4 luglio 2026.",
    ),
    (
        "charge",
        "Bedankt",
        "€ 12,00 afgeschreven van Visa 5521. Volgende keer: 4 juli 2026.",
    ),
    (
        "charge",
        "Obrigado",
        "Cobrámos 12,00 € no Visa 5521. Próxima cobrança: 4 de julho de 2026.",
    ),
    (
        "charge",
        "Dziękujemy",
        "Pobraliśmy 49,00 zł z karty Visa 5521. Następna płatność: 4 lipca 2026.",
    ),
    (
        "charge",
        "Tack",
        "129,00 kr drogs från Visa 5521. Nästa dragning: 4 juli 2026.",
    ),
    (
        "charge",
        "Tak",
        "129,00 kr. trukket på Visa 5521. Næste betaling: 4. juli 2026.",
    ),
    (
        "charge",
        "Takk",
        "129,00 kr trukket fra Visa 5521. Neste trekk: 4. juli 2026.",
    ),
    (
        "charge",
        "Kiitos",
        "12,00 € veloitettu kortilta Visa 5521. Seuraava veloitus: 4.7.2026.",
    ),
    (
        "charge",
        "Děkujeme",
        "Z karty Visa 5521 jsme strhli 249,00 Kč. Další platba: 4. července 2026.",
    ),
    (
        "charge",
        "6月分会費",
        "6月分の会費1,500円をクレジットカードにて領収いたしました。次回のお支払いは2026年7月4日です。",
    ),
    (
        "charge",
        "6월 이용료",
        "6월 이용료 9,900원이 카드로 결제되었습니다. 다음 결제일은 2026년 7월 4일입니다.",
    ),
    (
        "charge",
        "Teşekkürler",
        "Visa 5521 kartınızdan 99,00 TL çekildi. Sonraki ödeme: 4 Temmuz 2026.",
    ),
    (
        "canceled",
        "Sorry to see you go",
        "As you asked, we stopped your Plus plan. It works until 30 June 2026.",
    ),
    (
        "canceled",
        "Schade",
        "Sie haben gekündigt. Zugang bis 30.06.2026.",
    ),
    (
        "canceled",
        "Kündigung zum 30.06.",
        "wir bestätigen die Kündigung zum 30.06.2026. Danach buchen wir nichts mehr ab.",
    ),
    (
        "canceled",
        "C'est fait",
        "Votre abonnement est arrêté. Vous y avez accès jusqu'au 30 juin 2026.",
    ),
    (
        "canceled",
        "Baja confirmada",
        "Te hemos dado de baja. Puedes seguir usándolo hasta el 30 de junio de 2026.",
    ),
    (
        "canceled",
        "Disdetta confermata",
        "Il tuo abbonamento termina il 30 giugno 2026 e non verrà rinnovato.",
    ),
    (
        "canceled",
        "Opzegging",
        "Je abonnement stopt op 30 juni 2026. Er wordt niets meer afgeschreven.",
    ),
    (
        "canceled",
        "Cancelamento",
        "O seu plano termina a 30 de junho de 2026 e não volta a ser cobrado.",
    ),
    (
        "canceled",
        "Rezygnacja",
        "Twoja subskrypcja zakończy się 30 czerwca 2026. Nie pobierzemy kolejnych opłat.",
    ),
    (
        "canceled",
        "Uppsägning",
        "Ditt abonnemang är uppsagt och gäller till 30 juni 2026.",
    ),
    (
        "paused",
        "On hold",
        (
            "No deliveries until 4 July 2026, and nothing is taken until then. Then it is "
            "£18.00 a week again."
        ),
    ),
    (
        "paused",
        "Taking a breather",
        "Your plan sleeps until 4 July 2026. After that it is back to $12 a month.",
    ),
    (
        "paused",
        "Pause",
        "Ihr Abo ruht bis 4.7.2026. Danach wieder 34,00 € monatlich.",
    ),
    (
        "paused",
        "Pause",
        "Votre formule est en pause jusqu'au 4 juillet 2026, puis 12,00 € par mois à nouveau.",
    ),
    (
        "paused",
        "Pausa",
        "Tu plan está en pausa hasta el 4 de julio de 2026. Después, 12,00 € al mes.",
    ),
    (
        "paused",
        "Pausa",
        "Il tuo piano è in pausa fino al 4 luglio 2026. Poi di nuovo 12,00 € al mese.",
    ),
    (
        "paused",
        "Pauze",
        "Je abonnement staat stil tot 4 juli 2026. Daarna weer € 12,00 per maand.",
    ),
    (
        "paused",
        "Paus",
        "Ditt medlemskap vilar till 4 juli 2026. Därefter 199 kr i månaden igen.",
    ),
    (
        "trial_started",
        "Welcome aboard",
        "Fourteen days on the house, until 18 June 2026. Stay, and it is $9.00 a month.",
    ),
    (
        "trial_started",
        "You're in",
        "Your free fortnight runs until 18 June 2026, then $9.00 a month.",
    ),
    (
        "trial_started",
        "Los geht's",
        "14 Tage gratis bis 18.06.2026, danach 9,00 € im Monat.",
    ),
    (
        "trial_started",
        "Si parte",
        "Prova gratuita fino al 18 giugno 2026, poi 9,00 € al mese.",
    ),
    (
        "trial_started",
        "C'est parti",
        "Quatorze jours offerts, jusqu'au 18 juin 2026. Ensuite 9,00 € par mois.",
    ),
    (
        "trial_started",
        "Ya estás dentro",
        "Catorce días gratis, hasta el 18 de junio de 2026. Luego 9,00 € al mes.",
    ),
    (
        "trial_ending",
        "Two days to go",
        "Your fortnight with us ends on 6 June 2026. After that it is $9.00 a month on your Visa.",
    ),
    (
        "trial_ending",
        "Noch zwei Tage",
        "Ihre Gratiszeit endet am 6. Juni 2026. Danach kostet es 9,00 € im Monat.",
    ),
    (
        "trial_ending",
        "Plus que deux jours",
        "Votre essai se termine le 6 juin 2026. Ensuite, 9,00 € par mois.",
    ),
    (
        "trial_ending",
        "Quedan dos días",
        "Tu prueba acaba el 6 de junio de 2026. Después pagarás 9,00 € al mes.",
    ),
    (
        "trial_ending",
        "Nog twee dagen",
        "Je proefperiode loopt af op 6 juni 2026. Daarna betaal je € 9,00 per maand.",
    ),
    (
        "price_change",
        "A new price",
        "From 1 July 2026 your plan goes from $8.00 to $9.00 a month.",
    ),
    (
        "price_change",
        "Nouveau tarif",
        "À compter du 1er juillet 2026, votre formule passera de 8,90 € à 9,90 € par mois.",
    ),
    (
        "price_change",
        "Neuer Preis",
        "Ab 1. Juli 2026 steigt Ihr Beitrag von 8,90 € auf 9,90 € im Monat.",
    ),
    (
        "price_change",
        "Nuevo precio",
        "A partir del 1 de julio de 2026 tu cuota pasa de 8,90 € a 9,90 € al mes.",
    ),
    (
        "price_change",
        "Nuovo prezzo",
        "Dal 1 luglio 2026 il canone passa da 8,90 € a 9,90 € al mese.",
    ),
    (
        "price_change",
        "Nieuwe prijs",
        "Vanaf 1 juli 2026 gaat je abonnement van € 8,90 naar € 9,90 per maand.",
    ),
    (
        "price_change",
        "Novo preço",
        "A partir de 1 de julho de 2026 a sua mensalidade passa de 8,90 € para 9,90 €.",
    ),
    (
        "price_change",
        "Nowa cena",
        "Od 1 lipca 2026 cena wzrośnie z 29,00 zł do 35,00 zł miesięcznie.",
    ),
    (
        "price_change",
        "Nytt pris",
        "Från 1 juli 2026 höjs priset från 99 kr till 119 kr i månaden.",
    ),
    (
        "payment_failed",
        "Hm",
        "Your card said no to $12.00. We try again on 8 June 2026.",
    ),
    (
        "payment_failed",
        "Payment bounced",
        "We couldn't get $12.00 from Visa 5521. Next try 8 June 2026.",
    ),
    (
        "payment_failed",
        "Zahlung",
        "Leider konnten wir 12,00 € nicht einziehen. Nächster Versuch am 8. Juni 2026.",
    ),
    (
        "payment_failed",
        "Paiement refusé",
        "Votre carte a refusé 12,00 €. Nouvel essai le 8 juin 2026.",
    ),
    (
        "payment_failed",
        "Pago rechazado",
        "No hemos podido cobrar 12,00 €. Lo intentaremos el 8 de junio de 2026.",
    ),
    (
        "payment_failed",
        "Pagamento",
        "Non siamo riusciti ad addebitare 12,00 €. Riproviamo l'8 giugno 2026.",
    ),
    (
        "payment_failed",
        "Płatność",
        "Nie udało się pobrać 29,00 zł. Spróbujemy ponownie 8.06.2026.",
    ),
    (
        "payment_failed",
        "Betalning",
        "Vi kunde inte dra 129 kr från ditt kort. Nytt försök 8 juni 2026.",
    ),
    (
        "refund",
        "Money back",
        "We sent $12.00 back to Visa 5521. Original order $40.00.",
    ),
    (
        "refund",
        "Erstattung",
        "Wir haben Ihnen 12,00 € von 40,00 € erstattet.",
    ),
    (
        "refund",
        "Devolución",
        "Te hemos devuelto 12,00 € de tu pedido de 40,00 €.",
    ),
    (
        "refund",
        "Remboursement",
        "Nous vous avons remboursé 12,00 €. Commande d'origine : 40,00 €.",
    ),
    (
        "refund",
        "Rimborso",
        "Ti abbiamo rimborsato 12,00 €. Ordine originale: 40,00 €.",
    ),
    (
        "invoice_due renewal_notice",
        "Beitragsrechnung 2026",
        "der Jahresbeitrag beträgt 118,00 €. Wir buchen ihn am 1. Juli 2026 von Ihrem Konto ab.",
    ),
    (
        "invoice_due renewal_notice",
        "Votre adhésion arrive à échéance",
        "votre adhésion expire le 30 juin 2026. Pour la renouveler : 45 € par chèque ou virement.",
    ),
    (
        "invoice_due renewal_notice",
        "Membership",
        "Your membership expires on 30 June 2026. To renew: £45 by cheque or transfer.",
    ),
    (
        "invoice_due renewal_notice",
        "Your bill is ready",
        "Bill date | 4 June 2026\nPlease pay | £87.00\nBy | 24 June 2026",
    ),
    (
        "invoice_due renewal_notice",
        "Fatura disponível",
        "Valor a pagar | 32,00 €\nDébito direto em | 24/06/2026",
    ),
    (
        "invoice_due renewal_notice",
        "Bolletta",
        "Importo 45,00 €, addebito il 24 giugno 2026.",
    ),
    (
        "renewal_notice",
        "Coming up",
        "Your domain renews on 24 June 2026 for $14.00 on Visa 5521.",
    ),
    (
        "plan_changed",
        "Plan changed",
        "You switched from Basic to Plus. It is $15.00 a month from 4 July 2026.",
    ),
)
QUIET = (
    (
        "Your estimate",
        "Estimate 9: $1,200.00, valid 30 days. Nothing to pay until you accept.",
    ),
    (
        "Your card was used",
        "Your Visa 5521 was used for $55.00 at Corner Shop.",
    ),
    (
        "Summer offer",
        "Until 30 June 2026: three months for $1, then $9.00 a month. Join now.",
    ),
    (
        "Rate us",
        "You renewed last month. Rate us and get 10% off your next $30 order.",
    ),
    (
        "lunch",
        "I paid $18.00 with my Visa 5521, you owe me half",
    ),
    (
        "Your parcel left us",
        "Order #5 is on its way. The Atlas £14.00, postage £2.95.",
    ),
    (
        "Sommerangebot",
        "Bis 30.06.2026: 3 Monate für 1 €, danach 9,00 € im Monat. Jetzt sichern.",
    ),
    (
        "Prices at the pool",
        "From 1 July 2026 tickets go from $4 to $5 at the door for everybody.",
    ),
    (
        "Return received",
        "We have your return. We will look at it and refund $12.00 if all is well.",
    ),
    (
        "Hotel",
        "Your room is held with Visa 5521 until 4 July 2026, $120.00 to pay on arrival.",
    ),
    (
        "Offre",
        "Jusqu'au 30 juin 2026 : 3 mois à 1 €, puis 9,00 € par mois. J'en profite.",
    ),
    (
        "Your stay",
        "We hold $80.00 on your Visa 5521 and let it go when you leave.",
    ),
    (
        "A note on cards",
        "If you paid $12.00 with Visa 5521, you get it back.",
    ),
    (
        "About your order",
        "We could not refund $12.00 to Visa 5521.",
    ),
    (
        "Three services raise prices",
        "Couchwise goes from $15.49 to $17.99 per month on July 1, 2026. Here is how to pay less.",
    ),
    (
        "Try it",
        "Free until 18 June 2026, then $9.00 a month. Start today.",
    ),
    (
        "Probieren",
        "14 Tage gratis bis 18.06.2026, danach 9,00 € im Monat. Jetzt testen.",
    ),
    (
        "Ihr Einkauf",
        "Mit Visa 5521 wurde bei Eckladen für 12,00 € bezahlt.",
    ),
    (
        "Scopri",
        "Prova gratuita fino al 18 giugno 2026, poi 9,00 € al mese. Approfitta ora.",
    ),
)


def read(subject: str, body: str, *, to_many: bool = False) -> Outcome:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Larkfield <hello@larkfield.example>", "Pat <pat@example.org>"
    mail["Subject"], mail["Date"] = subject, "Thu, 04 Jun 2026 10:00:00 +0000"
    mail["Message-ID"] = "<short@larkfield.example>"
    if to_many:
        mail["List-Unsubscribe"] = "<https://larkfield.example/out>"
    mail.set_content(_html(body), subtype="html", cte="base64")
    received = datetime(2026, 6, 4, tzinfo=UTC)
    return read_mail(mail.as_bytes(), received_at=received, known=_KNOWN).outcome


def _html(body: str) -> str:
    if " | " not in body:
        return f"<html><body><p>{body}</p><p>Larkfield, 1 Road</p></body></html>"
    rows = (f"<td>{line.replace(' | ', '</td><td>')}</td>" for line in body.splitlines())
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<html><body><table>{table}</table><p>Larkfield, 1 Road</p></body></html>"


@pytest.mark.parametrize(("kinds", "subject", "body"), LETTERS)
def test_a_short_letter_is_read(kinds: str, subject: str, body: str) -> None:
    outcome = read(subject, body)
    assert outcome.outcome is OutcomeKind.PARSED, outcome
    assert {str(one.kind) for one in outcome.events} <= set(kinds.split())


@pytest.mark.parametrize(("subject", "body"), QUIET)
def test_what_only_has_such_a_shape_counts_for_nothing(subject: str, body: str) -> None:
    assert read(subject, body).outcome is not OutcomeKind.PARSED
    assert read(subject, body, to_many=True).outcome is not OutcomeKind.PARSED


def test_a_receipt_for_a_day_to_come_is_a_notice_at_most() -> None:
    body = "Hola: el próximo día 20 de junio de 2026 te pasamos al banco los 32 € de la cuota."
    outcome = read("Recibo de junio", body)
    assert [(str(e.kind), str(e.renews_on)) for e in outcome.events] == [
        ("renewal_notice", "2026-06-20")
    ]


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Your statement",
            "New balance | $412.80\nMinimum payment due | $35.00\nDue | 4 July 2026",
        ),
        ("Je pakket is onderweg", "Uw bestelling is verzonden. Te betalen: € 0,00."),
        ("Invoice 1022 paid", "Harlow has paid invoice 1022. $850.00 is on its way to your bank."),
        ("Votre colis", "Votre colis (contre-remboursement : 42,00 €) sera livré demain."),
    ],
)
def test_what_nobody_owes_is_no_bill(subject: str, body: str) -> None:
    assert read(subject, body).outcome is not OutcomeKind.PARSED


def test_a_request_is_no_question() -> None:
    outcome = read("Lesgeld", "Wilt u het lesgeld van € 180,00 vóór 10 juli 2026 overmaken?")
    assert [str(one.kind) for one in outcome.events] == ["invoice_due"]
    assert not read("Lesgeld", "Is het lesgeld van € 180,00 te hoog?").events


def test_letters_to_many_state_nothing_by_their_shape() -> None:
    body = "Thirty days on the house, until 4 July 2026. Stay, and it is $9.00 a month."
    assert read("You are in", body).outcome is OutcomeKind.PARSED
    assert read("You are in", body, to_many=True).outcome is not OutcomeKind.PARSED


def test_what_words_of_a_letter_to_many_state_counts_where_the_whole_letter_says_the_same() -> None:
    body = "Hi Pat, we have taken £18.00 for June. Your box leaves us on Monday."
    assert read("All set for June", body, to_many=True).outcome is OutcomeKind.PARSED
    body = "If you like it, £18.00 will be taken for June, as from our new members."
    assert read("All about our boxes", body, to_many=True).outcome is not OutcomeKind.PARSED


def test_days_stand_where_they_belong() -> None:
    paused = read("Pause", "Ihr Abo ruht bis 4.7.2026. Danach wieder 34,00 € monatlich.")
    assert [str(one.resumes_on) for one in paused.events] == ["2026-07-04"]
    trial = read("In", "Fourteen days on us, until 18 June 2026. Stay, and it is $9.00 a month.")
    assert [str(one.trial_ends_on) for one in trial.events] == ["2026-06-18"]
    taken = read("Renewed", "$18.00 charged to Mastercard 5521. Next: 4 July 2026.")
    assert [str(one.renews_on) for one in taken.events] == ["2026-07-04"]
    assert [one.last_four for one in taken.events] == ["5521"]


@pytest.mark.parametrize(
    ("subject", "body", "amount"),
    [
        ("Your refund from Fontfox", "Original order | $59.00\nRefunded | $41.30", "41.30"),
        ("Refund receipt", "Amount paid | $40.00\nRefund | -$12.00", "12.00"),
        ("Votre remboursement", "Commande | 80,00 €\nMontant remboursé | 30,00 €", "30.00"),
        (
            "Your refund from Fontfox",
            "Refunded | $10.00\nRefunded | $12.00\nTotal | $22.00",
            "22.00",
        ),
    ],
)
def test_what_was_given_back_wins_over_what_was_paid(subject: str, body: str, amount: str) -> None:
    (event,) = read(subject, body).events
    assert event.amount is not None
    assert str(event.amount.amount) == amount
