"""What the sums of what runs leave out is said wherever they stand."""

import json
import re
from datetime import date
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.rigs.door import Door
from watchdog.cli.so_far import so_far
from watchdog.rounds import make_brief
from watchdog.setting import Setting

# Sender, day, subject, text: one of each month, two whose rhythm, one whose price no mail names.
MAILS = (
    (
        "Tunely",
        "Sun, 01 Nov 2026",
        "Your Tunely plan renews on 1 December 2026",
        "Hi Pat,\n\nYour subscription renews automatically on 1 December 2026 at $5.00 a month.\n",
    ),
    (
        "Kestrel",
        "Mon, 02 Nov 2026",
        "Your Kestrel plan renews on 2 December 2026",
        "Hi Pat,\n\nYour subscription renews automatically on 2 December 2026 for $432.00.\n",
    ),
    (
        "Heronry",
        "Tue, 03 Nov 2026",
        "Your Heronry plan renews on 3 December 2026",
        "Hi Pat,\n\nYour subscription renews automatically on 3 December 2026 for £30.50.\n",
    ),
    (
        "Linnet",
        "Wed, 04 Nov 2026",
        "Your Linnet plan renews on 4 December 2026",
        "Hi Pat,\n\nYour subscription renews automatically on 4 December 2026.\n",
    ),
)
SAID = (
    "And 2 more whose rhythm no mail names: 30.50 GBP + 432.00 USD each time."
    " And 1 more whose price no mail names."
)


@pytest.fixture(name="told")
def told_fixture(door: Door, tmp_path: Path) -> Door:
    mails = tmp_path / "mails"
    mails.mkdir()
    for name, day, subject, text in MAILS:
        mail = EmailMessage()
        mail["From"], mail["To"] = f"{name} <hello@{name.lower()}.example>", "pat@example.org"
        mail["Subject"], mail["Date"] = subject, f"{day} 10:00:00 +0000"
        mail.set_content(text)
        (mails / f"{name}.eml").write_bytes(mail.as_bytes())
    assert door("import", mails).code == 0
    return door


@pytest.mark.parametrize(
    "words",
    [
        ("report",),
        ("report", "--plain"),
        ("report", "--html", "-"),
        ("digest", "--to-stdout"),
        ("digest", "--to-stdout", "--html"),
    ],
)
def test_it_stands_below_the_sums(told: Door, words: tuple[str, ...]) -> None:
    ended = told(*words, "--as-of", "2026-11-10")
    assert ended.code == 0, ended.err
    assert SAID in " ".join(ended.out.split())


def test_a_program_is_told_it_too(told: Door) -> None:
    report = json.loads(told("report", "--json", "--as-of", "2026-11-10").out)
    untimed = report["left_out"]["untimed"]
    assert [(one["currency"], Decimal(one["amount"])) for one in untimed] == [
        ("GBP", Decimal("30.50")),
        ("USD", Decimal("432.00")),
    ]
    assert report["left_out"]["unpriced"] == 1
    assert sum(one["subscriptions"] for one in report["totals"]) == 1


def test_the_sum_of_a_week_says_that_it_is_of_subscriptions(told: Door) -> None:
    letter = told("digest", "--to-stdout", "--as-of", "2026-11-10").out
    assert "Charged by subscriptions in these seven days: nothing (0)." in " ".join(letter.split())
    page = told("report", "--html", "-", "--as-of", "2026-11-10").out
    assert "Spending on subscriptions by month" in page


def test_nothing_left_out_says_nothing(door: Door) -> None:
    assert "no mail names" not in door("report").out


def test_how_many_run_is_one_number_everywhere(told: Door) -> None:
    """All that the table lists; the sums say for how many of them they are."""

    def said(*words: str) -> str:
        ended = told(*words, "--as-of", "2026-11-10")
        assert ended.code == 0, ended.err
        return " ".join(ended.out.split())

    report = json.loads(told("report", "--json", "--as-of", "2026-11-10").out)
    running = len(report["subscriptions"])
    assert running == len(MAILS)
    for shape in ((), ("--plain",)):
        assert f"for 1 of {running} running." in said("report", *shape)
    page = said("report", "--html", "-")
    assert f"a year for 1 of {running} running" in page
    assert f"{running} running</caption>" in page
    places = re.findall(r'data-is="Running">(\d+)<', page)
    assert sum(map(int, places)) == running
    for shape in ((), ("--html",)):
        assert f"a year (1 of {running})." in said("digest", "--to-stdout", *shape)


def test_the_line_of_a_scan_says_for_how_many(told: Door) -> None:
    setting = Setting(home=told.home)
    with setting.ledger(read_only=True) as ledger:
        _, report = make_brief(setting, ledger, date(2026, 11, 10))
    assert so_far(report) == "4 subscriptions, 60.00 USD a year for 1 of them"


def test_what_is_not_known_is_said_kindly(told: Door) -> None:
    """Scripts read the words of the contract, people others."""
    whole = told("report", "--json", "--as-of", "2027-01-10").out
    states = {one["status"] for one in json.loads(whole)["subscriptions"]}
    assert "unknown" in states
    page = told("report", "--as-of", "2027-01-10").out
    assert "unknown" not in page
    assert "not clear" in page
