"""The command line as people and scripts use it, and what it says when something is wrong."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.rigs.door import Door, Ended
from tests.rigs.dovecot import User
from watchdog.demo.story import letters

TODAY = datetime(2026, 11, 23, tzinfo=UTC)
FINDINGS = {
    "wrong_store",
    "trial_ending",
    "renewal_approaching",
    "price_increase",
    "trial_converted",
    "charge_after_cancellation",
    "charged_while_paused",
    "fake_invoice",
}


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """The demo's mailbox as a folder of .eml files."""
    folder = tmp_path / "mails"
    folder.mkdir()
    for number, (raw, _) in enumerate(letters(TODAY.date())):
        (folder / f"{number:03}.eml").write_bytes(raw)
    return folder


def _report(door: Door, *more: str) -> dict[str, Any]:
    ended = door("report", "--json", "--as-of", "2026-11-23", *more)
    assert ended.code == 0, ended.err
    return dict(json.loads(ended.out))


def test_import_and_report_tell_all_stories(door: Door, mails: Path) -> None:
    assert door("import", mails).code == 0
    report = _report(door)
    assert report["version"] == 1
    assert {str(one["kind"]) for one in report["findings"]} == FINDINGS
    wanted = set("id kind subscription merchant merchant_name channel severity on".split())
    wanted |= set("deadline at_stake says fix evidence".split())
    assert all(set(one) == wanted for one in report["findings"])
    assert all(one["evidence"] for one in report["findings"])


def test_each_finding_is_told_once(door: Door, mails: Path) -> None:
    door("import", mails)
    kinds = [str(one["kind"]) for one in _report(door)["findings"]]
    several = {kind for kind in kinds if kinds.count(kind) > 1}
    assert several <= {"charge_after_cancellation"}


def test_importing_twice_changes_nothing(door: Door, mails: Path) -> None:
    door("import", mails)
    before = _report(door)
    assert "0 of them new" in door("import", mails).err
    assert _report(door) == before


def test_the_screen_has_every_finding_and_no_escape(door: Door, mails: Path) -> None:
    door("import", mails)
    shown = door("report", "--as-of", "2026-11-23").out
    for one in _report(door)["findings"]:
        assert str(one["id"]) in shown
    assert "\x1b" not in shown


def test_findings_make_an_exit_code_only_when_asked(door: Door, mails: Path) -> None:
    door("import", mails)
    assert door("report", "--as-of", "2026-11-23").code == 0
    assert door("report", "--as-of", "2026-11-23", "--exit-code").code == 3
    assert door("report", "--as-of", "2020-01-01", "--exit-code").code == 0


def test_dismissing_sticks_and_can_be_undone(door: Door, mails: Path) -> None:
    import time_machine

    with time_machine.travel(TODAY + timedelta(hours=12), tick=False):
        door("import", mails)
        first = str(_report(door)["findings"][0]["id"])
        assert door("dismiss", first).code == 0
        assert first not in {one["id"] for one in _report(door)["findings"]}
        door("import", mails)
        assert first not in {one["id"] for one in _report(door)["findings"]}
        assert door("undo").code == 0
        assert first in {one["id"] for one in _report(door)["findings"]}


def test_the_users_word_counts(door: Door, mails: Path) -> None:
    import time_machine

    with time_machine.travel(TODAY + timedelta(hours=12), tick=False):
        door("import", mails)
        told = door("cancelled", "netflix", "--on", "2026-11-20", "--channel", "direct")
        assert told.code == 0, told.err
        (netflix,) = (s for s in _report(door)["subscriptions"] if s["merchant"] == "netflix")
        assert netflix["status"] == "canceling"
        assert netflix["canceled_on"] == "2026-11-20"


def test_fix_by_service_and_by_finding(door: Door, mails: Path) -> None:
    steps = door("fix", "coursera", "--channel", "apple")
    assert steps.code == 0, steps.err
    assert "1." in steps.out
    assert "Subscriptions" in steps.out
    door("import", mails)
    one = next(f for f in _report(door)["findings"] if f["kind"] == "wrong_store")
    by_finding = door("fix", str(one["id"]), "--as-of", "2026-11-23")
    assert by_finding.code == 0, by_finding.err
    assert "1." in by_finding.out


