"""The door of the command line: who comes in, and which commands there are.

What a command needs is imported when it runs, so that none pays for another; and where the command
is known by its name, no other is even described.
"""

from collections.abc import Sequence
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from typing import Annotated

import typer

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

_EPILOG = (
    "Start with: watchdog demo. Exit codes: 0 fine, 1 error, 2 usage or configuration, "
    "3 findings (with --exit-code), 4 sign-in needed, 5 temporary failure, 75 already running."
)
# The modules of watchdog/cli/commands with the commands that they have (tests/test_help.py), in the
# order of the help.
_SUBJECTS = {
    "mail": "scan import retry parse explain review scrub",
    "account": "init account",
    "books": "report show upcoming digest status replay",
    "care": "doctor backup restore purge bug-report config",
    "fixes": "fix",
    "letters": "letter evidence calendar export",
    "words": "cancelled paused paid note confirm not-a-subscription merge dismiss snooze trust "
    "said undo",
    "catalogue": "catalog",
    "web": "web",
    "notify": "metrics notify",
    "service": "service",
    "fleet": "worker tenant fleet",
}
# Commands that have commands of their own, and say their help when they are called alone.
_GROUPS = ("account", "config", "catalog", "notify", "service", "tenant", "fleet")
_WITH_A_VALUE = ("--home", "--owner")


def app_of(words: Sequence[str]) -> typer.Typer:
    """The command line for these words: with the subject of their command alone, or all of it."""
    name = _command(words)
    subject = next((one for one, has in _SUBJECTS.items() if name in has.split()), None)
    made = _app([subject]) if subject else whole_app()
    if not subject or "--help" in words or words[-1] in _GROUPS:  # what may end in a help
        show_examples(made)
    return made


def show_examples(made: typer.Typer, above: str = "") -> None:
    """Put the examples into what each command says of itself."""
    from watchdog.cli.examples import with_examples

    for command in made.registered_commands:
        function = command.callback
        called = command.name or getattr(function, "__name__", "").replace("_", "-")
        command.help = with_examples(getdoc(function) or "", f"{above}{called}")
    for group in made.registered_groups:
        inner = group.typer_instance
        if inner is None:
            continue
        if isinstance(group.name, str):
            inner.info.help = with_examples(str(inner.info.help), f"{above}{group.name}")
            show_examples(inner, f"{above}{group.name} ")
        else:
            show_examples(inner, above)


def whole_app() -> typer.Typer:
    """All commands."""
    made = _app([])
    made.command()(demo)
    made.command()(run)
    for subject in _SUBJECTS:
        made.add_typer(_commands(subject))
    return made


def _app(subjects: Sequence[str]) -> typer.Typer:
    made = typer.Typer(
        name="watchdog",
        help=_HELP,
        epilog=_EPILOG,
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    made.callback()(everything)
    for subject in subjects:
        made.add_typer(_commands(subject))
    return made


def _commands(subject: str) -> typer.Typer:
    found: typer.Typer = import_module(f"watchdog.cli.commands.{subject}").commands
    return found


def _command(words: Sequence[str]) -> str | None:
    """The first word that is neither an option nor the value of one."""
    before = ""
    for word in words:
        if not word.startswith("-") and before not in _WITH_A_VALUE:
            return word
        before = word
    return None


def _version(asked: bool) -> None:
    if asked:
        from watchdog import __version__

        typer.echo(f"billing-watchdog {__version__}")
        raise typer.Exit


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


def run(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="One round of everything due, then stop.")
    ] = False,
) -> None:
    """Stay and watch: read, judge, notify, send the digest."""
    from watchdog.daemon.daemon import watch

    watch(context.obj, once=once)
