"""Trials and low prices that end, told in letters whose titles say nothing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from parsers.events import BillingEvent, EventKind
from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "bare_titles.toml"
LETTERS = tomllib.loads(_FILE.read_text(encoding="utf-8"))
_TRIALS = (EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING)


def _rows(name: str) -> list[Any]:
    return [pytest.param(*row, id=row[1]) for row in LETTERS[name]]


def _counted(subject: str, text: str) -> list[BillingEvent]:
    outcome = read_plain(subject, f"Hi Pat,\n\n{text}\n\nThe team\n")
    return list(outcome.events) if outcome.outcome is OutcomeKind.PARSED else []


@pytest.mark.parametrize(("subject", "text"), _rows("trials"))
def test_free_time_and_a_first_payment_are_a_trial(subject: str, text: str) -> None:
    (event,) = _counted(subject, text)
    assert event.kind in _TRIALS
    assert event.trial_ends_on is not None
    assert event.amount is not None


@pytest.mark.parametrize(("subject", "text"), _rows("no_trials"))
def test_what_is_paid_for_is_no_trial(subject: str, text: str) -> None:
    assert all(one.kind not in _TRIALS for one in _counted(subject, text))


@pytest.mark.parametrize(("subject", "text"), _rows("prices"))
def test_a_low_price_that_ends_is_a_new_price(subject: str, text: str) -> None:
    (event,) = _counted(subject, text)
    assert event.kind is EventKind.PRICE_CHANGE
    assert event.amount is not None
    assert event.effective_on is not None


@pytest.mark.parametrize(("subject", "text"), _rows("no_prices"))
def test_an_offer_that_ends_changes_no_price(subject: str, text: str) -> None:
    assert all(one.kind is not EventKind.PRICE_CHANGE for one in _counted(subject, text))