def test_show_knows_the_mails(door: Door, mails: Path) -> None:
    door("import", mails)
    shown = door("show", "netflix", "--as-of", "2026-11-23")
    assert shown.code == 0
    assert "15.49" in shown.out
    assert "17.99" in shown.out


def test_show_takes_the_name_on_receipts_and_says_until_when_to_pay(
    door: Door, tmp_path: Path
) -> None:
    bill = tmp_path / "bill.eml"
    bill.write_text(
        "From: Harbour Gym <billing@harbourgym.example>\nDate: Mon, 16 Nov 2026 10:00:00 +0000\n"
        "Subject: Your invoice from Harbour Gym\n\nYour monthly membership invoice is ready.\n\n"
        "Invoice number: HG-1234\nAmount due: $39.00\nDue date: December 10, 2026\n\nHarbour Gym\n"
    )
    door("import", bill)
    by_slug, by_name = (door("show", name) for name in ("harbour_gym", "Harbour Gym"))
    assert by_name.code == by_slug.code == 0, by_name.err
    assert by_name.out == by_slug.out
    assert "39.00 USD  due on 2026-12-10" in by_slug.out
    assert door("letter", "harbour gym").code == 0
    assert door("show", "–").code == 2


def test_two_services_of_the_catalogue_are_not_one(door: Door, mails: Path) -> None:
    door("import", mails)
    report = json.loads(door("report", "--json", "--as-of", "2026-11-23").out)
    ids = {one["merchant"]: one["id"] for one in report["subscriptions"]}
    ended = door("merge", ids["netflix"], ids["duolingo"])
    assert ended.code == 2
    assert "give two names of one" in ended.err


def test_a_folder_without_mail_is_told(door: Door, tmp_path: Path) -> None:
    ended = door("parse", tmp_path)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == f"No mail lies in {tmp_path}.\n"


def test_parse_prints_the_contract(door: Door, mails: Path) -> None:
    files = sorted(mails.iterdir())
    ended = door("parse", *files, "--json")
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert [line["file"] for line in lines] == [str(file) for file in files]
    assert all(line["version"] == 1 for line in lines)
    assert not door.home.exists()
    events = [event for line in lines for event in line["events"]]
    keys = set(events[0])
    assert all(set(event) == keys for event in events)
    assert {"kind", "merchant", "amount", "recurring", "evidence", "confidence"} <= keys


def test_digest_prints_both_parts(door: Door, mails: Path) -> None:
    door("import", mails)
    text = door("digest", "--to-stdout", "--as-of", "2026-11-23")
    html = door("digest", "--html", "--as-of", "2026-11-23")
    assert text.code == html.code == 0, text.err + html.err
    for part in (text.out, html.out):
        assert "Cancelled in the wrong place" in part
        assert "555-01" not in part
    assert "<script" not in html.out


def test_both_parts_of_the_letter_say_the_same(door: Door, mails: Path) -> None:
    door("import", mails)
    text = door("digest", "--to-stdout", "--as-of", "2026-11-23").out
    html = door("digest", "--html", "--as-of", "2026-11-23").out
    assert len(html.encode()) < 100_000
    shown = re.sub(
        r"\s+", " ", unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL))
    )
    shown = shown.replace("\u2011", "-").lower()
    lost = {
        word for word in re.findall(r"[\w.@/-]{3,}", text.lower()) if word.strip(".") not in shown
    }
    assert not lost
    first_screen = text.partition("ACT NOW")[0]
    glance = [line for line in first_screen.splitlines() if line.startswith("* ")]
    assert glance == [
        "* Free trial ends: Coursera, by 2026-11-25",
        "* Renewal ahead: Larkfield Software Ltd, by 2026-12-01",
        "* Cancelled in the wrong place: Coursera, by 2026-12-17",
        "* Charged after you cancelled: Greenleaf Fitness, 2 times, by 2027-02-08",
        "* Charged while paused: Coursera, by 2027-03-15",
        "* and 1 more, below",
    ]


