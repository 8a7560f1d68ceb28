"""Commands that write what others are to read: letters, and the evidence."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from watchdog.cli.commands.options import DAY, Account, AsOf

commands = typer.Typer()


@commands.command()
def letter(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="The id of a finding, or a merchant.", metavar="NAME")
    ],
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="cancellation, refund or dispute.", metavar="KIND"),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="en, de, fr or es.", metavar="LANGUAGE")
    ] = "en",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write .txt and .eml in this folder.", metavar="DIR"),
    ] = None,
    account: Account = None,
    as_of: AsOf = None,
) -> None:
    """Write a letter: cancel, ask for the money back, dispute a payment. Nothing is sent."""
    from watchdog.cli.letter_writing import write_letter

    write_letter(context.obj, name, kind, language, out, as_of, account)


@commands.command()
def evidence(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="The id of a finding, or a merchant.", metavar="NAME")
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="The folder; DIR.zip is put beside it.", metavar="DIR"),
    ],
    language: Annotated[
        str, typer.Option("--language", help="en or de.", metavar="LANGUAGE")
    ] = "en",
    replace: Annotated[bool, typer.Option("--replace", help="Replace an earlier pack.")] = False,
    no_zip: Annotated[bool, typer.Option("--no-zip", help="Only the folder.")] = False,
    account: Account = None,
    as_of: AsOf = None,
) -> None:
    """Put together what proves it: timeline, mails as they came, sums, letters."""
    from watchdog.cli.evidence_writing import write_evidence

    write_evidence(
        context.obj, name, out, language, as_of, account, zipped=not no_zip, replace=replace
    )


@commands.command()
def calendar(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write this .ics file instead.", metavar="FILE"),
    ] = None,
    url: Annotated[
        bool,
        typer.Option("--url", help="Print the secret address where the dashboard serves it."),
    ] = False,
    new_url: Annotated[
        bool, typer.Option("--new-url", help="Make another such address; the old one is dead.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """Print the next payments and last safe days for a calendar program (iCalendar)."""
    if url or new_url:
        from watchdog.cli.browsing import print_feed

        print_feed(context.obj, renewed=new_url)
        return
    from watchdog.cli.calendar_writing import write_calendar

    write_calendar(context.obj, out, as_of)


@commands.command()
def export(
    context: typer.Context,
    form: Annotated[
        str,
        typer.Option("--format", help="csv, ndjson, beancount, hledger or ofx.", metavar="FORMAT"),
    ] = "csv",
    since: Annotated[
        datetime | None, typer.Option("--since", help="Leave out what was before.", **DAY)
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", help="Leave out what came after.", **DAY)
    ] = None,
    account: Account = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write this new file instead.", metavar="FILE"),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Print every payment and refund for spreadsheets, scripts and accounting."""
    from watchdog.cli.exporting import Chosen, write_export

    chosen = Chosen(
        since=since.date() if since else None,
        until=until.date() if until else None,
        account=account,
    )
    write_export(context.obj, form, chosen, out, as_of)
