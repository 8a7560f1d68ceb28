"""Commands that look after the ledger itself."""

from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer()


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
