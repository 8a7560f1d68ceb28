"""Whose word on senders is believed where nobody named a server: learned late, and only once."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.rigs.door import Door
from tests.rigs.dovecot import User
from watchdog.config.accounts import Account
from watchdog.config.tables import SecretSource
from watchdog.ledger import Ledger, Seen, open_ledger
from watchdog.vouching import learn_servers, learned_servers, voucher_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HOME = Account(name="home", host="mail.example", user="pat", password=SecretSource(env="X"))
CONFIG = """version = 1
[[accounts]]
name = "home"
host = "mail.example"
user = "pat"
password = { env = "X" }
[[accounts]]
name = "gmail"
host = "imap.gmail.com"
user = "pat@gmail.com"
password = { env = "X" }
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    (tmp_path / "home").mkdir(mode=0o700)
    with open_ledger(tmp_path / "home" / "ledger.sqlite3") as opened:
        yield opened


def receive(ledger: Ledger, count: int, results: str | None, *, senders: int = 8) -> None:
    """So many mails of so many senders; `results` is who stands on top, "{}" a number."""
    from parsers.merchants import Known
    from watchdog.pipeline import read_mail

    first = int(ledger.counts().seen)
    mails, seen = [], []
    for number in range(first, first + count):
        head = f"Authentication-Results: {results.format(number % 3)}; none\r\n" if results else ""
        raw = (
            f"{head}From: Shop <bills@shop{number % senders}.example>\r\n"
            f"Subject: Receipt {number}\r\n"
            f"Date: Sat, 21 Nov 2026 04:12:00 +0000\r\nMessage-ID: <{number}@x>\r\n\r\nThanks\r\n"
        )
        mail = read_mail(raw.encode(), received_at=NOW, known=Known())
        mails.append(mail)
        place = {"account": "home", "folder": "INBOX", "uidvalidity": 1, "uid": number + 1}
        seen.append(Seen(**place, fingerprint=mail.fingerprint))  # type: ignore[arg-type] # whole numbers and texts
    ledger.record(mails=mails, seen=seen, cursor=None, now=NOW)


@pytest.mark.parametrize(
    ("mails", "learned"),
    [
        ([(12, "mx{}.mail.example", 8)], "mail.example"),
        ([(9, "mx.mail.example", 8)], None),
        ([(12, "mx.mail.example", 2)], None),  # one stranger who writes often
        ([(12, "mx.mail.example", 8), (6, None, 8)], None),  # the server adds none
        ([(30, None, 8), (12, "mx.evil.example", 8)], None),
        ([(20, "mx.other{}.example", 8)], None),
        ([(12, "nodots", 8)], None),
        ([(12, "spf=pass smtp.mailfrom=a.example", 8)], None),
    ],
)
def test_a_server_is_learned_from_nearly_all_mail(
    ledger: Ledger, mails: list[tuple[int, str | None, int]], learned: str | None
) -> None:
    for count, results, senders in mails:
        receive(ledger, count, results, senders=senders)
    assert learn_servers(ledger, HOME, NOW) == learned
    assert learned_servers(ledger, HOME.name) == ((learned,) if learned else ())
    assert voucher_of(ledger, HOME).how == ("learned" if learned else "nobody")


def test_another_name_is_told_and_not_believed(ledger: Ledger, door: Door) -> None:
    receive(ledger, 12, "mx.mail.example")
    assert learn_servers(ledger, HOME, NOW) == "mail.example"
    receive(ledger, 50, "mx.evil.example")
    assert learn_servers(ledger, HOME, NOW) is None
    found = voucher_of(ledger, HOME)
    assert (found.servers, found.now) == (("mail.example",), "evil.example")
    assert found.has_changed
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    config.write_text(CONFIG, encoding="utf-8")
    shown = door("trust").out
    assert "home: what mail.example found about senders is believed (learned from its" in shown
    assert "evil.example of late, which is not believed" in shown
    assert "gmail: what mx.google.com found about senders is believed (known of this" in shown
    assert '"changed_to":"evil.example"' in door("trust", "--json").out
    told = door("doctor", "--offline").out
    assert "was mail.example and calls itself evil.example now" in told


