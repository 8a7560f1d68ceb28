"""`watchdog explain FINDING`: why something is told, and how to switch it off."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import typer

from watchdog import text
from watchdog.cli.books import print_json
from watchdog.cli.replaying import letters_of
from watchdog.findings import Evidence
from watchdog.language import said_day, say, spoken
from watchdog.pipeline import knowledge
from watchdog.reasons import Reason, reason_of
from watchdog.replay import future_of
from watchdog.rounds import make_report
from watchdog.setting import Setting


def reason_for(setting: Setting, name: str, as_of: datetime | None) -> Reason | None:
    """The reason of the finding with that id; None when there is none on that day."""
    if not setting.has_ledger():
        return None
    today, letters, reminders = setting.today(as_of), letters_of(setting), setting.reminders()
    with setting.ledger(read_only=True) as ledger:
        judged, _ = make_report(setting, ledger, today)
        known = knowledge(ledger)
    finding = next((one for one, _ in judged.findings if one.id == name), None)
    if finding is None:
        return None
    own = next((one for one in judged.subscriptions if one.id == finding.subscription), None)
    future = future_of(
        finding,
        known,
        catalog=setting.catalog(),
        today=today,
        reminders=reminders,
        letters=letters,
    )
    return reason_of(finding, own, future=future, letters=letters, reminders=reminders, today=today)


def print_reason(reason: Reason, *, as_json: bool) -> None:
    """All of it, a section each."""
    if as_json:
        print_json({"version": 1, "finding": reason})
        return
    typer.echo(f"{reason.title} [{reason.id}]\n{text.safe(reason.says)}")
    _print_rule(reason.rule)
    _section(say("The mails"), _mails(reason.mails))
    _section(say("The days"), [f"{said_day(day.on)}  {day.what}" for day in reason.days])
    _section(say("Your own word"), [text.safe(words, 200) for words in reason.words])
    _section(say("Why now"), reason.why_now)
    _section(say("To hear no more of it"), reason.off)


def _print_rule(rule: Sequence[str]) -> None:
    for words in rule[:1]:
        typer.echo("\n" + say("The rule: {words}", words=words))
    for words in rule[1:]:
        # Within a sentence, but not within one of another language.
        told = words[0].lower() + words[1:] if spoken().words == "en" else words
        typer.echo("  " + say("It looks for {what}", what=told))


def _mails(mails: Iterable[Evidence]) -> list[str]:
    lines = []
    for mail in mails:
        lines.append(f"{said_day(mail.on)}  {text.unlinked(mail.subject, 70)}")
        lines.append(f'            "{text.unlinked(mail.says, 110)}"')
    return lines or [say("none")]


def _section(title: str, lines: Sequence[str]) -> None:
    if lines:
        typer.echo("\n" + say("{title}:", title=title))
    for line in lines:
        typer.echo(f"  {line}")
