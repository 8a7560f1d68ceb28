"""`watchdog upcoming`: what comes, and what will be told of it."""

from collections.abc import Iterable
from datetime import datetime

import typer

from watchdog import text
from watchdog.cli.books import print_json
from watchdog.cli.replaying import WAYS, letters_of
from watchdog.cli.tenancy import check_whose
from watchdog.language import headed, said_day, say, translated
from watchdog.pipeline import knowledge
from watchdog.replay import will_be_told
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.upcoming import Notice, Upcoming, notices, upcoming, what_comes


def print_upcoming(setting: Setting, days: int, as_of: datetime | None, *, as_json: bool) -> None:
    """The days ahead, soonest first, and what will be told on which day, if nothing new comes."""
    today = setting.today(as_of)
    with setting.ledger(read_only=True) as ledger:
        check_whose(setting, ledger, "upcoming")
        judged, _ = make_report(setting, ledger, today)
        known = knowledge(ledger)
    told = will_be_told(
        known,
        catalog=setting.catalog(),
        today=today,
        days=days,
        reminders=setting.reminders(),
        letters=letters_of(setting),
    )
    ahead = upcoming(judged.subscriptions, judged.findings, told, today=today, days=days)
    planned = notices(told)
    if as_json:
        print_json(
            {"version": 1, "as_of": today, "days": days, "upcoming": ahead, "notices": planned}
        )
        return
    for one in ahead:
        typer.echo(_line(one))
    if not ahead:
        typer.echo(say("Nothing is due in the next {days} days.", days=days))
    _print_plan(planned)


def _line(one: Upcoming) -> str:
    safe_day = say(", cancel by {day}", day=said_day(one.cancel_by)) if one.cancel_by else ""
    guess = "" if one.stated else say(", expected from past charges")
    place, on = text.channel(one.channel), said_day(one.on)
    last = f"{place}{safe_day}{guess}"
    if one.amount is None:
        return f"{on}  {what_comes(one)} ({last})"
    return f"{on}  {headed(what_comes(one), text.money(one.amount))} ({last})"


def _print_plan(planned: Iterable[Notice]) -> None:
    lines = [
        f"  {said_day(one.on)}  {text.unlinked(one.title, 80)} ({translated(WAYS[one.how])})"
        for one in planned
    ]
    if lines:
        typer.echo("\n" + say("If nothing new comes, you will be told:"))
    for line in lines:
        typer.echo(line)
