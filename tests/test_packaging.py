"""What is shipped and installed: the right watchdog, and a set-up that works on a clean clone."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import watchdog

ROOT = Path(__file__).parent.parent
SETUP = ROOT / "tools" / "setup.sh"
SCRIPTS = [ROOT / "Makefile", SETUP, ROOT / ".ci" / "run"]


def required_by(name: str, extras: frozenset[str]) -> set[tuple[str, frozenset[str]]]:
    """The distributions that one asks for on this platform, each with its extras."""
    asked = (Requirement(text) for text in distribution(name).requires or ())
    return {
        (canonicalize_name(each.name), frozenset(each.extras))
        for each in asked
        if each.marker is None
        or any(each.marker.evaluate({"extra": extra}) for extra in extras | {""})
    }


def all_required(name: str, extras: frozenset[str]) -> set[str]:
    """The names of all that comes along with a distribution."""
    seen: set[tuple[str, frozenset[str]]] = set()
    open_ends = {(name, extras)}
    while open_ends:
        seen |= open_ends
        open_ends = set().union(*(required_by(*each) for each in open_ends)) - seen
    return {each for each, _ in seen}


def test_the_file_system_watchdog_is_not_installed() -> None:
    with pytest.raises(PackageNotFoundError):
        distribution("watchdog")
    assert Path(watchdog.__file__).is_relative_to(ROOT)


def test_nothing_we_need_pulls_the_file_system_watchdog_in() -> None:
    names = all_required("billing-watchdog", frozenset({"demo", "dev"}))
    assert {"msgspec", "pymap", "pytest", "markupsafe"} <= names, "the walk reaches every floor"
    assert "watchdog" not in names


def test_the_version_is_told_once() -> None:
    assert version("billing-watchdog") == watchdog.__version__


def test_what_people_copy_and_what_binds_them_ships() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for name in ("config.example.toml", "LICENSE", project["readme"], *project["license-files"]):
        assert (ROOT / name).is_file(), name


def test_the_scripts_can_be_run() -> None:
    for script in (SETUP, ROOT / ".ci" / "run"):
        assert os.access(script, os.X_OK), script
    subprocess.run(["/bin/sh", "-n", SETUP], check=True)  # noqa: S603 - our own script


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_where_packages_come_from_is_the_users_business(script: Path) -> None:
    text = script.read_text("utf-8")
    assert not re.search(r"https?://|pypi|index-url|find-links", text)


def run_setup(
    root: Path, target: str, programs: list[str], more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The set-up of a copy of the project, on a computer that has only these programs."""
    for name in ("pyproject.toml", "watchdog/__init__.py", "tools/setup.sh"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    shelf = root / "bin"
    shelf.mkdir(exist_ok=True)
    for program in programs:
        found = shutil.which(program)
        assert found is not None, program
        if not (shelf / program).exists():
            (shelf / program).symlink_to(found)
    command = ["/bin/sh", str(root / "tools" / "setup.sh"), target]
    environ = {"PATH": str(shelf), **(more or {})}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)  # noqa: S603 - ours


def test_without_python_it_says_what_is_needed(tmp_path: Path) -> None:
    done = run_setup(tmp_path, "demo", ["dirname", "cat", "cksum", "id"])
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("named", "expected"),
    [(None, "bin/python3.13"), ("python3", "setup: python3"), ("no", "bin/python3.13")],
)
def test_a_python_built_for_speed_goes_before_one_that_is_not(
    tmp_path: Path, named: str | None, expected: str
) -> None:
    (tmp_path / "bin").mkdir()
    for name, is_tuned in (("python3", 1), ("python3.14", 1), ("python3.13", 0)):
        program = tmp_path / "bin" / name
        program.write_text(
            f'#!/bin/sh\ncase "$*" in *tuned.py) exit {is_tuned};; "-m venv"*) exit 1;; esac\n'
        )
        program.chmod(0o755)
    more = {"PYTHON": named} if named else {}
    done = run_setup(tmp_path, "demo", ["dirname", "cat", "cksum", "id"], more)
    assert f"{expected} could not make {tmp_path}/.venv" in done.stderr


def test_a_target_that_is_none_is_refused(tmp_path: Path) -> None:
    done = run_setup(tmp_path, "everything", ["dirname"])
    assert done.returncode == 1
    assert "demo, dev or test" in done.stderr


def test_what_is_made_is_not_made_again_until_it_changes(tmp_path: Path) -> None:
    programs = ["dirname", "cat", "cksum", "id"]
    (tmp_path / ".venv").mkdir()
    run_setup(tmp_path, "demo", programs)
    (tmp_path / ".venv" / "made-for-dev").write_text(fingerprint(tmp_path))
    for target in ("demo", "dev"):
        done = run_setup(tmp_path, target, programs)
        assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / ".venv" / "made-for-dev").write_text("of another time")
    assert run_setup(tmp_path, "demo", programs).returncode == 1


def test_an_environment_that_was_moved_is_made_anew(tmp_path: Path) -> None:
    environment = tmp_path / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").symlink_to(sys.executable)
    (environment / "made-in").write_text("/somewhere/else\n")
    done = run_setup(tmp_path, "demo", ["dirname", "cat", "cksum", "id"])
    assert "Python 3.11 or newer is needed" in done.stderr


def fingerprint(root: Path) -> str:
    """As the set-up writes it: the folder and what the environment is made from, by cksum."""
    parts = [f"{root}\n".encode()]
    parts += [(root / name).read_bytes() for name in ("pyproject.toml", "watchdog/__init__.py")]
    cksum = shutil.which("cksum")
    assert cksum is not None
    done = subprocess.run([cksum], input=b"".join(parts), capture_output=True, check=True)  # noqa: S603 - POSIX
    return done.stdout.decode()


def test_no_pattern_needs_a_newer_python_than_we_promise() -> None:
    """Before 3.11.5 the possessive repetition of a group finds wrong ends (gh-106052)."""
    trap = re.compile(r"\)(?:[*+?]|\{+[0-9,]+\}+)\+")
    sources = [path for room in ("parsers", "watchdog") for path in (ROOT / room).rglob("*.py")]
    assert len(sources) > 50
    caught = [path.name for path in sources if trap.search(path.read_text("utf-8"))]
    assert caught == []
