"""Hostile mail in a real browser and a real terminal: it asks for nothing and changes nothing."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.hostile import AS_OF, CANARY, WORDS, fill, letters
from tests.rigs import browser, terminal
from tests.rigs.browser import Browser, Shown
from tests.rigs.dashboard import NOW, serve
from tests.rigs.door import Door
from tests.rigs.terminal import Terminal
from tests.test_hostile import DAY, HOSTS, is_plain
from watchdog.books import Reminders
from watchdog.catalog import load_catalog
from watchdog.config.config import Config
from watchdog.ledger import open_ledger
from watchdog.pipeline import judge
from watchdog.setting import Setting

ROOT = Path(__file__).parent.parent


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One real browser for the whole run."""
    if browser.binary() is None:
        _missing(browser.MISSING)
    with browser.serve() as running:
        yield running


@pytest.fixture(scope="session")
def tmux() -> Iterator[Terminal]:
    """One real terminal for the whole run."""
    if terminal.binary() is None:
        _missing(terminal.MISSING)
    with (
        tempfile.TemporaryDirectory(prefix="tm-", dir="/tmp") as folder,
        terminal.serve(Path(folder)) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shown") / "home"
    folder.mkdir(mode=0o700)
    fill(folder / "ledger.sqlite3")
    mails = folder.parent / "mails"
    mails.mkdir()
    for name, raw in letters():
        (mails / f"{name}.eml").write_bytes(raw)
    return folder


@pytest.fixture(scope="module")
def findings(home: Path) -> dict[str, str]:
    with open_ledger(home / "ledger.sqlite3", read_only=True) as ledger:
        judged = judge(ledger, catalog=load_catalog(), today=AS_OF, reminders=Reminders())
    return {one.kind: one.id for one, _ in judged.findings}


# -- the browser -----------------------------------------------------------------------------------


def is_quiet(shown: Shown, page: Path) -> None:
    """It asked for its own file and nothing more, ran nothing, and links to the catalogue only."""
    assert shown.asked == (page.as_uri(),)
    assert not shown.refused
    assert not shown.dialogs
    assert not shown.handlers
    assert not shown.tags & {"script", "img", "iframe", "object", "form", "link", "video", "base"}
    for link in shown.links:
        parts = urlsplit(link)
        assert parts.scheme == "file" or (parts.scheme == "https" and parts.hostname in HOSTS), link


PAGES = {
    "digest": ("digest", "--to-stdout", "--html", *DAY),
    "report": ("report", "--html", "-", *DAY),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_hostile_words_asks_nobody_and_runs_nothing(
    chromium: Browser, door: Door, home: Path, tmp_path: Path, name: str
) -> None:
    ended = door.at(home)(*PAGES[name])
    assert ended.code == 0, ended.err
    page = tmp_path / f"{name}.html"
    page.write_text(ended.out, encoding="utf-8")
    shown = chromium.show(page.as_uri())
    is_quiet(shown, page)
    assert "<script" in shown.text  # as words, for everybody to see
    assert "{{7*7}}" in shown.text


def test_an_evidence_pack_asks_nobody_and_runs_nothing(
    chromium: Browser, door: Door, home: Path, findings: dict[str, str], tmp_path: Path
) -> None:
    name = findings["charge_after_cancellation"]
    assert door.at(home)("evidence", name, "-o", tmp_path / "pack", *DAY).code == 0
    pages = sorted((tmp_path / "pack").rglob("*.html"))
    assert pages
    for page in pages:
        is_quiet(chromium.show(page.as_uri()), page)


def test_the_dashboard_asks_itself_alone_and_runs_nothing_of_a_mail(
    chromium: Browser, home: Path
) -> None:
    setting = Setting(home=home, settled=Config(), clock=lambda: NOW)
    with serve(setting) as board:
        board.sign_in()
        chromium.keep(board.session, board.url)
        listed = chromium.show(f"{board.url}/subscriptions")
        each = sorted({link for link in listed.links if "/subscriptions/" in link})
        assert len(each) >= len(WORDS)
        for address in (board.url + "/", f"{board.url}/review", *each[:3]):
            shown = chromium.show(address)
            assert shown.asked
            assert all(one.startswith((f"{board.url}/", "data:")) for one in shown.asked)
            assert not shown.refused
            assert not shown.dialogs
            assert not shown.handlers
            for link in shown.links:
                ours = link.startswith((f"{board.url}/", "data:,"))
                assert ours or urlsplit(link).hostname in HOSTS, link


def test_the_browser_sees_what_a_page_asks_for(chromium: Browser, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    bad = f"<script>alert(1)</script><img src='https://{CANARY}/p.gif' onerror='alert(2)'>"
    page.write_text(f"<!doctype html><meta charset=utf-8><p>{bad}</p>", encoding="utf-8")
    shown = chromium.show(page.as_uri())
    assert f"https://{CANARY}/p.gif" in shown.asked
    assert shown.dialogs
    assert shown.handlers == ("onerror",)
    with pytest.raises(AssertionError):
        is_quiet(shown, page)


# The command line, again and again in one process: starting it six times takes longer than this.
_ALL = """
import sys
from watchdog.cli import main
for place, words in enumerate({commands!r}):
    print("BEGIN", place, flush=True)
    sys.argv = ["watchdog", "--home", {home!r}, *words]
    try:
        main()
    except SystemExit:
        pass
"""

# -- the terminal ----------------------------------------------------------------------------------


def test_a_terminal_shows_hostile_words_and_stays_as_it_was(
    tmux: Terminal, home: Path, findings: dict[str, str]
) -> None:
    """Colours and all: a title, a cleared screen, a clipboard or a link would show."""
    commands = (
        ("report", *DAY),
        ("review",),
        ("explain", findings["fake_invoice"], *DAY),
        ("show", findings["trial_ending"], *DAY),
        ("digest", "--to-stdout", *DAY),
        ("parse", str(home.parent / "mails")),
    )
    (home.parent / "all.py").write_text(_ALL.format(commands=commands, home=str(home)))
    line = f"PYTHONPATH={ROOT} {sys.executable} {home.parent / 'all.py'} </dev/null"
    screen = tmux.show(line, home)
    assert screen.is_untouched(), screen
    begun = [one for one in screen.lines if re.fullmatch(r"BEGIN \d", one)]
    assert begun == [f"BEGIN {place}" for place in range(len(commands))]  # none was wiped off
    assert "THE END" in screen.lines
    shown = "\n".join(screen.lines)
    is_plain(shown)
    assert "{{7*7}}" in shown
    assert "gnp.exe" in shown  # what was turned round stands as it was written


def test_the_terminal_sees_what_is_done_to_it(tmux: Terminal, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"\x1b]2;owned\x07\x1b[?25l" + WORDS["escape"].encode())
    assert not tmux.show("cat bad", tmp_path).is_untouched()