# -- against a real server --------------------------------------------------------------------


def _fill(user: User) -> None:
    for raw, moment in letters(TODAY.date()):
        user.deliver(raw, moment)


@pytest.mark.dovecot
def test_a_scan_tells_all_stories_and_leaves_the_mailbox_alone(door: Door, user: User) -> None:
    _fill(user)
    door.configure(user)
    before = user.fingerprint()
    ended = door("scan")
    assert ended.code == 0, ended.err
    assert user.fingerprint() == before
    assert {str(one["kind"]) for one in _report(door)["findings"]} == FINDINGS
    again = door("scan")
    assert "0 new mails" in again.err
    status = door("status")
    assert "home/INBOX: last read" in status.out


@pytest.mark.dovecot
def test_status_is_not_fine_while_a_mailbox_fails(door: Door, user: User) -> None:
    config = door.configure(user)
    assert door("scan").code == 0
    assert door("status").code == 0
    text = config.read_text("utf-8")
    port = f"port = {user.server.tls_port}"
    assert port in text
    config.write_text(text.replace(port, "port = 1"), "utf-8")
    assert door("scan").code == 5
    ended = door("status")
    assert (ended.code, "failing since" in ended.out) == (1, True)
    config.write_text(text, "utf-8")
    assert door("scan", "--now").code == 0
    assert door("status").code == 0


SILENT = (
    b"From: Shop <hello@shop.example>\r\nSubject: Hello again\r\n"
    b"Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n\r\n"
    b"Receipt: your monthly subscription was renewed. Total charged: EUR 9.00\r\n"
)


