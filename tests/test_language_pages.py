"""Pages and calendar in other languages: no English is left but names, mails and the services'."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.rigs.dashboard import Dashboard, demo_home, serve
from tests.rigs.door import Door
from tests.test_language import (
    GERMAN,
    OTHERS,
    _is_a_name,
    _of_services,
    _said,
    _sentences,
    environment,
    mails,
)
from watchdog.demo.story import letters
from watchdog.language import ENGLISH, Language, speak
from watchdog.setting import Setting

__all__ = ["environment", "mails"]

PAGES = ("/", "/subscriptions", "/review", "/fakes", "/said", "/catalog", "/catalog/coursera")
MORE = ("/search?q=netflix", "/search?q=zzz", "/search")
# What is quoted of mails, our own letters, commands, and what is marked as English.
_QUOTED = re.compile(
    r"<(blockquote|pre|code|style)\b.*?</\1>|<(\w+)[^>]* lang=\"en\"[^>]*>.*?</\2>",
    re.DOTALL,
)

# Words that German has, too, and names of plans.
_THE_SAME = {
    "in USD",
    "Monthly membership",
    "Greenleaf Fitness Monthly membership",
    "course onetime",
    "guided project",
    "plus annual",
    "plus monthly",
    "specialization monthly",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    return demo_home(tmp_path_factory.mktemp("languages") / "home")


@contextmanager
def _board(home: Setting, language: Language) -> Iterator[Dashboard]:
    """The dashboard in one language."""
    speak(lambda: language)
    try:
        with serve(home) as board:
            board.sign_in()
            yield board
    finally:
        speak(lambda: ENGLISH)


def _told(board: Dashboard) -> dict[str, str]:
    """Every kind of page, and what it says."""
    listed = board.get("/subscriptions").text
    own = sorted(set(re.findall(r'href="(/subscriptions/\w+)"', listed)))
    mail = re.findall(r'href="(/mails/\w+)"', board.get(own[0]).text)[0]
    return {path: board.get(path).text for path in (*PAGES, *MORE, *own, mail)}


def _own_words(page: str) -> set[str]:
    body = _QUOTED.sub("\n", page.partition("<body>")[2])
    return _sentences(re.sub(r'(?:aria-label|data-is|placeholder)="([^"]*)"', r">\1<i", body))


def _not_ours() -> set[str]:
    """The subjects and the text of the demo's mails, and the facts about services."""
    found = [
        message_from_bytes(raw, policy=policy.default) for raw, _ in letters(date(2026, 11, 23))
    ]
    subjects = [str(one["Subject"]) for one in found]
    return _sentences("\n".join([*subjects, *_of_services()]))


def _english(language: str, told: str, english: str) -> set[str]:
    left = (_own_words(told) & _own_words(english)) - _not_ours() - _THE_SAME
    return {f"{language}: {one}" for one in left if not _is_a_name(one)}


def test_the_dashboard_speaks_the_users_language(home: Setting) -> None:
    with _board(home, ENGLISH) as board:
        english = _told(board)
    with _board(home, GERMAN) as board:
        german = _told(board)
    assert german.keys() == english.keys()
    assert len(_english("en", english["/"], english["/"])) > 50  # it would be seen
    assert all('<html lang="de">' in told for told in german.values())
    found = [_english(path, told, english[path]) for path, told in german.items()]
    left: set[str] = set().union(*found)
    assert not left


def test_the_report_as_a_file_speaks_it_too(door: Door, mails: Path, tmp_path: Path) -> None:
    door("import", mails)
    pages = {}
    for language in ("C", *OTHERS):
        file = tmp_path / f"{language}.html"
        _said(door, language, "report", "--html", str(file))
        pages[language] = file.read_text()
    for language in OTHERS:
        assert f'<html lang="{language}">' in pages[language]
        assert not _english(language, pages[language], pages["C"])
    assert '<li lang="en">Click Cancel subscription and go on' in pages["de"]
    assert 'lang="en"' not in pages["C"].partition("<body>")[2]


def test_so_does_the_calendar(door: Door, mails: Path) -> None:
    door("import", mails)
    told = _said(door, "de", "calendar").replace("\r\n ", "")
    assert "SUMMARY:Kostenlose Testphase endet: Coursera Data Storytelling" in told
    assert "SUMMARY:Letzter sicherer Tag zum Kündigen: Larkfield" in told
    assert "Verlängert sich am 02.12.2026. Gekauft bei: Web\\nWie: watchdog fix" in told
    for english in ("Last safe", "Renews", "Bought at", "Expected"):
        assert english not in told
