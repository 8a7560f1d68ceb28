"""What is purged is gone: from the tables, from the file's pages, from its copies."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parsers.outcome import Outcome, OutcomeKind, Trust, Verdict
from tests.rigs.door import Door
from watchdog.ledger import Notification, Seen, StoredMail, open_ledger
from watchdog.timeline.facts import Correction, StatementKind

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def mail(mark: str, *, days: int) -> StoredMail:
    """A mail of some days ago that is full of one word."""
    from parsers.events import BillingEvent, EventKind

    at = datetime.now(UTC) - timedelta(days=days)
    event = BillingEvent(
        kind=EventKind.CHARGE, merchant=mark, merchant_name=mark, evidence=(f"{mark} paid",)
    )
    trust = Trust(verdict=Verdict.UNKNOWN)
    return StoredMail(
        fingerprint=mark,
        message_id=f"<{mark}@x.example>",
        sender=f"{mark}@x.example",
        subject=f"{mark} receipt",
        sent_at=at,
        received_at=at,
        sha256=mark,
        raw=f"Subject: {mark}\r\n\r\n{mark} bytes".encode(),
        size=10,
        outcome=Outcome(outcome=OutcomeKind.PARSED, trust=trust, events=(event,)),
    )


def seen(account: str, uid: int, mark: str) -> Seen:
    return Seen(account=account, folder="INBOX", uidvalidity=1, uid=uid, fingerprint=mark)


@pytest.fixture
def books(door: Door) -> Path:
    """An old and a new mail in one account, one in another, one in both; and a copy of it all."""
    file = door.home / "ledger.sqlite3"
    door.home.mkdir(mode=0o700)
    mails = [
        mail("oldcanary", days=900),
        mail("newcanary", days=5),
        mail("worksecret", days=5),
        mail("sharedword", days=5),
    ]
    places = [
        seen("home", 1, "oldcanary"),
        seen("home", 2, "newcanary"),
        seen("work", 1, "worksecret"),
        seen("home", 3, "sharedword"),
        seen("work", 2, "sharedword"),
    ]
    with open_ledger(file) as ledger:
        ledger.record(mails=mails, seen=places, now=NOW)
        for account in ("home", "work"):
            ledger.checks.record(account, "INBOX", now=NOW)
        correction = Correction(fingerprint="oldcanary", subject="oldcanary receipt", events=())
        ledger.say(kind=StatementKind.REVIEWED, correction=correction, now=NOW)
        notice = Notification(
            key="k@mail", finding_id=None, target="mail", subject="oldcanary", body="oldcanary"
        )
        ledger.outbox.queue([notice], now=NOW - timedelta(days=900))
        ledger.outbox.claim_due(now=NOW)
        ledger.outbox.mark_sent("k@mail", now=NOW)
    assert door("backup").code == 0
    return file


def left(folder: Path, word: str) -> list[str]:
    """The files that hold a word anywhere in their bytes."""
    files = (one for one in folder.rglob("*") if one.is_file())
    return [one.name for one in files if word.encode() in one.read_bytes()]


def test_old_mail_goes_with_every_trace(door: Door, books: Path) -> None:
    assert left(door.home, "oldcanary")
    ended = door("purge", "--older-than", "365", "--yes")
    assert ended.code == 0, ended.err
    assert "mails: 1; what they said: 1" in ended.out
    assert "your corrections of them: 1" in ended.out
    assert ".bak" in ended.out
    assert left(door.home, "oldcanary") == []
    assert left(door.home, "newcanary") == ["ledger.sqlite3"]
    with open_ledger(books) as ledger:
        assert ledger.folders.seen_uids("home", "INBOX", 1, first=1, last=9) == {1, 2, 3}
        assert ledger.outbox.queued(["k@mail"]) == {"k@mail"}


def test_an_account_goes_whole_and_what_others_have_too_stays(door: Door, books: Path) -> None:
    assert door("purge", "--account", "work", "--yes").code == 0
    assert left(door.home, "worksecret") == []
    assert left(door.home, "sharedword") == ["ledger.sqlite3"]
    with open_ledger(books) as ledger:
        assert {one.account for one in ledger.checks.all()} == {"home"}
        assert not ledger.folders.seen_uids("work", "INBOX", 1, first=1, last=9)


def test_only_the_mails_as_they_came_can_go(door: Door, books: Path) -> None:
    assert door("purge", "--older-than", "0", "--mail-only", "--yes").code == 0
    with open_ledger(books) as ledger:
        assert len(ledger.facts()) == 4
        assert ledger.raw("newcanary") is None


def test_where_there_is_no_ledger_none_is_made(door: Door) -> None:
    ended = door("purge", "--older-than", "30", "--yes")
    assert ended.code == 1
    assert "there is none yet" in ended.err
    assert not (door.home / "ledger.sqlite3").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say what is to go"),
        (("--older-than", "365"), "add --yes"),
        (
            ("--account", "wrok", "--yes"),
            "nothing was read from an account 'wrok'; give one of: home, work",
        ),
    ],
)
def test_nothing_goes_by_mistake(
    door: Door, books: Path, words: tuple[str, ...], said: str
) -> None:
    before = books.read_bytes()
    ended = door("purge", *words)
    assert ended.code == 2
    assert said in ended.err
    assert books.read_bytes() == before
    assert left(door.home, "oldcanary") != []


def test_where_no_mail_is_that_old_no_copy_goes(door: Door, books: Path) -> None:
    before = {one.name for one in door.home.iterdir()}
    ended = door("purge", "--older-than", "3650", "--yes")
    assert (ended.code, ended.out) == (0, "Nothing is that old: nothing to do.\n")
    assert {one.name for one in door.home.iterdir()} == before


def test_a_copy_under_a_name_of_ones_own_is_named_and_stays(door: Door, books: Path) -> None:
    own = door.home / "before the move.sqlite3"
    assert door("backup", own).code == 0
    ended = door("purge", "--older-than", "365", "--yes")
    assert f"Not deleted, it may hold the same: {own}" in ended.out
    assert "-wal" not in ended.out
    assert "-shm" not in ended.out
    assert left(door.home, "oldcanary") == [own.name]
