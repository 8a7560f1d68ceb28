"""Commands about mailboxes: add, try and list them, and sign in."""

from collections.abc import Callable
from inspect import signature
from typing import Annotated, Any

import msgspec
import typer

from watchdog.cli.commands.enrolling import (
    AccountName,
    Address,
    CaFile,
    Certificate,
    ClientId,
    DigestDay,
    Folders,
    Host,
    Keyring,
    LookBack,
    LookUp,
    NotifyUrlFile,
    PasswordCommand,
    PasswordFile,
    PasswordStdin,
    Port,
    Service,
    Smtp,
    Tenant,
    Tls,
    TokenCommand,
    Untested,
    User,
    Yes,
)
from watchdog.cli.commands.options import Json, Sure
from watchdog.setting import Setting

commands = typer.Typer()
account = typer.Typer(help="Add, try and list mailboxes.", no_args_is_help=True)
commands.add_typer(account, name="account")

Name = Annotated[str, typer.Argument(help="The account's name.", metavar="NAME")]


@account.command()
def add(
    context: typer.Context,
    address: Address = None,
    name: AccountName = None,
    host: Host = None,
    port: Port = None,
    tls: Tls = None,
    user: User = None,
    ca_file: CaFile = None,
    certificate: Certificate = None,
    keyring: Keyring = None,
    password_command: PasswordCommand = None,
    password_file: PasswordFile = None,
    password_stdin: PasswordStdin = False,
    token_command: TokenCommand = None,
    client_id: ClientId = None,
    tenant: Tenant = "common",
    folder: Folders = None,
    look_back: LookBack = None,
    look_up: LookUp = None,
    no_test: Untested = False,
    yes: Yes = False,
) -> None:
    """Add a mailbox: find the server, sign in, choose folders, write it down. Reads nothing yet."""
    from watchdog.cli.proving import Given
    from watchdog.cli.welcome import add_only, welcome

    given = Given(
        address=address,
        name=name,
        host=host,
        port=port,
        tls=tls,
        user=user,
        ca_file=ca_file,
        certificate=certificate,
        keyring=keyring,
        password_command=password_command,
        password_file=password_file,
        password_stdin=password_stdin,
        token_command=token_command,
        client_id=client_id,
        tenant=tenant,
        folders=tuple(folder or ()),
        look_back=look_back,
        look_up=look_up,
        untested=no_test,
    )
    if isinstance(context.obj, Beginning):
        welcome(context.obj.setting, given, context.obj.afterwards, yes=yes)
    else:
        add_only(context.obj, given, yes=yes)


def init(
    context: typer.Context,
    notify_url_file: NotifyUrlFile = None,
    digest_day: DigestDay = None,
    smtp: Smtp = None,
    service: Service = None,
    **given: Any,
) -> None:
    """Start here: an address is enough. Adds a mailbox, reads it, and shows the report."""
    from watchdog.cli.settling import Afterwards

    after = Afterwards(
        notify_url_file=notify_url_file, digest_day=digest_day, smtp=smtp, service=service
    )
    context.obj = Beginning(setting=context.obj, afterwards=after)
    add(context, **given)


class Beginning(msgspec.Struct, frozen=True, kw_only=True):
    """`init`: it goes on where `account add` ends."""

    setting: Setting
    afterwards: Any


def _and(command: Callable[..., None], others: Callable[..., None]) -> Callable[..., None]:
    """A command that takes the options of another one as well, in the place of its **given."""
    own, theirs = signature(command), signature(others)
    kept = [one for one in own.parameters.values() if one.kind is not one.VAR_KEYWORD]
    context, *kept = kept
    more = [one for name, one in theirs.parameters.items() if name != context.name]
    setattr(command, "__signature__", own.replace(parameters=[context, *more, *kept]))  # noqa: B010
    command.__annotations__ = {**others.__annotations__, **command.__annotations__}
    return command


commands.command()(_and(init, add))


@account.command(name="test")
def try_mailboxes(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Only this account.", metavar="NAME")] = None,
) -> None:
    """Sign in and open each folder, read-only."""
    from watchdog.cli.mailboxes import try_accounts

    try_accounts(context.obj, name)


@account.command()
def password(
    context: typer.Context,
    name: Name,
    password_stdin: PasswordStdin = False,
    no_test: Untested = False,
) -> None:
    """Give an account its new password: it is tried, then kept where the old one is."""
    from watchdog.cli.changing import change_password

    change_password(context.obj, name, piped=password_stdin, untested=no_test)


@account.command()
def remove(
    context: typer.Context,
    name: Name,
    yes: Sure = False,
) -> None:
    """Take an account out of the configuration; what was read of it stays in the ledger."""
    from watchdog.cli.mailboxes import remove_account

    remove_account(context.obj, name, yes=yes)


@account.command(name="list")
def list_(context: typer.Context, json: Json = False) -> None:
    """The accounts of the configuration."""
    from watchdog.cli.mailboxes import list_accounts

    list_accounts(context.obj, as_json=json)


@account.command(name="sign-in")
def sign_in(context: typer.Context, name: Name) -> None:
    """Sign in by OAuth, with a code or in the browser; the tokens are kept on this computer."""
    from watchdog.cli.signing_in import sign_in_to

    sign_in_to(context.obj, name)


@account.command(name="sign-out")
def sign_out(context: typer.Context, name: Name) -> None:
    """Forget the tokens of an account."""
    from watchdog.cli.signing_in import sign_out_of

    sign_out_of(context.obj, name)
