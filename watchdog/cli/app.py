"""The door of the command line: who comes in, and which commands there are.

What a command needs is imported when it runs, so that none pays for another.
"""

from pathlib import Path
from typing import Annotated

import typer

from watchdog.cli.commands import (
    account,
    books,
    care,
    catalogue,
    fixes,
    fleet,
    letters,
    mail,
    notify,
    service,
    web,
    words,
)
from watchdog.language import speak
from watchdog.setting import Setting

_HELP = """What am I paying for, and how do I stop it.

\b
  watchdog demo                    see it work, without an account
  watchdog init you@example.org    set it up: an address is enough
  watchdog report                  what runs, what it costs, what needs you
  watchdog fix coursera            how to stop it where it was bought
  watchdog service install         let it watch by itself
"""

app = typer.Typer(
    name="watchdog",
    help=_HELP,
    epilog="Start with: watchdog demo. Exit codes: 0 fine, 1 error, 2 usage or configuration, "
    "3 findings (with --exit-code), 4 sign-in needed, 5 temporary failure, 75 already running.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        from watchdog import __version__

        typer.echo(f"billing-watchdog {__version__}")
        raise typer.Exit


@app.callback()
def everything(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            "--home",
            envvar="WATCHDOG_HOME",
            help="Keep configuration, ledger and lock in this folder.",
            metavar="DIR",
        ),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner",
            envvar="WATCHDOG_OWNER",
            help="For this tenant of a ledger that serves many.",
            metavar="NAME",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Reads billing mail, keeps a ledger, and says what to stop, where and until when."""
    del version
    context.obj = Setting(home=home)
    if owner is not None:
        from watchdog.fleet.tenants import open_fleet

        with open_fleet(context.obj) as many:
            context.obj = many.setting_of(owner)
    speak(context.obj.language)


@app.command()
def demo(
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep", help="Leave configuration and ledger in this folder.", metavar="DIR"
        ),
    ] = None,
) -> None:
    """See it work: a bundled mailbox, real IMAP, no account."""
    from watchdog.cli.demonstration import run_demo

    run_demo(keep)


@app.command()
def run(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="One round of everything due, then stop.")
    ] = False,
) -> None:
    """Stay and watch: read, judge, notify, send the digest."""
    from watchdog.daemon import watch

    watch(context.obj, once=once)


for _subject in (
    mail,
    account,
    books,
    care,
    fixes,
    letters,
    words,
    catalogue,
    web,
    notify,
    service,
    fleet,
):
    app.add_typer(_subject.commands)
