"""Rows 25 to 34 of the fault matrix: mail that is huge, broken, hostile, doubled or our own."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from zlib import compress, crc32

import pytest

from parsers.merchants import Known
from parsers.message import read_message
from tests.faults.mailboxes import START, all_is_well, asked, fill, receipt, through
from tests.faults.programs import ROOT
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.mime_zoo import ZOO
from tests.rigs.proxy import tapped
from tests.test_pdf import bomb
from watchdog.reading import Limits, room
from watchdog.reading.nursery import Nursery

pytestmark = pytest.mark.dovecot

FIXTURES = ROOT / "fixtures" / "senders"
_POSING = (
    b"From: Watchdog <watchdog@example.org>\r\nTo: pat@example.org\r\n"
    b"Subject: Your receipt: charged $9.99\r\nDate: Thu, 01 Oct 2026 12:00:00 +0000\r\n"
    b"Message-ID: <0123456789abcdef0123456789abcdef.watchdog@example.org>\r\n"
    b"Auto-Submitted: auto-generated\r\nX-Watchdog: billing-watchdog\r\n\r\n"
    b"Thank you for your payment of $9.99.\r\nTotal: $9.99\r\n"
)


def html(body: bytes) -> bytes:
    """A receipt with that HTML."""
    head, _, _ = receipt(1).partition(b"\r\n\r\n")
    return head + b"\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + body


def bombs() -> Iterator[tuple[str, bytes]]:
    """Mails that keep a reader busy, or fill its memory, if it lets them."""
    head, _, _ = receipt(1).partition(b"\r\n\r\n")
    yield "nested divs", html(b"<div>" * 200_000 + b"Total: $9.99")
    yield "open comments", html(b"<!--" * 100_000)
    yield "attributes", html(b"<p " + b"".join(b"a%d=1 " % n for n in range(100_000)) + b">x</p>")
    yield "encoded words", head + b"\r\nTo: " + b"=?utf-8?Q?a?= " * 20_000 + b"\r\n\r\nTotal\r\n"
    yield "header lines", head + b"\r\n" + b"X-A: 1\r\n" * 100_000 + b"\r\nTotal: $9.99\r\n"
    parts = b"".join(b"--b\r\n\r\nx\r\n" for _ in range(50_000))
    yield "parts", head + b"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + parts


def test_every_broken_mail_has_its_row_and_its_neighbours_are_read(door: Door, user: User) -> None:
    for number, raw in enumerate(ZOO.values()):
        user.deliver(raw, START + timedelta(hours=number))
        user.deliver(receipt(number), START + timedelta(hours=number, minutes=1))
    before = user.fingerprint()
    door.configure(user)
    scan = door("scan")
    assert scan.code == 0, scan.err
    (messages,) = asked(door.home, "SELECT count(*) FROM messages")[0]
    assert isinstance(messages, int)
    all_is_well(door, user, before, scan, messages=messages)
    good = {read_message(receipt(number)).fingerprint for number in range(len(ZOO))}
    kept = {row[0] for row in asked(door.home, "SELECT fingerprint FROM messages")}
    assert good <= kept
    located = asked(door.home, "SELECT count(*) FROM locations")
    assert located == [(2 * len(ZOO),)]


def test_bombs_are_survived_and_told(
    door: Door, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, (_, raw) in enumerate(bombs()):
        user.deliver(raw, START + timedelta(hours=number))
    fill(user, [7])
    before = user.fingerprint()
    door.configure(user)
    scan = door("scan")
    assert scan.code == 0, scan.err
    outcomes = [row[0] for row in asked(door.home, "SELECT outcome FROM messages")]
    all_is_well(door, user, before, scan, messages=len(outcomes))
    assert "quarantined" in outcomes, "the header bombs pass a limit"
    assert "broken and set aside" in door("status").out


def test_what_was_set_aside_is_read_again_by_a_better_reader(
    door: Door, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (b"<tr><td>Item %d</td><td>$%d.99</td></tr>" % (n, n % 99) for n in range(20_000))
    user.deliver(html(b"<table>" + b"".join(rows) + b"</table>"), START)
    fill(user, [7])
    before = user.fingerprint()
    door.configure(user)
    original = room.Room.__init__

    def strict(one: room.Room, known: Callable[[], Known], _: Limits, nursery: Nursery) -> None:
        original(one, known, Limits(cpu_seconds=0.05), nursery)

    with monkeypatch.context() as patched:
        patched.setattr(room.Room, "__init__", strict)
        scan = door("scan")
    assert scan.code == 0, scan.err
    told = "SELECT reason FROM messages WHERE outcome = 'quarantined'"
    assert ("takes more than 0.05 s of a processor to read",) in asked(door.home, told)
    again = door("retry", "--quarantined")
    assert again.code == 0, again.err
    assert "still set aside: 0." in again.err
    all_is_well(door, user, before, scan, again, messages=2)


def test_a_size_that_lies_either_way_costs_one_mail_at_most(door: Door, user: User) -> None:
    user.deliver(receipt(1, body="Total: $9.99\n" + "x" * 9_000_000), START)
    fill(user, [2, 3])
    before = user.fingerprint()

    def small(line: bytes) -> bytes:
        return re.sub(rb"RFC822.SIZE \d+", b"RFC822.SIZE 500", line)

    with tapped(user.server.port, small) as wire:
        through(door, user, wire.port)
        runs = [door("scan") for _ in range(3)]
        assert [run.code for run in runs] == [5, 5, 0], runs[-1].err
    all_is_well(door, user, before, *runs, messages=3, verbs=wire.verbs)
    assert asked(door.home, "SELECT uid, state FROM locations WHERE state IS NOT NULL") == [
        (1, "truncated")
    ]


def test_one_mail_in_three_folders_is_one_message(door: Door, user: User) -> None:
    hop = b"Received: from elsewhere by example.com; Thu, 01 Oct 2026 12:00:00 +0000\r\n"
    for number in range(4):
        for folder in ("INBOX", "All Mail", "Bills"):
            raw = receipt(number) if folder != "Bills" else hop + receipt(number)
            user.deliver(raw, START + timedelta(hours=number), folder)
    before = user.fingerprint()
    door.configure(user, 'folders = ["INBOX", "All Mail", "Bills"]')
    scan = door("scan")
    assert scan.code == 0, scan.err
    all_is_well(door, user, before, scan, messages=4)
    assert asked(door.home, "SELECT count(*), count(DISTINCT message_id) FROM locations") == [
        (12, 4)
    ]


def _as_gmail_tells(line: bytes) -> bytes:
    """The server's answers with a name for each mail, the same in all folders."""
    told = re.sub(rb"(\* CAPABILITY |\[CAPABILITY )", rb"\1X-GM-EXT-1 ", line)
    dated = re.search(rb'INTERNALDATE "([^"]+)"', told)
    if dated is None:
        return told
    name = b"X-GM-MSGID %d " % (1_870_000_000_000_000_000 + crc32(dated[1]))
    return told.replace(b"(UID", b"(" + name + b"UID", 1)


