"""Commands that say what the books say."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from watchdog.cli.commands.options import DAY, Account, AsOf, ExitCode, Json

commands = typer.Typer()


@commands.command()
def report(
    context: typer.Context,
    json: Json = False,
    csv: Annotated[
        bool, typer.Option("--csv", help="The subscriptions, a line each, for a spreadsheet.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="No table, sign or colour: a line for each fact.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            help="Write one HTML file, with charts and timelines; - is standard output.",
            metavar="FILE",
        ),
    ] = None,
    account: Account = None,
    opened: Annotated[
        bool, typer.Option("--open", help="With --html: show the file in your browser.")
    ] = False,
    urgent: Annotated[
        bool, typer.Option("--urgent", help="Only what needs you now, and bills to pay.")
    ] = False,
    as_of: AsOf = None,
    exit_code: ExitCode = False,
) -> None:
    """What runs, what it costs, and what needs you."""
    from watchdog.cli.books import Shape, print_report

    shape = Shape(json=json, csv=csv, plain=plain, html=html, opened=opened, urgent=urgent)
    print_report(context.obj, as_of, account, shape=shape, exit_code=exit_code)


@commands.command()
def show(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            help="A merchant or part of its name, a sum, a finding's id, a mail (file or id).",
            metavar="NAME",
        ),
    ],
    account: Account = None,
    json: Json = False,
    as_of: AsOf = None,
) -> None:
    """All that is known about a merchant, a finding or a mail."""
    from watchdog.cli.known import show as show_one

    show_one(context.obj, name, as_of, account, as_json=json)


@commands.command()
def upcoming(
    context: typer.Context,
    days: Annotated[
        int, typer.Option("--days", min=1, max=3660, help="How far ahead.", metavar="DAYS")
    ] = 60,
    json: Json = False,
    as_of: AsOf = None,
) -> None:
    """The renewals and trial ends ahead, with the last safe day."""
    from watchdog.cli.ahead import print_upcoming

    print_upcoming(context.obj, days, as_of, as_json=json)


@commands.command()
def digest(
    context: typer.Context,
    to_stdout: Annotated[
        bool, typer.Option("--to-stdout", help="Print the text part, send nothing.")
    ] = False,
    html: Annotated[
        bool, typer.Option("--html", help="With --to-stdout: print the HTML part.")
    ] = False,
    day: Annotated[
        str | None,
        typer.Option("--day", help="From now on it goes out on this weekday.", metavar="WEEKDAY"),
    ] = None,
    server: Annotated[
        str | None,
        typer.Option(
            "--server",
            help="Set it up: the outgoing server (SMTP) that takes it; it is tried.",
            metavar="HOST[:PORT]",
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help="With --server: who gets it, if not you.", metavar="ADDRESS"),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Send the weekly letter, or print it; --server sets it up."""
    if server is not None or to is not None:
        from watchdog.cli.posting import change_server

        change_server(context.obj, server, to)
    if day is not None:
        from watchdog.cli.settling import change_day

        change_day(context.obj, day)
    if day is not None or server is not None:
        return
    from watchdog.cli.letters import print_digest, send_digest

    if to_stdout or html:
        print_digest(context.obj, as_of, as_html=html)
    else:
        send_digest(context.obj, as_of)


@commands.command()
def status(context: typer.Context, json: Json = False) -> None:
    """Whether it hears: each mailbox, what waits, the daemon. Exit code 1 or 4 when not."""
    from watchdog.cli.status import print_status

    print_status(context.obj, as_json=json)


@commands.command()
def replay(
    context: typer.Context,
    since: Annotated[datetime, typer.Option("--since", help="The first day.", **DAY)],
    json: Json = False,
    as_of: AsOf = None,
) -> None:
    """What would have been told when, had it been watching, and what that was worth."""
    from watchdog.cli.replaying import print_replay

    print_replay(context.obj, since.date(), as_of, as_json=json)