@pytest.mark.dovecot
def test_a_thorough_scan_reads_what_no_header_calls_a_bill(
    door: Door, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchdog.visit._FEW", 20)  # the mailbox is a huge one then
    user.deliver(SILENT, TODAY)
    _fill(user)
    door.configure(user)
    alone = "25 judged by the header alone (watchdog scan --thorough)"
    assert alone in door("scan").err
    assert "shop.example" not in door("export", "--format", "ndjson").out
    assert alone in door("status").out
    assert alone in " ".join(door("report").out.split())
    assert "25 mails, 25 of them read closely" in door("scan", "--thorough").err
    assert "0 mails" in door("scan", "--thorough").err
    assert "header alone" not in door("status").out


@pytest.mark.dovecot
def test_an_ordinary_mailbox_is_opened_whole_and_nobodys_letters_are_kept(
    door: Door, user: User
) -> None:
    user.deliver(SILENT, TODAY)
    user.deliver(
        b"From: Bo <bo@friend.example>\r\nSubject: Hi\r\n\r\nSee you on Sunday.\r\n", TODAY
    )
    door.configure(user)
    assert "2 new mails, 2 of them read closely." in door("scan").err
    assert "Mails seen: 2. What became of them: 1 to be reviewed, 1 not about" in door("status").out
    with closing(sqlite3.connect(door.home / "ledger.sqlite3")) as ledger:
        assert ledger.execute("SELECT sender FROM messages").fetchall() == [("hello@shop.example",)]
        assert ("opened",) in ledger.execute("SELECT state FROM locations").fetchall()
    assert "0 new mails" in door("scan").err


def test_status_knows_what_was_imported_and_its_parts_are_the_whole(
    door: Door, mails: Path
) -> None:
    door("import", mails)
    status = door("status").out
    number, parts = re.search(r"Mails seen: (\d+)\. What became of them: (.*)\.", status).groups()  # type: ignore[union-attr]
    assert int(number) == sum(map(int, re.findall(r"\d+", parts))) > 0
    assert "No mailbox was read yet" not in status


@pytest.mark.dovecot
def test_whoever_billed_before_is_read_whatever_the_header_says(
    door: Door, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchdog.visit._FEW", 0)
    bill = (
        b"From: Shop <hello@shop.example>\r\nSubject: Your receipt\r\n"
        b"Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n\r\n"
        b"Receipt: your monthly subscription was renewed. Total charged: EUR 9.00\r\n"
    )
    farewell = bill.replace(b"Your receipt", b"Until we meet again").partition(b"Receipt: ")[0]
    stranger = farewell.replace(b"shop.example", b"pub.example")
    user.deliver(stranger, TODAY)
    user.deliver(bill, TODAY)
    door.configure(user)
    assert "2 new mails, 1 of them read closely" in door("scan").err
    user.deliver(stranger + b"Bye.", TODAY)
    user.deliver(farewell + b"Your subscription has been cancelled.", TODAY)
    assert "2 new mails, 1 of them read closely" in door("scan").err


@pytest.mark.dovecot
def test_two_accounts_and_folders(door: Door, user: User) -> None:
    for raw, moment in letters(TODAY.date())[:10]:
        user.deliver(raw, moment, folder="Bills")
    door.configure(user, 'folders = ["INBOX", "Bills"]')
    assert "10 new mails" in door("scan").err


def _wrong_password(door: Door, user: User) -> Ended:
    door.configure(user, password="wrong")
    return door("scan")


def _closed_port(door: Door, user: User) -> Ended:
    door.configure(user, "port = 1")
    return door("scan")


def _bad_certificate(door: Door, user: User) -> Ended:
    door.configure(user, "ca_file = ")
    return door("scan")


def _missing_folder(door: Door, user: User) -> Ended:
    door.configure(user, 'folders = ["Nowhere"]')
    return door("scan")


def _unknown_key(door: Door, user: User) -> Ended:
    door.configure(user, 'pasword = "x"')
    return door("scan")


def _open_config(door: Door, user: User) -> Ended:
    door.configure(user).chmod(0o644)
    return door("scan")


def _no_secret(door: Door, user: User) -> Ended:
    door.configure(user, 'password = { env = "NOT_SET_ANYWHERE" }')
    return door("scan")


def _unknown_account(door: Door, user: User) -> Ended:
    door.configure(user)
    return door("scan", "--account", "hoem")


WRONG: list[tuple[Callable[[Door, User], Ended], int, str]] = [
    (_wrong_password, 4, "password"),
    (_closed_port, 5, "localhost:1"),
    (_bad_certificate, 2, "certificate"),
    (_missing_folder, 2, "Nowhere"),
    (_unknown_key, 2, "pasword"),
    (_open_config, 2, "chmod 600"),
    (_no_secret, 4, "NOT_SET_ANYWHERE"),
    (_unknown_account, 2, "hoem"),
]


@pytest.mark.dovecot
@pytest.mark.parametrize(("act", "code", "word"), WRONG, ids=[one[0].__name__ for one in WRONG])
def test_bad_input_is_one_clear_line(
    door: Door, user: User, act: Callable[[Door, User], Ended], code: int, word: str
) -> None:
    ended = act(door, user)
    assert ended.code == code, ended.err
    assert word in ended.err
    assert ended.err.count("\n") == 1, ended.err
    assert "Traceback" not in ended.err
    assert not ended.out


@pytest.mark.dovecot
def test_one_bad_account_does_not_stop_the_others(door: Door, user: User) -> None:
    user.deliver(letters(TODAY.date())[0][0], TODAY)
    config = door.configure(user)
    good = config.read_text(encoding="utf-8")
    bad = good.partition("[[accounts]]")[2].replace('"home"', '"broken"')
    bad = bad.replace(str(user.server.tls_port), "1")
    config.write_text(
        good.replace("[[accounts]]", f"[[accounts]]{bad}\n[[accounts]]"), encoding="utf-8"
    )
    ended = door("scan")
    assert ended.code == 5
    assert "home: 1 new mail," in ended.err


# -- ledgers that are not well ----------------------------------------------------------------


def _nonsense(ledger: Path) -> None:
    ledger.write_bytes(b"not a database at all " * 100)


def _empty(ledger: Path) -> None:
    ledger.write_bytes(b"")


def _newer(ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


@pytest.mark.parametrize("harm", [_nonsense, _empty, _newer], ids=lambda one: str(one.__name__))
def test_a_sick_ledger_is_left_as_it_is(
    door: Door, mails: Path, harm: Callable[[Path], None]
) -> None:
    door("import", mails)
    ledger = door.home / "ledger.sqlite3"
    for companion in door.home.glob("ledger.sqlite3-*"):
        companion.unlink()
    harm(ledger)
    before = ledger.read_bytes()
    for command in (["report"], ["import", str(mails)]):
        ended = door(*command)
        assert ended.code == 1
        assert str(ledger) in ended.err
        assert ended.err.count("\n") == 1, ended.err
    assert ledger.read_bytes() == before


def test_without_a_ledger_nothing_is_made(door: Door) -> None:
    ended = door("report")
    assert ended.code == 1
    assert "watchdog" in ended.err
    assert not door.home.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", "/nowhere/at/all.mbox"), 1),
        (("report", "--as-of", "yesterday"), 2),
        (("cancelled", "coursera", "--channel", "aple"), 2),
        (("fix", "abc1234"), 2),
        (("fix", "xyzzyfoo"), 2),
        (("frobnicate",), 2),
    ],
)
def test_wrong_words_are_told(door: Door, words: tuple[str, ...], code: int) -> None:
    ended = door(*words)
    assert ended.code == code, ended.err
    assert "Traceback" not in ended.err
    assert ended.err


def test_a_broken_mail_stops_nobody(door: Door, mails: Path) -> None:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)
    )
    (mails / "000a.eml").write_bytes(b"From: a@example.com\nSubject: receipt\n" + nested)
    assert door("import", mails).code == 0
    report = _report(door)
    assert report["coverage"]["quarantined"] == 1
    assert {str(one["kind"]) for one in report["findings"]} == FINDINGS


