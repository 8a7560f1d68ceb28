"""What a mail was sent for where it claims several things: the last of what happened."""

import pytest

from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

# The kind, the subject and the text.
LETTERS = (
    (
        "canceled",
        "Your subscription at Kestrel",
        (
            "Hi Pat,\n\nYour recurring subscription has been canceled.\n\n"
            "The cancellation is the result of our being unable to charge your card three times."
        ),
    ),
    (
        "payment_failed",
        "About your payment",
        (
            "Hi Pat,\n\nYour last payment failed.\n\n"
            "If nothing reaches us, your subscription will be canceled on 1 July."
        ),
    ),
    (
        "payment_failed",
        "Payment receipt (invoice #871)",
        "Hi Pat,\n\nWe are sorry, but we could not charge your credit card for the amount $7.00.",
    ),
    (
        "charge",
        "Payment receipt (invoice #871)",
        (
            "Hi Pat,\n\nWe could not charge your old credit card.\n\n"
            "We have charged $7.00 to your new card."
        ),
    ),
    (
        "refund",
        "Il tuo rimborso è in arrivo",
        (
            "Gentile Pat,\n\nIl 14/06/2026 abbiamo emesso un rimborso per la mensa.\n\n"
            "Ti abbiamo rimborsato: 45,50 €"
        ),
    ),
    (
        "refund_promised",
        "Your refund is on its way",
        "Hi Pat,\n\nWe will refund £45.50 for the swimming lessons within five days.",
    ),
)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter[0])
def test_a_mail_was_sent_for_the_last_that_happened(letter: tuple[str, str, str]) -> None:
    kind, subject, text = letter
    outcome = read_plain(subject, text)
    assert [event.kind for event in outcome.events][:1] == [kind]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            (
                "A refund has been processed.\n\nORIGINAL PAYMENT\n\nAmount: £76.00\n\n"
                "REFUND DETAILS\n\nReason: one evening cancelled\n\nAmount: £38.00"
            ),
            "38.00",
        ),
        (
            "We refunded you £18.75 for the late train.\n\nFare: £75.00\n\nPaid out to your bank.",
            "18.75",
        ),
    ],
)
def test_what_was_given_back_is_not_what_had_been_paid(text: str, amount: str) -> None:
    outcome = read_plain("Your refund", text)
    assert [str(event.amount.amount) for event in outcome.events if event.amount] == [amount]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Thank you for subscribing",
            "Thank you for subscribing to the Kestrel newsletter.",
        ),
        ("Tak fordi du abonnerer", "Tak fordi du abonnerer på vores nyhedsbrev."),
        (
            "ご購読ありがとうございます",
            "Kestrel の ニュースレター をご購読いただきありがとうございます。",
        ),
        ("You've subscribed to our waiting list", "You are now subscribed to the waiting list."),
        ("Suscripción a la lista de espera", "Te has suscrito a la lista de espera."),
    ],
)
def test_letters_to_all_and_waiting_lists_are_no_subscription(subject: str, text: str) -> None:
    outcome = read_plain(subject, text)
    assert outcome.outcome is OutcomeKind.IGNORED


def test_who_has_sent_money_back_gave_it_back() -> None:
    outcome = read_plain("The bowl", "I've sent £38.00 back the same way you paid.\n\nFalkenhof")
    assert [event.kind for event in outcome.events] == ["refund"]


def test_a_subscription_may_mention_them_in_its_foot() -> None:
    outcome = read_plain(
        "Your subscription is now active",
        "Your subscription is now active.\n\nHave fun.\n\nAsk.\n\nRead.\n\nSee our newsletter.",
    )
    assert [event.kind for event in outcome.events] == ["subscription_started"]
