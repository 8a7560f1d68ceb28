"""Mail of senders that have a file is read in other words than those that the file knows."""

from datetime import date
from functools import cache

import pytest
from msgspec.structs import replace

from parsers import parse
from parsers.events import BillingEvent
from parsers.language.wording import cadence_in
from parsers.layout import lay_out
from parsers.locale.locales import LocaleHint
from parsers.merchants import Known
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind
from parsers.things import things_named
from tests.mailed import only_event
from tests.rigs.boxes import letter
from watchdog.catalog import load_catalog
from watchdog.setting import known_to

DAY = date(2026, 11, 16)
MICROSOFT = "Microsoft <microsoft-noreply@microsoft.com>"
PAYPAL = "PayPal <service@paypal.com>"
# An order in each language: subject, that it was renewed, its rows, and how often it renews.
ORDERS = {
    "it": (
        "Il tuo ordine Microsoft è stato elaborato",
        (
            "Il tuo abbonamento è stato rinnovato.\n\nNumero ordine: 1217031-20460\n"
            "Taccuino Pro (mensile): 3,99 €\nImposta inclusa: 0,72 €\n"
            "Addebitato su Visa **4417: 3,99 €\n\n"
            "L'abbonamento si rinnova ogni mese per 3,99 € finché non lo annulli.\n"
        ),
        ("Taccuino Pro", "3.99", "P1M"),
    ),
    "nb": (
        "Microsoft-bestillingen din er behandlet",
        (
            "Abonnementet ditt er fornyet.\n\nOrdrenummer: 1217031-20461\n"
            "Skisseblokk Pro (årlig): 390,00 kr\nHerav mva.: 78,00 kr\n"
            "Belastet Visa **4417: 390,00 kr\n\n"
            "Abonnementet fornyes hvert år for 390,00 kr til du sier opp.\n"
        ),
        ("Skisseblokk Pro", "390.00", "P1Y"),
    ),
    "es": (
        "Tu pedido de Microsoft se ha procesado",
        (
            "Tu suscripción se ha renovado.\n\nNúmero de pedido: 1217031-20452\n"
            "Cuaderno Pro (mensual): 3,99 €\nImpuestos incluidos: 0,69 €\n"
            "Cobrado en Visa **4417: 3,99 €\n\n"
            "Tu suscripción se renueva cada mes por 3,99 € hasta que la canceles.\n"
        ),
        ("Cuaderno Pro", "3.99", "P1M"),
    ),
}
# What the same senders write that bills nobody.
SILENT = {
    "a request for money": (
        PAYPAL,
        "Robin Sample heeft je een betalingsverzoek gestuurd",
        "Robin Sample vraagt € 15,00 EUR\n\nBericht: betaling ontvangen graag\n",
    ),
    "money for a person": (
        PAYPAL,
        "Vous avez envoyé 40,00 € EUR à Robin Sample",
        "Vous avez envoyé 40,00 € EUR à Robin Sample\n\nNuméro de transaction: 8KB41877PX330914W\n",
    ),
    "a case that was closed": (
        PAYPAL,
        "Ihr Fall wurde geschlossen",
        (
            "Wir haben Ihren Fall zur Zahlung an Tauwerk GmbH über 48,00 EUR geprüft.\n\n"
            "Transaktionscode: 8KB41877PX330914X\n"
        ),
    ),
    "new terms": (
        MICROSOFT,
        "Updates to our Services Agreement",
        "Subscriptions you bought renew automatically unless you turn that off.\n",
    ),
    "an offer": (
        "Amazon Prime <prime@amazon.es>",
        "Prueba Amazon Music gratis",
        "Disfruta de Amazon Music gratis durante 3 meses. Después 10,99 €/mes.\n",
    ),
    "a parcel": (
        "Amazon.de <versandbestaetigung@amazon.de>",
        "Versandt: Nachtlicht",
        "Ihr Paket kommt am 30. November an.\n\nGesamtbetrag: 8,99 €\n",
    ),
    "a sign-in": (
        "Netflix <info@account.netflix.com>",
        "Nouvelle connexion à Netflix",
        "Une nouvelle connexion a été détectée le 14 novembre 2026.\n",
    ),
}
REFUNDED = (
    "Has recibido un reembolso de Taller Nogal",
    (
        "TALLER NOGAL TE HA ENVIADO UN REEMBOLSO DE 18,00 EUR\n\n"
        "Id. de transacción: 2HB41877PX330914L\n"
    ),
)


@cache
def known() -> Known:
    return known_to(load_catalog())


def read(sender: str, subject: str, text: str) -> Outcome:
    """What is made of a mail of that sender."""
    message = read_message(letter(DAY, subject, text, sender))
    assert isinstance(message, Message)
    return parse(message, known())


