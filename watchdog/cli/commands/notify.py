"""Commands about the ways on which news goes out."""

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


@commands.command()
def metrics(context: typer.Context) -> None:
    """The figures of the report as Prometheus text."""
    from watchdog.cli.notifying import print_metrics

    print_metrics(context.obj)
