"""What well-known services write in other words, languages and from other addresses than usual."""

from datetime import date
from functools import cache

import pytest
from msgspec.structs import replace

from parsers import parse
from parsers.events import BillingEvent
from parsers.merchants import Known
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind
from tests.mailed import only_event
from tests.rigs.boxes import letter
from watchdog.catalog import load_catalog
from watchdog.setting import known_to

DAY = date(2026, 9, 8)
CANVA = "Canva <no-reply@account.canva.com>"
WIX = "Wix <no-reply@wix.com>"
OPENAI = "OpenAI <noreply@tm.openai.com>"
LINKEDIN = "LinkedIn <billing-noreply@linkedin.com>"
UBER = "Uber Receipts <noreply@uber.com>"
# Papers that name neither a payment nor a day to pay by, of who takes the money himself.
PAPERS = {
    "de": ("Deine {}-Rechnung", "Rechnung\n\nAbonnement  12,00 €\nGesamtbetrag  12,00 €\n"),
    "en": ("Your {} invoice", "Invoice\n\nSubscription  £12.00\nTotal  £12.00\n"),
    "pt": ("A sua fatura {}", "Fatura\n\nSubscrição  12,00 €\nTotal  12,00 €\n"),
    "it": ("La tua fattura {}", "Fattura\n\nAbbonamento  12,00 €\nTotale  12,00 €\n"),
}
DUE = "\nAmount due: £12.00\nPlease pay by September 22, 2026.\n"
# Plans that begin with a time for nothing, with what they cost and when that ends.
FREE = {
    "en": (
        OPENAI,
        (
            "You've successfully subscribed to ChatGPT Plus. Enjoy your first month free.\n\n"
            "ChatGPT Plus Subscription  $20.00\nDiscount: -$20.00\nTotal: $0.00\n"
        ),
        ("20.00", date(2026, 10, 8)),
    ),
    "de": (
        CANVA,
        (
            "Du hast Canva Pro abonniert. Der erste Monat ist kostenlos.\n\n"
            "Canva Pro  12,00 €\nRabatt  -12,00 €\nGesamtbetrag  0,00 €\n"
        ),
        ("12.00", date(2026, 10, 8)),
    ),
    "then": (
        "Spotify <no-reply@spotify.com>",
        "You've subscribed to Premium. Your first month is free, then $11.99/month.\n",
        ("11.99", date(2026, 10, 8)),
    ),
}
PAID = "You've successfully subscribed to ChatGPT Plus.\n\nChatGPT Plus  $20.00\nTotal: $20.00\n"
RIDES = {
    "es": (
        "Tu viaje del martes por la mañana con Uber",
        "Total 132,00 €\nGracias por viajar, Pat\n",
    ),
    "de": (
        "Deine Fahrt am Dienstagmorgen mit Uber",
        "Gesamtbetrag 13,20 €\nDanke fürs Mitfahren, Pat\n",
    ),
    "en": ("Your Tuesday morning trip with Uber", "Total $13.20\nThanks for riding, Pat\n"),
}
FAILED = (
    "We couldn't process your payment",
    "We tried to charge $12.99 but your card was declined.",
)
OFFERED = ("Payment failed? Five tips", "Your customers leave when a payment failed. Start today.")
# Addresses that advertise.
MAILERS = (
    "Netflix <info@mailer.netflix.com>",
    "Dropbox <no-reply@em-s.dropboxmail.com>",
    "PlayStation <info@email.sonyentertainmentnetwork.com>",
    "Calm <hello@breathe.calm.com>",
    "Amazon <account-update@amazon.com>",
)
# Where others write what they like.
OTHERS = ("Larch Notes <larch@substack.com>", "Notion <notify@mail.notion.so>")


@cache
def known() -> Known:
    return known_to(load_catalog())


def read(sender: str, subject: str, text: str, *, to_many: bool = False) -> Outcome:
    """What is made of a mail of that sender."""
    message = read_message(letter(DAY, subject, text, sender))
    assert isinstance(message, Message)
    if to_many:
        listed = {**message.headers, "list-unsubscribe": ("<https://x.example>",)}
        message = replace(message, headers=listed)
    return parse(message, known())


