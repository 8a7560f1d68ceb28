"""`watchdog doctor`: what is wrong with the installation, where, and the next command."""

import typer

from watchdog import text
from watchdog.cli.books import print_json
from watchdog.cli.examining import Check, State, examine
from watchdog.cli.failures import ERROR, SIGN_IN, TEMPORARY, USAGE
from watchdog.setting import Setting

_MARKS = {State.OK: "ok", State.NOTE: "note", State.PROBLEM: "PROBLEM"}
_WORST_FIRST = (USAGE, SIGN_IN, ERROR, TEMPORARY)  # what stands in the way of the rest comes first


def see_doctor(setting: Setting, *, offline: bool, as_json: bool) -> None:
    """Print every part as it is looked at; the exit code is that of the worst problem."""
    checks = []
    for one in examine(setting, offline=offline):
        checks.append(one)
        if not as_json:
            _print(one)
    if as_json:
        print_json({"version": 1, "checks": checks})
    code = next((code for code in _WORST_FIRST if any(one.code == code for one in checks)), 0)
    if code:
        raise typer.Exit(code)


def _print(one: Check) -> None:
    typer.echo(f"{_MARKS[one.state]:<8} {one.part}: {text.safe(one.says)}")
    if one.next is not None:
        typer.echo(f"{'':<8} next: {one.next}")
