"""Commands by which the user says what no mail says; every one can be taken back."""

from datetime import datetime
from typing import Annotated

import typer

from watchdog.cli.commands.options import DAY, Json

commands = typer.Typer()

_Finding = Annotated[
    str, typer.Argument(help="The id of a finding, as the report shows it.", metavar="FINDING")
]


@commands.command()
def cancelled(
    context: typer.Context,
    merchant: Annotated[
        str, typer.Argument(help="What you cancelled, such as coursera.", metavar="MERCHANT")
    ],
    on: Annotated[
        datetime | None,
        typer.Option("--on", help="When; today if not given.", **DAY),
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel", help="Where: direct, apple, google_play, paypal ...", metavar="PLACE"
        ),
    ] = None,
) -> None:
    """Say that you cancelled something, as a dated fact."""
    from watchdog.cli.words import say_cancelled

    say_cancelled(context.obj, merchant, on.date() if on else None, channel)


@commands.command()
def dismiss(
    context: typer.Context,
    finding: _Finding,
) -> None:
    """Never tell this finding again."""
    from watchdog.cli.silencing import say_dismissed

    say_dismissed(context.obj, finding)


@commands.command()
def snooze(
    context: typer.Context,
    finding: _Finding,
    until: Annotated[
        datetime | None, typer.Option("--until", help="Back on this day.", **DAY)
    ] = None,
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, max=3660, help="Back in so many days.", metavar="DAYS"),
    ] = None,
) -> None:
    """Tell this finding again later: not in report, digest or notices until that day."""
    from watchdog.cli.silencing import say_snoozed

    say_snoozed(context.obj, finding, until.date() if until else None, days)


@commands.command()
def said(context: typer.Context, json: Json = False) -> None:
    """What you have told the watchdog, each by the number that takes it back."""
    from watchdog.cli.said import print_said

    print_said(context.obj, as_json=json)


@commands.command()
def undo(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(help="The number in watchdog said; else the last.", metavar="[NUMBER]"),
    ] = None,
) -> None:
    """Take back the last thing you told the watchdog, or any by its number."""
    from watchdog.cli.said import undo as take_back

    take_back(context.obj, number)