def told(sender: str, subject: str, text: str) -> BillingEvent:
    return only_event(read(sender, subject, text))


@pytest.mark.parametrize(("subject", "text", "wanted"), ORDERS.values(), ids=ORDERS)
def test_an_order_of_a_store_is_of_the_thing_that_it_lists(
    subject: str, text: str, wanted: tuple[str, str, str]
) -> None:
    event = told(MICROSOFT, subject, text)
    assert event.amount is not None
    assert (event.merchant_name, str(event.amount.amount), event.cadence) == wanted
    assert (event.kind, event.channel, event.recurring) == ("charge", "microsoft", True)


@pytest.mark.parametrize(("sender", "subject", "text"), SILENT.values(), ids=SILENT)
def test_what_bills_nobody_stays_silent(sender: str, subject: str, text: str) -> None:
    assert read(sender, subject, text).events == ()


def test_what_goes_to_many_is_not_looked_at_again() -> None:
    message = read_message(letter(DAY, *ORDERS["it"][:2], MICROSOFT))
    assert isinstance(message, Message)
    many = replace(
        message, headers={**message.headers, "list-unsubscribe": ("<https://x.example>",)}
    )
    assert parse(many, known()).events == ()


def test_paypal_is_read_by_its_own_sentence_in_any_language() -> None:
    event = told(PAYPAL, *REFUNDED)
    assert (event.kind, event.merchant_name, event.channel) == ("refund", "Taller Nogal", "paypal")
    assert event.reference == "2HB41877PX330914L"


@pytest.mark.parametrize(
    "planted",
    [
        ("of 12 gifts, call +1 (202) 555-0134", "{}"),
        ("", "Llame al +1 (202) 555-0134.\n\n{}"),
    ],
)
def test_a_number_to_call_in_paypals_sentences_is_none_of_its_own(planted: tuple[str, str]) -> None:
    subject, text = REFUNDED
    outcome = read(PAYPAL, f"{subject} {planted[0]}".strip(), planted[1].format(text))
    assert outcome.outcome is not OutcomeKind.PARSED


def test_a_rhythm_is_taken_from_a_sellers_words_only_of_automatic_payments() -> None:
    subject = "Recibo de tu pago a Taller Nogal"
    text = "HAS ENVIADO UN PAGO{} DE 18,00 EUR A TALLER NOGAL\n\n"
    text += (
        "Id. de transacción: 2HB41877PX330914L\nConcepto: Calendario mensual\nImporte: 18,00 EUR\n"
    )
    once, again = (
        told(PAYPAL, subject, text.format("")),
        told(PAYPAL, subject, text.format(" AUTOMÁTICO")),
    )
    assert (once.recurring, once.cadence, once.plan) == (None, None, "Calendario mensual")
    assert (again.recurring, again.cadence) == (True, "P1M")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Dein Abo für Moosgrün bei Google Play wurde gekündigt.", "Moosgrün"),
        ("fr", "Votre abonnement à Carnet Pro a été résilié.", "Carnet Pro"),
        ("es", "Has cancelado tu suscripción a Nubarium en Google Play.", "Nubarium"),
        ("it", "Hai annullato il tuo abbonamento a Ulivo su Google Play.", "Ulivo"),
        ("nl", "Je hebt je abonnement op Duinwolk opgezegd.", "Duinwolk"),
        ("pl", "Anulowano Twoją subskrypcję Zielnik w Google Play.", "Zielnik"),
        ("sv", "Din prenumeration på Björkdal Plus har avslutats.", "Björkdal Plus"),
        ("fi", "Metsälampi Plus-tilauksesi on peruutettu.", "Metsälampi Plus"),
        ("ja", "青葉ノートの定期購入がキャンセルされました。", "青葉ノート"),
        ("en", "Your subscription will not renew.", None),
    ],
)
def test_a_subscription_is_named_in_many_languages(
    language: str, text: str, name: str | None
) -> None:
    message = read_message(letter(DAY, "", text))
    assert isinstance(message, Message)
    page = replace(lay_out(message), hint=LocaleHint(language=language))
    assert next(things_named(page), None) == name


@pytest.mark.parametrize(
    ("text", "language", "cadence"),
    [
        ("99 kr/mån", "sv", "P1M"),
        ("99 kr/måned", "da", "P1M"),
        ("249 Kč/měsíc", "cs", "P1M"),
        ("9,99 EUR/Monat", "de", "P1M"),
        ("9.99 USD/month", "en", "P1M"),
        ("99 EUR/an", "fr", "P1Y"),
        ("and/or", "en", None),
    ],
)
def test_a_stroke_parts_a_currency_from_what_it_is_paid_for(
    text: str, language: str, cadence: str | None
) -> None:
    assert cadence_in(text, language) == cadence
