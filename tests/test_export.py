"""Exports: every payment once, accepted by the real tools, and no formula for a spreadsheet."""

import csv
import io
import json
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from tests import stories
from tests.rigs.desk import Desk, letter, receipts
from tests.rigs.door import Door
from tests.test_cli import mails
from watchdog.entries import Entry
from watchdog.export import FORMATS, entries_of

__all__ = ["mails"]

NASTY = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "|cmd",
    '"quoted" \\ ; | {x}',
    "\r\n2026-01-01 *",
]


def nasty() -> tuple[Entry, ...]:
    told = tuple(
        {
            "kind": kind,
            "merchant": words,
            "merchant_name": words,
            "plan": words,
            "reference": words,
            "on": date(2026, 6, number + 1),
            "amount": "9.99 USD" if number % 2 else "1490 JPY",
        }
        for kind in ("charge", "refund")
        for number, words in enumerate(NASTY)
    )
    story = stories.Story(says="", today=date(2026, 7, 1), finds=(), mails=told)
    return entries_of(stories.facts(story), since=None, until=story.today)


def checked(command: list[str | Path]) -> str:
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_every_payment_stands_in_every_format_once(door: Door, mails: Path, tmp_path: Path) -> None:
    door("import", mails)
    lines = [json.loads(one) for one in door("export", "--format", "ndjson").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(door("export", "--format", "csv").out, newline="")))
    assert len(lines) == 40
    assert [(one["on"], one["amount"]) for one in rows] == [(o["on"], o["amount"]) for o in lines]
    sums = {(one["on"], one["merchant"], one["amount"]) for one in lines}
    assert ("2026-10-11", "greenleaf_fitness", "24.90") in sums
    # PayPal and the merchant report one payment.
    assert len([one for one in lines if one["merchant"] == "greenleaf_fitness"]) == 8
    since = door("export", "--format", "ndjson", "--since", "2026-11-01").out
    assert all(json.loads(one)["on"] >= "2026-11-01" for one in since.splitlines())
    until = door("export", "--format", "ndjson", "--until", "2026-10-31").out
    assert len(until.splitlines()) + len(since.splitlines()) == 40
    own = door("export", "--format", "ndjson", "--account", "import").out
    assert [json.loads(one) for one in own.splitlines()] == lines
    file = tmp_path / "bills.csv"
    assert door("export", "--format", "csv", "-o", file).code == 0
    assert door("export", "--format", "csv", "-o", file).code == 2
    assert door("export", "--format", "xls").code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--account", "shop"), "no payment comes from there; give one of: import"),
        (("--since", "2026-11-01", "--until", "2026-10-01"), "give an earlier day"),
    ],
)
def test_what_nobody_can_mean_is_refused(
    door: Door, mails: Path, words: tuple[str, ...], said: str
) -> None:
    door("import", mails)
    ended = door("export", *words)
    assert ended.code == 2
    assert said in ended.err


def told_of(*mails: dict[str, object]) -> tuple[Entry, ...]:
    story = stories.Story(says="", today=date(2026, 7, 1), finds=(), mails=mails)
    return entries_of(stories.facts(story), since=None, until=story.today)


def test_what_mails_say_of_tax_and_card_stands_there() -> None:
    """Whichever mail of a payment says it; what comes back bears its tax, too."""
    paid: dict[str, object] = {
        "kind": "charge",
        "merchant": "tunely",
        "merchant_name": "Tunely",
        "on": date(2026, 6, 3),
        "amount": "11.90 EUR",
        "tax": "1.90 EUR",
        "reference": "INV-7",
    }
    (plain,) = told_of({key: paid[key] for key in paid if key != "tax"})
    assert (plain.tax, plain.card) == (None, None)
    (one,) = told_of(paid | {"last_four": "0412"})
    assert (one.tax, one.card, one.reference) == (Decimal("1.90"), "**** 0412", "INV-7")
    (back,) = told_of(paid | {"kind": "refund"})
    assert (back.amount, back.tax) == (Decimal("-11.90"), Decimal("-1.90"))
    (paypal,) = told_of(paid | {"channel": "paypal"})
    (debit,) = told_of(paid | {"channel": "paypal", "paid_with": "SEPA-Lastschrift"})
    assert (plain.paid_with, paypal.paid_with) == (None, "PayPal")
    assert debit.paid_with == "SEPA-Lastschrift"
    (other,) = told_of(paid | {"tax": "2.10 USD", "last_four": "=HYP"})
    assert (other.tax, other.card) == (None, None)
    (row,) = csv.DictReader(io.StringIO(FORMATS["csv"]((one,)), newline=""))
    assert (row["tax"], row["card"]) == ("1.90", "**** 0412")
    assert (
        row["mailed_on"] == one.mailed_on.isoformat() if one.mailed_on else row["mailed_on"] == ""
    )


def test_the_day_of_the_mail_is_beside_the_day_of_the_payment(door: Door, mails: Path) -> None:
    door("import", mails)
    lines = [json.loads(one) for one in door("export", "--format", "ndjson").out.splitlines()]
    assert list(lines[0]) == list(Entry.__struct_fields__)
    assert all(one["mailed_on"] for one in lines)
    late = [one for one in lines if one["mailed_on"] != one["on"]]
    assert len(late) < len(lines)


