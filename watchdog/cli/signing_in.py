"""Signing in to an account by OAuth, and out of it."""

import os
from shlex import quote

import typer

from watchdog import text
from watchdog.accounts import client_secret_of
from watchdog.cli.failures import UsageProblem
from watchdog.config.accounts import Account
from watchdog.language import say
from watchdog.oauth import forget
from watchdog.oauth.signing_in import sign_in_by_person
from watchdog.setting import Setting
from watchdog.usage import one_of


def sign_in_to(setting: Setting, name: str) -> None:
    """Let the user consent and keep the tokens."""
    account = account_called(setting, name)
    if account.oauth is None:
        raise UsageProblem(f"accounts.{name}: it signs in without OAuth; set oauth to change that")
    sign_in_by_person(
        account.name,
        account.oauth,
        setting.tokens(),
        show=lambda sentence: typer.echo(text.safe(sentence, 2000), err=True),
        now=setting.now().timestamp(),
        client_secret=client_secret_of(account, os.environ),
    )
    command = f"watchdog scan --now --account {quote(text.safe(name))}"
    said = say("Signed in to {name}. Next: {command}", name=text.safe(name), command=command)
    typer.echo(said, err=True)


def sign_out_of(setting: Setting, name: str) -> None:
    """Forget the tokens."""
    account = account_called(setting, name)
    there = forget(account.name, setting.tokens())
    typer.echo(say("The tokens are gone.") if there else say("There were no tokens."), err=True)


def account_called(setting: Setting, name: str) -> Account:
    """The account of that name; UsageProblem, which names those there are."""
    accounts = setting.config().accounts
    found = next((one for one in accounts if one.name == name), None)
    if found is None:
        mend = one_of((one.name for one in accounts), "add one: watchdog account add ADDRESS")
        raise UsageProblem(f"no account is called {name!r}; {mend}")
    return found
