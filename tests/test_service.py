"""What starts the daemon by itself, read by the systems' own tools and parsers."""

import os
import plistlib
import shlex
import shutil
import stat
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.rigs.door import Door
from watchdog.background import Kind, Program, background, with_line, without_line

_ODD = Path("/home/a b/100% $x & <y>")
_PROGRAM = Program(words=("/usr/bin/env",), home=_ODD, folder=Path("/home/somebody"), user_id=501)
_CALLED = ["/usr/bin/env", "--home", str(_ODD), "run"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "billing-watchdog.service"
    unit.write_text(background(Kind.SYSTEMD, _PROGRAM).text)
    done = subprocess.run(  # noqa: S603 - the system's own
        ["/usr/bin/systemd-analyze", "verify", "--user", str(unit)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "billing-watchdog" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr


def test_systemd_fills_in_nothing_of_odd_paths() -> None:
    text = background(Kind.SYSTEMD, _PROGRAM).text
    line = next(one for one in text.splitlines() if one.startswith("ExecStart="))
    said = line.removeprefix("ExecStart=").replace("%%", "%").replace("$$", "$")
    assert shlex.split(said) == _CALLED


def test_launchd_gets_the_same_words() -> None:
    job = plistlib.loads(background(Kind.LAUNCHD, _PROGRAM).text.encode())
    assert job["ProgramArguments"] == _CALLED
    assert job["KeepAlive"] == {"SuccessfulExit": False}


def test_the_task_scheduler_gets_xml_with_the_same_words() -> None:
    way = background(Kind.WINDOWS, _PROGRAM)
    task = ET.fromstring(way.text.encode(way.encoding))  # noqa: S314 - our own
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert task.findtext(f".//{space}Command") == _CALLED[0]
    assert task.findtext(f".//{space}Arguments") == f'--home "{_ODD}" run'
    assert task.findtext(f".//{space}ExecutionTimeLimit") == "PT0S"


def test_cron_runs_one_round_and_leaves_other_lines_alone() -> None:
    line = background(Kind.CRON, _PROGRAM).text
    _, _, words = line.partition("* * * * ")
    unescaped = words.replace(r"\%", "%").rpartition(" # ")[0]
    assert shlex.split(unescaped) == [*_CALLED, "--once"]
    others = "MAILTO=me\n0 4 * * * backup\n"
    once = with_line(others, line)
    assert with_line(once, line) == once == others + line
    assert without_line(once) == others


@pytest.mark.parametrize("kind", Kind)
def test_print_shows_the_file_and_changes_nothing(door: Door, kind: Kind) -> None:
    done = door("service", "install", "--kind", kind, "--print")
    assert done.code == 0
    assert "watchdog" in done.out
    assert not door.home.exists()


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `crontab` that keeps its table in a file: the system's own is nobody's to change."""
    table, tool = tmp_path / "table", tmp_path / "bin" / "crontab"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\n[ "$1" = -l ] && exec cat {table}\nexec cat > {table}\n')
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tool.parent}:{os.environ['PATH']}")
    return table


def test_cron_is_installed_looked_at_and_taken_away(door: Door, crontab: Path) -> None:
    crontab.write_text("0 4 * * * backup\n")
    door.home.mkdir(mode=0o700)
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    assert door("service", "status", "--kind", "cron").code == 1
    assert door("service", "install", "--kind", "cron").code == 0
    assert "run --once" in crontab.read_text()
    assert door("service", "status", "--kind", "cron").code == 0
    assert door("service", "uninstall", "--kind", "cron").code == 0
    assert crontab.read_text() == "0 4 * * * backup\n"


def test_without_a_configuration_nothing_is_installed(door: Door, crontab: Path) -> None:
    done = door("service", "install", "--kind", "cron")
    assert done.code == 2
    assert "there is no configuration; make one" in done.err
    assert not crontab.exists()


@pytest.fixture
def no_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemd that cannot be talked to, as in a container; gives where the unit would lie."""
    tool = tmp_path / "bin" / "systemctl"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\necho Failed to connect to bus: No medium found >&2\nexit 1\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tool.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path / "somebody"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    program = Program(words=("x",), home=None, folder=tmp_path / "somebody", user_id=501)
    unit = background(Kind.SYSTEMD, program).file
    assert unit is not None
    return unit


@pytest.mark.parametrize("before", [None, "[Unit]\n# of another time\n"])
def test_what_could_not_be_started_leaves_the_place_as_it_was(
    door: Door, no_bus: Path, before: str | None
) -> None:
    door.home.mkdir(mode=0o700)
    (door.home / "config.toml").touch(mode=0o600)
    if before is not None:
        no_bus.parent.mkdir(parents=True)
        no_bus.write_text(before)
    done = door("service", "install", "--kind", "systemd")
    assert done.code == 2
    assert "Failed to connect to bus" in done.err
    assert f"{no_bus} is as it was" in done.err
    assert (no_bus.read_text() if no_bus.exists() else None) == before
