"""`watchdog explain`: why a mail was read as it was."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import typer
from msgspec.structs import replace

from parsers.explain import DAYS, Explained, Explanation, Ground, explain
from parsers.message import Message, read_message
from watchdog import text
from watchdog.archive.archive import read_archive
from watchdog.archive.files import ArchiveProblem
from watchdog.cli.books import print_json
from watchdog.cli.correcting import ID, find_mail, is_called
from watchdog.cli.failures import UsageProblem
from watchdog.cli.own_words import print_words
from watchdog.cli.weighing import said_measure
from watchdog.evidence import called, said_event
from watchdog.language import marked, said_day, say, translated
from watchdog.language.figures import percent
from watchdog.language.reasons import said_reason, said_reasons
from watchdog.ledger import MailSummary
from watchdog.own_mail import learned_addresses
from watchdog.pdf import read_pdf
from watchdog.setting import Setting
from watchdog.timeline.corrections import said_of_mail
from watchdog.timeline.facts import Statement, StatementKind

_MOST = 6
_PUT_AWAY = (StatementKind.DISMISSED, StatementKind.SNOOZED)


# Fields of an event as people call them; what is not here is called as it is.
_FIELDS = {
    "kind": marked("what happened"),
    "amount": marked("amount"),
    "old_amount": marked("amount before"),
    "later_amount": marked("amount later"),
    "tax": marked("tax in it"),
    "on": marked("day"),
    "renews_on": marked("next payment"),
    "due_on": marked("due on"),
    "collected": marked("taken by itself"),
    "trial_ends_on": marked("trial ends"),
    "access_until": marked("access until"),
    "resumes_on": marked("goes on from"),
    "effective_on": marked("takes effect"),
    "later_on": marked("later from"),
    "cancel_by": marked("last day to stop it"),
    "cadence": marked("how often"),
    "period": marked("period"),
    "plan": marked("plan"),
    "reference": marked("reference"),
    "entity": marked("company"),
    "last_four": marked("card ends in"),
    "paid_with": marked("paid with"),
    "account": marked("account"),
    "merchant_name": marked("merchant"),
}
_WIDTH = 20


def print_explanation(setting: Setting, name: str, *, as_json: bool) -> None:
    """The sentence of each value, the reader, how sure it is, and what else it could have been."""
    explanation = _explained(setting, name)
    if as_json:
        print_json({"version": 1, "explanation": explanation})
    else:
        _print(explanation)
        print_words(_said(setting, explanation.fingerprint), {})


def _said(setting: Setting, fingerprint: str) -> tuple[Statement, ...]:
    """What the user said that a mail is: its readers know nothing of that."""
    if not setting.has_ledger():
        return ()
    with setting.ledger(read_only=True) as ledger:
        return said_of_mail(ledger.statements(), fingerprint)


def is_file(name: str) -> bool:
    """Whether a name that was typed is that of a saved mail, not of a merchant called alike."""
    path = Path(name)
    return path.is_file() and (path.suffix != "" or len(path.parts) > 1)


def is_mail(setting: Setting, name: str) -> bool:
    """Whether a mail of the ledger has that id or that Message-ID."""
    with setting.ledger(read_only=True) as ledger:
        return any(is_called(one, name) for one in ledger.mails())


def _explained(setting: Setting, name: str) -> Explanation:
    raw, statements = _file(name), tuple[Statement, ...]()
    met = own = frozenset[str]()
    mail: MailSummary | None = None
    if raw is None:
        with setting.ledger(read_only=True) as ledger:
            statements, met = ledger.statements(), ledger.met()
            own = learned_addresses(ledger)
            _refuse_what_is_put_away(name, statements)
            mail = find_mail(ledger, name)
            raw = ledger.raw(mail.fingerprint)
        if raw is None:
            raise UsageProblem(
                "the bytes of that mail were not kept; set [ledger] keep_mail for those to come"
            )
    message = read_message(raw, received_at=mail.received_at if mail else None)
    if not isinstance(message, Message):
        raise UsageProblem(
            f"{name}: it cannot be read at all ({message.reason}); save the mail again"
        )
    if mail is not None and mail.arrived is not None:
        # Its sender was judged when it came, also by servers that nobody named.
        message = replace(message, arrived=mail.arrived)
    known = setting.known(statements, met, own)
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
    what = text.outcome(outcome.outcome)
    if outcome.reason:
        why = text.unlinked(said_reasons(outcome.reason))
        what = say("{what}: {why}", what=what, why=why)
    typer.echo(say("Outcome: {what}", what=what))
    typer.echo(
        say(
            "Reader: {reader}. Sender: {verdict}. Mail: {mail}",
            reader=outcome.reader or say("none"),
            verdict=text.trust(outcome.trust.verdict),
            mail=explanation.fingerprint[:ID],
        )
    )
    for sentence in outcome.trust.reasons:
        typer.echo(f"  {text.unlinked(said_reason(sentence))}")
    for one in explanation.events:
        _print_event(one)
    if not explanation.events:
        typer.echo(say("It states nothing that bills you."))
    if explanation.amounts or explanation.days:
        typer.echo("\n" + say("Passed over:"))
    for other in (*explanation.amounts[:_MOST], *explanation.days[:_MOST]):
        likely = (
            say(" ({share} likely)", share=percent(round(other.likely * 100)))
            if other.likely is not None
            else ""
        )
        typer.echo(f"  {other.value}{likely}")
        typer.echo(f"      {_quoted(other.line)}")


def _print_event(one: Explained) -> None:
    event = one.event
    sure = say("{share} sure", share=percent(round(event.confidence * 100)))
    typer.echo(f"\n{said_event(called(event))}, {sure}")
    for ground in one.grounds:
        name = translated(_FIELDS.get(ground.field, ground.field.replace("_", " ")))
        typer.echo(f"  {name:{_WIDTH}} {text.unlinked(_value(ground), 80)}")
        if ground.line:
            typer.echo(f"      {_quoted(ground.line)}")
    if one.reasons:
        typer.echo("  " + say("what weighs for it (+) and against it (-):"))
        for name, weight in one.reasons[:_MOST]:
            typer.echo(f"      {weight:+.1f}  {said_measure(name)}")


def _value(ground: Ground) -> str:
    """What was read, as the user writes it."""
    if ground.field == "kind":
        return said_event(ground.value)
    if ground.field == "cadence":
        return text.cadence(ground.value)
    return said_day(date.fromisoformat(ground.value)) if ground.field in DAYS else ground.value


def _quoted(line: str) -> str:
    return f'"{text.unlinked(line, 110)}"'
