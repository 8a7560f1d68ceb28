"""A look into a mailbox in which nothing is new, as nearly every look is: for next to nothing."""

import os
import sqlite3
from collections.abc import Callable
from datetime import timedelta

import msgspec

from watchdog.access_token import Credential
from watchdog.accounts import credential_of, endpoint_of
from watchdog.config.accounts import Account
from watchdog.credentials import CredentialProblem
from watchdog.ledger.glance import Rest, heard, resting
from watchdog.mailbox.mailbox import MailboxProblem, open_mailbox
from watchdog.setting import Setting

SWEEP_EVERY = timedelta(days=1)


class Glanced(msgspec.Struct, frozen=True, kw_only=True):
    """`is_quiet`: nothing is new, and that was noted. Else `problem` is what the sign-in met."""

    is_quiet: bool
    problem: MailboxProblem | CredentialProblem | None = None


_UNUSUAL = Glanced(is_quiet=False)


def glance(setting: Setting, account: Account) -> Glanced:
    """Whether an account has nothing new; what is unusual in any way is left to a whole visit."""
    if setting.on_server() or account.oauth is not None:
        return _UNUSUAL
    path, now = setting.ledger_file(), setting.now()
    try:
        rests = resting(path, account.name, account.folders, now=now, swept_every=SWEEP_EVERY)
        if rests is None:
            return _UNUSUAL
        quiet = _is_quiet(account, rests, lambda: _credential(setting, account))
        return Glanced(
            is_quiet=quiet and heard(path, account.name, account.folders, now=setting.now())
        )
    except (MailboxProblem, CredentialProblem) as problem:
        return Glanced(is_quiet=False, problem=problem)
    except (sqlite3.Error, OSError):
        return _UNUSUAL


def _is_quiet(
    account: Account, rests: dict[str, Rest], credential: Callable[[], Credential]
) -> bool:
    with open_mailbox(endpoint_of(account), credential()) as mailbox:
        try:
            return all(
                mailbox.is_at(folder, rests[folder].uidvalidity, rests[folder].last_uid)
                for folder in account.folders
            )
        except MailboxProblem:  # of one folder: a visit tells which
            return False


def _credential(setting: Setting, account: Account) -> Credential:
    now = setting.now().timestamp()
    return credential_of(account, setting.tokens(), environ=os.environ, now=now)
