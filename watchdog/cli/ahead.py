"""`watchdog upcoming`: what comes."""

from datetime import datetime

import typer

from watchdog import text
from watchdog.cli.books import print_json
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.upcoming import Upcoming, upcoming


def print_upcoming(setting: Setting, days: int, as_of: datetime | None, *, as_json: bool) -> None:
    """The days ahead, soonest first."""
    today = setting.today(as_of)
    with setting.ledger(read_only=True) as ledger:
        judged, _ = make_report(setting, ledger, today)
    ahead = upcoming(judged.subscriptions, today=today, days=days)
    if as_json:
        print_json({"version": 1, "as_of": today, "days": days, "upcoming": ahead})
        return
    for one in ahead:
        typer.echo(_line(one))
    if not ahead:
        typer.echo(f"Nothing is due in the next {days} days.")


def _line(one: Upcoming) -> str:
    safe_day = f", cancel by {one.cancel_by}" if one.cancel_by else ""
    guess = "" if one.stated else ", expected from past charges"
    amount = f" {text.money(one.amount)}" if one.amount else ""
    place = text.channel(one.channel)
    return f"{one.on}  {text.safe(one.title)} {one.what}:{amount} ({place}{safe_day}{guess})"
