"""What tests of several rooms share."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tests.proofs import left_out
from tests.rigs import dovecot as rig
from tests.rigs import postgres as databases
from tests.rigs.door import Door
from watchdog import pdf
from watchdog.language import ENGLISH, speak
from watchdog.reading import kept_nursery

# What a terminal says of its user's language is nothing that a test may hang on.
for _name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
    os.environ.pop(_name, None)
os.environ["LANG"] = "tr_TR.UTF-8"

_MISSING = "dovecot-imapd is missing: apt-get install dovecot-imapd"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` writes the expectations of fixtures/senders instead of comparing with them."""
    parser.addoption("--accept", action="store_true", help="write what the readers say now")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """No proof of a promise is left out silently."""
    skipped = [report.nodeid for report in terminalreporter.stats.get("skipped", ())]
    if missing := left_out(skipped):
        terminalreporter.section("proofs that were left out (see why with -rs)")
        for one in missing:
            terminalreporter.write_line(one)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[rig.Dovecot]:
    """One real IMAP server for the whole run."""
    if rig.binary() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(_MISSING)
        pytest.skip(_MISSING)
    # Not pytest's tmp_path: Unix socket paths are limited to about 107 bytes.
    root = Path(tempfile.mkdtemp(prefix="dv-", dir="/tmp"))
    try:
        with rig.serve(root) as server:
            yield server
    finally:
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Postgres]:
    """One real database server for the whole run."""
    if databases.binaries() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(databases.MISSING)
        pytest.skip(databases.MISSING)
    root = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        with databases.serve(root) as server:
            yield server
    finally:
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture
def user(dovecot: rig.Dovecot) -> rig.User:
    """A fresh user with an empty INBOX on the real server."""
    return dovecot.add_user()


@pytest.fixture(scope="session", autouse=True)
def nursery() -> Iterator[None]:
    """The readers of all tests are born of one process: none leaves anything behind in it."""
    with kept_nursery():
        yield


@pytest.fixture(scope="session", autouse=True)
def papers() -> Iterator[None]:
    """Hundreds of made-up mails carry the same PDF: a process reads it once, not for each.

    `tests/test_pdf.py` asks the reader itself, and processes of their own know nothing of this.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("watchdog.pdf.read_pdf", lru_cache(64)(pdf.read_pdf))
        yield


@pytest.fixture(autouse=True)
def plain_english() -> Iterator[None]:
    """What a test spoke is not spoken by the next one."""
    yield
    speak(lambda: ENGLISH)


@pytest.fixture
def door(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Door:
    """The command line, with a home of its own."""
    monkeypatch.delenv("WATCHDOG_HOME", raising=False)
    return Door(tmp_path / "home", capsys, monkeypatch)