@pytest.mark.parametrize("folders", [["All Mail", "Bills", "INBOX"], ["INBOX", "All Mail"]])
def test_gmail_hands_out_a_body_once_whatever_labels_it_has(
    door: Door, user: User, folders: list[str]
) -> None:
    for number in range(4):
        for folder in folders:
            user.deliver(receipt(number), START + timedelta(hours=number), folder)
    user.deliver(receipt(9), START + timedelta(hours=9), folders[-1])
    before = user.fingerprint()

    def unnamed(line: bytes) -> bytes:
        return line.replace(b" X-GM-MSGID", b"")

    with tapped(user.server.port, _as_gmail_tells, unnamed) as wire:
        through(door, user, wire.port, f"folders = {folders}")
        scan = door("scan")
    assert scan.code == 0, scan.err
    fetched = [line for line in wire.commands if b"BODY.PEEK[]" in line]
    assert sum(_uids(line) for line in fetched) == 5
    all_is_well(door, user, before, scan, messages=5, verbs=wire.verbs)
    assert asked(door.home, "SELECT count(*), count(DISTINCT message_id) FROM locations") == [
        (4 * len(folders) + 1, 5)
    ]
    assert asked(door.home, "SELECT count(*) FROM locations WHERE message_id IS NULL") == [(0,)]


def _uids(line: bytes) -> int:
    """How many mails a command asks for, by lists and ranges of UIDs."""
    found = re.search(rb"UID FETCH ([\d,:]+) ", line)
    ranges = [part.partition(b":") for part in found[1].split(b",")] if found else []
    return sum(int(last or first) - int(first) + 1 for first, _, last in ranges)