def test_nonsense_has_no_guide_and_what_was_read_or_is_told_where_has_one(
    door: Door, mails: Path
) -> None:
    """A slip is no service; a shop that nobody knows has steps once it is said where it was."""
    door("import", mails)
    for name, told in (("xyzzyfoo", "say where"), ("netflx", "did you mean netflix? If not, say")):
        ended = door("fix", name)
        assert (ended.code, ended.out) == (2, "")
        assert f"'{name}' is not known; {told}" in ended.err
    ended = door("fix", "xyzzyfoo", "--channel", "paypal")
    assert ended.code == 0
    assert ended.out.startswith("How to cancel xyzzyfoo at PayPal")


def test_a_part_of_a_name_is_enough_wherever_one_is_given(door: Door, mails: Path) -> None:
    door("import", mails)
    for words in (
        ("show", "duoli"),
        ("fix", "duoli"),
        ("cancelled", "duoli"),
        ("confirm", "duoli"),
    ):
        ended = door(*words)
        assert ended.code == 0, ended.err
        assert "Duolingo" in ended.out
    ended = door("confirm", "nonsuch")
    assert (ended.code, ended.out) == (2, "")
    assert "'nonsuch' is not known; " in ended.err
    assert "more" not in ended.err


def test_a_name_is_looked_up_in_the_ledger(door: Door, mails: Path) -> None:
    """`fix NAME` is for the place where it was bought, not for the one that is usual."""
    door("import", mails)
    ended = door("fix", "Duolingo", "--as-of", "2026-11-23")
    assert ended.code == 0, ended.err
    assert "at Google Play" in ended.out.splitlines()[0]
    ended = door("fix", "coursera", "--as-of", "2026-11-23")
    assert "1. Coursera Plus\nHow to cancel Coursera at Apple" in ended.out
    assert "How to cancel Coursera at its own website" in ended.out
    assert len(json.loads(door("fix", "coursera", "--json", "--as-of", "2026-11-23").out)) == 3
    ended = door("fix", "coursera", "--channel", "paypal", "--as-of", "2026-11-23")
    assert ended.out.startswith("How to cancel Coursera at PayPal")
