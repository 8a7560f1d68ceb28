"""Commands by which the user says what no mail says; every one can be taken back."""

from datetime import datetime
from typing import Annotated

import typer

from watchdog.cli.commands.options import DAY, Account, Json, Merchant, On, Place, Plan, Sure

commands = typer.Typer()

_Finding = Annotated[
    str, typer.Argument(help="The id of a finding, as the report shows it.", metavar="FINDING")
]


@commands.command()
def cancelled(
    context: typer.Context,
    merchant: Merchant,
    on: On = None,
    channel: Place = None,
    plan: Plan = None,
    account: Account = None,
) -> None:
    """Say that you cancelled something, as a dated fact."""
    from watchdog.cli.whom import Asked
    from watchdog.cli.words import say_cancelled

    asked = Asked(name=merchant, channel=channel, plan=plan, account=account)
    say_cancelled(context.obj, asked, on.date() if on else None)


@commands.command()
def paused(
    context: typer.Context,
    merchant: Merchant,
    on: On = None,
    until: Annotated[
        datetime | None, typer.Option("--until", help="The day on which it goes on.", **DAY)
    ] = None,
    channel: Place = None,
    plan: Plan = None,
    account: Account = None,
) -> None:
    """Say that you paused something: what is billed in between is told."""
    from watchdog.cli.whom import Asked
    from watchdog.cli.words import say_paused

    first, last = (day.date() if day else None for day in (on, until))
    asked = Asked(name=merchant, channel=channel, plan=plan, account=account)
    say_paused(context.obj, asked, first, last)


@commands.command()
def paid(
    context: typer.Context,
    merchant: Merchant,
    on: On = None,
    channel: Place = None,
    plan: Plan = None,
    account: Account = None,
) -> None:
    """Say that you paid a bill: it waits no more, until the next one comes."""
    from watchdog.cli.whom import Asked
    from watchdog.cli.words import say_paid

    asked = Asked(name=merchant, channel=channel, plan=plan, account=account)
    say_paid(context.obj, asked, on.date() if on else None)


@commands.command()
def note(
    context: typer.Context,
    merchant: Merchant,
    note: Annotated[
        str, typer.Argument(help="What to note, such as certificate-earned.", metavar="NOTE")
    ],
    on: On = None,
    plan: Plan = None,
    account: Account = None,
) -> None:
    """Note what no mail tells and a refund hangs on."""
    from watchdog.cli.whom import Asked
    from watchdog.cli.words import say_noted

    asked = Asked(name=merchant, plan=plan, account=account)
    say_noted(context.obj, asked, note, on.date() if on else None)


@commands.command()
def confirm(
    context: typer.Context,
    merchant: Merchant,
    channel: Place = None,
    plan: Plan = None,
    account: Account = None,
) -> None:
    """Say that it is yours and wanted: a subscription, and no news any more."""
    from watchdog.cli.belonging import say_confirmed
    from watchdog.cli.whom import Asked

    asked = Asked(name=merchant, channel=channel, plan=plan, account=account)
    say_confirmed(context.obj, asked)


@commands.command("not-a-subscription")
def not_a_subscription(
    context: typer.Context,
    merchant: Merchant,
    channel: Place = None,
    plan: Plan = None,
    account: Account = None,
) -> None:
    """Say that it is no subscription: it leaves the report."""
    from watchdog.cli.belonging import say_no_subscription
    from watchdog.cli.whom import Asked

    asked = Asked(name=merchant, channel=channel, plan=plan, account=account)
    say_no_subscription(context.obj, asked)


@commands.command()
def merge(
    context: typer.Context,
    into: Annotated[
        str,
        typer.Argument(
            help="The subscription that stays: its name, with its mailbox or place where there are"
            " several, or its id.",
            metavar="NAME",
            show_default=False,
        ),
    ],
    other: Annotated[
        str, typer.Argument(help="The one that is the same.", metavar="OTHER", show_default=False)
    ],
    yes: Sure = False,
) -> None:
    """Say that two subscriptions are one: the first takes the mails of the other."""
    from watchdog.cli.merging import say_merged

    say_merged(context.obj, into, other, yes=yes)


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
def trust(
    context: typer.Context,
    sender: Annotated[
        str | None,
        typer.Argument(
            help="Whose mail looks fake and is not: an address, a domain, or a mail's id.",
            metavar="SENDER",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Say that a sender's mail is genuine; or, without one, whose word on senders is believed."""
    from watchdog.cli.trusting import say_trusted, show_trusted

    if sender is None:
        show_trusted(context.obj, as_json=json)
    else:
        say_trusted(context.obj, sender)


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
