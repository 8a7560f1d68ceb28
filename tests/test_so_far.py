"""What a first scan says while mail comes in: the first find at once, then every few seconds."""

from pathlib import Path

import pytest

from tests.rigs.dashboard import NOW, TODAY
from tests.rigs.door import Door
from watchdog.archive.archive import ArchivedMail
from watchdog.cli.so_far import Teller
from watchdog.config.config import Config
from watchdog.demo.story import letters
from watchdog.importing import import_all
from watchdog.intake import Progress
from watchdog.setting import Setting


def test_the_first_find_is_told_at_once_and_then_every_few_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchdog.cli.so_far.time.monotonic", lambda: 0.0)
    setting = Setting(home=tmp_path, settled=Config(), clock=lambda: NOW)
    said: list[str] = []
    with setting.ledger() as ledger:
        teller = Teller(setting, ledger, said.append)
        step = Progress(seen=10, kept=0, total=None)
        teller.step("INBOX", step)
        mails = [ArchivedMail(raw=raw, where="demo", received_at=at) for raw, at in letters(TODAY)]
        for some in (mails[:-1], mails[-1:]):
            list(import_all(setting, ledger, some, thorough=True, hands=1))
            teller.step("INBOX", step)
    assert len(said) == 2
    assert "0 subscriptions" in said[0]
    assert "0 subscriptions" not in said[1]


def test_who_stops_it_is_told_that_nothing_is_lost(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, and how it goes on."""
    (tmp_path / "my mails").mkdir()

    def stopped(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("watchdog.cli.reading.import_all", stopped)
    ended = door("import", tmp_path / "my mails")
    assert (ended.code, ended.out) == (130, "")
    go_on = f"watchdog import '{tmp_path / 'my mails'}'"
    assert ended.err.split("\n")[1:] == [f"Stopped; what was read is kept. Go on with: {go_on}", ""]


def test_a_demo_that_is_stopped_names_no_way_to_go_on(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its server is gone with it."""

    def stopped(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("watchdog.cli.reading._scan", stopped)
    ended = door("demo")
    assert ended.code == 130
    assert "Go on" not in ended.err


def test_a_scan_that_is_stopped_names_itself(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    kept = tmp_path / "kept"
    assert door("demo", "--keep", kept).code == 0
    monkeypatch.setattr("watchdog.cli.reading._scan", stopped)
    ended = door("--home", kept, "scan", "--now")
    assert ended.code == 130
    assert "Go on with: watchdog scan" in ended.err
