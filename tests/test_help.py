"""What helps without a mailbox: examples first, completion, and the manual page."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from tools.manpage import manual
from watchdog.cli.app import _SUBJECTS, _app, app_of, whole_app

ROOT = Path(__file__).parent.parent


def _run(environ: dict[str, str], *words: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", "from watchdog.cli import main; main()", *words],
        env={**os.environ, **environ},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_command_is_found_without_describing_the_others() -> None:
    """What stands beside each subject is what it has: else a command would be one nobody knows."""
    for subject, names in _SUBJECTS.items():
        alone: Any = typer.main.get_command(_app([subject]))
        assert list(alone.commands) == names.split(), subject
    everything: Any = typer.main.get_command(whole_app())
    known = [name for names in _SUBJECTS.values() for name in names.split()]
    assert list(everything.commands) == ["demo", "run", *known]
    for name in known:
        own: Any = typer.main.get_command(app_of([name]))
        assert name in own.commands


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        (["--home", "report", "scan"], "mail"),
        (["--home=x", "--owner", "fix", "report", "--json"], "books"),
        (["--version"], None),
        (["nonsense"], None),
        ([], None),
    ],
)
def test_the_command_among_the_words(words: list[str], subject: str | None) -> None:
    found: Any = typer.main.get_command(app_of(words))
    assert (len(found.commands) > 20) == (subject is None)
    if subject is not None:
        assert list(found.commands) == _SUBJECTS[subject].split()


def test_help_shows_examples_before_the_options() -> None:
    said = _run({}, "--help")
    assert said.index("watchdog init you@example.org") < said.index("Options:")
    assert "  watchdog demo  " in said  # each on a line of its own


@pytest.mark.parametrize(
    ("shell", "asked"),
    [
        ("bash", {"COMP_WORDS": "watchdog re", "COMP_CWORD": "1"}),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "watchdog re"}),
        (
            "fish",
            {"_TYPER_COMPLETE_ARGS": "watchdog re", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        ),
    ],
)
def test_shells_complete_the_commands(shell: str, asked: dict[str, str]) -> None:
    # Without an own name the program is called after "-c", as any program of Python's is.
    variable = {"_WATCHDOG_COMPLETE": f"complete_{shell}"}
    code = "import sys; sys.argv[0] = 'watchdog'; from watchdog.cli import main; main()"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code],
        env={**os.environ, **asked, **variable},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "report" in done.stdout, done.stderr
    assert "dismiss" not in done.stdout


def test_the_manual_has_every_command_and_nothing_that_troff_obeys() -> None:
    page = manual()
    for command in ("report", "account add", "service install", "notify test"):
        assert f".SS {command}\n" in page
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("needs groff")
    done = subprocess.run(  # noqa: S603 - Debian's own
        [groff, "-man", "-Tutf8", "-ww"], input=page, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""
