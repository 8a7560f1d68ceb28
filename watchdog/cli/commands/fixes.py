"""Commands that say how to stop it and get money back."""

from datetime import datetime
from typing import Annotated

import typer

from watchdog.cli.commands.options import DAY, Account, AsOf, Json

commands = typer.Typer()


@commands.command()
def fix(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="A service such as coursera, or a finding's id.", metavar="NAME")
    ],
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel",
            help="Where it was bought: direct, apple, google_play, paypal ...",
            metavar="PLACE",
        ),
    ] = None,
    plan: Annotated[str | None, typer.Option("--plan", help="Which plan.", metavar="NAME")] = None,
    charged_on: Annotated[
        datetime | None,
        typer.Option("--charged-on", help="The day of the payment.", **DAY),
    ] = None,
    account: Account = None,
    trial: Annotated[bool, typer.Option("--trial", help="It is a free trial.")] = False,
    json: Json = False,
    as_of: AsOf = None,
) -> None:
    """How to stop it where it was bought, and get money back."""
    from watchdog.cli.fixing import Asked, print_fix

    day = charged_on.date() if charged_on else None
    asked = Asked(name=name, channel=channel, plan=plan, charged_on=day, trial=trial)
    print_fix(context.obj, asked, as_of, account, as_json=json)
