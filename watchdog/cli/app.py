"""Every command, its options and its help; what a command needs is imported when it runs."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from watchdog.setting import Setting

app = typer.Typer(
    name="watchdog",
    help="What am I paying for, and how do I stop it.",
    epilog="Start with: watchdog demo. Exit codes: 0 fine, 1 error, 2 usage or configuration, "
    "3 findings (with --exit-code), 4 sign-in needed, 5 temporary failure, 75 already running.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_FIRST, _LAST = datetime(1990, 1, 1), datetime(2199, 12, 31)  # noqa: DTZ001 - days, not moments


def _sane_day(day: datetime | None) -> datetime | None:
    """Beyond these days only slips of the keyboard lie, and the calendar's own end."""
    if day is not None and not _FIRST <= day <= _LAST:
        raise typer.BadParameter(f"must be a day from {_FIRST:%Y-%m-%d} to {_LAST:%Y-%m-%d}")
    return day


_DAY: dict[str, Any] = {"formats": ["%Y-%m-%d"], "metavar": "DATE", "callback": _sane_day}
_Json = Annotated[bool, typer.Option("--json", help="Print JSON (docs/contracts.md).")]
_AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", help="Judge as of this day.", **_DAY),
]
_ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 3 when there are findings.")
]
_Paths = Annotated[
    list[Path],
    typer.Argument(help="Files and folders.", metavar="PATH", show_default=False),
]


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
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Reads billing mail, keeps a ledger, and says what to stop, where and until when."""
    del version
    context.obj = Setting(home=home)


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
def scan(
    context: typer.Context,
    account: Annotated[
        str | None, typer.Option("--account", help="Only this account.", metavar="NAME")
    ] = None,
) -> None:
    """Read what is new in every mailbox of the configuration."""
    from watchdog.cli.reading import scan_accounts

    scan_accounts(context.obj, account)


@app.command(name="import")
def import_(context: typer.Context, paths: _Paths) -> None:
    """Read mail from files: .eml, folders of them, Maildir, mbox."""
    from watchdog.cli.reading import import_paths

    import_paths(context.obj, paths)


@app.command()
def parse(
    paths: _Paths,
    json: _Json = False,
) -> None:
    """Say what each mail states; touches no ledger."""
    from watchdog.cli.reading import parse_files

    parse_files(paths, as_json=json)


@app.command()
def scrub(
    file: Annotated[
        Path, typer.Argument(help="A private mail.", metavar="FILE", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Where to write; else beside FILE.", metavar="PATH"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking, for scripts.")] = False,
) -> None:
    """Make a test mail out of a private one: invented names and numbers, same layout."""
    from watchdog.cli.scrubbing import scrub_file

    scrub_file(file, out, yes=yes)


@app.command()
def report(
    context: typer.Context, json: _Json = False, as_of: _AsOf = None, exit_code: _ExitCode = False
) -> None:
    """What runs, what it costs, and what needs you."""
    from watchdog.cli.books import print_report

    print_report(context.obj, as_of, as_json=json, exit_code=exit_code)


@app.command()
def show(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="A merchant, or the id of a finding.", metavar="NAME")
    ],
    json: _Json = False,
    as_of: _AsOf = None,
) -> None:
    """All that is known about a merchant or a finding."""
    from watchdog.cli.books import show as show_one

    show_one(context.obj, name, as_of, as_json=json)


@app.command()
def upcoming(
    context: typer.Context,
    days: Annotated[
        int, typer.Option("--days", min=1, max=3660, help="How far ahead.", metavar="DAYS")
    ] = 60,
    json: _Json = False,
    as_of: _AsOf = None,
) -> None:
    """The renewals and trial ends ahead, with the last safe day."""
    from watchdog.cli.ahead import print_upcoming

    print_upcoming(context.obj, days, as_of, as_json=json)


@app.command()
def review(
    context: typer.Context,
    mail: Annotated[
        str | None, typer.Argument(help="Answer for this mail only, by its id.", metavar="[ID]")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="What was read is right.")] = False,
    no: Annotated[bool, typer.Option("--no", help="It bills me nothing.")] = False,
    kind: Annotated[
        str | None, typer.Option("--kind", help="What happened: charge, refund, canceled ...")
    ] = None,
    merchant: Annotated[
        str | None, typer.Option("--merchant", help="Who bills me.", metavar="NAME")
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help='How much: "12.99 EUR".', metavar="AMOUNT")
    ] = None,
    on: Annotated[datetime | None, typer.Option("--on", help="On which day.", **_DAY)] = None,
    json: _Json = False,
) -> None:
    """Look at the mails that do not count until a person has; what you say teaches."""
    from watchdog.cli.reviewing import answer, review

    if mail is None:
        review(context.obj, as_json=json)
    else:
        answer(context.obj, mail, yes, no, kind, merchant, amount, on.date() if on else None)


@app.command()
def explain(
    context: typer.Context,
    mail: Annotated[str, typer.Argument(help="A file, or the id of a mail.", metavar="MESSAGE")],
    json: _Json = False,
) -> None:
    """Why a mail was read as it was: the sentence of each value, and what was passed over."""
    from watchdog.cli.explaining import print_explanation

    print_explanation(context.obj, mail, as_json=json)


@app.command()
def fix(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="A service such as coursera, or a finding's id.", metavar="NAME")
    ],
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel",
            help="Where it was bought: direct, apple, google_play, paypal ...",
            metavar="PLACE",
        ),
    ] = None,
    plan: Annotated[str | None, typer.Option("--plan", help="Which plan.", metavar="NAME")] = None,
    charged_on: Annotated[
        datetime | None,
        typer.Option("--charged-on", help="The day of the payment.", **_DAY),
    ] = None,
    trial: Annotated[bool, typer.Option("--trial", help="It is a free trial.")] = False,
    json: _Json = False,
    as_of: _AsOf = None,
) -> None:
    """How to stop it where it was bought, and get money back."""
    from watchdog.cli.fixing import print_fix

    day = charged_on.date() if charged_on else None
    print_fix(context.obj, name, channel, plan, day, as_of, trial=trial, as_json=json)


@app.command()
def digest(
    context: typer.Context,
    to_stdout: Annotated[
        bool, typer.Option("--to-stdout", help="Print the text part, send nothing.")
    ] = False,
    html: Annotated[
        bool, typer.Option("--html", help="With --to-stdout: print the HTML part.")
    ] = False,
    as_of: _AsOf = None,
) -> None:
    """Send the weekly letter, or print it."""
    from watchdog.cli.letters import print_digest, send_digest

    if to_stdout or html:
        print_digest(context.obj, as_of, as_html=html)
    else:
        send_digest(context.obj, as_of)


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


@app.command()
def cancelled(
    context: typer.Context,
    merchant: Annotated[
        str, typer.Argument(help="What you cancelled, such as coursera.", metavar="MERCHANT")
    ],
    on: Annotated[
        datetime | None,
        typer.Option("--on", help="When; today if not given.", **_DAY),
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel", help="Where: direct, apple, google_play, paypal ...", metavar="PLACE"
        ),
    ] = None,
) -> None:
    """Say that you cancelled something, as a dated fact."""
    from watchdog.cli.words import say_cancelled

    say_cancelled(context.obj, merchant, on.date() if on else None, channel)


@app.command()
def dismiss(
    context: typer.Context,
    finding: Annotated[
        str, typer.Argument(help="The id of a finding, as the report shows it.", metavar="FINDING")
    ],
) -> None:
    """Never tell this finding again."""
    from watchdog.cli.words import say_dismissed

    say_dismissed(context.obj, finding)


@app.command()
def undo(context: typer.Context) -> None:
    """Take back the last thing you told the watchdog."""
    from watchdog.cli.words import undo_last

    undo_last(context.obj)


@app.command()
def status(context: typer.Context, json: _Json = False) -> None:
    """When each mailbox was last read, and what is waiting."""
    from watchdog.cli.books import print_status

    print_status(context.obj, as_json=json)
