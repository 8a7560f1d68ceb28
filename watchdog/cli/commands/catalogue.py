"""Commands about the catalogue of services."""

from pathlib import Path
from typing import Annotated

import typer

from watchdog.cli.commands.options import Json

commands = typer.Typer()
_catalog = typer.Typer(no_args_is_help=True, help="What is known of services, and your own files.")
commands.add_typer(_catalog, name="catalog")


@_catalog.command()
def check(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="A folder with services/*.toml; without it your own.",
            metavar="DIR",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Whether the files of the catalogue are in order: 2 if one is not, with its line and key."""
    from watchdog.cli.catalogue import check_catalog

    check_catalog(context.obj, folder)


@_catalog.command()
def schema() -> None:
    """The JSON Schema of a file about a service, for your editor."""
    from watchdog.cli.catalogue import print_schema

    print_schema()


@_catalog.command("list")
def list_all(context: typer.Context, json: Json = False) -> None:
    """Every service that is known, and where it is sold."""
    from watchdog.cli.catalogue import list_catalog

    list_catalog(context.obj, as_json=json)


@_catalog.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A service such as coursera.", metavar="NAME")],
    json: Json = False,
) -> None:
    """All that is known of a service, with its sources."""
    from watchdog.cli.catalogue import show_service

    show_service(context.obj, name, as_json=json)