def _letters(folder: Path, *, server: str) -> None:
    """A dozen bills as a server hands them on, and one that it found to be forged."""
    folder.mkdir()
    for number in range(12):
        shop = f"shop{number}.example"
        write(folder / f"{number:02}.eml", server, shop, "pass", "Your receipt", "$12.00")
    write(folder / "forged.eml", server, "netflix.com", "fail", "Payment failed", "$15.49")


def write(file: Path, server: str, domain: str, dmarc: str, subject: str, sum_: str) -> None:
    what = "could not charge you" if dmarc == "fail" else "received your payment of"
    file.write_text(
        f"Authentication-Results: {server}; dmarc={dmarc} header.from={domain}\n"
        f"From: {domain} <info@{domain}>\nTo: pat@example.org\nSubject: {subject}\n"
        f"Date: Sat, 21 Nov 2026 04:12:00 +0000\nMessage-ID: <{domain}@{domain}>\n\n"
        f"Hello Pat,\n\nWe {what} {sum_} for your membership.\n",
        encoding="utf-8",
    )


def test_files_teach_whose_word_counts_and_are_judged_by_it(door: Door, tmp_path: Path) -> None:
    _letters(tmp_path / "mails", server="mx.mail.example")
    assert door("import", tmp_path / "mails").code == 0
    said = "import: what mail.example found about senders is believed (learned from its mail)"
    assert said in door("trust").out
    report = json.loads(door("report", "--json", "--as-of", "2026-11-23").out)
    assert [one["kind"] for one in report["findings"]] == ["fake_invoice"]
    assert "netflix.com did not send it" in report["findings"][0]["says"]


def _deliver(user: User, folder: Path) -> None:
    """Twelve shops' receipts, and a failed payment in a brand's name that its server denies."""
    names = [f"shop{number}.example" for number in range(12)]
    for number, domain in enumerate([*names, "netflix.com"]):
        file = folder / f"{number}.eml"
        is_forged = domain == "netflix.com"
        subject, dmarc = ("Payment failed", "fail") if is_forged else ("Your receipt", "pass")
        write(file, "mx.mail.example", domain, dmarc, subject, "$12.00")
        user.deliver(file.read_bytes(), datetime(2026, 11, 21, 5, number, tzinfo=UTC))


def _told(door: Door) -> list[str]:
    report = json.loads(door("report", "--json", "--as-of", "2026-11-23").out)
    return [one["kind"] for one in report["findings"]]


@pytest.mark.dovecot
def test_what_lay_there_at_the_first_visit_is_judged_by_what_was_learned(
    door: Door, user: User, tmp_path: Path
) -> None:
    _deliver(user, tmp_path)
    door.configure(user)
    assert door("scan").code == 0
    assert _told(door) == ["fake_invoice"]


@pytest.mark.dovecot
def test_it_is_judged_too_where_the_first_password_was_wrong(
    door: Door, user: User, tmp_path: Path
) -> None:
    _deliver(user, tmp_path)
    door.configure(user, password="wrong")
    assert door("scan").code == 4
    door.configure(user)
    assert door("scan", "--now").code == 0
    assert _told(door) == ["fake_invoice"]


@pytest.mark.dovecot
@pytest.mark.parametrize("where", ["learn_servers", "judge_anew"])
def test_it_is_judged_too_where_the_first_visit_was_stopped(
    door: Door, user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    _deliver(user, tmp_path)
    door.configure(user)
    with monkeypatch.context() as stopped:
        stopped.setattr(f"watchdog.scan.{where}", stop)
        assert door("scan").code != 0
    assert door("scan").code == 0
    assert _told(door) == ["fake_invoice"]
