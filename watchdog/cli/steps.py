"""A fix on a terminal: its steps, what does not work, the refund and the law."""

from collections.abc import Sequence
from datetime import date

import typer

from watchdog import text
from watchdog.fixes import Fix, Right, doubt
from watchdog.language import said_day, say
from watchdog.language.english import has_english
from watchdog.notifications import act_by


def print_steps(fix: Fix, today: date) -> None:
    """All that is known of how to stop it, and until when."""
    typer.echo(text.safe(fix.title))
    if fix.deadline is not None:
        typer.echo(act_by(fix.deadline, today))
    for number, step in enumerate(fix.steps, start=1):
        typer.echo(f"  {number}. {text.safe(step)}")
    if fix.url:
        typer.echo(f"  {fix.url}")
    _print_list(say("What does not work:"), fix.does_not_work)
    _print_refund(fix)
    _print_list(say("Good to know:"), fix.notes)
    _print_law(fix.law)
    if fix.letter:
        typer.echo("\n" + say("A letter you can send:") + "\n")
        for line in fix.letter.splitlines():
            typer.echo(f"  {text.safe(line)}".rstrip())
    if fix.source:
        whose = f" ({doubt(fix.sure)})" if fix.sure else ""
        checked = (
            say("Checked {day}", day=said_day(fix.verified_on))
            if fix.verified_on
            else say("Source")
        )
        typer.echo(f"\n{checked}{whose}: {text.safe(fix.source)}")
    if has_english((*fix.lines, *(right.says for right in fix.law))):
        typer.echo(say("Steps and conditions of services are in English, as they were checked."))


def _print_list(head: str, lines: Sequence[str]) -> None:
    if lines:
        typer.echo(head)
    for line in lines:
        typer.echo(f"  - {text.safe(line)}")


def _print_refund(fix: Fix) -> None:
    refund = fix.refund
    if refund is None:
        return
    until = say(" until {day}", day=said_day(refund.until)) if refund.until else ""
    typer.echo(say("Refund: {verdict}{until}", verdict=text.verdict(refund.eligible), until=until))
    for condition in refund.conditions:
        typer.echo(f"  - {text.safe(condition)}")
    if refund.route:
        typer.echo(f"  {text.safe(refund.route)}")
    if refund.url:
        typer.echo(f"  {refund.url}")


def _print_law(rights: Sequence[Right]) -> None:
    if not rights:
        return
    typer.echo(say("The law where you live, as information and no legal advice:"))
    for right in rights:
        until = say(" (until {day})", day=said_day(right.until)) if right.until else ""
        typer.echo(f"  - {right.where}{until}: {text.safe(right.says)}")
        if right.source:
            typer.echo(f"    {text.safe(right.source)}")
