"""Cancellations that were asked for and still want something, in twenty-two languages."""

import tomllib
from pathlib import Path

import pytest

from parsers.events import EventKind
from parsers.outcome import OutcomeKind
from parsers.values.within import days_within_hours
from tests.mailed import read_letter, read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "pending_ends.toml"
_MAILS: list[dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["mail"]
_PENDING = [mail for mail in _MAILS if mail.get("kind") == EventKind.CANCELLATION_PENDING]
_OTHERS = [mail for mail in _MAILS if mail not in _PENDING]
_ASKED = """Hi Pat,

We got your request to cancel Kestrel Plus, but we cannot process it yet: your member number is
missing. Please send it to us by 30 June 2026, or it renews on 3 July 2026 for £12.00.
"""


def _name(mail: dict[str, str]) -> str:
    return f"{mail['sort']} {mail['language']}"


@pytest.mark.parametrize("mail", _PENDING, ids=_name)
def test_it_is_no_end_yet(mail: dict[str, str]) -> None:
    outcome = read_plain(mail["subject"], mail["text"])
    assert outcome.outcome is OutcomeKind.PARSED
    (event,) = outcome.events
    assert event.kind is EventKind.CANCELLATION_PENDING
    assert "cancel_by" not in mail or str(event.cancel_by) == mail["cancel_by"]


@pytest.mark.parametrize("mail", _OTHERS, ids=_name)
def test_what_tempts_is_none(mail: dict[str, str]) -> None:
    kinds = [event.kind for event in read_plain(mail["subject"], mail["text"]).events]
    assert EventKind.CANCELLATION_PENDING not in kinds
    assert "kind" not in mail or mail["kind"] in kinds


def test_no_language_is_forgotten() -> None:
    assert len({mail["language"] for mail in _PENDING}) == 22
    assert len({mail["language"] for mail in _OTHERS}) == 22


def test_its_days_and_what_would_be_taken() -> None:
    (event,) = read_plain("Your cancellation", _ASKED).events
    assert (str(event.cancel_by), str(event.renews_on)) == ("2026-06-30", "2026-07-03")


def test_the_end_of_the_next_term_is_no_day_of_payment() -> None:
    text = _ASKED.replace("on 3 July 2026 for £12.00", "until 3 July 2027")
    (event,) = read_plain("Your cancellation", text).events
    assert (event.renews_on, event.amount) == (None, None)


def test_hours_are_counted_in_whole_days() -> None:
    (event,) = read_plain(
        "One more step",
        "Hi Pat,\n\nDid you ask to leave Kestrel Pro? Click the button within 48 hours, otherwise "
        "the request lapses and your plan goes on.",
    ).events
    assert str(event.cancel_by) == "2026-06-18"
    near = event.cancel_by
    assert near is not None
    assert not days_within_hours("within two days", language="en", near=near)


def test_who_writes_for_a_firm_is_not_the_firm() -> None:
    outcome = read_letter(
        "Maya Lind | Kestrel <service@kestrel.example>",
        "Pat <pat@example.org>",
        "Your cancellation",
        _ASKED,
    )
    assert [event.merchant for event in outcome.events] == ["kestrel"]


_FRIENDS = """Hi Pat,

you wanted to cancel your gym too, right? You have to send them a signed letter, they didn't accept
my mail.

Lena"""
_FAKE = """Dear customer,

We received your request to cancel your Netflix membership. Confirm it within 24 hours by clicking
the button below, otherwise it continues and you will be charged $15.49 on 20 June 2026."""


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("Lena <lena.frick@seepost.example>", "Re: gym", _FRIENDS),
        ("Netflix <info@account-care.example>", "Confirm your cancellation", _FAKE),
    ],
)
def test_what_friends_and_fakes_say_counts_for_nothing(
    sender: str, subject: str, text: str
) -> None:
    outcome = read_letter(sender, "Pat <pat@example.org>", subject, text)
    assert outcome.outcome is not OutcomeKind.PARSED


def test_what_was_cancelled_as_asked_is_done() -> None:
    text = (
        "Hi Pat,\n\nAs you asked, your Kestrel Pro subscription has been canceled.\n\n"
        "It stays active until January 12, 2027."
    )
    (event,) = read_plain("Your Kestrel Pro subscription is canceled", text).events
    assert (event.kind, str(event.access_until)) == (EventKind.CANCELED, "2027-01-12")
