"""A scan: first a glance at each account, and what all of it takes only where something is new."""

import os

import typer

from watchdog.cli.counted import said_look
from watchdog.cli.progress import told_when_stopped
from watchdog.config.accounts import Account
from watchdog.setting import Setting
from watchdog.usage import UsageProblem, one_of


def scan(setting: Setting, name: str | None, *, now: bool, thorough: bool) -> None:
    """Read what is new in the account of that name, or in all; UsageProblem when there is none."""
    accounts = _accounts(setting, name)
    with told_when_stopped("watchdog scan"):
        if _is_first(setting):
            _scan_first(setting, accounts, now=now, thorough=thorough)
        elif now or thorough:
            from watchdog.cli.reading import scan_accounts

            scan_accounts(setting, accounts, now=now, thorough=thorough)
        else:
            _scan_what_is_new(setting, accounts)


def _scan_what_is_new(setting: Setting, accounts: list[Account]) -> None:
    from watchdog.glance import glance

    glanced = {account.name: glance(setting, account) for account in accounts}
    for account in accounts:
        if glanced[account.name].is_quiet:
            typer.echo(said_look(account.name, 0, 0), err=True)
    left = [account for account in accounts if not glanced[account.name].is_quiet]
    if left:
        from watchdog.cli.reading import scan_accounts

        scan_accounts(setting, left, met=lambda account: glanced[account.name].problem)


def _is_first(setting: Setting) -> bool:
    """Whether nothing was ever read: there will be mail, much of it."""
    return not setting.on_server() and not setting.ledger_file().exists()


def _scan_first(setting: Setting, accounts: list[Account], *, now: bool, thorough: bool) -> None:
    """What reads mail is loaded by one processor while the other one finds the way to it."""
    from watchdog.arenas import share_one_arena
    from watchdog.reading.nursery import kept_nursery

    share_one_arena()
    with kept_nursery(at_once=os.name == "posix"):
        from watchdog.cli.reading import scan_accounts

        scan_accounts(setting, accounts, now=now, thorough=thorough)


def _accounts(setting: Setting, name: str | None) -> list[Account]:
    config = setting.config()
    accounts = [one for one in config.accounts if name in (None, one.name)]
    if not accounts:
        what = f"no account is called {name!r}" if name else "no account is configured"
        names = [one.name for one in config.accounts]
        mend = one_of(names if name else [], "add one: watchdog account add ADDRESS")
        raise UsageProblem(f"{setting.where_configured()}: {what}; {mend}")
    return accounts