def told(sender: str, subject: str, text: str) -> BillingEvent:
    return only_event(read(sender, subject, text))


@pytest.mark.parametrize(("subject", "text"), PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("sender", [CANVA, WIX])
def test_who_takes_the_money_himself_sends_receipts(sender: str, subject: str, text: str) -> None:
    event = told(sender, subject.format(sender.partition(" ")[0]), text)
    assert event.amount is not None
    assert (event.kind, str(event.amount.amount)) == ("charge", "12.00")


def test_what_such_a_service_says_is_due_is_due() -> None:
    subject, text = PAPERS["en"]
    assert told(CANVA, subject.format("Canva"), text + DUE).kind == "invoice_due"


@pytest.mark.parametrize(("sender", "text", "wanted"), FREE.values(), ids=FREE)
def test_a_plan_that_begins_for_nothing_is_a_trial(
    sender: str, text: str, wanted: tuple[str, date]
) -> None:
    event = told(sender, "Your new plan", text)
    assert event.amount is not None
    assert event.kind == "trial_started"
    assert (str(event.amount.amount), event.trial_ends_on) == wanted


def test_a_plan_that_is_paid_for_is_none() -> None:
    kinds = [one.kind for one in read(OPENAI, "Your new plan", PAID).events]
    assert kinds == ["subscription_started", "charge"]


def test_a_payment_without_its_amount_leaves_what_else_is_told() -> None:
    thanks = "Thank you for purchasing Premium Career."
    text = f"{thanks} Your subscription is now active and your receipt is attached."
    assert told(LINKEDIN, thanks, text).kind == "subscription_started"
    assert read(LINKEDIN, thanks, thanks).outcome is OutcomeKind.FAILED
    message = read_message(letter(DAY, thanks, text, LINKEDIN))
    assert isinstance(message, Message)
    attached = parse(replace(message, pdfs=(b"%PDF-1.7",)), known())
    assert attached.outcome is OutcomeKind.REVIEW  # how much it was stands there


@pytest.mark.parametrize(("subject", "text"), RIDES.values(), ids=RIDES)
def test_a_ride_is_paid_once_in_any_language(subject: str, text: str) -> None:
    event = told(UBER, subject, text)
    assert (event.kind, event.recurring) == ("charge", False)
    assert event.amount is not None


@pytest.mark.parametrize("sender", MAILERS)
def test_an_address_for_offers_is_heard_when_a_payment_failed(sender: str) -> None:
    assert told(sender, *FAILED).kind == "payment_failed"
    assert read(sender, *OFFERED, to_many=True).events == ()


@pytest.mark.parametrize("sender", OTHERS)
def test_what_others_write_is_not_the_services_own(sender: str) -> None:
    assert read(sender, *FAILED).events == ()


def test_what_a_customer_paid_in_the_readers_own_shop_is_no_charge() -> None:
    assert read(WIX, "You got paid", "Jo Larch paid your invoice of $120.00.").events == ()


def test_what_was_sent_by_paypal_counts_without_to_whom() -> None:
    text = "You sent €8.20 EUR.\n\nTransaction ID\n80F59268D58583700\n\nHere's your receipt.\n"
    event = told("service@intl.paypal.com", "You sent a payment", text)
    assert event.amount is not None
    assert (event.kind, str(event.amount.amount)) == ("charge", "8.20")
    person = text.replace("EUR.", "EUR to Jo Larch.")
    assert read("service@intl.paypal.com", "You sent a payment", person).events == ()


def test_who_chose_not_to_renew_has_cancelled() -> None:
    subject = "Your subscription to Larch Stories has ended"
    text = "Your Larch Stories subscription recently ended because you chose not to auto-renew."
    event = told("Prime Video <no-reply@primevideo.com>", subject, text)
    assert (event.kind, event.merchant_name) == ("canceled", "Larch Stories")
