"""Whole mails of nobody's in particular: what the generic reader makes of them."""

import pytest

from parsers import parse
from parsers.money import Money
from parsers.outcome import Outcome, OutcomeKind
from tools.fresh_mails import Mail, mails, message_of

BILLS = [one for one in mails() if one.states]
QUIET = [one for one in mails() if not one.states]


def read(mail: Mail) -> Outcome:
    return parse(message_of(mail))


@pytest.mark.parametrize("mail", BILLS, ids=lambda mail: mail.subject)
def test_a_bill_is_read(mail: Mail) -> None:
    outcome = read(mail)
    assert outcome.outcome is OutcomeKind.PARSED, outcome.reason
    stated = mail.states or {}
    assert {one.kind for one in outcome.events} <= mail.kinds
    event = next(one for one in outcome.events if one.kind in mail.kinds)
    wanted = {key: value for key, value in stated.items() if key not in ("kind", "not_recurring")}
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