def test_message_ids_are_not_believed(door: Door, user: User) -> None:
    bare = receipt(1).replace(b"Message-ID: <1@example.org>\r\n", b"")
    reused = receipt(2).replace(b"<2@", b"<1@")
    long = receipt(3).replace(b"<3@", b"<" + b"3" * 9000 + b"@")
    for number, raw in enumerate([receipt(1), bare, reused, long]):
        user.deliver(raw, START + timedelta(hours=number))
    before = user.fingerprint()
    door.configure(user)
    scan = door("scan")
    all_is_well(door, user, before, scan, messages=4)


def attached(content: bytes, kind: str) -> bytes:
    """A receipt that names no amount, with that file."""
    letter = EmailMessage()
    letter["From"], letter["To"] = "Example <billing@example.org>", "anna@example.com"
    letter["Subject"] = "Your receipt"
    letter["Date"] = "Thu, 01 Oct 2026 12:00:00 +0000"
    letter["Message-ID"] = f"<{kind}@example.org>"
    letter.set_content("Your payment was received. Your receipt is attached.")
    letter.add_attachment(content, maintype="application", subtype=kind, filename=f"a.{kind}")
    return letter.as_bytes()


def test_files_that_burst_when_they_are_opened_cost_no_mail(door: Door, user: User) -> None:
    user.deliver(attached(bomb(), "pdf"), START)
    user.deliver(attached(compress(b"0" * 200_000_000, 9), "gzip"), START + timedelta(hours=1))
    user.deliver(attached(b"0" * 1_400_000, "octet-stream"), START + timedelta(hours=2))
    fill(user, [7])
    before = user.fingerprint()
    door.configure(user)
    scan = door("scan")
    assert scan.code == 0, scan.err
    all_is_well(door, user, before, scan, messages=4)
    rows = asked(door.home, "SELECT message_id, outcome, reason FROM messages")
    told = {name: (outcome, str(reason)) for name, outcome, reason in rows}
    assert told["<pdf@example.org>"][0] == "review", "a person should look"
    assert "PDF that could not be read" in told["<pdf@example.org>"][1]
    assert "quarantined" not in {outcome for outcome, _ in told.values()}


def test_a_receipt_that_is_mailed_twice_is_one_charge(door: Door, user: User) -> None:
    first = (FIXTURES / "coursera" / "plus_annual_receipt.eml").read_bytes()
    message = message_from_bytes(first, policy=policy.default)
    again = message_from_bytes(first, policy=policy.default)
    again.replace_header("Message-ID", "<again@example.org>")
    again.replace_header("Subject", f"Reminder: {message['Subject']}")
    user.deliver(first, START)
    user.deliver(again.as_bytes(), START + timedelta(hours=3))
    before = user.fingerprint()
    door.configure(user)
    scan = door("scan")
    all_is_well(door, user, before, scan, messages=2)
    told = json.loads(door("report", "--json", "--as-of", "2026-11-23").out)
    (subscription,) = told["subscriptions"]
    assert subscription["charges"] == 1
    assert "double_charge" not in {one["kind"] for one in told["findings"]}
    shown = door("show", subscription["merchant"]).out
    assert shown.count("Reminder: ") + shown.count(str(message["Subject"])) >= 1, shown


@pytest.mark.parametrize("folder", ["Büro", 'a"b', "x y", "100%"])
def test_names_of_folders_are_no_commands(door: Door, user: User, folder: str) -> None:
    door.configure(user, f"folders = ['{folder}\\r\\nA1 LOGOUT', '{folder}']")
    ended = door("scan")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    all_is_well(door, user, user.fingerprint(), ended, messages=0, whole=False)


def test_no_header_hides_a_mail(door: Door, user: User) -> None:
    receipt_of_coursera = (FIXTURES / "coursera" / "plus_annual_receipt.eml").read_bytes()
    user.deliver(b"X-Watchdog: billing-watchdog\r\n" + receipt_of_coursera, START)
    user.deliver(_POSING, START + timedelta(hours=1))
    before = user.fingerprint()
    door.configure(user, 'addresses = ["watchdog@example.org"]')
    scan = door("scan")
    all_is_well(door, user, before, scan, messages=2)
    assert asked(door.home, "SELECT outcome, reason FROM messages ORDER BY id") == [
        ("parsed", None),
        ("review", "it says that a watchdog wrote it, but this ledger has sent no such letter"),
    ]
