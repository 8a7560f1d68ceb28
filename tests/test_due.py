"""The day on which a bill is to be paid, or a failed payment is tried again."""

from datetime import date

import pytest

from parsers import parse
from parsers.events import BillingEvent
from tools.fresh_mails import Mail, message_of


def _read(language: str, subject: str, body: str) -> BillingEvent:
    events = parse(message_of(Mail(subject=subject, body=body, language=language))).events
    assert len(events) == 1, events
    return events[0]


@pytest.mark.parametrize(
    ("language", "subject", "body"),
    [
        (
            "en-GB",
            "Your water bill is ready",
            (
                "<p>Your bill is ready to view.</p>"
                "<table><tr><td>Amount to pay</td><td>£98.20</td></tr>"
                "<tr><td>Please pay by</td><td>18 June 2026</td></tr></table>"
            ),
        ),
        (
            "en-GB",
            "Your June bill is ready",
            (
                "<p>Your bill is ready to view. Total: £31.50.</p>"
                "<p>We will collect it by Direct Debit on or after 18 June 2026.</p>"
            ),
        ),
        (
            "de-DE",
            "Rechnung Nr. 2026-118",
            (
                "<p>anbei die Rechnung über 120,00 €. Bitte überweisen Sie den Betrag bis zum"
                " 18.06.2026.</p>"
            ),
        ),
        (
            "fr-FR",
            "Facture n° 2026-118",
            "<p>Montant à régler : 31,50 €</p><p>À régler au plus tard le 18 juin 2026.</p>",
        ),
        (
            "sv-SE",
            "Din faktura från Nordel",
            "<p>Att betala: 612,00 kr</p><p>Förfallodag: 2026-06-18</p>",
        ),
        (
            "ja-JP",
            "ご請求額確定のお知らせ",
            (
                "<p>6月分の電気料金が確定しました。</p><p>ご請求金額：8,214円</p>"
                "<p>口座振替日：2026年6月18日</p>"
            ),
        ),
    ],
)
def test_a_bill_says_when_it_is_to_be_paid(language: str, subject: str, body: str) -> None:
    event = _read(language, subject, body)
    assert (event.kind, event.due_on) == ("invoice_due", date(2026, 6, 18))


@pytest.mark.parametrize(
    ("language", "subject", "body"),
    [
        (
            "en-US",
            "Your payment failed",
            (
                "<p>Your payment of $49.00 didn't go through.</p>"
                "<p>We'll try the card again on June 9, 2026. Update it by June 12, 2026.</p>"
            ),
        ),
        (
            "de-DE",
            "Zahlung fehlgeschlagen",
            (
                "<p>Wir konnten 29,90 € am 02.06.2026 nicht abbuchen.</p>"
                "<p>Am 09.06.2026 buchen wir den Betrag erneut ab.</p>"
            ),
        ),
        (
            "fr-FR",
            "Prélèvement rejeté",
            (
                "<p>Le prélèvement de 39,90 € du 2 juin a été rejeté.</p>"
                "<p>Une nouvelle présentation aura lieu le 9 juin 2026.</p>"
            ),
        ),
    ],
)
def test_a_failed_payment_says_when_it_is_tried_again(
    language: str, subject: str, body: str
) -> None:
    event = _read(language, subject, body)
    assert (event.kind, event.due_on) == ("payment_failed", date(2026, 6, 9))


def test_by_when_a_card_is_to_be_changed_a_payment_has_to_be_settled() -> None:
    event = _read(
        "en-US",
        "Your payment failed",
        "<p>Your payment of $49.00 failed. Update your card by June 12, 2026.</p>",
    )
    assert event.due_on == date(2026, 6, 12)


def test_a_reminder_keeps_the_day_that_is_past() -> None:
    event = _read(
        "en-US",
        "Invoice 118 is overdue",
        "<p>Invoice 118 is overdue.</p><p>Amount due: $120.00</p><p>Due date: May 20, 2026</p>",
    )
    assert event.due_on == date(2026, 5, 20)


def test_a_day_stands_in_the_column_of_its_head() -> None:
    event = _read(
        "en-US",
        "Your domain will renew soon",
        "<p>The following product is set to auto-renew.</p><table>"
        "<tr><td>Product</td><td>Renewal date</td><td>Price</td></tr>"
        "<tr><td>example.org, one year</td><td>July 2, 2026</td><td>$18.99</td></tr></table>",
    )
    assert event.renews_on == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("language", "subject", "body", "day"),
    [
        (
            "en-GB",
            "Invoice for June",
            "<p>The invoice comes to £48.00. Please pay by Friday.</p>",
            date(2026, 6, 5),
        ),
        (
            "en-GB",
            "Invoice for June",
            (
                "<p>The invoice comes to £48.00. Please pay by 28 June 2026.</p>"
                "<p>Return the keys by Friday.</p>"
            ),
            date(2026, 6, 28),
        ),
        (
            "fr",
            "Facture de juin",
            "<p>La facture de juin est de 48,00 €. Merci de régler avant le 28/6.</p>",
            date(2026, 6, 28),
        ),
    ],
)
def test_days_without_a_year_or_by_their_name_are_due(
    language: str, subject: str, body: str, day: date
) -> None:
    assert _read(language, subject, body).due_on == day


def test_a_day_in_figures_is_not_cut_where_a_label_reaches_no_further() -> None:
    body = (
        "<p>Your bill is now past due. The amount left of this bill is $218.40 and was due on"
        " 05/15/2026.</p>"
    )
    assert str(_read("en-US", "Your invoice is past due", body).due_on) == "2026-05-15"
