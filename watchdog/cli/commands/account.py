"""Commands about mailboxes: add, try and list them, and sign in."""

from typing import Annotated

import typer

from watchdog.cli.commands.enrolling import (
    AccountName,
    Address,
    CaFile,
    Certificate,
    ClientId,
    Folders,
    Host,
    Keyring,
    LookBack,
    LookUp,
    PasswordCommand,
    PasswordFile,
    PasswordStdin,
    Port,
    Tenant,
    Tls,
    TokenCommand,
    Untested,
    User,
    Yes,
)
from watchdog.cli.commands.options import Json, Sure

commands = typer.Typer()
account = typer.Typer(help="Add, try and list mailboxes.", no_args_is_help=True)
commands.add_typer(account, name="account")

Name = Annotated[str, typer.Argument(help="The account's name.", metavar="NAME")]


def enroll(
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
    """`init` and `account add`: the same options, and how far it goes."""
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
    if context.info_name == "init":
        welcome(context.obj, given, yes=yes)
    else:
        add_only(context.obj, given, yes=yes)


_INIT = "Start here: an address is enough. Adds a mailbox, reads it, and shows the report."
_ADD = "Add a mailbox: find the server, sign in, choose folders, write it down. Reads nothing yet."
commands.command(name="init", help=_INIT)(enroll)
account.command(name="add", help=_ADD)(enroll)


@account.command(name="test")
def try_mailboxes(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Only this account.", metavar="NAME")] = None,
) -> None:
    """Sign in and open each folder, read-only."""
    from watchdog.cli.mailboxes import try_accounts

    try_accounts(context.obj, name)


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
