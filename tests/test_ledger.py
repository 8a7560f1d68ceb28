"""The ledger keeps what it is given: round trips, once is once, and nothing is ever taken back."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.events import BillingEvent, EventKind, Period
from parsers.money import Money
from parsers.outcome import Arrival, Outcome, OutcomeKind, Trust, Verdict
from tests.rigs.postgres import PASSWORD, Postgres
from watchdog.ledger import (
    Check,
    Cursor,
    Ledger,
    Notification,
    NotificationState,
    Recorded,
    Reread,
    Seen,
    SeenState,
    Server,
    StoredMail,
    open_ledger,
    open_server,
)
from watchdog.timeline.facts import Fact, Source, Statement, StatementKind

NOW = datetime(2026, 6, 9, 8, 30, 15, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)

WHOLE_EVENT = BillingEvent(
    kind=EventKind.CHARGE,
    merchant="coursera",
    merchant_name="Coursera",
    plan="Coursera Plus Monthly",
    channel="apple",
    processor="stripe",
    amount=Money(amount=Decimal("59.00"), currency="USD"),
    recurring=True,
    cadence="P1M",
    on=date(2026, 6, 8),
    period=Period(starts_on=date(2026, 6, 8), ends_on=date(2026, 7, 7)),
    renews_on=date(2026, 7, 8),
    due_on=date(2026, 6, 20),
    collected=True,
    trial_ends_on=date(2026, 6, 15),
    access_until=date(2026, 7, 8),
    resumes_on=date(2026, 9, 1),
    effective_on=date(2026, 8, 1),
    old_amount=Money(amount=Decimal("49.90"), currency="EUR"),
    later_amount=Money(amount=Decimal("79.00"), currency="USD"),
    later_on=date(2026, 9, 8),
    cancel_by=date(2026, 7, 1),
    tax=Money(amount=Decimal("4.87"), currency="USD"),
    account="pat@example.org",
    reference="MX-1234",
    entity="Coursera, Inc.",
    last_four="4242",
    paid_with="Visa",
    by_reader=True,
    confidence=0.875,
    evidence=("You were charged $59.00", "Ваш платёж принят ✓"),
)
BARE_EVENT = BillingEvent(kind=EventKind.CANCELED, merchant="netflix", merchant_name="Netflix")


def outcome_of(
    *events: BillingEvent,
    outcome: OutcomeKind = OutcomeKind.PARSED,
    verdict: Verdict = Verdict.VERIFIED,
    reasons: tuple[str, ...] = (),
) -> Outcome:
    return Outcome(
        outcome=outcome,
        trust=Trust(verdict=verdict, reasons=reasons),
        reader="senders.coursera.receipt",
        events=events,
    )


def mail_of(
    fingerprint: str,
    *events: BillingEvent,
    outcome: Outcome | None = None,
    sent_at: datetime | None = NOW,
    received_at: datetime | None = NOW,
    raw: bytes | None = b"Subject: Your receipt\r\n\r\nThank you.\r\n",
    subject: str = "Your receipt",
) -> StoredMail:
    return StoredMail(
        fingerprint=fingerprint,
        message_id=f"<{fingerprint}@mail.example.org>",
        sender="billing@example.org",
        subject=subject,
        sent_at=sent_at,
        received_at=received_at,
        sha256="0" * 64,
        raw=raw,
        size=38,
        outcome=outcome or outcome_of(*events),
    )


def seen_in(account: str, uid: int, fingerprint: str | None) -> Seen:
    return Seen(account=account, folder="INBOX", uidvalidity=7, uid=uid, fingerprint=fingerprint)


def notice(key: str, subject: str = "A renewal is near") -> Notification:
    return Notification(
        key=key,
        finding_id="f1",
        target="me@example.org",
        subject=subject,
        body="Cancel by Friday.",
        html="<p>Cancel by Friday.</p>",
    )


@pytest.fixture(scope="module")
def server(postgres: Postgres) -> Iterator[Server]:
    with open_server(postgres.url(), password=PASSWORD) as opened:
        yield opened


def opened(place: str, file: Path, request: pytest.FixtureRequest) -> Ledger:
    """A new ledger: a file, or on the server that of somebody new."""
    if place == "file":
        return open_ledger(file)
    server: Server = request.getfixturevalue("server")
    return server.ledger(request.getfixturevalue("postgres").new_owner())


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    with opened(request.param, tmp_path / "ledger.db", request) as ledger:
        yield ledger


@pytest.fixture
def file_ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


@pytest.fixture(scope="module", params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def shared_ledger(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ledger]:
    with opened(request.param, tmp_path_factory.mktemp("shared") / "ledger.db", request) as ledger:
        yield ledger


# --- facts -----------------------------------------------------------------------------------


def test_the_whole_event_has_every_field_set() -> None:
    for name, default in zip(
        WHOLE_EVENT.__struct_fields__[3:], BillingEvent.__struct_defaults__, strict=True
    ):
        assert getattr(WHOLE_EVENT, name) != default, name


def test_an_event_with_every_field_comes_back_with_its_source(ledger: Ledger) -> None:
    trust = Trust(verdict=Verdict.FAILED, reasons=("DKIM: signature of example.org is broken",))
    outcome = msgspec.structs.replace(outcome_of(WHOLE_EVENT, BARE_EVENT), trust=trust)
    ledger.record(
        mails=[mail_of("a", outcome=outcome)], seen=[seen_in("home", 1, "a")], now=NOW + HOUR
    )
    source = Source(
        fingerprint="a",
        message_id="<a@mail.example.org>",
        mailbox="home",
        subject="Your receipt",
        sender="billing@example.org",
        sent_at=NOW,
        sha256="0" * 64,
        trust=trust,
    )
    assert ledger.facts() == (
        Fact(event=WHOLE_EVENT, source=source),
        Fact(event=BARE_EVENT, source=source),
    )


def test_facts_come_in_the_order_of_time_however_they_were_recorded(ledger: Ledger) -> None:
    late, early = mail_of("late", BARE_EVENT), mail_of("early", BARE_EVENT, sent_at=NOW - HOUR)
    tokyo = timezone(timedelta(hours=9))
    earliest = mail_of("tokyo", BARE_EVENT, sent_at=(NOW - 2 * HOUR).astimezone(tokyo))
    ledger.record(mails=[late, early, earliest], now=NOW)
    assert [fact.source.fingerprint for fact in ledger.facts()] == ["tokyo", "early", "late"]
    assert all(fact.source.sent_at.tzinfo is UTC for fact in ledger.facts())


@pytest.mark.parametrize(
    ("sent_at", "received_at", "dated_at"),
    [
        (NOW, NOW + HOUR, NOW),
        (None, NOW + HOUR, NOW + HOUR),
        (None, None, NOW + 2 * HOUR),
    ],
)
def test_a_mail_without_a_date_is_dated_by_its_arrival(
    ledger: Ledger, sent_at: datetime | None, received_at: datetime | None, dated_at: datetime
) -> None:
    ledger.record(
        mails=[mail_of("a", BARE_EVENT, sent_at=sent_at, received_at=received_at)],
        now=NOW + 2 * HOUR,
    )
    assert [fact.source.sent_at for fact in ledger.facts()] == [dated_at]
    assert [(each.sent_at, each.received_at) for each in ledger.mails()] == [(sent_at, received_at)]


def test_only_parsed_mail_counts_and_review_waits_beside_it(ledger: Ledger) -> None:
    mails = [
        mail_of(kind.value, outcome=outcome_of(BARE_EVENT, outcome=kind)) for kind in OutcomeKind
    ]
    ledger.record(mails=mails, now=NOW)
    assert [fact.source.fingerprint for fact in ledger.facts()] == ["parsed"]
    assert [fact.source.fingerprint for fact in ledger.review_facts()] == ["review"]


def test_suspicious_mail_is_among_the_facts_and_says_why(ledger: Ledger) -> None:
    outcome = outcome_of(BARE_EVENT, verdict=Verdict.SUSPICIOUS, reasons=("Looks like Netflix",))
    ledger.record(mails=[mail_of("a", outcome=outcome)], now=NOW)
    assert [fact.source.trust for fact in ledger.facts()] == [outcome.trust]


def test_the_mailbox_is_where_a_mail_was_first_found_and_import_where_it_never_was(
    ledger: Ledger,
) -> None:
    imported = Seen(account="import", folder="/takeout.mbox", uidvalidity=0, uid=1, fingerprint="b")
    ledger.record(
        mails=[mail_of("a", BARE_EVENT), mail_of("b", BARE_EVENT), mail_of("c", BARE_EVENT)],
        seen=[seen_in("work", 1, "a"), imported],
        now=NOW,
    )
    ledger.record(mails=[], seen=[seen_in("home", 1, "a"), seen_in("home", 2, "b")], now=NOW + HOUR)
    mailboxes = {fact.source.fingerprint: fact.source.mailbox for fact in ledger.facts()}
    assert mailboxes == {"a": "work", "b": "home", "c": "import"}


# --- recording -------------------------------------------------------------------------------


def test_the_same_mail_twice_is_once(ledger: Ledger) -> None:
    batch = [mail_of("a", WHOLE_EVENT), mail_of("b", BARE_EVENT), mail_of("a", BARE_EVENT)]
    seen = [seen_in("home", 1, "a"), seen_in("home", 2, "b"), seen_in("home", 3, "a")]
    cursor = Cursor(account="home", folder="INBOX", uidvalidity=7, last_uid=3)
    first = ledger.record(mails=batch, seen=seen, cursor=cursor, now=NOW)
    facts, counts = ledger.facts(), ledger.counts()
    again = ledger.record(mails=batch, seen=seen, cursor=cursor, now=NOW + HOUR)
    assert first == Recorded(new_messages=2, known_messages=0)
    assert again == Recorded(new_messages=0, known_messages=2)
    assert (ledger.facts(), ledger.counts()) == (facts, counts)
    assert [fact.event for fact in facts] == [WHOLE_EVENT, BARE_EVENT]
    assert counts.seen == 2, "a mail in two places is one"


def test_a_reused_message_id_hides_no_mail(ledger: Ledger) -> None:
    forged = msgspec.structs.replace(mail_of("forged", BARE_EVENT), message_id="<1@example.org>")
    real = msgspec.structs.replace(mail_of("real", WHOLE_EVENT), message_id="<1@example.org>")
    ledger.record(mails=[forged], now=NOW)
    ledger.record(mails=[real], now=NOW)
    assert [fact.event for fact in ledger.facts()] == [BARE_EVENT, WHOLE_EVENT]


def test_a_batch_is_recorded_whole_or_not_at_all(ledger: Ledger) -> None:
    cursor = Cursor(account="home", folder="INBOX", uidvalidity=7, last_uid=2)
    with pytest.raises(ValueError, match="UID 2 of INBOX"):
        ledger.record(
            mails=[mail_of("a", WHOLE_EVENT)],
            seen=[seen_in("home", 1, "a"), seen_in("home", 2, "nobody")],
            cursor=cursor,
            now=NOW,
        )
    assert (ledger.facts(), ledger.counts().seen) == ((), 0)
    assert ledger.folders.cursor("home", "INBOX") is None


def test_more_mails_than_one_statement_takes(ledger: Ledger) -> None:
    names = [f"mail-{number}" for number in range(1203)]
    recorded = ledger.record(
        mails=[mail_of(name, BARE_EVENT) for name in names],
        seen=[seen_in("home", uid, name) for uid, name in enumerate(names, 1)],
        now=NOW,
    )
    assert recorded.new_messages == 1203
    assert [each.fingerprint for each in ledger.mails()] == names
    assert len(ledger.facts()) == 1203


def test_a_cursor_goes_forward_and_starts_anew_with_another_uidvalidity(ledger: Ledger) -> None:
    def move(uidvalidity: int, last_uid: int, folder: str = "INBOX") -> tuple[int, int] | None:
        cursor = Cursor(account="home", folder=folder, uidvalidity=uidvalidity, last_uid=last_uid)
        ledger.record(mails=[], cursor=cursor, now=NOW)
        return ledger.folders.cursor("home", "INBOX")

    assert ledger.folders.cursor("home", "INBOX") is None
    assert move(7, 100) == (7, 100)
    assert move(7, 40) == (7, 100)
    assert move(7, 4_294_967_295) == (7, 4_294_967_295)
    assert move(8, 0) == (8, 0)
    assert move(7, 3, folder="Archive") == (8, 0)
    assert ledger.folders.cursor("work", "INBOX") is None


def test_every_uid_that_was_seen_is_known_and_may_become_a_mail_later(ledger: Ledger) -> None:
    ledger.record(mails=[], seen=[seen_in("home", uid, None) for uid in (3, 5, 9)], now=NOW)
    ledger.record(mails=[mail_of("a", BARE_EVENT)], seen=[seen_in("home", 5, "a")], now=NOW)
    ledger.record(mails=[], seen=[seen_in("home", 5, None)], now=NOW)
    assert ledger.folders.seen_uids("home", "INBOX", 7, first=1, last=5) == {3, 5}
    assert ledger.folders.seen_uids("home", "INBOX", 8, first=1, last=9) == frozenset()
    assert [fact.source.mailbox for fact in ledger.facts()] == ["home"]


def test_naive_datetimes_are_refused(ledger: Ledger) -> None:
    with pytest.raises(Exception, match="aware datetimes only"):
        ledger.milestones.reach("digest:2026-W47", now=NOW.replace(tzinfo=None))


_numbers = count()


@given(text=st.text(), other=st.text())
def test_any_text_is_kept_as_it_is(shared_ledger: Ledger, text: str, other: str) -> None:
    number = next(_numbers)
    fingerprint = f"{number}:{other}".replace("\x00", "")
    event = msgspec.structs.replace(WHOLE_EVENT, plan=text, evidence=(text, other))
    outcome = outcome_of(event, reasons=(text,))
    sent_at = NOW + timedelta(seconds=number)
    mail = mail_of(fingerprint, outcome=outcome, subject=text, sent_at=sent_at, raw=text.encode())
    shared_ledger.record(mails=[mail], now=NOW)
    kept = shared_ledger.facts()[-1]
    assert (kept.event, kept.source.fingerprint) == (event, fingerprint)
    assert kept.source.subject == text.replace("\x00", "\ufffd")
    assert kept.source.trust.reasons == (text,)
    assert shared_ledger.raw(fingerprint) == text.encode()


def test_text_that_no_database_can_keep_stops_nothing(ledger: Ledger) -> None:
    event = msgspec.structs.replace(BARE_EVENT, evidence=("broken \udce9",))
    outcome = outcome_of(event, reasons=("broken \udce9",))
    ledger.record(mails=[mail_of("a", outcome=outcome, subject="\x00 \udce9 \U0001f600")], now=NOW)
    (fact,) = ledger.facts()
    assert fact.source.subject == "\ufffd \ufffd \U0001f600"
    assert fact.event.evidence == fact.source.trust.reasons == ("broken \ufffd",)


# --- mails, and reading them anew ------------------------------------------------------------


def test_a_mail_comes_back_byte_by_byte_and_is_kept_small(ledger: Ledger) -> None:
    raw = bytes(range(256)) * 400
    ledger.record(mails=[mail_of("a", raw=raw), mail_of("b", raw=None)], now=NOW)
    assert ledger.raw("a") == raw
    assert ledger.raw("b") is None
    assert ledger.raw("nobody") is None
    assert [each.has_raw for each in ledger.mails()] == [True, False]


def test_no_mail_is_kept_where_the_user_does_not_want_it(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", keep_mail="none") as ledger:
        ledger.record(mails=[mail_of("a", WHOLE_EVENT)], now=NOW)
        assert ledger.raw("a") is None
        assert [fact.event for fact in ledger.facts()] == [WHOLE_EVENT]
    kept = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"Thank you" not in kept


def test_summaries_say_what_became_of_a_mail(ledger: Ledger) -> None:
    failed = Outcome(
        outcome=OutcomeKind.FAILED,
        trust=Trust(verdict=Verdict.UNKNOWN, reasons=("no Authentication-Results",)),
        reader="senders.coursera.receipt",
        reason="no amount found",
    )
    ledger.record(mails=[mail_of("a", outcome=failed), mail_of("b", BARE_EVENT)], now=NOW)
    (summary,) = ledger.mails(OutcomeKind.FAILED)
    assert (summary.outcome, summary.trust) == (failed.outcome, failed.trust)
    assert (summary.reader, summary.reason) == (failed.reader, failed.reason)
    assert (summary.fingerprint, summary.size, summary.sha256) == ("a", 38, "0" * 64)
    assert [each.fingerprint for each in ledger.mails()] == ["a", "b"]


def test_reading_anew_replaces_what_was_read_and_nothing_else(ledger: Ledger) -> None:
    ledger.record(
        mails=[
            mail_of("a", BARE_EVENT, WHOLE_EVENT, raw=b"one", received_at=NOW + HOUR),
            mail_of("b", BARE_EVENT, raw=b"two"),
            mail_of("c", BARE_EVENT, raw=None),
        ],
        now=NOW,
    )
    asked: list[tuple[bytes, datetime | None]] = []

    def read(raw: bytes, received_at: datetime | None, arrived: Arrival | None) -> Outcome:
        assert arrived is None
        asked.append((raw, received_at))
        return outcome_of(WHOLE_EVENT if raw == b"one" else BARE_EVENT)

    assert ledger.reread(read) == Reread(messages=2, changed=1)
    assert asked == [(b"one", NOW + HOUR), (b"two", NOW)]
    said = [(fact.source.fingerprint, fact.event) for fact in ledger.facts()]
    assert said == [("a", WHOLE_EVENT), ("b", BARE_EVENT), ("c", BARE_EVENT)]
    assert ledger.reread(read) == Reread(messages=2, changed=0)


def test_reading_anew_may_change_the_outcome(ledger: Ledger) -> None:
    ledger.record(
        mails=[mail_of("a", outcome=outcome_of(outcome=OutcomeKind.QUARANTINED))], now=NOW
    )
    better = outcome_of(BARE_EVENT, verdict=Verdict.SUSPICIOUS, reasons=("odd sender",))
    assert ledger.reread(lambda _raw, _at, _arrived: better).changed == 1
    assert [(fact.event, fact.source.trust) for fact in ledger.facts()] == [
        (BARE_EVENT, better.trust)
    ]
    assert ledger.counts().messages[OutcomeKind.QUARANTINED] == 0


def test_reading_anew_takes_more_than_one_page(ledger: Ledger) -> None:
    ledger.record(mails=[mail_of(f"{number}") for number in range(450)], now=NOW)
    again = ledger.reread(lambda _raw, _at, _arrived: outcome_of(BARE_EVENT))
    assert again == Reread(messages=450, changed=450)
    assert len(ledger.facts()) == 450


# --- the user's word -------------------------------------------------------------------------


def test_the_users_word_stands_until_it_is_undone(ledger: Ledger) -> None:
    canceled = ledger.say(
        kind=StatementKind.CANCELED,
        merchant="coursera",
        channel="apple",
        on=date(2026, 6, 3),
        now=NOW,
    )
    dismissed = ledger.say(kind=StatementKind.DISMISSED, finding="f1", now=NOW + HOUR)
    assert canceled == Statement(
        id=canceled.id,
        kind=StatementKind.CANCELED,
        said_at=NOW,
        merchant="coursera",
        channel="apple",
        on=date(2026, 6, 3),
    )
    assert ledger.statements() == (canceled, dismissed)
    assert ledger.undo(canceled.id, now=NOW + 2 * HOUR)
    assert not ledger.undo(canceled.id, now=NOW + 3 * HOUR)
    assert not ledger.undo(999, now=NOW)
    assert ledger.statements() == (dismissed,)
    assert ledger.say(kind=StatementKind.DISMISSED, finding="f2", now=NOW).id > dismissed.id


# --- the outbox ------------------------------------------------------------------------------


def test_a_notification_is_queued_once_and_comes_back_whole(ledger: Ledger) -> None:
    assert ledger.outbox.queue([notice("a"), notice("b"), notice("a")], now=NOW) == 2
    assert ledger.outbox.queue([notice("a", "Other words"), notice("c")], now=NOW + HOUR) == 1
    (first, *_) = ledger.outbox.entries()
    assert first.notification == notice("a")
    assert (first.state, first.attempts) == (NotificationState.PENDING, 0)
    assert (first.created_at, first.next_at, first.sent_at) == (NOW, NOW, None)


def test_what_is_claimed_is_nobody_elses(
    ledger: Ledger, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    ledger.outbox.queue([notice(key) for key in "abc"], now=NOW)
    assert ledger.outbox.claim_due(now=NOW - HOUR) == ()
    server = request.getfixturevalue("server") if ledger.owner else None
    again = server.ledger(ledger.owner) if server else open_ledger(tmp_path / "ledger.db")
    with again as other:
        (mine,) = ledger.outbox.claim_due(now=NOW, limit=1)
        theirs = other.outbox.claim_due(now=NOW)
    assert mine.notification == notice("a")
    assert (mine.state, mine.attempts) == (NotificationState.SENDING, 1)
    assert [entry.notification.key for entry in theirs] == ["b", "c"]
    assert ledger.outbox.claim_due(now=NOW + HOUR) == ()


def test_a_claimed_notification_is_answered_for_once(ledger: Ledger) -> None:
    ledger.outbox.queue([notice("a")], now=NOW)
    assert not ledger.outbox.mark_sent("a", now=NOW)
    ledger.outbox.claim_due(now=NOW)
    assert ledger.outbox.mark_sent("a", now=NOW + HOUR)
    assert not ledger.outbox.mark_sent("a", now=NOW + 2 * HOUR)
    assert not ledger.outbox.mark_failed("a", now=NOW, error="late", permanent=True)
    (entry,) = ledger.outbox.entries(NotificationState.SENT)
    assert (entry.sent_at, entry.last_error) == (NOW + HOUR, None)


def test_a_failed_notification_waits_and_a_hopeless_one_is_dead(ledger: Ledger) -> None:
    ledger.outbox.queue([notice("a"), notice("b"), notice("c")], now=NOW)
    ledger.outbox.claim_due(now=NOW)
    later = NOW + 2 * HOUR
    assert ledger.outbox.mark_failed(
        "a", now=NOW, error="451 later", permanent=False, next_at=later
    )
    assert ledger.outbox.mark_failed("b", now=NOW, error="550 no such user", permanent=True)
    assert ledger.outbox.mark_failed("c", now=NOW, error="421", permanent=False)
    assert [entry.notification.key for entry in ledger.outbox.claim_due(now=NOW + HOUR)] == ["c"]
    (again,) = ledger.outbox.claim_due(now=later)
    assert (again.notification.key, again.attempts, again.last_error) == ("a", 2, "451 later")
    (dead,) = ledger.outbox.entries(NotificationState.DEAD)
    assert (dead.notification.key, dead.last_error) == ("b", "550 no such user")


def test_a_doubtful_notification_is_looked_for_and_may_go_out_again_once(ledger: Ledger) -> None:
    ledger.outbox.queue([notice("a"), notice("b")], now=NOW)
    ledger.outbox.claim_due(now=NOW)
    assert ledger.outbox.mark_doubtful("a", error="no answer", now=NOW)
    assert ledger.outbox.mark_doubtful("b", error="no answer", now=NOW)
    assert [entry.notification.key for entry in ledger.outbox.doubtful(now=NOW)] == ["a", "b"]
    assert ledger.outbox.resolve("a", state=NotificationState.PENDING, now=NOW, resend=True)
    assert ledger.outbox.resolve("b", state=NotificationState.SENT, now=NOW)
    assert not ledger.outbox.resolve("b", state=NotificationState.PENDING, now=NOW, resend=True)
    assert ledger.outbox.doubtful(now=NOW) == ()
    again, arrived = ledger.outbox.entries()
    assert (again.state, again.resent) == (NotificationState.PENDING, 1)
    assert (arrived.state, arrived.resent, arrived.sent_at) == (NotificationState.SENT, 0, NOW)


def test_a_later_letter_tells_what_waited_and_it_is_known_when_each_was_told(
    ledger: Ledger,
) -> None:
    ledger.outbox.queue([notice("a"), notice("b")], now=NOW)
    letter = Notification(
        key="letter", finding_id=None, target="me@example.org", subject="Your week", body="Two."
    )
    for new in (1, 0):
        queued = ledger.outbox.replace([(letter, ["a"])], milestone="week", now=NOW + HOUR)
        assert queued == new
    folded = ledger.outbox.entries(NotificationState.FOLDED)
    assert [entry.notification.key for entry in folded] == ["a"]
    assert ledger.milestones.reached_at("week") == NOW + HOUR
    ledger.outbox.mark_told(["f2"], now=NOW + HOUR)
    ledger.outbox.claim_due(now=NOW + HOUR)
    ledger.outbox.mark_sent("b", now=NOW + 2 * HOUR)
    told = ledger.outbox.told()
    assert {key: (one.first_at, one.at_once) for key, one in told.items()} == {
        "f1": (NOW, True),
        "f2": (NOW + HOUR, False),
    }


def test_what_an_ended_program_left_is_found_and_made_due_again(ledger: Ledger) -> None:
    ledger.outbox.queue([notice("a"), notice("b")], now=NOW)
    ledger.outbox.claim_due(now=NOW)
    stuck = ledger.outbox.entries(NotificationState.SENDING)
    assert [entry.notification.key for entry in stuck] == ["a", "b"]
    assert ledger.outbox.mark_sent("a", now=NOW)
    assert ledger.outbox.release_stuck(now=NOW + HOUR) == 1
    assert ledger.outbox.claim_due(now=NOW) == ()
    (entry,) = ledger.outbox.claim_due(now=NOW + HOUR)
    assert (entry.notification.key, entry.attempts) == ("b", 2)
    assert entry.last_error is not None


# --- health ----------------------------------------------------------------------------------


def test_a_check_remembers_since_when_a_folder_fails(ledger: Ledger) -> None:
    ledger.checks.record("home", "INBOX", now=NOW)
    for hours in (1, 2):
        ledger.checks.record(
            "home",
            "INBOX",
            problem="line cut",
            problem_kind="transient",
            retry_at=NOW + 5 * HOUR,
            now=NOW + hours * HOUR,
        )
    ledger.checks.record("home", "Archive", problem="gone", problem_kind="config", now=NOW)
    archive, inbox = ledger.checks.all()
    assert inbox == Check(
        account="home",
        folder="INBOX",
        last_success_at=NOW,
        last_attempt_at=NOW + 2 * HOUR,
        failing_since=NOW + HOUR,
        last_problem="line cut",
        problem_kind="transient",
        failures=2,
        retry_at=NOW + 5 * HOUR,
    )
    assert (archive.last_success_at, archive.failing_since) == (None, NOW)
    ledger.checks.record("home", "INBOX", now=NOW + 3 * HOUR)
    (_, recovered) = ledger.checks.all()
    assert (recovered.failing_since, recovered.last_problem, recovered.problem_kind) == (None,) * 3
    assert recovered.last_success_at == NOW + 3 * HOUR
    assert (recovered.failures, recovered.retry_at, recovered.swept_at) == (0, None, None)


def test_a_folder_is_swept_until_somebody_asks_again(ledger: Ledger) -> None:
    for folder in ("Archive", "INBOX"):
        ledger.checks.record("home", folder, now=NOW)
    ledger.checks.record_sweep("home", "INBOX", now=NOW + HOUR)
    assert [check.swept_at for check in ledger.checks.all()] == [None, NOW + HOUR]
    ledger.checks.ask_for_sweeps()
    assert [check.swept_at for check in ledger.checks.all()] == [None, None]


def test_a_uid_that_was_not_handed_out_counts_as_not_seen_until_it_is(ledger: Ledger) -> None:
    lost = Seen(
        account="home",
        folder="INBOX",
        uidvalidity=7,
        uid=2,
        state=SeenState.UNREADABLE,
        reason="one item of 2147483647 bytes",
    )
    ledger.record(mails=(), seen=[seen_in("home", 1, None), lost], now=NOW)
    assert ledger.counts().unreadable == 1
    assert ledger.folders.seen_uids("home", "INBOX", 7, first=1, last=9) == {1}
    ledger.record(mails=[mail_of("b")], seen=[seen_in("home", 2, "b")], now=NOW + HOUR)
    assert ledger.counts().unreadable == 0
    assert ledger.folders.seen_uids("home", "INBOX", 7, first=1, last=9) == {1, 2}


def test_a_milestone_is_reached_once(ledger: Ledger) -> None:
    assert ledger.milestones.reached_at("digest:2026-W47") is None
    assert ledger.milestones.reach("digest:2026-W47", now=NOW)
    assert not ledger.milestones.reach("digest:2026-W47", now=NOW + HOUR)
    assert ledger.milestones.reached_at("digest:2026-W47") == NOW
    assert ledger.milestones.reached_at("digest:2026-W48") is None


def test_counts_say_how_much_there_is_and_where_there_is_nothing(ledger: Ledger) -> None:
    ledger.record(
        mails=[mail_of("a"), mail_of("b", outcome=outcome_of(outcome=OutcomeKind.IGNORED))],
        seen=[seen_in("home", uid, None) for uid in range(1, 6)],
        now=NOW,
    )
    ledger.outbox.queue([notice("a"), notice("b")], now=NOW)
    ledger.outbox.claim_due(now=NOW, limit=1)
    counts = ledger.counts()
    assert counts.messages == {
        OutcomeKind.PARSED: 1,
        OutcomeKind.REVIEW: 0,
        OutcomeKind.IGNORED: 1,
        OutcomeKind.FAILED: 0,
        OutcomeKind.QUARANTINED: 0,
    }
    assert (counts.seen, counts.by_header) == (7, 5)
    assert counts.notifications == {
        NotificationState.PENDING: 1,
        NotificationState.SENDING: 1,
        NotificationState.UNCERTAIN: 0,
        NotificationState.SENT: 0,
        NotificationState.DEAD: 0,
        NotificationState.FOLDED: 0,
    }


# --- facts are only added --------------------------------------------------------------------

# What may be rewritten; every other column and every deletion trips a wire.
REWRITTEN = {
    "messages": {"outcome", "reader", "reason", "trust_verdict", "trust_reasons"},
    "locations": {"message_id", "state", "reason"},
    "cursors": {"uidvalidity", "last_uid"},
    "events": set(),
    "statements": {"undone_at"},
    "notifications": {
        "state", "attempts", "next_at", "sent_at", "last_error", "doubted_at", "resent",
        "folded_into",
    },
    "checks": {
        "last_success_at", "last_attempt_at", "failing_since", "last_problem", "problem_kind",
        "failures", "retry_at", "outage_from", "outage_until", "swept_at",
    },
    "milestones": set(),
}  # fmt: skip


def lay_trip_wires(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for table, rewritten in REWRITTEN.items():
            names = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            fixed = ", ".join(f'"{name}"' for name in sorted(names - rewritten))
            wire = f"BEGIN SELECT RAISE(ABORT, '{table} was rewritten'); END"
            connection.execute(
                f"CREATE TRIGGER u_{table} BEFORE UPDATE OF {fixed} ON {table} {wire}"
            )
            if table != "events":  # they are derived, and replaced by reading anew
                connection.execute(f"CREATE TRIGGER d_{table} BEFORE DELETE ON {table} {wire}")
        connection.execute(
            "CREATE TRIGGER moved BEFORE UPDATE ON locations"
            " WHEN old.message_id IS NOT NULL AND new.message_id IS NOT old.message_id"
            " BEGIN SELECT RAISE(ABORT, 'a location was moved to another mail'); END"
        )
    connection.close()


def test_facts_are_only_added(file_ledger: Ledger, tmp_path: Path) -> None:
    ledger = file_ledger
    lay_trip_wires(tmp_path / "ledger.db")
    cursor = Cursor(account="home", folder="INBOX", uidvalidity=7, last_uid=1)
    for subject in ("first words", "other words"):
        ledger.record(
            mails=[mail_of("a", BARE_EVENT, subject=subject), mail_of("b", subject=subject)],
            seen=[seen_in("home", 1, "a"), seen_in("home", 2, None)],
            cursor=cursor,
            now=NOW,
        )
    ledger.reread(lambda _raw, _at, _arrived: outcome_of(WHOLE_EVENT))
    ledger.undo(ledger.say(kind=StatementKind.DISMISSED, finding="f", now=NOW).id, now=NOW)
    for subject in ("first words", "other words"):
        ledger.outbox.queue([notice("a", subject), notice("b", subject)], now=NOW)
        ledger.outbox.claim_due(now=NOW)
        ledger.outbox.mark_failed("a", now=NOW, error="451", permanent=False)
        ledger.outbox.mark_sent("b", now=NOW)
        ledger.outbox.release_stuck(now=NOW)
        ledger.milestones.reach("digest", now=NOW)
        ledger.checks.record("home", "INBOX", now=NOW)
        ledger.checks.record("home", "INBOX", problem="x", now=NOW)
    assert [fact.event for fact in ledger.facts()] == [WHOLE_EVENT, WHOLE_EVENT]


def test_a_uid_is_never_moved_to_another_mail(ledger: Ledger) -> None:
    mails = [mail_of("a", BARE_EVENT), mail_of("b", BARE_EVENT)]
    ledger.record(mails=mails, seen=[seen_in("home", 1, "a")], now=NOW)
    ledger.record(mails=mails, seen=[seen_in("home", 1, "b")], now=NOW)
    mailboxes = {fact.source.fingerprint: fact.source.mailbox for fact in ledger.facts()}
    assert mailboxes == {"a": "home", "b": "import"}
