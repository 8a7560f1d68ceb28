"""The same walk over a second, unrelated server: the one that the tour embeds."""

import sys
import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from watchdog.demo.server import DemoMailbox, DemoMissing, serve_mailbox
from watchdog.mailbox.mailbox import (
    BODY_LIMIT,
    Cursor,
    Endpoint,
    MailboxProblem,
    ProblemKind,
    Tls,
    open_mailbox,
)

START = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def mails(count: int) -> list[tuple[bytes, datetime]]:
    return [
        (
            f"From: Shop <shop{number % 2}@example.org>\r\nSubject: Receipt {number}\r\n"
            f"Message-ID: <{number}@example.org>\r\n\r\nTotal: {number}.00 EUR\r\n".encode(),
            START + timedelta(days=number),
        )
        for number in range(count)
    ]


def everything(header: bytes) -> bool:
    return True


def nothing(header: bytes) -> bool:
    return False


def endpoint(served: DemoMailbox) -> Endpoint:
    return Endpoint(
        host=served.host, port=served.port, tls=Tls.NONE, user=served.user, timeout_seconds=5
    )


def test_a_served_mailbox_is_read_whole_and_then_not_again() -> None:
    sent = mails(5)
    with serve_mailbox(sent) as served:
        with open_mailbox(endpoint(served), served.password) as mailbox:
            (batch,) = mailbox.batches("INBOX", None, wanted=everything)
        with open_mailbox(endpoint(served), served.password) as mailbox:
            assert list(mailbox.batches("INBOX", batch.cursor, wanted=everything)) == []
    assert [(one.raw, one.received_at) for one in batch.arrivals] == sent
    assert batch.known_total == 5


def test_candidates_batches_and_the_cursor() -> None:
    with (
        serve_mailbox(mails(250)) as served,
        open_mailbox(endpoint(served), served.password) as mailbox,
    ):
        batches = list(mailbox.batches("INBOX", None, wanted=lambda header: b"shop1@" in header))
        uid, epoch = batches[0].cursor.last_uid, batches[0].cursor.uidvalidity
        cursor = Cursor(uidvalidity=epoch, last_uid=uid)
        rest = list(mailbox.batches("INBOX", cursor, wanted=nothing))
    assert [len(batch.arrivals) for batch in batches] == [200, 50]
    assert sum(one.raw is not None for batch in batches for one in batch.arrivals) == 125
    assert [len(batch.arrivals) for batch in rest] == [50]


def test_look_back() -> None:
    with (
        serve_mailbox(mails(10)) as served,
        open_mailbox(endpoint(served), served.password) as mailbox,
    ):
        (batch,) = mailbox.batches("INBOX", None, wanted=nothing, since=date(2026, 3, 8))
    assert len(batch.arrivals) == 4


def test_a_large_mail_is_cut() -> None:
    raw = b"From: a@example.org\r\n\r\n" + b"x" * (BODY_LIMIT + 100)
    with (
        serve_mailbox([(raw, START)]) as served,
        open_mailbox(endpoint(served), served.password) as mailbox,
    ):
        (batch,) = mailbox.batches("INBOX", None, wanted=everything)
    assert batch.arrivals[0].truncated
    cut = batch.arrivals[0].raw or b""
    assert cut.startswith(b"From: a@example.org\n")
    assert 250_000 < cut.count(b"x") < 270_000


def test_further_folders() -> None:
    with (
        serve_mailbox(mails(1), folders={"Bills": mails(2)}) as served,
        open_mailbox(endpoint(served), served.password) as mailbox,
    ):
        assert mailbox.folders() == ("INBOX", "Bills")
        (batch,) = mailbox.batches("Bills", None, wanted=everything)
    assert len(batch.arrivals) == 2


def test_wrong_password_and_missing_folder() -> None:
    with serve_mailbox(mails(1)) as served:
        with (
            pytest.raises(MailboxProblem) as refused,
            open_mailbox(endpoint(served), "not the password"),
        ):
            pass
        with (
            pytest.raises(MailboxProblem) as missing,
            open_mailbox(endpoint(served), served.password) as mailbox,
        ):
            list(mailbox.batches("Nowhere", None, wanted=everything))
    assert refused.value.kind is ProblemKind.SIGN_IN
    assert missing.value.kind is ProblemKind.CONFIGURATION
    assert "INBOX" in missing.value.mend


def test_the_server_is_gone_afterwards_and_its_password_is_fresh() -> None:
    threads = threading.active_count()
    with serve_mailbox([]) as first, serve_mailbox([]) as second:
        assert first.password != second.password
        assert first.port != second.port
    assert threading.active_count() <= threads  # those of earlier tests may end meanwhile
    with pytest.raises(MailboxProblem, match="is closed"), open_mailbox(endpoint(first), "x"):
        pass


def test_an_open_session_does_not_hold_the_server_up() -> None:
    with serve_mailbox(mails(1)) as served:
        session = open_mailbox(endpoint(served), served.password)
        mailbox = session.__enter__()
    with pytest.raises(MailboxProblem) as caught:
        mailbox.folders()
    assert caught.value.kind is ProblemKind.TRANSIENT
    session.__exit__(None, None, None)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymap.imap", None)
    monkeypatch.delitem(sys.modules, "watchdog.demo.embedded", raising=False)
    monkeypatch.delattr("watchdog.demo.embedded", raising=False)
    with pytest.raises(DemoMissing, match=r"billing-watchdog\[demo\]"), serve_mailbox([]):
        pass
