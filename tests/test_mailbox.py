"""The mailbox against a real Dovecot: nothing lost, nothing twice, nothing changed."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import msgspec
import pytest

from parsers.message import Message, read_message
from tests.rigs.dovecot import Dovecot, User
from tests.rigs.proxy import scripted, tapped
from watchdog.mailbox.mailbox import (
    BODY_LIMIT,
    Arrival,
    Batch,
    Cursor,
    Endpoint,
    MailboxProblem,
    ProblemKind,
    Tls,
    open_mailbox,
)

pytestmark = pytest.mark.dovecot

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
READ_ONLY_VERBS = {
    *("CAPABILITY", "STARTTLS", "AUTHENTICATE", "LOGIN", "ID", "ENABLE", "LIST", "STATUS"),
    *("EXAMINE", "UNSELECT", "UID SEARCH", "UID FETCH", "NOOP", "LOGOUT"),
}


def mail(number: int, *, sender: str = "billing@example.org", body: str = "Total: $9.99") -> bytes:
    return (
        f"From: Example <{sender}>\r\nTo: anna@example.com\r\nSubject: Receipt {number}\r\n"
        f"Date: Thu, 01 Jan 2026 12:00:00 +0000\r\nMessage-ID: <{number}@example.org>\r\n"
        f"X-Padding: never asked for\r\n\r\n{body}\r\n"
    ).encode()


def fill(user: User, numbers: Iterable[int], folder: str = "INBOX") -> None:
    for number in numbers:
        user.deliver(mail(number), START + timedelta(hours=number), folder)


def endpoint(user: User, **changes: object) -> Endpoint:
    plain = Endpoint(
        host="localhost", port=user.server.port, tls=Tls.NONE, user=user.name, timeout_seconds=5
    )
    return msgspec.structs.replace(plain, **changes)


def everything(header: bytes) -> bool:
    return True


def consume(endless: Iterable[object]) -> None:
    for _ in endless:
        pass


def scan(
    where: Endpoint,
    user: User,
    cursor: Cursor | None = None,
    *,
    folder: str = "INBOX",
    wanted: Callable[[bytes], bool] = everything,
    since: date | None = None,
) -> list[Batch]:
    with open_mailbox(where, user.password) as mailbox:
        return list(mailbox.batches(folder, cursor, wanted=wanted, since=since))


def arrivals(batches: Iterable[Batch]) -> list[Arrival]:
    return [arrival for batch in batches for arrival in batch.arrivals]


def numbers(batches: Iterable[Batch]) -> list[int]:
    found = [re.search(rb"Subject: Receipt (\d+)", one.raw or b"") for one in arrivals(batches)]
    return [int(match[1]) for match in found if match]


def problem(where: Endpoint, user: User, folder: str = "INBOX") -> MailboxProblem:
    with pytest.raises(MailboxProblem) as caught:
        scan(where, user, folder=folder)
    text = str(caught.value)
    assert "\n" not in text
    assert f"{where.host}:{where.port}" in text
    assert caught.value.mend in text
    assert user.password not in repr(caught.value) + text
    return caught.value


@pytest.mark.parametrize("tls", [Tls.IMPLICIT, Tls.STARTTLS, Tls.NONE])
def test_a_scan_brings_every_mail_as_it_was_delivered(user: User, tls: Tls) -> None:
    fill(user, range(3))
    port = user.server.tls_port if tls is Tls.IMPLICIT else user.server.port
    batches = scan(endpoint(user, tls=tls, port=port, ca_file=user.server.ca_path), user)
    assert [one.raw for one in arrivals(batches)] == [mail(0), mail(1), mail(2)]
    assert [one.received_at for one in arrivals(batches)] == [
        START + timedelta(hours=number) for number in range(3)
    ]
    assert not any(one.truncated for one in arrivals(batches))
    assert [batch.known_total for batch in batches] == [3]


def test_a_second_scan_asks_for_no_body_and_brings_nothing(user: User) -> None:
    fill(user, range(3))
    cursor = scan(endpoint(user), user)[-1].cursor
    with tapped(user.server.port) as wire:
        assert scan(endpoint(user, port=wire.port), user, cursor) == []
    assert "UID FETCH" not in wire.verbs


def test_new_mail_is_found_from_the_cursor(user: User) -> None:
    fill(user, range(3))
    cursor = scan(endpoint(user), user)[-1].cursor
    fill(user, [3, 4])
    assert numbers(scan(endpoint(user), user, cursor)) == [3, 4]


def test_a_scan_leaves_the_mailbox_as_it_was(user: User) -> None:
    fill(user, range(5))
    fill(user, range(2), "Bills")
    before = user.fingerprint()
    with open_mailbox(endpoint(user), user.password) as mailbox:
        for folder in mailbox.folders():
            assert list(mailbox.batches(folder, None, wanted=everything))
    assert user.fingerprint() == before


def test_the_fingerprint_would_tell(user: User) -> None:
    fill(user, range(2))
    before = user.fingerprint()
    (delivered,) = (user.home / "new").glob("*.M000001.*")
    delivered.rename(user.home / "cur" / f"{delivered.name}:2,S")
    assert user.fingerprint() != before


def test_only_reading_verbs_are_spoken(user: User) -> None:
    fill(user, range(3))
    with (
        tapped(user.server.port) as wire,
        open_mailbox(endpoint(user, port=wire.port), user.password) as mailbox,
    ):
        assert mailbox.folders() == ("INBOX",)
        list(mailbox.batches("INBOX", None, wanted=everything, since=date(2020, 1, 1)))
    assert {"EXAMINE", "UID SEARCH", "UID FETCH"} <= wire.verbs <= READ_ONLY_VERBS
    fetches = [line for line in wire.commands if b"FETCH" in line]
    assert not any(re.search(rb"BODY\[|RFC822(?!\.SIZE)|:\*", line) for line in fetches)


def test_what_comes_next_is_asked_for_before_what_came_is_handed_on(user: User) -> None:
    fill(user, range(650))
    with (
        tapped(user.server.port) as wire,
        open_mailbox(endpoint(user, port=wire.port), user.password) as mailbox,
    ):
        batches = mailbox.batches("INBOX", None, wanted=lambda header: b"1" in header)
        assert [len(next(batches).arrivals) for _ in range(2)] == [200, 400]
        asked = [line.split()[3] for line in wire.commands if b"HEADER" in line]
        assert asked == [b"1:200", b"201:600", b"601:650"]
        assert [one.uid for batch in batches for one in batch.arrivals] == list(range(601, 651))


def test_each_folder_has_its_own_cursor(user: User) -> None:
    fill(user, [1])
    fill(user, [2, 3], "Rechnungen")
    fill(user, [4], "Büro".encode("utf-7").decode().replace("+", "&"))
    with open_mailbox(endpoint(user), user.password) as mailbox:
        assert mailbox.folders() == ("INBOX", "Büro", "Rechnungen")
        found = [numbers(mailbox.batches(f, None, wanted=everything)) for f in mailbox.folders()]
    assert found == [[1], [4], [2, 3]]


def test_a_folder_may_be_named_by_its_use(user: User) -> None:
    fill(user, [1])
    fill(user, [2, 3], "Alle Nachrichten")

    def mark(line: bytes) -> bytes:
        return line.replace(b"(", b"(\\All ", 1) if b"Alle Nachrichten" in line else line

    with tapped(user.server.port, mark) as wire:
        batches = scan(endpoint(user, port=wire.port), user, folder="\\all")
    assert numbers(batches) == [2, 3]
    assert {batch.folder for batch in batches} == {"\\all"}, "the name that the user gave"
    met = problem(endpoint(user), user, folder="\\All")
    assert met.kind is ProblemKind.CONFIGURATION


def test_two_folders_at_once_are_refused(user: User) -> None:
    fill(user, [1])
    fill(user, [2], "Bills")
    with open_mailbox(endpoint(user), user.password) as mailbox:
        first = mailbox.batches("INBOX", None, wanted=everything)
        next(first)
        next(mailbox.batches("Bills", None, wanted=everything))
        with pytest.raises(RuntimeError, match="one folder at a time"):
            next(first)


def test_another_uidvalidity_starts_again(user: User) -> None:
    fill(user, range(4))
    first = scan(endpoint(user), user)[-1].cursor
    user.forget_uids()
    # Dovecot takes the clock's second for a new UIDVALIDITY, so the test states the older one.
    older = Cursor(uidvalidity=first.uidvalidity - 1, last_uid=first.last_uid)
    batches = scan(endpoint(user), user, older)
    assert sorted(numbers(batches)) == [0, 1, 2, 3]
    assert batches[-1].cursor.uidvalidity != older.uidvalidity


def test_a_server_without_uidvalidity_is_read_from_the_start_each_time(user: User) -> None:
    fill(user, range(3))
    with tapped(user.server.port, lambda line: b"" if b"UIDVALIDITY" in line else line) as wire:
        where = endpoint(user, port=wire.port)
        cursor = scan(where, user)[-1].cursor
        assert cursor.uidvalidity == 0
        assert numbers(scan(where, user, cursor)) == [0, 1, 2]


def test_a_server_without_uidnext_hides_nothing(user: User) -> None:
    fill(user, range(3))
    with tapped(user.server.port, lambda line: b"" if b"UIDNEXT" in line else line) as wire:
        assert numbers(scan(endpoint(user, port=wire.port), user)) == [0, 1, 2]


def test_a_look_back_narrows_the_first_walk_only(user: User) -> None:
    fill(user, [0, 240, 264, 288])
    since = (START + timedelta(hours=264)).date()
    first = scan(endpoint(user), user, since=since)
    assert numbers(first) == [240, 264, 288]  # a day wider than asked for
    assert first[-1].known_total == 3
    user.deliver(mail(7), START, "INBOX")  # an old mail that was moved in later
    assert numbers(scan(endpoint(user), user, first[-1].cursor, since=since)) == [7]


def test_a_mail_that_is_not_wanted_is_seen_without_its_body(user: User) -> None:
    seen: list[bytes] = []

    def wanted(header: bytes) -> bool:
        seen.append(header)
        return b"shop@" in header

    for number, sender in enumerate(["news@example.org", "shop@example.org", "x@example.net"]):
        user.deliver(mail(number, sender=sender), START)
    found = arrivals(scan(endpoint(user), user, wanted=wanted))
    assert [one.raw is None for one in found] == [True, False, True]
    assert [one.uid for one in found] == [1, 2, 3]
    assert all(one.received_at == START for one in found)
    assert all(b"Subject: " in header and b"X-Padding" not in header for header in seen)


def test_many_mails_come_in_ascending_batches(user: User) -> None:
    fill(user, range(450))
    batches = scan(endpoint(user), user)
    assert [len(batch.arrivals) for batch in batches] == [200, 250]
    assert sorted(numbers(batches)) == list(range(450))
    uids = [one.uid for one in arrivals(batches)]
    assert uids == sorted(uids)
    assert [batch.cursor.last_uid for batch in batches] == [200, 450]
    assert {batch.known_total for batch in batches} == {450}


def test_uids_that_were_not_asked_for_are_left_alone(user: User) -> None:
    fill(user, range(3))
    epoch = scan(endpoint(user), user)[-1].cursor.uidvalidity

    def stray(line: bytes) -> bytes:
        return b"* SEARCH 3 1 2\r\n" if line.startswith(b"* SEARCH") else line

    with tapped(user.server.port, stray) as wire:
        cursor = Cursor(uidvalidity=epoch, last_uid=1)
        batches = scan(endpoint(user, port=wire.port), user, cursor)
    assert [one.uid for one in arrivals(batches)] == [2, 3]


def test_uids_are_found_over_gaps_of_billions(user: User) -> None:
    def far(line: bytes) -> bytes:
        if b"UIDNEXT" in line:
            return re.sub(rb"UIDNEXT \d+", b"UIDNEXT 4294000000", line)
        return line

    fill(user, range(3))
    with tapped(user.server.port, far) as wire:
        assert numbers(scan(endpoint(user, port=wire.port), user)) == [0, 1, 2]
    searches = [line for line in wire.commands if b"UID SEARCH" in line]
    assert 2 < len(searches) < 40
    assert b"UID SEARCH UID 1:5000" in searches[0]


def test_a_huge_text_is_cut_and_says_so(user: User) -> None:
    user.deliver(mail(1, body="Total: $9.99\n" + "x" * (BODY_LIMIT + 1000)), START)
    user.deliver(mail(2), START)
    huge, small = arrivals(scan(endpoint(user), user))
    assert (huge.truncated, small.truncated) == (True, False)
    read = read_message(huge.raw or b"")
    assert isinstance(read, Message)
    assert read.text.startswith("Total: $9.99")
    assert (read.subject, read.from_address) == ("Receipt 1", "billing@example.org")
    assert len(huge.raw or b"") < 300_000


def letter_with_a_video() -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "Example <billing@example.org>", "Receipt 1"
    letter["Date"], letter["Message-ID"] = "Thu, 01 Jan 2026 12:00:00 +0000", "<1@example.org>"
    letter.set_content("Total: 9,99 €\n", cte="quoted-printable")
    letter.add_alternative("<p>Total: <b>9,99 €</b></p>", subtype="html", cte="base64")
    letter.add_attachment(b"v" * 3_000_000, maintype="video", subtype="mp4", filename="hello.mp4")
    letter.add_attachment(
        b"%PDF-1.4 small", maintype="application", subtype="pdf", filename="receipt.pdf"
    )
    letter.add_attachment("Total: 1 €", filename="notes.txt")
    return letter.as_bytes()


def test_of_a_large_mail_only_the_texts_and_small_pdfs_are_fetched(user: User) -> None:
    whole = letter_with_a_video()
    user.deliver(whole, START)
    user.deliver(whole, START, "Copies")
    with tapped(user.server.port) as wire:
        (large,) = arrivals(scan(endpoint(user, port=wire.port), user))
    read, expected = read_message(large.raw or b""), read_message(whole)
    assert isinstance(read, Message)
    assert isinstance(expected, Message)
    assert (
        (read.text, read.html)
        == (expected.text, expected.html)
        == (
            "Total: 9,99 €\n",
            "<p>Total: <b>9,99 €</b></p>\n",
        )
    )
    assert read.pdfs == expected.pdfs == (b"%PDF-1.4 small",)
    assert (read.subject, read.message_id, read.sent_at) == (
        expected.subject,
        expected.message_id,
        expected.sent_at,
    )
    assert len(large.raw or b"") < 4_000
    (copy,) = arrivals(scan(endpoint(user), user, folder="Copies"))
    assert copy.raw == large.raw, "the same mail, wherever it lies"


def test_a_size_that_is_a_lie_costs_no_memory(user: User) -> None:
    def lie(line: bytes) -> bytes:
        return re.sub(rb"RFC822.SIZE \d+", b"RFC822.SIZE 2147483647", line)

    fill(user, range(2))
    with tapped(user.server.port, lie) as wire:
        found = arrivals(scan(endpoint(user, port=wire.port), user))
    texts = [read_message(one.raw or b"") for one in found]
    assert [isinstance(one, Message) and one.text for one in texts] == ["Total: $9.99\n"] * 2
    assert all(one.truncated for one in found)


def test_heavy_mails_come_in_smaller_batches(user: User) -> None:
    for number in range(5):
        user.deliver(mail(number, body="x" * (2 << 20)), START)
    assert [len(batch.arrivals) for batch in scan(endpoint(user), user)] == [2, 2, 1]


def test_a_mail_that_vanishes_meanwhile_is_fine(user: User) -> None:
    fill(user, range(3))
    with open_mailbox(endpoint(user), user.password) as mailbox:
        unlink = (user.home / "new").glob("*.M000002.*")

        def wanted(header: bytes) -> bool:
            for path in unlink:
                path.unlink()
            return True

        found = list(mailbox.batches("INBOX", None, wanted=wanted))
    assert numbers(found) in ([0, 2], [0, 1, 2])  # the server may still hold the file open
    assert found[-1].cursor.last_uid == 3


def test_an_answer_that_cannot_be_read_is_asked_for_again(user: User) -> None:
    fill(user, range(3))
    hits: list[bytes] = []

    def mangle_once(line: bytes) -> bytes:
        if line.startswith(b"* 2 FETCH") and not hits:
            hits.append(line)
            return line.replace(b"FETCH", b"FLETCH")
        return line

    with tapped(user.server.port, mangle_once) as wire:
        assert numbers(scan(endpoint(user, port=wire.port), user)) == [0, 1, 2]
    assert hits


def test_a_mail_that_the_server_never_hands_out_holds_the_cursor(user: User) -> None:
    fill(user, range(3))

    def hide(line: bytes) -> bytes:
        return re.sub(rb"^\* 2 FETCH \(UID 2 ", b"* 2 FETCH (UID 9 ", line)

    with tapped(user.server.port, hide) as wire:
        met = problem(endpoint(user, port=wire.port), user)
    assert met.kind is ProblemKind.PROTOCOL
    assert "mail 2" in met.what
    assert met.where.endswith("/INBOX")


def test_a_cut_in_the_middle_loses_nothing_and_doubles_nothing(user: User) -> None:
    fill(user, range(450))
    got: list[Batch] = []

    def cut(line: bytes) -> bytes | None:
        return None if line.startswith(b"* 300 FETCH") else line

    with (
        tapped(user.server.port, cut) as wire,
        pytest.raises(MailboxProblem) as caught,
        open_mailbox(endpoint(user, port=wire.port), user.password) as mailbox,
    ):
        got.extend(mailbox.batches("INBOX", None, wanted=everything))
    assert caught.value.kind is ProblemKind.TRANSIENT
    assert len(numbers(got)) == 200
    rest = scan(endpoint(user), user, got[-1].cursor)
    assert sorted(numbers(got) + numbers(rest)) == list(range(450))


def test_a_session_ends_at_its_deadline(user: User) -> None:
    fill(user, range(3))
    with (
        pytest.raises(MailboxProblem, match=r"longer than 0\.3 s") as caught,
        open_mailbox(endpoint(user, session_seconds=0.3), user.password) as mailbox,
    ):
        consume(iter(mailbox.folders, ()))  # asks for ever
    assert caught.value.kind is ProblemKind.TRANSIENT


def test_a_wrong_password_is_a_matter_of_signing_in(user: User) -> None:
    stranger = User(user.server, user.name, "wrong password 17")
    met = problem(endpoint(user), stranger)
    assert met.kind is ProblemKind.SIGN_IN
    assert "app password" in met.mend


@pytest.mark.parametrize("secret", ["pässwörd €", 'a"b\\c', "trailing "])
def test_any_password_can_be_sent(dovecot: Dovecot, secret: str) -> None:
    user = dovecot.add_user(secret)
    assert scan(endpoint(user), user) == []


def test_a_line_break_in_a_password_is_never_sent(user: User) -> None:
    with pytest.raises(MailboxProblem, match="line break") as caught:
        scan(endpoint(user), User(user.server, user.name, "a\r\nA1 LOGOUT"))
    assert caught.value.kind is ProblemKind.CONFIGURATION


def test_a_closed_port(user: User) -> None:
    with tapped(user.server.port) as wire:
        closed = wire.port
    met = problem(endpoint(user, port=closed), user)
    assert met.kind is ProblemKind.TRANSIENT
    assert f"port {closed} is closed" in met.what


def test_a_host_without_address(user: User) -> None:
    met = problem(endpoint(user, host="imap.invalid", tls=Tls.IMPLICIT), user)
    assert met.kind is ProblemKind.TRANSIENT
    assert "imap.invalid" in met.what


def test_an_untrusted_certificate(user: User) -> None:
    met = problem(endpoint(user, tls=Tls.IMPLICIT, port=user.server.tls_port), user)
    assert met.kind is ProblemKind.CONFIGURATION
    assert "not trusted" in met.what
    assert "ca_file" in met.mend


@pytest.mark.parametrize("tls", [Tls.IMPLICIT, Tls.STARTTLS])
def test_a_certificate_for_another_host(user: User, tls: Tls) -> None:
    port = user.server.tls_port if tls is Tls.IMPLICIT else user.server.port
    where = endpoint(user, host="127.0.0.1", tls=tls, port=port, ca_file=user.server.ca_path)
    met = problem(where, user)
    assert met.kind is ProblemKind.CONFIGURATION
    assert "stands in the certificate" in met.mend


def test_a_bundle_that_is_not_there(user: User, tmp_path: Path) -> None:
    met = problem(endpoint(user, tls=Tls.IMPLICIT, ca_file=tmp_path / "none.pem"), user)
    assert met.kind is ProblemKind.CONFIGURATION
    assert "none.pem" in met.what


def test_a_stripped_starttls_never_gets_the_password(user: User) -> None:
    with tapped(user.server.port, lambda line: line.replace(b" STARTTLS", b"")) as wire:
        where = endpoint(user, port=wire.port, tls=Tls.STARTTLS, ca_file=user.server.ca_path)
        met = problem(where, user)
    assert met.kind is ProblemKind.CONFIGURATION
    assert "STARTTLS" in met.what
    assert not wire.verbs & {"LOGIN", "AUTHENTICATE"}


def test_tls_on_a_plain_port(user: User) -> None:
    met = problem(endpoint(user, tls=Tls.IMPLICIT), user)
    assert met.kind is ProblemKind.CONFIGURATION
    assert f"port {user.server.port} does not speak TLS" in met.what


def test_a_plain_client_on_a_tls_port(user: User) -> None:
    where = endpoint(user, tls=Tls.STARTTLS, port=user.server.tls_port, timeout_seconds=0.3)
    met = problem(where, user)
    assert met.kind is ProblemKind.CONFIGURATION
    assert "speaks TLS from the first byte" in met.what


def test_no_password_over_an_open_network(user: User) -> None:
    met = problem(endpoint(user, host="imap.example.org"), user)
    assert met.kind is ProblemKind.CONFIGURATION
    assert "readable over the network" in met.what


def test_a_missing_folder_names_those_that_exist(user: User) -> None:
    fill(user, [1], "Bills")
    met = problem(endpoint(user), user, folder="Receipts")
    assert met.kind is ProblemKind.CONFIGURATION
    assert "'Receipts'" in met.what
    assert "INBOX, Bills" in met.mend


@pytest.mark.parametrize(
    ("answer", "kind", "seconds"),
    [
        (b"NO [AUTHENTICATIONFAILED] Invalid credentials", ProblemKind.SIGN_IN, None),
        (b"NO [ALERT] Application-specific password required", ProblemKind.SIGN_IN, None),
        (b"NO Basic authentication is disabled.", ProblemKind.SIGN_IN, None),
        (b"NO you said hunter2 and that is wrong", ProblemKind.SIGN_IN, None),
        (b"NO [UNAVAILABLE] Temporary authentication failure", ProblemKind.TRANSIENT, None),
        (b"NO [OVERQUOTA] bandwidth limits exceeded", ProblemKind.THROTTLED, 3600),
        (b"NO [ALERT] Too many simultaneous connections", ProblemKind.THROTTLED, None),
        (b"BAD Suggested Backoff Time: 299961 milliseconds", ProblemKind.THROTTLED, 299.961),
    ],
)
def test_refusals_are_told_apart(answer: bytes, kind: ProblemKind, seconds: float | None) -> None:
    greeting = b"* OK ready\r\n"
    capability = b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"
    with scripted(greeting, capability, b"TAG " + answer + b"\r\n") as port:
        where = Endpoint(host="127.0.0.1", port=port, tls=Tls.NONE, user="anna", timeout_seconds=2)
        with pytest.raises(MailboxProblem) as caught, open_mailbox(where, "hunter2"):
            pass
    assert caught.value.kind is kind
    assert caught.value.retry_after_seconds == seconds
    assert "hunter2" not in str(caught.value)
    assert caught.value.__context__ is None or "hunter2" not in str(caught.value.__context__)


@pytest.mark.parametrize("last_words", [(), (b"* BYE [ALERT] going down\r\n",)])
def test_a_hang_up_while_signing_in_is_no_wrong_password(last_words: tuple[bytes, ...]) -> None:
    greeting = b"* OK ready\r\n"
    capability = b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"
    with scripted(greeting, capability, *last_words) as port:
        where = Endpoint(host="127.0.0.1", port=port, tls=Tls.NONE, user="anna", timeout_seconds=2)
        with pytest.raises(MailboxProblem) as caught, open_mailbox(where, "hunter2"):
            pass
    assert caught.value.kind is ProblemKind.TRANSIENT


def test_what_greeting_and_sign_in_tell_is_not_asked_for(user: User) -> None:
    with (
        tapped(user.server.port) as wire,
        open_mailbox(endpoint(user, port=wire.port), user.password),
    ):
        pass
    assert wire.verbs == {"LOGIN", "LOGOUT"}


def test_a_server_that_skips_the_sign_in_is_refused() -> None:
    capability = b"* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK done\r\n"
    with scripted(b"* PREAUTH welcome\r\n", capability) as port:
        where = Endpoint(host="localhost", port=port, tls=Tls.STARTTLS, user="anna")
        with pytest.raises(MailboxProblem, match="signed in before"), open_mailbox(where, "x"):
            pass


def test_a_giant_item_is_refused_before_it_fills_the_memory() -> None:
    with scripted(
        b"* OK ready\r\n",
        b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n",
        b"TAG OK in\r\n",
        b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n",
        b"* 1 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 2] ok\r\nTAG OK [READ-ONLY]\r\n",
        b"* SEARCH 1\r\nTAG OK done\r\n",
        b"* 1 FETCH (UID 1 BODY[HEADER.FIELDS (FROM)] {2147483647}\r\n",
    ) as port:
        where = Endpoint(host="127.0.0.1", port=port, tls=Tls.NONE, user="anna", timeout_seconds=2)
        with (
            pytest.raises(MailboxProblem, match="2147483647") as caught,
            open_mailbox(where, "x") as mailbox,
        ):
            list(mailbox.batches("INBOX", None, wanted=everything))
    assert caught.value.kind is ProblemKind.PROTOCOL
