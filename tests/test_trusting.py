"""`watchdog trust`: what looks like a fake and is none counts again, and only from that sender."""

import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from msgspec.structs import replace

from parsers.merchants import Released
from parsers.message import Message, read_message
from parsers.outcome import Verdict
from parsers.trust import judge_sender
from tests.rigs.door import Door
from watchdog.catalog import load_catalog
from watchdog.setting import known_to

CONFIG = """
version = 1
[[accounts]]
name = "home"
host = "imap.gmail.com"
user = "pat@gmail.com"
password = { env = "X" }
"""


def letter(number: int, *, signed_by: str | None, address: str = "info@desk.example") -> bytes:
    """A receipt in Netflix's name from elsewhere; the user's own provider says who signed."""
    mail = EmailMessage()
    if signed_by is not None:
        mail["Authentication-Results"] = f"mx.google.com; dkim=pass header.d={signed_by}"
    mail["From"] = f"Netflix <{address}>"
    mail["To"] = "pat@gmail.com"
    mail["Subject"] = "Your receipt"
    mail["Date"] = f"Sat, {number:02} Nov 2026 04:12:00 +0000"
    mail["Message-ID"] = f"<{number}@desk.example>"
    mail.set_content(
        f"Thank you for your payment.\nReceipt number: D-{number}\nTotal charged: $9.99\n"
    )
    return mail.as_bytes()


@pytest.fixture
def desk(door: Door, tmp_path: Path) -> Door:
    door.home.mkdir(mode=0o700)
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    config.write_text(CONFIG, encoding="utf-8")
    return door


def receive(door: Door, folder: Path, *letters: bytes) -> None:
    folder.mkdir(exist_ok=True)
    for number, raw in enumerate(letters):
        (folder / f"{number}.eml").write_bytes(raw)
    assert door("import", folder).code == 0


def fakes(door: Door) -> int:
    told = json.loads(door("report", "--json", "--as-of", "2026-11-23").out)
    return sum(one["kind"] == "fake_invoice" for one in told["findings"])


def test_a_sender_is_released_by_domain_and_signature_and_taken_back(
    desk: Door, tmp_path: Path
) -> None:
    receive(
        desk,
        tmp_path / "first",
        letter(1, signed_by="desk.example"),
        letter(2, signed_by="evil.example", address="info@other.example"),
    )
    assert fakes(desk) == 2
    ended = desk("trust", "info@desk.example")
    assert ended.code == 0, ended.err
    assert "mail of desk.example, signed by desk.example, is genuine" in ended.out
    assert fakes(desk) == 1
    assert "desk.example" in desk("said").out
    assert desk("undo").code == 0
    assert fakes(desk) == 2


@pytest.mark.parametrize(
    ("raw", "verdict"),
    [
        (letter(3, signed_by="desk.example"), Verdict.VERIFIED),
        (letter(3, signed_by=None), Verdict.SUSPICIOUS),
        (letter(3, signed_by="evil.example"), Verdict.SUSPICIOUS),
        (letter(3, signed_by="desk.example", address="info@desk2.example"), Verdict.SUSPICIOUS),
    ],
)
def test_a_release_holds_for_that_signature_alone(raw: bytes, verdict: Verdict) -> None:
    released = frozenset({Released(sender="desk.example", signed_by="desk.example")})
    message = read_message(raw)
    assert isinstance(message, Message)
    known = replace(known_to(load_catalog(), trusted_servers=("mx.google.com",)), released=released)
    assert judge_sender(message, message.text, known).verdict is verdict


@pytest.mark.parametrize(
    ("name", "said"),
    [("nobody@x.example", "no mail of 'nobody@x.example' was called a fake"), ("info", "no mail")],
)
def test_who_was_never_doubted_is_not_released(
    desk: Door, tmp_path: Path, name: str, said: str
) -> None:
    receive(desk, tmp_path / "mails", letter(1, signed_by=None))
    ended = desk("trust", name)
    assert ended.code == 2
    assert said in ended.err
    assert fakes(desk) == 1


def test_a_company_that_strangers_write_by_way_of_is_never_released(
    desk: Door, tmp_path: Path
) -> None:
    mail = EmailMessage()
    mail["From"] = "service@paypal.com"
    mail["To"] = "pat@gmail.com"
    mail["Subject"] = "Invoice from Geek Squad"
    mail["Date"] = "Sat, 21 Nov 2026 04:12:00 +0000"
    mail["Message-ID"] = "<9@paypal.com>"
    mail.set_content("You sent $499.99 to Geek Squad. To cancel, call +1 (808) 555-0142.\n")
    receive(desk, tmp_path / "mails", mail.as_bytes())
    ended = desk("trust", "service@paypal.com")
    assert ended.code == 2
    assert "paypal.com belongs to a company that strangers write by way of" in ended.err
    assert desk("said").out.startswith("You have said nothing")


def test_an_unsigned_sender_is_released_with_a_warning(desk: Door, tmp_path: Path) -> None:
    receive(desk, tmp_path / "mails", letter(1, signed_by=None))
    ended = desk("trust", "desk.example")
    assert "which nobody signed" in ended.out
    assert "anybody can write" in ended.out
    assert fakes(desk) == 0
