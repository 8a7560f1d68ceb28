"""A payment, or a refund, of which the mail does not say how much it was counts."""

import pytest

from parsers import parse
from parsers.events import EventKind
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind


def said(subject: str, body: str, header: str = "X-Other: 1") -> Outcome:
    """What is made of a mail of a sender that nobody described."""
    raw = f"""From: Larkfield <billing@larkfield.example>
To: Pat Example <pat@example.org>
Subject: {subject}
Date: Mon, 02 Nov 2026 10:00:00 +0000
{header}
Content-Type: text/plain; charset=utf-8

Hello Pat,

{body}
"""
    message = read_message(raw.encode())
    assert isinstance(message, Message)
    return parse(message)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Your plan has been renewed", "Your plan has been renewed. Nothing to do."),
        ("Your membership", "It has gone well: your membership has been renewed for a year."),
    ],
)
def test_it_counts(subject: str, body: str) -> None:
    outcome = said(subject, body)
    assert outcome.outcome is OutcomeKind.PARSED
    assert [(one.kind, one.amount) for one in outcome.events] == [(EventKind.CHARGE, None)]


def test_what_was_given_back_counts() -> None:
    outcome = said("Your refund", "Your refund has been processed and sent to your card.")
    assert outcome.outcome is OutcomeKind.PARSED
    assert [(one.kind, one.amount) for one in outcome.events] == [(EventKind.REFUND, None)]


def test_which_of_several_amounts_is_for_a_person_to_say() -> None:
    outcome = said("We charged your card", "Reading room: $12.00. Locker: $3.00. See you soon.")
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.reason == "not sure enough to count"


def test_an_amount_makes_it_count() -> None:
    outcome = said("We charged your card", "We charged $12.00 to your card ending in 4242.")
    assert outcome.outcome is OutcomeKind.PARSED


@pytest.mark.parametrize(
    ("subject", "header"),
    [("Autumn at the library", "X-Other: 1"), ("Your plan", "List-Unsubscribe: <https://e.x/u>")],
)
def test_talk_of_payments_is_ignored(subject: str, header: str) -> None:
    outcome = said(subject, "Thousands of plans have been renewed this week.", header)
    assert outcome.outcome is OutcomeKind.IGNORED
