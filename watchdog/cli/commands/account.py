"""Commands about the accounts of the configuration."""

from typing import Annotated

import typer

commands = typer.Typer()
account = typer.Typer(help="Sign in to a mailbox that takes no passwords.", no_args_is_help=True)
commands.add_typer(account, name="account")

Name = Annotated[str, typer.Argument(help="The account's name.", metavar="NAME")]


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
