"""Bills of strangers whose signs, weak each for itself, are those of bills nobody asked for."""

import pytest

from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.fakes.hosts import bills_for_others
from parsers.fakes.imitated import is_firms
from parsers.fakes.naming import PLACEHOLDERS
from parsers.fakes.unasked import GROUPS, doubtful_signs, signs_of, weight
from parsers.message import Message, read_message
from parsers.outcome import OutcomeKind, Verdict
from tests.mailed import read_signed, signed
from tests.scam_rounds import ROUNDS

_FAKE = signed(
    "a plan of a firm that nobody knows",
    "Gladebrook <desk@gladebrook-payments-hub.example>",
    "Payment of $249.00",
    "Dear customer,\nyour plan was renewed, $249.00 were charged on 20 November 2026. If you did"
    " not order it, claim the money within 24 hours:\nhttps://gladebrook-claims.example/c\n",
)
_HONEST = signed(
    "the same firm to whom it knows",
    "Gladebrook <desk@gladebrook.example>",
    "Payment of $249.00",
    "Hi Pat,\nyour plan was renewed, $249.00 were charged to your card ending 4417 on"
    " 20 November 2026:\nhttps://gladebrook.example/account\n",
)


def test_a_bill_that_nobody_asked_for_waits_and_is_not_called_a_fake() -> None:
    outcome = read_signed(_FAKE)
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.trust.verdict is Verdict.VERIFIED
    assert outcome.reason == (
        "it has the signs of a bill that nobody asked for, and nobody knows"
        " gladebrook-payments-hub.example"
    )


@pytest.mark.parametrize(
    ("place", "outcome"),
    [
        ("mail.booking.com", OutcomeKind.PARSED),
        ("booking.online", OutcomeKind.REVIEW),
        ("bookings.example", OutcomeKind.REVIEW),
    ],
)
def test_a_firm_that_all_know_is_no_stranger(place: str, outcome: OutcomeKind) -> None:
    mail = signed("a firm", f"Bookings <guests@{place}>", _FAKE.subject, _FAKE.text)
    assert read_signed(mail).outcome is outcome


def test_whose_mail_has_counted_before_is_believed() -> None:
    assert read_signed(_FAKE, "gladebrook-payments-hub.example").outcome is OutcomeKind.PARSED


def test_a_firm_by_its_own_domain_that_knows_its_customer_counts() -> None:
    assert read_signed(_HONEST).outcome is OutcomeKind.PARSED


@pytest.mark.parametrize("sign", ["office", "parts", "denied", "haste", "greets_nobody", "claims"])
def test_each_sign_of_a_fake_speaks_for_one(sign: str) -> None:
    message = read_message(_FAKE.raw(), received_at=None)
    assert isinstance(message, Message)
    found = signs_of(message, message.text, read_signed(_FAKE).events)
    assert weight({**found, sign: 0.0}) < weight(found)


@pytest.mark.parametrize(
    "sender",
    ["Gladebrook Hub <desk@example.com>", "Nobody <nobody@gladebrook.example>"],
)
def test_of_addresses_taken_out_and_machines_names_nothing_is_said(sender: str) -> None:
    text = "Dear customer,\nyour plan was renewed on 20 November 2026.\nTotal charged: $24.90\n"
    outcome = read_signed(signed("no name of its own", sender, "Your receipt", text))
    assert outcome.outcome is OutcomeKind.PARSED


def test_every_sign_is_one_of_its_group() -> None:
    message = read_message(_FAKE.raw(), received_at=None)
    assert isinstance(message, Message)
    known = {name for _, names in GROUPS for name in names}
    assert signs_of(message, message.text, read_signed(_FAKE).events).keys() <= known


def test_what_is_looked_for_in_turn_decides_as_all_signs_together() -> None:
    for scam in (one for _, scams, honest in ROUNDS for some in (scams, honest) for one in some()):
        message = read_message(scam.raw(), received_at=None)
        assert isinstance(message, Message)
        events = (BillingEvent(kind=EventKind.CHARGE, merchant="", merchant_name=""),)
        doubt = doubtful_signs(message, message.text, events)
        domain = message.from_domain
        apart = organisation(domain) in PLACEHOLDERS
        apart = apart or bills_for_others(domain) or is_firms(domain)
        together = not apart and weight(signs_of(message, message.text, events)) > 0
        assert (doubt is not None) == together, scam.name
