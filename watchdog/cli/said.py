"""What the user has said so far, and taking it back."""

from collections.abc import Mapping

import msgspec
import typer

from watchdog.cli.books import print_json
from watchdog.cli.failures import UsageProblem
from watchdog.language import said_day, say
from watchdog.reviews import in_words, names_of, take_back
from watchdog.setting import Setting
from watchdog.timeline.facts import Statement


def print_said(setting: Setting, *, as_json: bool) -> None:
    """Every word that stands, the oldest first, by the number that takes it back."""
    with setting.ledger(read_only=True) as ledger:
        said = ledger.statements()
        names = names_of(said, ledger, setting.catalog())
    if as_json:
        print_json({"version": 1, "said": [_as_told(one, names) for one in said]})
        return
    for one in said:
        typer.echo(f"{one.id:>4}  {said_day(one.said_at.date())}  {in_words(one, names)}")
    if not said:
        typer.echo(say("You have said nothing yet, or taken it all back."))


def undo(setting: Setting, number: int | None) -> None:
    """Take back a word by its number, else the last one."""
    with setting.ledger(read_only=True) as ledger:
        said = ledger.statements()
    if not said:
        raise UsageProblem("there is nothing to take back; watchdog said lists what stands")
    meant = next((one for one in said if one.id == number), None) if number else said[-1]
    if meant is None:
        numbers = ", ".join(str(one.id) for one in said)
        raise UsageProblem(f"nothing that stands has the number {number}; give one of: {numbers}")
    with setting.ledger() as ledger:
        names = names_of([meant], ledger, setting.catalog())
        take_back(setting, ledger, meant)
    typer.echo(say("Taken back: {what}", what=in_words(meant, names)))


def _as_told(statement: Statement, names: Mapping[str, str]) -> dict[str, object]:
    """A statement as the contract has it: what was said, without the empty columns' meaning."""
    told = msgspec.to_builtins(statement)
    told.pop("correction")
    return {**told, "says": in_words(statement, names)}
