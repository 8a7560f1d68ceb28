"""Commands that look after the installation and its ledger."""

from pathlib import Path
from typing import Annotated

import typer

from watchdog.cli.commands.options import Json

commands = typer.Typer()


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
