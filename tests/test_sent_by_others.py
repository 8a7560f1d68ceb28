"""Mail that somebody else sent in a firm's name, as the provider found: a fake everywhere."""

import json
from datetime import UTC, datetime

import pytest

from tests.rigs.door import Door
from tests.rigs.dovecot import User

pytestmark = pytest.mark.dovecot

WHO = [
    ("Harrow Tools", "billing@harrow-tools.example"),  # whom no catalogue knows
    ("Netflix", "info@account.netflix.com"),
]


def letter(name: str, address: str, *, found: str) -> bytes:
    domain = address.rpartition("@")[2]
    head = f"Authentication-Results: mx.google.com; dmarc={found} header.from={domain}\n"
    head += f"From: {name} <{address}>\nTo: pat@gmail.com\nSubject: Your receipt\n"
    head += f"Date: Sat, 21 Nov 2026 04:12:00 +0000\nMessage-ID: <{found}@{domain}>\n\n"
    text = "Thank you for your payment.\nReceipt number: D-7\nTotal charged: $9.99\n"
    return (head + text).encode()


@pytest.fixture
def desk(door: Door, user: User) -> Door:
    """A mailbox whose provider's server says who sent what."""
    door.configure(user, 'trusted_servers = ["mx.google.com"]')
    return door


def receive(door: Door, user: User, mail: bytes) -> None:
    user.deliver(mail, datetime(2026, 11, 21, 4, 12, tzinfo=UTC))
    assert door("scan").code == 0


@pytest.mark.parametrize(("name", "address"), WHO)
def test_it_is_a_fake_in_review_in_the_report_and_explained_as_one(
    desk: Door, user: User, name: str, address: str
) -> None:
    receive(desk, user, letter(name, address, found="fail"))
    assert json.loads(desk("review", "--json").out)["mails"] == []
    (mail,) = json.loads(desk("review", "--fakes", "--json").out)["mails"]
    day = ("--as-of", "2026-11-23", "--json")
    report = json.loads(desk("report", *day).out)
    assert [one["kind"] for one in report["findings"]] == ["fake_invoice"]
    assert (report["coverage"]["review"], report["coverage"]["fakes"]) == (0, 1)
    explained = desk("explain", mail["fingerprint"][:8]).out
    assert "did not send it (DMARC failed)" in explained
    assert "Outcome: to be reviewed" in explained


@pytest.mark.parametrize(("name", "address"), WHO)
def test_what_the_firm_sent_itself_is_read(desk: Door, user: User, name: str, address: str) -> None:
    receive(desk, user, letter(name, address, found="pass"))
    assert json.loads(desk("review", "--fakes", "--json").out)["mails"] == []
    report = json.loads(desk("report", "--as-of", "2026-11-23", "--json").out)
    assert "fake_invoice" not in [one["kind"] for one in report["findings"]]


def test_who_lets_it_count_is_warned(desk: Door, user: User) -> None:
    name, address = WHO[0]
    receive(desk, user, letter(name, address, found="fail"))
    (mail,) = json.loads(desk("review", "--fakes", "--json").out)["mails"]
    said = desk("review", mail["fingerprint"][:8], "--no")
    assert "Careful" not in said.err
    assert desk("undo").code == 0
    said = desk("review", mail["fingerprint"][:8], "--yes")
    assert said.code == 0
    assert "Careful: it looks like a fake (your mail server found that" in said.err
    assert json.loads(desk("review", "--fakes", "--json").out)["mails"] == []
    status = " ".join(desk("status").out.split())
    assert "1 answered by you" in status
    assert "to be reviewed" not in status


def test_an_address_that_others_use_is_not_called_genuine(desk: Door, user: User) -> None:
    name, address = WHO[0]
    receive(desk, user, letter(name, address, found="fail"))
    said = desk("trust", address)
    assert said.code == 2
    assert "somebody else sent it in that name" in said.err
    assert "watchdog review ID --yes" in said.err


def test_status_counts_what_waits_as_the_report_does(desk: Door, user: User) -> None:
    name, address = WHO[0]
    receive(desk, user, letter(name, address, found="fail"))
    status = " ".join(desk("status").out.split())
    assert "Mails seen: 1. What became of them: 1 looking like fakes" in status
