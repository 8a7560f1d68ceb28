"""`watchdog account password`: a new password for an account, in the place of the old one."""

from shlex import quote

from msgspec.structs import replace

from watchdog import text
from watchdog.accounts import endpoint_of
from watchdog.cli.asking import Asker
from watchdog.cli.failures import UsageProblem
from watchdog.cli.proving import piped_password, typed_password
from watchdog.cli.signing_in import account_called
from watchdog.cli.trying import said_joined
from watchdog.config.accounts import Account
from watchdog.config.tables import SecretSource
from watchdog.language import say
from watchdog.mailbox.mailbox import MailboxProblem, ProblemKind
from watchdog.safekeeping import keep_in_place
from watchdog.setting import Setting
from watchdog.trial import look_into_as_typed

_TRIES = 3


def change_password(setting: Setting, name: str, *, piped: bool, untested: bool) -> None:
    """Ask for the new password, sign in with it, and keep it where the old one is kept.

    Nothing is kept before the sign-in has worked. Raises UsageProblem, MailboxProblem,
    CredentialProblem, ConfigError and OSError.
    """
    account = account_called(setting, name)
    source = _ours(account)
    asker = Asker()
    password = piped_password() if piped else _asked(asker)
    if not untested:
        password = _taken(asker, account, password, piped=piped)
    keep_in_place(password, source)
    command = f"watchdog scan --now --account {quote(text.safe(account.name))}"
    asker.tell(say("The new password is kept. Next: {command}", command=command))


def _ours(account: Account) -> SecretSource:
    """Where its password is kept, if it is for us to write there; UsageProblem."""
    name = quote(account.name)
    if account.oauth is not None:
        what = "it signs in without a password; sign in again"
        raise UsageProblem(f"accounts.{account.name}: {what}: watchdog account sign-in {name}")
    source = account.password or account.token
    if source is not None and source is account.password and (source.file or source.keyring):
        return source
    raise UsageProblem(
        f"accounts.{account.name}: {_elsewhere(source)}; change it there, then: watchdog account "
        f"test {name}"
    )


def _elsewhere(source: SecretSource | None) -> str:
    if source is None:
        return "no password is named for it"
    if source.command is not None:
        return f"the command {source.command[0]!r} gives what it signs in with"
    if source.env is not None:
        return f"the environment variable {source.env} holds its password"
    if source.systemd is not None:
        return f"systemd's credential {source.systemd!r} is its password"
    return "a file or a keyring holds its token, not a password"


def _asked(asker: Asker) -> str:
    if not asker.someone:
        raise UsageProblem("nobody can be asked here for the new password; give --password-stdin")
    return typed_password(asker)


def _taken(asker: Asker, account: Account, password: str, *, piped: bool) -> str:
    """The password with which the sign-in worked; where somebody typed it, he may type again."""
    endpoint = replace(endpoint_of(account), renew="")
    for left in reversed(range(_TRIES)):
        try:
            _, taken = look_into_as_typed(endpoint, password)
        except MailboxProblem as problem:
            if not left or piped or problem.kind is not ProblemKind.SIGN_IN:
                raise
            asker.tell(f"  {text.safe(str(problem))}")
            password = _asked(asker)
        else:
            asker.tell(say("Signed in. Nothing there will be changed."))
            if taken != password:
                asker.tell(said_joined())
            return taken
    raise AssertionError("the last try ends in a password or a problem")
