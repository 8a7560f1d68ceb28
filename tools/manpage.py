"""Writes the manual page from the command line's own parser: `make man`."""

from pathlib import Path
from typing import Any

import typer

from watchdog import __version__
from watchdog.cli.app import show_examples, whole_app

_TARGET = Path(__file__).parent.parent / "build" / "watchdog.1"


def manual() -> str:
    """The whole page in man(7)'s language: every command with its arguments and options."""
    made = whole_app()
    show_examples(made)
    root: Any = typer.main.get_command(made)
    summary, _, examples = root.help.partition("\b")
    lines = [
        f'.TH WATCHDOG 1 "" "billing-watchdog {__version__}" "User Commands"',
        ".SH NAME",
        f"watchdog \\- {_plain(summary.strip().rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B watchdog",
        "[--home DIR] COMMAND [ARGUMENTS]",
        ".SH EXAMPLES",
        ".nf",
        *(_plain(line.strip()) for line in examples.strip().splitlines()),
        ".fi",
        ".SH COMMANDS",
        *_commands(root, ""),
        ".SH EXIT STATUS",
        _plain(root.epilog.partition("Exit codes: ")[2]),
    ]
    return "\n".join(lines) + "\n"


def _commands(group: Any, above: str) -> list[str]:
    lines: list[str] = []
    for name, command in group.commands.items():
        if getattr(command, "commands", None):
            lines += _commands(command, f"{above}{name} ")
            continue
        said, _, examples = (command.help or "").partition("\b")
        lines += [f".SS {_plain(above + name)}", _plain(" ".join(said.split()))]
        lines += [".nf", *(_plain(one.strip()) for one in examples.strip().splitlines()), ".fi"]
        for one in command.params:
            if one.name != "help":
                lines += [".TP", f".B {_plain(_title(one))}", _plain(one.help or "")]
    return lines


def _title(one: Any) -> str:
    if one.param_type_name == "argument":
        return str(one.metavar or one.name)
    metavar = "" if one.is_flag else f" {one.metavar or (one.name or '').upper()}"
    return ", ".join((*one.opts, *one.secondary_opts)) + metavar


def _plain(text: str) -> str:
    """Nothing that man(7) would obey."""
    marked = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{marked}" if marked.startswith((".", "'")) else marked


def main() -> None:
    """Write it to build/watchdog.1."""
    _TARGET.parent.mkdir(exist_ok=True)
    _TARGET.write_text(manual(), encoding="utf-8")
    print(_TARGET)


if __name__ == "__main__":
    main()
