"""Commands about the ways on which news goes out."""

from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer()
notify = typer.Typer(help="Try the ways on which urgent news goes out.", no_args_is_help=True)
commands.add_typer(notify, name="notify")


@notify.command("test")
def try_out(
    context: typer.Context,
    only: Annotated[
        str | None,
        typer.Option(
            "--only", help="Only this one: notify:0, webhook:0, digest, mqtt ...", metavar="TARGET"
        ),
    ] = None,
) -> None:
    """Send what needs you most, as it would be told, to every target; says what took it."""
    from watchdog.cli.notifying import test_targets

    test_targets(context.obj, only)


@notify.command()
def add(
    context: typer.Context,
    url_file: Annotated[
        Path | None,
        typer.Option(
            "--url-file",
            help="A private file with the URL; else you are asked.",
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Name a place for urgent news, an Apprise URL: it is tried at once, and kept if it works."""
    from watchdog.cli.settling import add_channel

    add_channel(context.obj, url_file)


@commands.command()
def metrics(context: typer.Context) -> None:
    """The figures of the report as Prometheus text."""
    from watchdog.cli.notifying import print_metrics

    print_metrics(context.obj)
