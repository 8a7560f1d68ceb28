"""Copies of the ledger: made, and put back."""

from pathlib import Path

import typer

from watchdog.alone import only_one
from watchdog.cli.failures import UsageProblem
from watchdog.ledger import open_ledger
from watchdog.ledger.backups import backups_of, by_hand, copy, remember_told, restore
from watchdog.setting import Setting
from watchdog.text import safe
from watchdog.usage import one_of

_ON_SERVER = "the ledger lies on a server, {where}; {how}"
_DUMP = "copy all owners' rows there, as a user who sees them all: pg_dump --format=custom DATABASE"
_PUT_BACK = "put a copy back there, with no watchdog running: pg_restore --clean --dbname=DATABASE"


def make_backup(setting: Setting, file: Path | None) -> None:
    """A whole copy of the ledger; its place on standard output."""
    if setting.on_server():
        raise UsageProblem(_ON_SERVER.format(where=safe(_place(setting)), how=_DUMP))
    target = file.expanduser() if file else by_hand(setting.ledger_file(), setting.now())
    if target.exists():
        raise UsageProblem(f"{target}: is there already; name a file that is not")
    if not target.parent.is_dir():
        raise UsageProblem(f"{target.parent}: there is no such folder; make it first")
    typer.echo(str(copy(setting.ledger_file(), target)))


def restore_backup(setting: Setting, file: Path) -> None:
    """A copy in the place of the ledger, brought up to date, when no daemon runs on it."""
    config = setting.config_or_default()
    if setting.on_server():
        raise UsageProblem(_ON_SERVER.format(where=safe(_place(setting)), how=_PUT_BACK))
    home = setting.folders().with_ledger(config.ledger.path)
    chosen = file.expanduser()
    if not chosen.exists():
        known = map(str, backups_of(home.ledger_file))
        mend = one_of(known, "none lies beside the ledger; watchdog backup makes one")
        raise UsageProblem(f"{chosen}: there is no such file; {mend}")
    with only_one(home.lock_file):
        aside = restore(chosen, home.ledger_file, setting.now())
        with open_ledger(home.ledger_file) as ledger:
            mails = sum(ledger.counts().messages.values())
        remembered = remember_told(home.ledger_file, aside) if aside is not None else 0
    typer.echo(f"Restored {safe(str(home.ledger_file))}: {mails} billing mails.", err=True)
    if aside is not None:
        typer.echo(f"What was there before lies at {safe(str(aside))}.", err=True)
        if remembered is None:
            typer.echo("It could not be read: what it told lately may be told again.", err=True)
    typer.echo("What came since is read again: watchdog scan", err=True)


def _place(setting: Setting) -> str:
    return setting.config_or_default().ledger.place
