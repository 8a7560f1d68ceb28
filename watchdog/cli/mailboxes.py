"""`watchdog account list` and `account test`: which mailboxes there are, and whether they open."""

import os
import sys
from shlex import quote

import msgspec
import typer

from watchdog import text
from watchdog.accounts import credential_of, endpoint_of
from watchdog.cli.books import print_json
from watchdog.cli.failures import ERROR, UsageProblem, exit_code
from watchdog.config.accounts import Account
from watchdog.credentials import CredentialProblem
from watchdog.language import marked, say, say_many, translated
from watchdog.mailbox.mailbox import MailboxProblem
from watchdog.setting import Setting
from watchdog.trial import count_mails
from watchdog.usage import one_of


class ToldAccount(msgspec.Struct, frozen=True, kw_only=True):
    """An account as `account list --json` tells it; `signs_in_by` names no secret."""

    name: str
    user: str
    host: str
    port: int
    tls: str
    folders: tuple[str, ...]
    look_back_days: int
    signs_in_by: str


def list_accounts(setting: Setting, *, as_json: bool) -> None:
    """The accounts of the configuration."""
    accounts = setting.config().accounts
    if as_json:
        print_json({"version": 1, "accounts": [_told(one) for one in accounts]})
        return
    for one in map(_told, accounts):
        folders = ", ".join(text.safe(folder, 60) for folder in one.folders)
        where = say(
            "{user} at {server}",
            user=text.safe(one.user, 80),
            server=f"{text.safe(one.host, 80)}:{one.port}",
        )
        typer.echo(f"{text.safe(one.name, 60)}: {where}, {folders} ({_in_words(one.signs_in_by)})")
    if not accounts:
        typer.echo(say("No mailbox yet. Add one: watchdog account add you@example.org"), err=True)


def try_accounts(setting: Setting, name: str | None) -> None:
    """Sign in to each and open its folders read-only; the exit code is the last problem's."""
    accounts = setting.config().accounts
    wanted = [one for one in accounts if name in (None, one.name)]
    if not wanted:
        what = f"no account is called {name!r}" if name else "no account is configured"
        names = [one.name for one in accounts]
        mend = one_of(names, "add one: watchdog account add ADDRESS")
        raise UsageProblem(f"{what}; {mend}")
    worst: Exception | None = None
    for one in wanted:
        worst = _tested(setting, one) or worst
    if worst is not None:
        raise typer.Exit(exit_code(worst) or ERROR)


def _tested(setting: Setting, account: Account) -> Exception | None:
    try:
        now = setting.now().timestamp()
        credential = credential_of(account, setting.tokens(), environ=os.environ, now=now)
        counts = count_mails(endpoint_of(account), credential, account.folders)
    except (MailboxProblem, CredentialProblem) as problem:
        sys.stderr.write(f"watchdog: {text.safe(account.name)}: {text.safe(str(problem))}\n")
        return problem
    told = ", ".join(said_folder(folder, count) for folder, count in counts.items())
    typer.echo(say("{name}: works; {folders}", name=text.safe(account.name), folders=told))
    return None


_WAYS = {
    "keyring": marked("password from the keyring"),
    "command": marked("password from a command"),
    "file": marked("password from a file"),
    "env": marked("password from the environment"),
    "systemd": marked("password from systemd"),
    "token": marked("token of a command"),
}


def _in_words(way: str) -> str:
    """How an account signs in, as `ToldAccount` names it."""
    return translated(_WAYS.get(way.removeprefix("password from "), way))


def said_folder(name: str, count: int) -> str:
    """ "INBOX (90 mails)"."""
    mails = say_many("{number} mail", "{number} mails", count)
    return f"{text.safe(name, 60)} ({mails})"


def _told(account: Account) -> ToldAccount:
    source = account.password
    kinds = ("keyring", "command", "file", "env", "systemd")
    way = next((kind for kind in kinds if source and getattr(source, kind) is not None), None)
    by = f"password from {way}" if way else ("OAuth" if account.oauth else "token")
    return ToldAccount(
        name=account.name,
        user=account.user,
        host=account.host,
        port=account.port,
        tls=account.tls,
        folders=account.folders,
        look_back_days=account.look_back_days,
        signs_in_by=by,
    )


def remove_account(setting: Setting, name: str, *, yes: bool) -> None:
    """Take an account out of the configuration, after a question."""
    from watchdog.cli.asking import Asker
    from watchdog.config.writing import take_account

    file = setting.config_to_change()
    names = [one.name for one in setting.config().accounts]
    if name not in names:
        mend = one_of(map(text.safe, names), "there is none to take out")
        raise UsageProblem(f"there is no account {name!r}; {mend}")
    asker = Asker()
    if not yes and not asker.someone:
        raise UsageProblem("nobody can be asked here; say it for sure: --yes")
    if not yes and not asker.agrees(
        say("Watch {name} no more?", name=text.safe(name, 60)), default=False
    ):
        return
    take_account(file, name)
    asker.tell(
        say(
            "Taken out. What was read of it stays; to forget it: {command}",
            command=f"watchdog purge --account {quote(name)}",
        )
    )
