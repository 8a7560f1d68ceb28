"""Commands by which the user says what no mail says; every one can be taken back."""

from datetime import datetime
from typing import Annotated

import typer

from watchdog.cli.commands.options import DAY

commands = typer.Typer()


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
    finding: Annotated[
        str, typer.Argument(help="The id of a finding, as the report shows it.", metavar="FINDING")
    ],
) -> None:
    """Never tell this finding again."""
    from watchdog.cli.words import say_dismissed

    say_dismissed(context.obj, finding)


@commands.command()
def undo(context: typer.Context) -> None:
    """Take back the last thing you told the watchdog."""
    from watchdog.cli.words import undo_last

    undo_last(context.obj)
