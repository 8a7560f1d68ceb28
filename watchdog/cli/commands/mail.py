"""Commands that read mail: from mailboxes, from files, and with a person's help."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from watchdog.cli.commands.options import DAY, AsOf, Json, Paths, Thorough

commands = typer.Typer()


@commands.command()
def scan(
    context: typer.Context,
    account: Annotated[
        str | None, typer.Option("--account", help="Only this account.", metavar="NAME")
    ] = None,
    now: Annotated[
        bool,
        typer.Option("--now", help="Also what its server asked to leave alone for a while."),
    ] = False,
    thorough: Annotated[
        bool,
        typer.Option("--thorough", help="Every mail closely, also those no header calls a bill."),
    ] = False,
) -> None:
    """Read what is new in every mailbox of the configuration."""
    from watchdog.cli import scanning

    scanning.scan(context.obj, account, now=now, thorough=thorough)


@commands.command(name="import")
def import_(
    context: typer.Context,
    paths: Paths,
    thorough: Thorough = False,
) -> None:
    """Read mail from files: .eml, folders of them, Maildir, mbox. Goes on where it was stopped."""
    from watchdog.cli.reading import import_paths

    import_paths(context.obj, paths, thorough=thorough)


@commands.command()
def retry(
    context: typer.Context,
    quarantined: Annotated[
        bool, typer.Option("--quarantined", help="The mails that were broken or over a limit.")
    ] = False,
) -> None:
    """Read set-aside mail once more, as after an upgrade."""
    from watchdog.cli.retrying import retry_quarantined

    retry_quarantined(context.obj, asked=quarantined)


@commands.command()
def parse(
    context: typer.Context,
    paths: Paths,
    json: Json = False,
) -> None:
    """Say what each mail states; touches no ledger."""
    from watchdog.cli.reading import parse_files

    parse_files(context.obj, paths, as_json=json)


@commands.command()
def explain(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            help="The id of a finding, or a mail: its file, its Message-ID or its id.",
            metavar="NAME",
        ),
    ],
    json: Json = False,
    as_of: AsOf = None,
) -> None:
    """Why a finding is told and how to switch it off; or why a mail was read as it was."""
    from watchdog.cli.explaining import print_explanation
    from watchdog.cli.reasons import print_reason, reason_for

    reason = reason_for(context.obj, name, as_of)
    if reason is not None:
        print_reason(reason, as_json=json)
    else:
        print_explanation(context.obj, name, as_json=json)


@commands.command()
def review(
    context: typer.Context,
    mail: Annotated[
        str | None, typer.Argument(help="Answer for this mail only, by its id.", metavar="[ID]")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="What was read is right.")] = False,
    no: Annotated[bool, typer.Option("--no", help="It bills me nothing.")] = False,
    fake: Annotated[
        bool, typer.Option("--fake", help="It is a fake, and so is its sender's other mail.")
    ] = False,
    kind: Annotated[
        str | None, typer.Option("--kind", help="What happened: charge, refund, canceled ...")
    ] = None,
    merchant: Annotated[
        str | None, typer.Option("--merchant", help="Who bills me.", metavar="NAME")
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help='How much: "12.99 EUR".', metavar="AMOUNT")
    ] = None,
    on: Annotated[
        datetime | None, typer.Option("--on", help="On which day it happened.", **DAY)
    ] = None,
    trial_ends: Annotated[
        datetime | None, typer.Option("--trial-ends", help="When the trial ends.", **DAY)
    ] = None,
    renews: Annotated[
        datetime | None, typer.Option("--renews", help="When the next payment comes.", **DAY)
    ] = None,
    due: Annotated[
        datetime | None, typer.Option("--due", help="By when the bill has to be paid.", **DAY)
    ] = None,
    fakes: Annotated[
        bool, typer.Option("--fakes", help="Those that look like fakes, which count for nothing.")
    ] = False,
    json: Json = False,
) -> None:
    """Look at the mails that do not count until a person has; what you say teaches."""
    from watchdog.cli.reviewing import answer, review

    if mail is None:
        review(context.obj, as_json=json, fakes=fakes)
        return
    ahead = {"trial_ends_on": trial_ends, "renews_on": renews, "due_on": due}
    days = {field: day.date() for field, day in ahead.items() if day is not None}
    day = on.date() if on else None
    answer(context.obj, mail, yes, no, fake, kind, merchant, amount, day, dict(days))


@commands.command()
def scrub(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="A private mail.", metavar="FILE", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Where to write; else beside FILE.", metavar="PATH"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking, for scripts.")] = False,
) -> None:
    """Make a test mail out of a private one: invented names and numbers, same layout."""
    from watchdog.cli.scrubbing import scrub_file

    scrub_file(context.obj, file, out, yes=yes)
