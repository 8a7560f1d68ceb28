"""What a mail tells in two sentences, in others' words, or under a number with gaps."""

from datetime import date
from decimal import Decimal

import pytest

from parsers import parse
from parsers.events import BillingEvent, EventKind
from parsers.outcome import OutcomeKind
from parsers.text.speech import own_words
from tools.fresh_mails import Mail, message_of


def events(subject: str, body: str) -> tuple[BillingEvent, ...]:
    outcome = parse(message_of(Mail(subject=subject, body=body)))
    assert outcome.outcome is OutcomeKind.PARSED, outcome.reason
    return outcome.events


@pytest.mark.parametrize(
    ("subject", "body", "before", "after", "on"),
    [
        (
            "Your introductory rate is ending",
            (
                "<p>Hi Pat, your introductory rate of $1 a week ends on June 18, 2026. After that,"
                " your Ledger Digital subscription continues at $4 a week.</p>"
            ),
            "1",
            "4",
            date(2026, 6, 18),
        ),
        (
            "Your promotional pricing ends soon",
            (
                "<p>Your promotional price of $19.99/mo ends on July 1, 2026. Starting July 1,"
                " you'll pay $34.99/mo.</p>"
            ),
            "19.99",
            "34.99",
            date(2026, 7, 1),
        ),
        (
            "Dein Aktionspreis läuft aus",
            (
                "<p>Dein Aktionspreis von 4,99 € endet am 01.07.2026. Danach zahlst du 9,99 € im"
                " Monat.</p>"
            ),
            "4.99",
            "9.99",
            date(2026, 7, 1),
        ),
    ],
)
def test_when_a_promotion_ends_the_price_changes_to_the_one_behind_it(
    subject: str, body: str, before: str, after: str, on: date
) -> None:
    (event,) = events(subject, body)
    assert event.kind is EventKind.PRICE_CHANGE
    assert event.old_amount is not None
    assert event.amount is not None
    assert (event.old_amount.amount, event.amount.amount) == (Decimal(before), Decimal(after))
    assert event.effective_on == on


@pytest.mark.parametrize(
    ("body", "paid"),
    [
        (
            (
                "<p>You upgraded from Solo to Team on June 4, 2026.</p><p>You were charged a"
                " prorated amount of $12.40 for the rest of this billing period. From July 1, 2026"
                " you'll pay $40.00 per month.</p>"
            ),
            "12.40",
        ),
        (
            (
                "<p>You upgraded to Team.</p><table><tr><td>Team plan (Jun 4 - Jul 1, 2026)</td>"
                "<td>$36.00</td></tr><tr><td>Unused time on Solo</td><td>-$9.00</td></tr>"
                "<tr><td>Total charged today</td><td>$27.00</td></tr></table>"
            ),
            "27.00",
        ),
    ],
    ids=["in a sentence", "in a table"],
)
def test_a_change_of_plan_that_is_paid_for_is_a_charge_too(body: str, paid: str) -> None:
    changed, charge = events("Your plan has been updated", body)
    assert (changed.kind, charge.kind) == (EventKind.PLAN_CHANGED, EventKind.CHARGE)
    assert charge.amount is not None
    assert charge.amount.amount == Decimal(paid)


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ("<tr><td>Invoice number</td><td>INV 2026 0042</td></tr>", "INV 2026 0042"),
        ("<tr><td>Order number</td><td>4711 0815 33</td></tr>", "4711 0815 33"),
        ("<tr><td>Reference: LK 77 1234 B</td></tr>", "LK 77 1234 B"),
        ("<tr><td>Invoice</td><td>04 JUN 2026</td></tr>", None),
        ("<tr><td>Receipt number</td><td>R-5512</td></tr>", "R-5512"),
    ],
)
def test_a_number_may_have_gaps(row: str, number: str | None) -> None:
    table = f"<table>{row}<tr><td>Total</td><td>$12.00</td></tr></table>"
    (event,) = events("Payment received", f"<p>We received your payment.</p>{table}")
    assert event.reference == number


def test_the_copy_of_an_old_receipt_is_of_its_own_day() -> None:
    body = "<p>Thank you for your payment of $12.00, which was on March 2, 2026.</p>"
    (event,) = events("Your receipt", body)
    assert event.on == date(2026, 3, 2)


def test_a_receipt_that_names_the_next_payment_is_no_notice() -> None:
    body = (
        "<table><tr><td>Order number</td><td>LK-5512</td></tr>"
        "<tr><td>Amount</td><td>$15.00</td></tr><tr><td>Payment date</td><td>June 4, 2026"
        "</td></tr><tr><td>Upcoming payment</td><td>July 4, 2026</td></tr></table>"
    )
    (event,) = events("Payment details", body)
    assert event.kind is EventKind.CHARGE


@pytest.mark.parametrize(
    ("cell", "plan"),
    [("Studio Plus", "Studio Plus"), ("Amount (€)", None), ("NZ$", None), ("$15.00", None)],
)
def test_the_head_of_a_column_is_no_plan(cell: str, plan: str | None) -> None:
    body = f"<p>We received your payment of $15.00 on June 4, 2026.</p><p>Plan: {cell}</p>"
    (event,) = events("Payment received", body)
    assert event.plan == plan


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('It reads "Your subscription has been cancelled today". Then?', "It reads  … . Then?"),
        ("It reads: 'You've been charged ten dollars.' Then?", "It reads:  …  Then?"),
        ('He wrote: "We received your payment of $450.00.', "He wrote:  … "),
        ("„Ihr Abo wurde zum Monatsende gekündigt“, hieß es.", " … , hieß es."),
        ("« Votre abonnement a été résilié » : que faire ?", " …  : que faire ?"),
        ('Your "Premium Plus" plan was cancelled.', 'Your "Premium Plus" plan was cancelled.'),
        ("« ANTAI, 35 € à payer sous 48 h », « paiement refusé »", " … ,  … "),
        ("「お支払い方法を更新してください」というメール", " … というメール"),
        (
            "「あんしんパック」のお支払いが完了しました",
            "「あんしんパック」のお支払いが完了しました",
        ),
        ('"您的付款失败，请更新" 是骗局', " …  是骗局"),
        ('"결제가 실패했습니다" 라는 메일', " …  라는 메일"),
        ('The 13" screen costs $9 and the 15" one costs $12 now', None),
        ("You've paid for the owners' club", None),
    ],
)
def test_what_others_said_is_no_statement(text: str, own: str | None) -> None:
    assert own_words(text) == (text if own is None else own)


@pytest.mark.parametrize(
    "body",
    [
        "<p>“Your subscription has been cancelled” is the subject line that nobody wants.</p>",
        "<p>Robin got a mail: 'Your subscription has been cancelled.' What now?</p>",
        "<p>Hi [Name], your payment of $450.00 was received. Your subscription is active.</p>",
    ],
)
def test_a_newsletter_that_quotes_mail_states_nothing(body: str) -> None:
    assert not parse(message_of(Mail(subject="This week", body=body))).events
