"""`watchdog purge`: what is to be forgotten, told before it goes and then gone for good."""

from datetime import timedelta
from pathlib import Path

import typer

from watchdog.alone import only_one
from watchdog.cli.asking import agrees_to_delete
from watchdog.cli.failures import UsageProblem
from watchdog.ledger import Ledger
from watchdog.ledger.backups import ledgers_beside, leftovers_of
from watchdog.ledger.purging import Doomed, Purged
from watchdog.setting import Setting
from watchdog.text import safe
from watchdog.usage import one_of

_LOGS = ("-wal", "-shm")  # SQLite's own, of a file that goes with them


def purge(
    setting: Setting, days: int | None, account: str | None, *, bytes_only: bool, yes: bool
) -> None:
    """Say what would go, ask, and take it out of the ledger and its copies."""
    if days is None and account is None:
        raise UsageProblem("say what is to go: --older-than DAYS, or --account NAME")
    before = setting.now() - timedelta(days=days) if days is not None else None
    what = Doomed(before=before, account=account, bytes_only=bytes_only)
    home = setting.folders().with_ledger(setting.config_or_default().ledger.path)
    with setting.ledger(read_only=True) as ledger:
        told = ledger.doomed(what)
        _check_account(ledger, what, told)
    if not (told.mails or told.notices or account):
        typer.echo("Nothing is that old: nothing to do.")
        return
    # Of what the ledger does not hold its copies hold nothing either: they went first.
    has_copies = (told.mails or told.notices) and not setting.on_server()
    copies = leftovers_of(home.ledger_file) if has_copies else []
    _tell(setting, what, told, copies)
    if has_copies:
        _tell_others(home.ledger_file)
    if not yes and not agrees_to_delete():
        typer.echo("Nothing was changed.")
        return
    with only_one(home.lock_file), setting.ledger() as ledger:
        for copy in copies:
            copy.unlink(missing_ok=True)
        ledger.purge(what)
    typer.echo("Gone.")


def _tell_others(ledger_file: Path) -> None:
    """Ledgers under names that nobody but the user gave: whether they are copies only he knows."""
    for other in ledgers_beside(ledger_file):
        typer.echo(f"Not deleted, it may hold the same: {safe(str(other))}")


def _check_account(ledger: Ledger, what: Doomed, told: Purged) -> None:
    """A name that was never read from is a slip of the pen."""
    accounts = {one.account for one in ledger.checks.all()}
    if what.account is not None and what.account not in accounts and not told.mails:
        mend = one_of(sorted(map(safe, accounts)), "nothing was read yet, so nothing is left to do")
        raise UsageProblem(f"nothing was read from an account {what.account!r}; {mend}")


def _tell(setting: Setting, what: Doomed, told: Purged, copies: list[Path]) -> None:
    which = [
        *([f"from before {what.before:%Y-%m-%d}"] if what.before else []),
        *([f"that lie in {safe(what.account)} alone"] if what.account else []),
    ]
    typer.echo(f"To be deleted for good, of the mails {' and those '.join(which)}:")
    if what.bytes_only:
        typer.echo(f"  the mails as they came: {told.mails}; what was read of them stays")
    else:
        typer.echo(f"  mails: {told.mails}; what they said: {told.events}")
        typer.echo(f"  your corrections of them: {told.words}")
        typer.echo(f"  the words of notices that were sent: {told.notices}")
    for copy in copies:
        if not copy.name.endswith(_LOGS):
            typer.echo(f"  a copy that holds the same: {safe(str(copy))}")
    if what.account and any(
        one.name == what.account for one in setting.config_or_default().accounts
    ):
        typer.echo("The account is still configured: take it out, or the next scan reads it again.")
    typer.echo("The mailbox itself is not touched, nor copies that lie elsewhere.")
