"""`watchdog web`: the dashboard in the foreground, and links to sign in to it."""

import logging

import typer

from watchdog.cli.browser import show_in_browser
from watchdog.setting import Setting
from watchdog.web.keys import keys_file, renew_key
from watchdog.web.server import feed, link, make_server, open_socket


def serve(setting: Setting, *, opened: bool) -> None:
    """Serve until Ctrl-C; says where, and how to sign in."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    with setting.ledger(read_only=True):
        pass  # says what is missing before anything listens
    with setting.ledger() as ledger:
        server = make_server(setting, ledger)
        settings = setting.config_or_default().web
        with open_socket(settings) as listening:
            address = link(setting)
            typer.echo(f"The dashboard is at {settings.url}; Ctrl-C ends it.", err=True)
            typer.echo(
                "Sign in within ten minutes, once; watchdog web --link makes another:", err=True
            )
            typer.echo(address)
            if opened:
                show_in_browser(address, named="the link")
            server.run(sockets=[listening])


def print_link(setting: Setting, *, opened: bool) -> None:
    """A link for a dashboard that is served already."""
    address = link(setting)
    typer.echo(address)
    if opened:
        show_in_browser(address, named="the link")


def sign_out_all(setting: Setting) -> None:
    """End every session and every link that was not used."""
    renew_key(keys_file(setting.ledger_file()), "sign_in")
    typer.echo("Every browser is signed out. A new link: watchdog web --link")


def print_feed(setting: Setting, *, renewed: bool) -> None:
    """The secret address of the calendar; `renewed`: another one, and the old one is dead."""
    if renewed:
        renew_key(keys_file(setting.ledger_file()), "calendar")
    typer.echo(feed(setting))
    if not setting.config_or_default().web.serve:
        typer.echo(
            "It answers while watchdog web runs; with serve = true in [web] the daemon serves it.",
            err=True,
        )
