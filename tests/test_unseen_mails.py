"""Whole mails of nobody's in particular: what the generic reader makes of them."""

from pathlib import Path

import msgspec
import pytest

from parsers import parse
from parsers.message import Message, read_message
from parsers.money import Money
from parsers.outcome import Outcome, OutcomeKind

FOLDER = Path(__file__).parent.parent / "fixtures"


class Mail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`states` maps fields of the event to values; None for mail that bills nobody."""

    subject: str
    body: str
    sender: str = "Larkfield House <hello@larkfieldhouse.example>"
    language: str = "en-US"
    states: dict[str, str | bool] | None = None


MAILS = msgspec.toml.decode((FOLDER / "unseen.toml").read_bytes(), type=dict[str, list[Mail]])[
    "mails"
]
BILLS = [one for one in MAILS if one.states]
QUIET = [one for one in MAILS if not one.states]


def read(mail: Mail) -> Outcome:
    raw = f"""From: {mail.sender}
To: Pat Example <pat@example.org>
Subject: {mail.subject}
Date: Thu, 04 Jun 2026 10:00:00 +0000
Message-ID: <unseen@larkfieldhouse.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html lang="{mail.language}"><body>{mail.body}<p style="color:#999">Larkfield House, 1 Example Road.
You receive this because you have an account.</p></body></html>
"""
    message = read_message(raw.encode())
    assert isinstance(message, Message)
    return parse(message)


@pytest.mark.parametrize("mail", BILLS, ids=lambda mail: mail.subject)
def test_a_bill_is_read(mail: Mail) -> None:
    outcome = read(mail)
    assert outcome.outcome is OutcomeKind.PARSED, outcome.reason
    stated = mail.states or {}
    event = next(one for one in outcome.events if one.kind == stated["kind"])
    wanted = {key: value for key, value in stated.items() if key != "not_recurring"}
    assert {key: shown(getattr(event, key)) for key in wanted} == wanted
    assert not ("not_recurring" in stated and event.recurring)


@pytest.mark.parametrize("mail", QUIET, ids=lambda mail: mail.subject)
def test_nothing_counts_out_of_mail_that_bills_nobody(mail: Mail) -> None:
    assert read(mail).outcome is not OutcomeKind.PARSED


def shown(value: object) -> object:
    """A value as the table writes it."""
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    return value if value is None or isinstance(value, bool) else str(value)
