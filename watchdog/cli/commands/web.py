"""The command that shows the dashboard."""

from typing import Annotated

import typer

from watchdog.cli.failures import UsageProblem

commands = typer.Typer()


@commands.command()
def web(
    context: typer.Context,
    opened: Annotated[
        bool, typer.Option("--open", help="Show it in your browser, signed in.")
    ] = False,
    link: Annotated[
        bool,
        typer.Option("--link", help="Print a link that signs in once, to a dashboard that runs."),
    ] = False,
    sign_out: Annotated[
        bool, typer.Option("--sign-out", help="End the session of every browser.")
    ] = False,
) -> None:
    """The dashboard, for browsers on this computer (extra [web])."""
    from watchdog.cli.browsing import print_link, serve, sign_out_all

    if sign_out:
        if opened or link:
            raise UsageProblem("give --sign-out alone")
        sign_out_all(context.obj)
    elif link:
        print_link(context.obj, opened=opened)
    else:
        serve(context.obj, opened=opened)
