"""`watchdog explain`: why a mail was read as it was."""

from collections.abc import Iterable
from pathlib import Path

import typer

from parsers.explain import Explained, Explanation, explain
from parsers.message import Message, read_message
from watchdog import text
from watchdog.archive import ArchiveProblem, read_archive
from watchdog.cli.books import print_json
from watchdog.cli.correcting import ID, find_mail, is_called
from watchdog.cli.failures import UsageProblem
from watchdog.pdf import read_pdf
from watchdog.setting import Setting
from watchdog.timeline.facts import Statement, StatementKind

_MOST = 6
_PUT_AWAY = (StatementKind.DISMISSED, StatementKind.SNOOZED)


def print_explanation(setting: Setting, name: str, *, as_json: bool) -> None:
    """The sentence of each value, the reader, how sure it is, and what else it could have been."""
    explanation = _explained(setting, name)
    if as_json:
        print_json({"version": 1, "explanation": explanation})
    else:
        _print(explanation)


def is_file(name: str) -> bool:
    """Whether a name that was typed is that of a saved mail, not of a merchant called alike."""
    path = Path(name)
    return path.is_file() and (path.suffix != "" or len(path.parts) > 1)


def is_mail(setting: Setting, name: str) -> bool:
    """Whether a mail of the ledger has that id or that Message-ID."""
    with setting.ledger(read_only=True) as ledger:
        return any(is_called(one, name) for one in ledger.mails())


def _explained(setting: Setting, name: str) -> Explanation:
    raw, statements, met = _file(name), tuple[Statement, ...](), frozenset[str]()
    if raw is None:
        with setting.ledger(read_only=True) as ledger:
            statements, met = ledger.statements(), ledger.met()
            _refuse_what_is_put_away(name, statements)
            raw = ledger.raw(find_mail(ledger, name).fingerprint)
        if raw is None:
            raise UsageProblem(
                "the bytes of that mail were not kept; set [ledger] keep_mail for those to come"
            )
    message = read_message(raw)
    if not isinstance(message, Message):
        raise UsageProblem(
            f"{name}: it cannot be read at all ({message.reason}); save the mail again"
        )
    known = setting.known(statements, met)
    return explain(message, known, read_pdf)


def _refuse_what_is_put_away(name: str, statements: Iterable[Statement]) -> None:
    away = [one for one in statements if one.finding == name and one.kind in _PUT_AWAY]
    if away:
        last = away[-1]
        raise UsageProblem(
            f"{name} was put away on {last.said_at.date().isoformat()}; "
            f"watchdog undo {last.id} brings it back"
        )


def _file(name: str) -> bytes | None:
    path = Path(name)
    if not path.exists():
        return None
    for found in read_archive([path]):
        if isinstance(found, ArchiveProblem):
            raise UsageProblem(str(found))
        return found.raw
    return None


def _print(explanation: Explanation) -> None:
    outcome = explanation.outcome
    reason = f": {text.unlinked(outcome.reason)}" if outcome.reason else ""
    typer.echo(f"Outcome: {outcome.outcome}{reason}")
    reader, mail = outcome.reader or "none", explanation.fingerprint[:ID]
    typer.echo(f"Reader: {reader}. Sender: {outcome.trust.verdict}. Mail: {mail}")
    for sentence in outcome.trust.reasons:
        typer.echo(f"  {text.unlinked(sentence)}")
    for one in explanation.events:
        _print_event(one)
    if not explanation.events:
        typer.echo("It states nothing that bills you.")
    if explanation.amounts or explanation.days:
        typer.echo("\nPassed over:")
    for other in (*explanation.amounts[:_MOST], *explanation.days[:_MOST]):
        likely = f" ({other.likely:.0%} likely)" if other.likely is not None else ""
        typer.echo(f"  {other.value}{likely}")
        typer.echo(f"      {_quoted(other.line)}")


def _print_event(one: Explained) -> None:
    event = one.event
    typer.echo(f"\n{event.kind.replace('_', ' ')}, {event.confidence:.0%} sure")
    for ground in one.grounds:
        name = ground.field.replace("_", " ")
        typer.echo(f"  {name:14} {text.unlinked(ground.value, 80)}")
        if ground.line:
            typer.echo(f"      {_quoted(ground.line)}")
    if one.reasons:
        typer.echo("  what weighs for it (+) and against it (-):")
        for name, weight in one.reasons[:_MOST]:
            typer.echo(f"      {weight:+.1f}  {name.replace('_', ' ')}")


def _quoted(line: str) -> str:
    return f'"{text.unlinked(line, 110)}"'
