"""Who sent a mail, over a whole scan: a real mailbox, a key of ours and its name server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from parsers.outcome import Verdict
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.signing import Pair, name_server, new_pair, signed
from watchdog.ledger import open_ledger
from watchdog.signatures import dns_keys

pytestmark = pytest.mark.dovecot
NOW = datetime.now(UTC)
PAT = "pat@example.org"
OURS = f'addresses = ["{PAT}"]'
FORGED = (
    "Authentication-Results: {server}; dmarc=pass header.from=tunely.example;"
    " dkim=pass header.d=tunely.example\r\n"
)


def receipt(
    number: int, *, to: str = PAT, sender: str = "tunely.example", when: datetime = NOW
) -> bytes:
    return (
        f"From: Tunely <billing@{sender}>\r\nTo: {to}\r\nSubject: Your receipt {number}\r\n"
        f"Date: {format_datetime(when)}\r\nMessage-ID: <{number}@{sender}>\r\n\r\n"
        "Thank you for your payment.\r\n"
        f"Receipt number: TN-{number}\r\nTotal charged: $9.99 USD\r\n"
    ).encode()


@pytest.fixture(scope="module")
def pair() -> Pair:
    return new_pair()


@pytest.fixture
def asked(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """DNS is our own server; everything else is real."""
    with name_server(pair) as server:
        ask = dns_keys(server)
        monkeypatch.setattr("watchdog.signatures.dns_keys", lambda: ask)
        yield


def scanned(door: Door, user: User, mails: dict[str, bytes]) -> dict[str, Verdict]:
    """The verdict on each mail, by its name, after a scan over IMAP."""
    for raw in mails.values():
        user.deliver(raw, NOW)
    ended = door("scan")
    assert ended.code == 0, ended.err
    with open_ledger(door.home / "ledger.sqlite3", read_only=True) as ledger:
        kept = {ledger.raw(one.fingerprint): one.trust.verdict for one in ledger.mails()}
    return {name: kept[raw] for name, raw in mails.items()}


def test_a_signature_that_holds_verifies_and_nothing_that_only_looks_so(
    door: Door, user: User, pair: Pair, asked: None
) -> None:
    door.configure(user, OURS, "check_signatures = true")
    partly = signed(pair, receipt(2), length=True) + b"Total charged: $99.00 USD\r\n"
    elsewhere = signed(pair, receipt(7, to="sam@tenant.example"))
    mails = {
        "genuine": signed(pair, receipt(1)),
        "a part of the body (l=)": partly,
        "a second subject": b"Subject: Pay $99.00 now\r\n" + signed(pair, receipt(3)),
        "a second From": b"From: Tunely <a@evil.example>\r\n" + signed(pair, receipt(4)),
        "signed by a stranger's name": signed(pair, receipt(5, sender="toonely.example")),
        "changed on its way": signed(pair, receipt(6)).replace(b"$9.99", b"$0.99"),
        "replayed to us": b"Delivered-To: pat@example.org\r\n" + elsewhere,
        "replayed after a year": signed(pair, receipt(8, when=NOW - timedelta(days=400))),
        "a forged result": FORGED.format(server="mx.google.com").encode() + receipt(9),
    }
    verdicts = scanned(door, user, mails)
    assert verdicts.pop("genuine") is Verdict.VERIFIED
    assert Verdict.VERIFIED not in verdicts.values(), verdicts


def test_a_server_that_was_learned_is_believed_and_its_name_in_a_mail_is_not(
    door: Door, user: User
) -> None:
    door.configure(user, OURS)
    said = "Authentication-Results: mx{n}.home.example; dmarc=pass header.from={who}\r\n"
    before = {
        f"mail {n}": said.format(n=n % 3, who=f"shop{n % 6}.example").encode()
        + receipt(n, sender=f"shop{n % 6}.example")
        for n in range(12)
    }
    verdicts = scanned(door, user, before)
    # Nobody's word counted when they came; who was learned from them judges them, too.
    assert set(verdicts.values()) == {Verdict.VERIFIED}
    ours = "Authentication-Results: mx1.home.example; {}\r\n"
    failed = ours.format("dmarc=fail header.from=tunely.example").encode()
    silent = ours.format("none").encode()
    passed = ours.format("dmarc=pass header.from=tunely.example").encode()
    forged = FORGED.format(server="mx1.home.example").encode()
    received = (
        b"Received: from evil.example by mx1.home.example; Mon, 1 Jun 2026 10:00:00 +0000\r\n"
    )
    later = {
        "genuine": passed + receipt(101),
        "the forged one below the server's own": failed + received + forged + receipt(102),
        "forged where the server found nothing": silent + received + forged + receipt(103),
        "another server": FORGED.format(server="mx.google.com").encode() + receipt(104),
        "like its name": FORGED.format(server="mx1.home.example.evil.example").encode()
        + receipt(105),
        "replayed to us": passed + receipt(106, to="sam@tenant.example"),
    }
    verdicts = scanned(door, user, later)
    assert verdicts.pop("genuine") is Verdict.VERIFIED
    assert Verdict.VERIFIED not in verdicts.values(), verdicts
