"""How a new account proves who it is: a password from where it is kept, or typed; or OAuth."""

import os
import shlex
import sys
from pathlib import Path

import msgspec
from msgspec.structs import replace

from watchdog import text
from watchdog.catalog.providers import Provider
from watchdog.cli.asking import Asker
from watchdog.cli.failures import UsageProblem
from watchdog.config.accounts import Account, OAuth
from watchdog.config.tables import SecretSource, Tls
from watchdog.credentials import resolve
from watchdog.language import say
from watchdog.oauth.signing_in import sign_in_by_person
from watchdog.safekeeping import keep_secret
from watchdog.setting import Setting


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What the options say; None and () are asked for. No option ever holds a secret."""

    address: str | None = None
    name: str | None = None
    host: str | None = None
    port: int | None = None
    tls: Tls | None = None
    user: str | None = None
    ca_file: Path | None = None
    certificate: str | None = None
    keyring: str | None = None
    password_command: str | None = None
    password_file: Path | None = None
    password_stdin: bool = False
    token_command: str | None = None
    client_id: str | None = None
    tenant: str = "common"
    folders: tuple[str, ...] = ()
    look_back: int | None = None
    untested: bool = False
    look_up: bool | None = None


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """The account with its way to sign in; `typed` is a password that is kept nowhere yet."""

    account: Account
    typed: str | None = None

    def __repr__(self) -> str:
        """Without the password."""
        return f"Proof(account={self.account.name!r})"

    def ask_again(self, asker: Asker) -> str:
        """Another password; UsageProblem where nobody can be asked."""
        return typed_password(asker)


def choose_proof(
    setting: Setting, asker: Asker, given: Given, draft: Account, provider: Provider | None
) -> Proof:
    """The way to sign in that the options name, or the person; raises UsageProblem."""
    source = _source(given)
    if given.token_command is not None:
        command = _command("--token-command", given.token_command)
        token = SecretSource(command=command)
        return Proof(account=replace(draft, password=None, token=token))
    if source is not None:
        resolve(source, where="the password", environ=os.environ)  # told now, not at night
        return Proof(account=replace(draft, password=source))
    if given.client_id is not None or (provider is not None and provider.sign_in == "microsoft"):
        return _by_oauth(setting, asker, given, draft)
    typed = piped_password() if given.password_stdin else typed_password(asker)
    return Proof(account=draft, typed=typed)


def keep_proof(draft: Account, proof: Proof, folder: Path) -> Account:
    """The account with its password kept in the keyring, or in a file in `folder`; OSError."""
    if proof.typed is None:
        return draft
    return replace(draft, password=keep_secret(proof.typed, name=draft.name, folder=folder))


def _source(given: Given) -> SecretSource | None:
    if given.keyring is not None:
        return SecretSource(keyring=given.keyring)
    if given.password_command is not None:
        command = _command("--password-command", given.password_command)
        return SecretSource(command=command)
    if given.password_file is not None:
        return SecretSource(file=given.password_file.expanduser().absolute())
    return None


def _command(option: str, line: str) -> tuple[str, ...]:
    try:
        words = tuple(shlex.split(line))
    except ValueError:
        words = ()
    if not words:
        raise UsageProblem(f'{option}: is no command; give one such as "pass show mail"')
    return words


def typed_password(asker: Asker) -> str:
    """A password that the person types; UsageProblem where nobody can be asked."""
    ways = "--password-command, --password-file, --keyring or --password-stdin"
    return asker.ask(say("Password (not shown)"), option=ways, check=_to_secret, hidden=True)


def piped_password() -> str:
    """The password on standard input; UsageProblem."""
    if sys.stdin.isatty():
        raise UsageProblem("--password-stdin: pipe it in, such as: pass show mail | watchdog init")
    return _to_secret(sys.stdin.readline().rstrip("\r\n"))


def _to_secret(answer: str) -> str:
    if not answer or not answer.isprintable():
        raise UsageProblem(
            "that is no password (empty, or with control characters in it); give it again"
        )
    return answer


def _by_oauth(setting: Setting, asker: Asker, given: Given, draft: Account) -> Proof:
    """Microsoft: a client that the user has registered, and a code typed on any device."""
    client = given.client_id or asker.ask(
        say("Client id of your own app at Microsoft (or stop here, and see --token-command)"),
        option="--client-id ID, or --token-command (oama, pizauth)",
        check=_to_client,
    )
    oauth = OAuth(provider="microsoft", client_id=client, tenant=given.tenant)
    account = replace(draft, password=None, oauth=oauth)
    sign_in_by_person(
        account.name,
        oauth,
        setting.tokens(),
        show=lambda sentence: asker.tell(text.safe(sentence, 2000)),
        now=setting.now().timestamp(),
    )
    return Proof(account=account)


def _to_client(answer: str) -> str:
    if not answer.strip():
        raise UsageProblem("no client id, no sign-in; without one: watchdog import PATH")
    return answer.strip()
