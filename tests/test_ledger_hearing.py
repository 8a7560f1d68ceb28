"""What the ledger knows of its own hearing: mailboxes read, senders that can be read no more."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from parsers.outcome import OutcomeKind, Verdict
from tests.test_ledger import HOUR, NOW, mail_of, outcome_of
from watchdog.ledger import Ledger, open_ledger

DAY = timedelta(days=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def _failed(ledger: Ledger, *days: int, verdict: Verdict = Verdict.UNKNOWN) -> None:
    failed = outcome_of(outcome=OutcomeKind.FAILED, verdict=verdict)
    mails = [mail_of(f"f{day}", outcome=failed, sent_at=NOW + day * DAY) for day in days]
    ledger.record(mails=mails, now=NOW)


def test_an_empty_ledger_hears_nothing(ledger: Ledger) -> None:
    assert ledger.readings().mailboxes == ()
    assert ledger.readings().unread == ()


def test_mails_that_a_reader_failed_at_are_told_with_the_last_of_them(ledger: Ledger) -> None:
    _failed(ledger, 3, 1)
    (unread,) = ledger.readings().unread
    assert (unread.sender, unread.mails) == ("example.org", 2)
    assert (unread.first_on, unread.last_on) == (date(2026, 6, 10), date(2026, 6, 12))
    assert unread.fingerprint == "f3"


def test_only_those_since_the_last_mail_that_it_could_read(ledger: Ledger) -> None:
    _failed(ledger, 1, 3)
    ledger.record(mails=[mail_of("read", sent_at=NOW + 2 * DAY)], now=NOW)
    (unread,) = ledger.readings().unread
    assert unread.mails == 1
    ledger.record(mails=[mail_of("again", sent_at=NOW + 4 * DAY)], now=NOW)
    assert ledger.readings().unread == ()


def test_a_forged_mail_is_no_drift(ledger: Ledger) -> None:
    _failed(ledger, 1, 2, verdict=Verdict.SUSPICIOUS)
    assert ledger.readings().unread == ()


def test_a_mailbox_is_read_when_all_its_folders_are(ledger: Ledger) -> None:
    ledger.checks.record("home", "INBOX", now=NOW)
    ledger.checks.record("home", "Bills", now=NOW - 2 * HOUR)
    ledger.checks.record("work", "INBOX", now=NOW)
    ledger.checks.record("work", "Bills", problem="no such folder", now=NOW)
    readings = ledger.readings()
    assert readings.read_on("home") == NOW.date()
    assert readings.read_on("work") is None
    assert readings.read_on("import") is None


def test_a_folder_that_fails_since_days_makes_the_mailbox_old(ledger: Ledger) -> None:
    ledger.checks.record("home", "INBOX", now=NOW - 5 * DAY)
    ledger.checks.record("home", "Bills", now=NOW)
    ledger.checks.record("home", "INBOX", problem="away", now=NOW)
    assert ledger.readings().read_on("home") == (NOW - 5 * DAY).date()


def test_a_folder_that_is_tried_no_more_is_not_waited_for(ledger: Ledger) -> None:
    ledger.checks.record("home", "Old", now=NOW - 5 * DAY)
    ledger.checks.record("home", "INBOX", now=NOW)
    assert ledger.readings().read_on("home") == NOW.date()
