"""Shows something in the user's browser, where there is one."""

import webbrowser

import typer


def show_in_browser(address: str, *, named: str) -> None:
    """Open an address; where no browser can be started, say so and what to open instead."""
    if not webbrowser.open(address):
        typer.echo(f"No browser could be started here; open {named} yourself.", err=True)
