"""What is sold, asked for or shared by way of a service in whose mail strangers write."""

import pytest

from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.mailed import signed
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_KNOWN = known_to(load_catalog(), ("mx.google.com",), own_addresses=frozenset({"pat@example.org"}))
_STRIPE = "<receipts+acct_1Nf7Qx2eZaa92@stripe.com>"


def _read(sender: str, subject: str, text: str) -> Outcome:
    mail = signed(subject, sender, subject, text)
    return read_mail(mail.raw(), received_at=None, known=_KNOWN).outcome


def _receipt(seller: str, item: str) -> Outcome:
    text = (
        f"Receipt from {seller}\nAmount paid $39.00\nDate paid Nov 20, 2026\n"
        f"Payment method Visa - 4411\n\nSummary\n{item}  $39.00\nAmount paid $39.00\n"
    )
    return _read(f"{seller} {_STRIPE}", f"Your receipt from {seller} #1187-2201", text)


def test_somebody_elses_receipt_for_what_a_brand_sells_waits() -> None:
    """Anybody has one sent by a service for bills, to anybody, without a payment."""
    outcome = _receipt("Secure Cloud Ltd", "Norton 360 renewal")
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.reason is not None
    assert outcome.reason.endswith("and stripe.com is not theirs")


@pytest.mark.parametrize("seller", ["Larkfield Notes", "Anthropic, PBC", "OpenAI, LLC"])
def test_a_sellers_own_receipt_counts(seller: str) -> None:
    """Who sells what is his own, a brand among them: it wants nothing of anybody."""
    assert _receipt(seller, "Annual plan").outcome is OutcomeKind.PARSED


def test_a_receipt_in_a_brands_name_that_wants_the_card_waits() -> None:
    text = (
        "Receipt from Anthropic, PBC\nAmount paid $39.00\nDate paid Nov 20, 2026\n"
        "Please update your payment method: https://cards.example\n"
    )
    outcome = _read(f"Anthropic, PBC {_STRIPE}", "Your receipt from Anthropic, PBC #1-2", text)
    assert outcome.outcome is not OutcomeKind.PARSED


def test_what_a_service_hands_on_under_a_strangers_name_waits() -> None:
    outcome = _read(
        "Norwood Antivirus via Dropbox <no-reply@dropbox.com>",
        "Norwood Antivirus shared invoice_2026.pdf with you",
        "Norwood Antivirus invited you to view invoice_2026.pdf.\nYour plan was renewed, we"
        " charged $189.98 on November 20, 2026.\nView file",
    )
    assert outcome.outcome is not OutcomeKind.PARSED


def test_a_refund_that_has_to_be_fetched_waits() -> None:
    told = "We charged you twice.\nRefund: $19.99 is on its way to your card."
    fetched = f"{told}\nTo receive your refund, choose your bank and sign in."
    sender, subject = "Grovepath <help@grovepath.example>", "Your refund of $19.99"
    assert _read(sender, subject, told).outcome is OutcomeKind.PARSED
    outcome = _read(sender, subject, fetched)
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.reason == "it wants you to fetch the money that it gives back"


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        (
            "Asana <no-reply@mail.asana.com>",
            "PayPal Billing assigned a task to you",
            "PayPal Billing: $599.99 was debited. If this was not you call 1 (808) 555-0194.",
        ),
        (
            "GitHub <noreply@github.com>",
            "You were mentioned in notices/pat",
            (
                "@pat your GitHub Copilot payment of $10.00 failed. Confirm your card:"
                " https://copilot-holds.example/pay"
            ),
        ),
        (
            "service@paypal.com <service@paypal.com>",
            "Reminder: you still have a money request",
            "Microsoft Defender Co is requesting $479.00 USD.\nNote: renewal done.\nPay now",
        ),
        (
            "Google カレンダー <calendar-notification@google.com>",
            "招待: Amazon プライム会費 12,800円",
            "プライムの会費 12,800円が引き落とされます。キャンセルは 050-5555-0171 まで。",
        ),
        (
            "Google Drive <drive-shares-dm-noreply@google.com>",
            "Document partagé avec vous : Facture Netflix",
            "Facture Netflix : 239,88 € débités. Annulez : https://nf-annulation.example",
        ),
        (
            "Netflix Facturation <invoice+statements+acct_1Nf7Qx2eZaa71@stripe.com>",
            "Nouvelle facture de Netflix Facturation n° 71C2-0001",
            "Facture de Netflix Facturation\n129,00 €\nÀ payer avant le 30 novembre 2026",
        ),
        (
            "Apple <no_reply@email.apple.com>",
            "Your invoice from Apple.",
            "Apple Account\nPayPal charge 599.00\nIf you did not authorise it call 808 555 0177",
        ),
    ],
)
def test_what_a_stranger_writes_in_a_brands_name_there_is_a_fake(
    sender: str, subject: str, text: str
) -> None:
    """A task, a mention and a money request are the service's own mail, the words are not."""
    outcome = _read(sender, subject, text)
    assert outcome.trust.verdict is Verdict.SUSPICIOUS
    assert outcome.events


def test_work_that_is_shared_there_is_let_be() -> None:
    """A colleague's words about a brand, with a price, want nobody's card."""
    outcome = _read(
        "Trello <do-not-reply@trello.com>",
        "Ana mentioned you on the card Adobe seats",
        "@pat do we still need the third Adobe seat at $59.99? Ana\nhttps://trello.com/c/4411",
    )
    assert outcome.trust.verdict is not Verdict.SUSPICIOUS


@pytest.mark.parametrize(
    ("place", "verdict"),
    [("www.netflix.com/pay", Verdict.UNKNOWN), ("nf-pay.example/go", Verdict.SUSPICIOUS)],
)
def test_what_a_mother_forwards_is_judged_by_where_it_leads(place: str, verdict: Verdict) -> None:
    """To the brand's own place, or elsewhere; it waits for a person either way."""
    outcome = _read(
        "Carol Example <carol.example@gmail.com>",
        "Fwd: Your Netflix payment was declined",
        "Pat, is this ours?\n\n---------- Forwarded message ---------\n"
        "From: Netflix <info@account.netflix.com>\nDate: Fri, Nov 20, 2026 at 9:12 AM\n"
        "Subject: Your Netflix payment was declined\nTo: <carol.example@gmail.com>\n\n"
        f"Hi Carol,\nYour payment of $15.49 was declined. Update your card: https://{place}\n",
    )
    assert outcome.trust.verdict is verdict
    assert outcome.outcome is not OutcomeKind.PARSED


@pytest.mark.parametrize(
    ("subject", "text", "why"),
    [
        (
            "Rechnung Nr. 2026-118",
            "Eintrag Branchenverzeichnis\nGesamtbetrag 498,00 EUR\nZahlbar bis 04.12.2026",
            "it wants you to pay, and does not say your name",
        ),
        (
            "AW: Rechnung 4411",
            (
                "Hallo Pat, Rechnung 4411 über 2.380,00 EUR ist fällig am 30.11.2026. Bitte auf"
                " unser Konto LT60 1010 0123 4567 8901 zahlen."
            ),
            "it answers a mail, and wants to be paid into an account",
        ),
    ],
)
def test_a_strangers_bill_that_nobody_asked_for_waits(subject: str, text: str, why: str) -> None:
    """A line in a register, and a bill that answers a mail with an account to pay into."""
    outcome = _read("Lindhof <buchhaltung@lindhof.example>", subject, text)
    assert (outcome.outcome, outcome.reason) == (OutcomeKind.REVIEW, why)
