"""Commands that look after the installation and its ledger."""

from pathlib import Path
from typing import Annotated

import typer

from watchdog.cli.commands.options import Json, Sure

commands = typer.Typer()
_config = typer.Typer(no_args_is_help=True, help="What is configured.")
commands.add_typer(_config, name="config")


@_config.command("show")
def config_show(context: typer.Context, json: Json = False) -> None:
    """Show what holds, defaults included, and where each secret is kept; no secret itself."""
    from watchdog.cli.configuring import show_config

    show_config(context.obj, as_json=json)


@commands.command()
def doctor(
    context: typer.Context,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no server.")] = False,
    json: Json = False,
) -> None:
    """Look whether all is well: configuration, ledger, mailboxes, ways to tell. Sends nothing."""
    from watchdog.cli.doctor import see_doctor

    see_doctor(context.obj, offline=offline, as_json=json)


@commands.command()
def backup(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(help="Where to; else beside the ledger.", metavar="[FILE]"),
    ] = None,
) -> None:
    """Copy the ledger, also while the daemon runs; prints where the copy is."""
    from watchdog.cli.caring import make_backup

    make_backup(context.obj, file)


@commands.command()
def restore(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="A copy of the ledger.", metavar="FILE", show_default=False)
    ],
) -> None:
    """Put a copy in the place of the ledger; the old one is moved aside, not removed."""
    from watchdog.cli.caring import restore_backup

    restore_backup(context.obj, file)


@commands.command()
def purge(
    context: typer.Context,
    older_than: Annotated[
        int | None,
        typer.Option("--older-than", min=0, max=36525, help="Mails older than so many days."),
    ] = None,
    account: Annotated[
        str | None, typer.Option("--account", help="All of this account.", metavar="NAME")
    ] = None,
    mail_only: Annotated[
        bool,
        typer.Option("--mail-only", help="Only the mails as they came; what was read stays."),
    ] = False,
    yes: Sure = False,
) -> None:
    """Forget mails for good, in the ledger and its copies; says first what will go."""
    from watchdog.cli.purging import purge as forget

    forget(context.obj, older_than, account, bytes_only=mail_only, yes=yes)


@commands.command("bug-report")
def bug_report(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write it to this new file as well.", metavar="FILE"),
    ] = None,
) -> None:
    """Print what a bug report needs: versions, counts and settings, no word of any mail."""
    from watchdog.cli.bug_reporting import print_bug_report

    print_bug_report(context.obj, out)