def test_what_is_no_subscription_has_an_account_of_its_own(door: Door, tmp_path: Path) -> None:
    desk = Desk(door, tmp_path / "mails")
    vet = letter(
        "Your receipt",
        date(2026, 9, 1),
        "Thank you for your payment for Rex's check-up.",
        ("Total paid", "$80.00 USD"),
        sender="Harbor Vet <desk@harborvet.example>",
    )
    desk.receive([*receipts(date(2026, 8, 8), 3), vet])
    known = [one["id"] for one in desk.report()["subscriptions"]]
    assert len(known) == 1
    lines = [json.loads(one) for one in door("export", "--format", "ndjson").out.splitlines()]
    whose = {one["merchant"]: one["subscription"] for one in lines}
    assert whose == {"tunely": known[0], "harbor_vet": None}
    books = door("export", "--format", "beancount").out
    assert "  Expenses:Subscriptions:Tunely  12.00 USD" in books
    assert "  Expenses:Other:Harbor-vet  80.00 USD" in books
    assert "expenses:other:harbor-vet" in door("export", "--format", "hledger").out


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_export_of_nothing_says_so(door: Door, mails: Path, tmp_path: Path, form: str) -> None:
    """And an empty file, which no program takes for a statement, is not written."""
    door("import", mails)
    nothing = ("export", "--format", form, "--until", "2001-01-01")
    ended = door(*nothing)
    assert (ended.code, ended.out) == (0, FORMATS[form](()))
    assert ended.err == "Nothing to export: no payment or refund with an amount.\n"
    file = tmp_path / "none"
    assert door(*nothing, "-o", file).code == 0
    assert file.exists() == bool(FORMATS[form](()))


@pytest.mark.parametrize("words", [("export", "-o"), ("calendar", "-o")])
def test_a_folder_that_is_made_is_told(
    door: Door, mails: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    door("import", mails)
    file = tmp_path / "Bokos" / "2026.txt"
    ended = door(*words, file)
    assert ended.code == 0
    assert ended.err.startswith(f"Made the folder {file.parent}.\nWrote {file}")
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert "Made" not in door(*words, file.with_name("again.txt")).err


def test_the_mailbox_stands_in_what_accountants_read() -> None:
    (one,) = [one for one in nasty() if one.on == date(2026, 6, 1) and one.kind == "charge"]
    home = msgspec.structs.replace(one, mailbox="family, shop")
    assert '  mailbox: "family, shop"\n' in FORMATS["beancount"]((home,))
    assert "  ; mailbox:family  shop\n" in FORMATS["hledger"]((home,))


def test_no_cell_is_a_formula() -> None:
    for row in csv.reader(io.StringIO(FORMATS["csv"](nasty()), newline="")):
        for cell in row:
            number = cell.lstrip("-").replace(".", "").isdigit()
            assert number or cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "|"), row
    amounts = [one.amount for one in nasty()]
    assert Decimal("-9.99") in amounts
    assert Decimal(1490) in amounts


def test_bean_check_accepts_it(tmp_path: Path) -> None:
    file = tmp_path / "bills.beancount"
    file.write_text(FORMATS["beancount"](nasty()), encoding="utf-8")
    checked([Path(sys.executable).with_name("bean-check"), file])
    assert FORMATS["beancount"](()) == ""


@pytest.mark.skipif(shutil.which("hledger") is None, reason="needs Debian's hledger")
def test_hledger_accepts_it_and_sums_the_same(tmp_path: Path) -> None:
    file = tmp_path / "bills.journal"
    file.write_text(FORMATS["hledger"](nasty()), encoding="utf-8")
    checked(["hledger", "-f", file, "check"])
    balance = checked(["hledger", "-f", file, "balance", "expenses", "--depth", "1"])
    # What was charged came back.
    assert balance.split()[-1] == "0"


def test_ofxtools_reads_the_same_payments() -> None:
    from ofxtools.Parser import OFXTree

    entries = nasty()
    text = FORMATS["ofx"](entries)
    tree = OFXTree()
    tree.parse(io.BytesIO(text.encode()))
    statements = tree.convert().statements
    assert sorted(one.curdef for one in statements) == ["JPY", "USD"]
    read = [line for one in statements for line in one.transactions]
    assert sorted(-line.trnamt for line in read) == sorted(one.amount for one in entries)
    assert len({line.fitid for line in read}) == len(entries)
    assert {line.dtposted.date() for line in read} == {one.on for one in entries}
    for one in statements:
        assert one.balance.balamt == sum(line.trnamt for line in one.transactions)
    assert FORMATS["ofx"](()) == ""


def test_names_in_other_letters_have_accounts_of_their_own_and_amounts_all_decimals(
    tmp_path: Path,
) -> None:
    sums = (("ミナト商会", "800 JPY"), ("소라클라우드", "39.9 EUR"), ("lint", "49 USD"))
    told = tuple(
        {"kind": "charge", "on": date(2026, 11, 3), "merchant": name, "amount": amount}
        for name, amount in sums
    )
    story = stories.Story(says="", today=date(2026, 11, 23), finds=(), mails=told)
    entries = entries_of(stories.facts(story), since=None, until=date(2026, 11, 23))
    book = FORMATS["beancount"](entries)
    for account in ("X-ミナト商会  800 JPY", "X-소라클라우드  39.90 EUR", "Lint  49.00 USD"):
        assert f"Expenses:Other:{account}" in book
    file = tmp_path / "abroad.beancount"
    file.write_text(book, encoding="utf-8")
    checked([Path(sys.executable).with_name("bean-check"), file])
