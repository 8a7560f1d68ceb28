"""Which mailboxes count as deaf, told by the checks that the ledger keeps."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from watchdog.hearing import outages
from watchdog.ledger import Ledger, open_ledger

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def failing(ledger: Ledger, *hours_ago: float, folder: str = "INBOX") -> None:
    for hours in hours_ago:
        ledger.checks.record(
            "home", folder, problem=f"out {hours}", problem_kind="transient", now=NOW - hours * HOUR
        )


def told(ledger: Ledger, now: datetime = NOW) -> list[tuple[datetime, datetime | None, str]]:
    found = outages(ledger.checks.all(), now=now, accounts={"home"})
    return [(one.began_at, one.ended_at, one.problem) for one in found]


def test_less_than_six_hours_are_the_weather(ledger: Ledger) -> None:
    failing(ledger, 5.9, 1)
    assert told(ledger) == []
    assert told(ledger, NOW + 0.1 * HOUR) == [(NOW - 5.9 * HOUR, None, "out 1")]


def test_one_success_between_begins_anew(ledger: Ledger) -> None:
    failing(ledger, 9, 8)
    ledger.checks.record("home", "INBOX", now=NOW - 7 * HOUR)
    failing(ledger, 5, 1)
    assert told(ledger) == []


def test_an_outage_that_ended_is_told_for_a_week(ledger: Ledger) -> None:
    failing(ledger, 30, 20)
    ledger.checks.record("home", "INBOX", now=NOW - HOUR)
    ended = [(NOW - 30 * HOUR, NOW - HOUR, "")]
    assert told(ledger) == ended
    ledger.checks.record("home", "INBOX", now=NOW)
    assert told(ledger) == ended
    assert told(ledger, NOW + timedelta(days=8)) == []


def test_as_long_as_one_folder_fails_the_mailbox_does(ledger: Ledger) -> None:
    failing(ledger, 30)
    failing(ledger, 10, folder="Bills")
    ledger.checks.record("home", "INBOX", now=NOW - HOUR)
    assert told(ledger) == [(NOW - 10 * HOUR, None, "out 10")]


def test_a_mailbox_that_was_taken_out_is_not_missed(ledger: Ledger) -> None:
    failing(ledger, 30)
    assert outages(ledger.checks.all(), now=NOW, accounts={"other"}) == ()


def test_failures_are_counted_until_a_success(ledger: Ledger) -> None:
    failing(ledger, 3, 2, 1)
    ledger.checks.record("home", "INBOX", problem="x", retry_at=NOW + HOUR, now=NOW)
    (check,) = ledger.checks.all()
    assert (check.failures, check.retry_at) == (4, NOW + HOUR)
    ledger.checks.record("home", "INBOX", now=NOW)
    (check,) = ledger.checks.all()
    assert (check.failures, check.retry_at) == (0, None)
