"""Commands that let the daemon be started by the system."""

from typing import Annotated

import typer

from watchdog.background import Kind

commands = typer.Typer()
service = typer.Typer(help="Let the system start it, and keep it running.", no_args_is_help=True)
commands.add_typer(service, name="service")

How = Annotated[Kind | None, typer.Option("--kind", help="By what; else what this computer has.")]
Print = Annotated[bool, typer.Option("--print", help="Only show what would be done.")]


@service.command()
def install(context: typer.Context, kind: How = None, only_print: Print = False) -> None:
    """Start it now and at every login: systemd, launchd, Task Scheduler or cron."""
    from watchdog.cli.serving import install as begin

    begin(context.obj, kind, only_print=only_print)


@service.command()
def uninstall(context: typer.Context, kind: How = None, only_print: Print = False) -> None:
    """Stop it, and start it no more; configuration and ledger stay."""
    from watchdog.cli.serving import uninstall as end

    end(context.obj, kind, only_print=only_print)


@service.command()
def status(context: typer.Context, kind: How = None) -> None:
    """Whether it is installed and runs; 1 if not. `watchdog status` says whether it hears."""
    from watchdog.cli.serving import show_status

    show_status(context.obj, kind)
