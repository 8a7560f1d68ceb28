"""`watchdog report` as a spreadsheet, as plain lines and as one HTML file."""

import csv
import io
import re
import subprocess
import sys
import webbrowser
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from tests.hostile import AS_OF, fill
from tests.rigs.desk import Desk, letter
from tests.rigs.door import Door
from watchdog.pages import REPORT_MARK

DAY = ("--as-of", AS_OF.isoformat())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes") / "home"
    folder.mkdir(mode=0o700)
    fill(folder / "ledger.sqlite3")
    return folder


@pytest.fixture
def here(door: Door, home: Path) -> Door:
    return door.at(home)


def shell(line: str) -> "subprocess.CompletedProcess[str]":
    """What a line of the shell says."""
    words = ["/bin/sh", "-c", line]
    return subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - ours


def test_a_spreadsheet_has_a_line_for_each_subscription(here: Door) -> None:
    ended = here("report", "--csv", *DAY)
    rows = list(csv.DictReader(io.StringIO(ended.out, newline="")))
    assert len(rows) > 20
    assert {row["currency"] for row in rows} <= {"USD", ""}
    assert all(float(row["total_paid"]) >= 0 for row in rows if row["total_paid"])
    assert ended.err == ""


def test_plain_lines_name_every_part_in_words(here: Door) -> None:
    told = here("report", "--plain", *DAY).out
    heads = re.findall(r"(?m)^([A-Z][\w ]+):$", told)
    assert heads == [
        "Needs you",
        "Bills to pay",
        "Will be taken from your account",
        "Free trials",
        "The next 30 days",
        "What changed",
        "Subscriptions",
        "What it costs",
        "How it knows",
    ]
    assert not re.search(r"[│─✓]|!!|–", told)


def test_a_file_is_whole_private_and_replaced(here: Door, tmp_path: Path) -> None:
    out = tmp_path / "new" / "report.html"
    ended = here("report", "--html", out, *DAY)
    assert (ended.code, ended.out, ended.err) == (
        0,
        "",
        f"Made the folder {out.parent}, wrote {out}\n",
    )
    first = out.read_text(encoding="utf-8")
    assert REPORT_MARK in first
    assert first.endswith("</html>\n")
    assert out.stat().st_mode & 0o777 == 0o600
    assert here("report", "--html", out, "--as-of", "2026-10-01").code == 0
    assert out.read_text(encoding="utf-8") != first
    assert [one.name for one in out.parent.iterdir()] == ["report.html"]


def test_nothing_of_somebody_else_is_overwritten(here: Door, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.html"
    thesis.write_text("<p>four years of work</p>", encoding="utf-8")
    ended = here("report", "--html", thesis, *DAY)
    assert ended.code == 2
    assert "no report of ours; name another file" in ended.err
    assert thesis.read_text(encoding="utf-8") == "<p>four years of work</p>"
    ended = here("report", "--html", tmp_path, *DAY)
    assert ended.code == 2
    assert "is a folder; name a file in it" in ended.err


def test_open_shows_the_file_in_the_browser(
    here: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def show(address: str) -> bool:
        shown.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", show)
    out = tmp_path / "report.html"
    assert here("report", "--html", out, "--open", *DAY).code == 0
    assert shown == [out.as_uri()]
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    ended = here("report", "--html", out, "--open", *DAY)
    assert ended.code == 0
    assert f"open {out} yourself" in ended.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--csv", "--json"), "only one of"),
        (("--plain", "--html", "x.html"), "only one of"),
        (("--open",), "add --html FILE"),
        (("--html", "-", "--open"), "--open needs a file"),
    ],
)
def test_shapes_that_do_not_go_together_are_said(
    here: Door, words: tuple[str, ...], says: str
) -> None:
    ended = here("report", *words, *DAY)
    assert ended.code == 2
    assert says in ended.err


def test_a_disk_without_room_keeps_the_earlier_report(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.write_text(f"{REPORT_MARK} the earlier one", encoding="utf-8")
    # No file may grow beyond 64 kB: what a full disk says, on any disk.
    program = f"ulimit -f 128; exec {sys.executable} -m watchdog --home {home} report --html {out}"
    ended = shell(program)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert f"watchdog: {out}: file too large; check" in ended.stderr
    assert out.read_text(encoding="utf-8") == f"{REPORT_MARK} the earlier one"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("shape", ["--plain", "--csv", "--html -"])
def test_a_reader_that_goes_away_is_no_trace(home: Path, shape: str) -> None:
    program = (
        f"{{ {sys.executable} -m watchdog --home {home} report {shape}; echo $? >&2; }} | true"
    )
    ended = shell(program)
    assert ended.stderr.strip() in ("0", "1"), ended.stderr


def test_a_day_that_is_past_has_the_mails_of_today(here: Door) -> None:
    """What judges is the day's; how many mails were looked at is not."""
    words = "These are the numbers of today, not those of 2026-10-01."
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        for shape in ((), ("--plain",)):
            past = here("report", *shape, "--as-of", "2026-10-01").out
            assert words in " ".join(past.split())
            assert "numbers of today" not in here("report", *shape).out
        assert words in here("report", "--html", "-", "--as-of", "2026-10-01").out


def test_steps_that_stand_above_are_not_told_again(door: Door, tmp_path: Path) -> None:
    """Of merchants that nobody knows the way out is the same but for the name."""
    desk = Desk(door, tmp_path / "mails")
    desk.receive(
        letter(
            f"Your payment to {name} failed",
            date(2026, 11, 18 + number),
            f"We could not charge your card for your {name} subscription.",
            ("Amount", "$12.00 USD"),
            sender=f"{name} <billing@{name.lower()}.example>",
        )
        for number, name in enumerate(("Tunely", "Boxly", "Runly"))
    )
    told = " ".join(door("report", "--as-of", "2026-11-23").out.split())
    first, _, rest = told.partition("the same steps as for")
    assert first.count("1. To keep it") == 1
    assert "1. To keep it" not in rest
    whose = re.search(r"could not collect, or end it at its own website 1\. ", first)
    assert whose is not None
    assert told.count("the same steps as for") == 2
    ids = [one["id"] for one in desk.report(date(2026, 11, 23))["findings"]]
    assert len(ids) == 3
    assert all(f"watchdog fix {one})" in told for one in ids)
    page = door("report", "--html", "-", "--as-of", "2026-11-23").out
    assert page.count("To keep it") == 1
    links = re.findall(r'<a href="#f-(\w+)">The same steps as for Tunely above</a>', page)
    assert links == [ids[0]] * 2
    assert f'id="f-{ids[0]}"' in page
    assert page.count("general steps") == 1
    for shape in ((), ("--html",)):
        letter_of_week = door("digest", "--to-stdout", *shape, "--as-of", "2026-11-23").out
        assert letter_of_week.count("To keep it") == 1
        assert letter_of_week.count("the same steps as for Tunely above") == 2
