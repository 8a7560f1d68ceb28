"""What helps without a mailbox: examples first, completion, and the manual page."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tools.manpage import manual
from watchdog.cli.app import _GROUPS, _SUBJECTS, _app, app_of, whole_app
from watchdog.cli.examples import EXAMPLES

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


def _all_commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        yield above + name, command
        yield from _all_commands(command, f"{above}{name} ") if _is_group(command) else ()


def _is_group(command: Any) -> bool:
    return bool(getattr(command, "commands", None))


COMMANDS = dict(_all_commands(typer.main.get_command(whole_app())))


def test_each_command_has_an_example() -> None:
    assert set(EXAMPLES) == set(COMMANDS)
    # Those that say their help when they are called alone.
    assert {name for name in COMMANDS if _is_group(COMMANDS[name])} == set(_GROUPS)


@pytest.mark.parametrize("name", COMMANDS)
def test_an_example_is_one_that_the_command_takes(name: str) -> None:
    for line in EXAMPLES[name]:
        program, *words = shlex.split(line, comments=True)
        assert program == "watchdog"
        assert len(line) <= 76, "the help is 80 columns wide"
        called = next(one for one in (" ".join(words[:2]), words[0]) if one in COMMANDS)
        assert called.startswith(name)
        given = words[len(called.split()) :]
        known = [option for one in COMMANDS[called].params for option in one.opts]
        assert not [one for one in given if one.startswith("--") and one not in known]


@pytest.mark.parametrize("words", [["fix", "--help"], ["account"], ["run", "--help"]])
def test_the_help_of_a_command_shows_examples_before_the_options(words: list[str]) -> None:
    code = "import sys; sys.argv[0] = 'watchdog'; from watchdog.cli import main; main()"
    line = [sys.executable, "-c", code, *words]
    said = subprocess.run(  # noqa: S603 - our own program
        line, cwd=ROOT, capture_output=True, text=True, check=False
    )
    shown = said.stdout + said.stderr
    assert f"\n    {EXAMPLES[words[0]][0]}\n" in shown
    assert shown.index(EXAMPLES[words[0]][0]) < shown.index("Options:")


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
