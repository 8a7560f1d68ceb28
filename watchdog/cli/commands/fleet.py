"""Commands for many owners on one server: workers, tenants, and how the fleet does."""

from pathlib import Path
from typing import Annotated

import typer

from watchdog.cli.commands.options import Json, Paths, Sure, Thorough

commands = typer.Typer()
tenant = typer.Typer(help="Whose mailboxes are polled, on a ledger that serves many.")
fleet = typer.Typer(help="How the workers do.")
commands.add_typer(tenant, name="tenant")
commands.add_typer(fleet, name="fleet")

Owner = Annotated[str, typer.Argument(help="The tenant's name.", metavar="NAME")]


@commands.command()
def worker(
    context: typer.Context,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help="End when no job is waiting, for scripts.")
    ] = False,
) -> None:
    """Poll, judge and tell for all tenants; start as many as you like, on several hosts."""
    from watchdog.cli.fleet import run_worker

    run_worker(context.obj, until_idle=until_idle)


@tenant.command("add")
def add(
    context: typer.Context,
    name: Owner,
    config: Annotated[
        Path,
        typer.Option("--config", help="A config.toml of this tenant.", metavar="FILE"),
    ],
) -> None:
    """Look after a tenant from now on, or by another configuration."""
    from watchdog.cli.fleet import add_tenant

    add_tenant(context.obj, name, config)


@tenant.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Who is looked after, and whose mailbox somebody else reads too."""
    from watchdog.cli.fleet import list_tenants

    list_tenants(context.obj, as_json=json)


@tenant.command("remove")
def remove(context: typer.Context, name: Owner) -> None:
    """Poll nothing of a tenant any more; the ledger stays."""
    from watchdog.cli.fleet import remove_tenant

    remove_tenant(context.obj, name)


@tenant.command("export")
def export(
    context: typer.Context,
    name: Owner,
    file: Annotated[Path, typer.Argument(help="A new file.", metavar="FILE")],
) -> None:
    """Hand a tenant's ledger over, as a file that `watchdog` alone can use."""
    from watchdog.cli.fleet import export_tenant

    export_tenant(context.obj, name, file)


@tenant.command("import")
def import_(
    context: typer.Context,
    name: Owner,
    paths: Paths,
    thorough: Thorough = False,
) -> None:
    """Let the workers read archives into a tenant's ledger, in portions of 16 MB."""
    from watchdog.cli.fleet import import_for_tenant

    import_for_tenant(context.obj, name, paths, thorough=thorough)


@tenant.command("purge")
def purge(context: typer.Context, name: Owner, yes: Sure = False) -> None:
    """Forget a tenant and all that was read for him, for good."""
    from watchdog.cli.fleet import purge_tenant

    purge_tenant(context.obj, name, yes=yes)


@fleet.command("status")
def status(context: typer.Context, json: Json = False) -> None:
    """What waits, how late it is, who works; exit code 1 when something is wrong."""
    from watchdog.cli.fleet import print_figures

    print_figures(context.obj, as_json=json)


@fleet.command("metrics")
def metrics(context: typer.Context) -> None:
    """The same for Prometheus, as text; `fleet.metrics` serves it while a worker runs."""
    from watchdog.cli.fleet import print_metrics

    print_metrics(context.obj)
