"""Options of the commands that add a mailbox, and what they say together."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Address = Annotated[
    str | None, typer.Argument(help="Your mail address.", metavar="ADDRESS", show_default=False)
]
AccountName = Annotated[
    str | None, typer.Option("--name", help="What to call the account.", metavar="NAME")
]
Host = Annotated[
    str | None, typer.Option("--host", help="The IMAP server, or host:port.", metavar="HOST")
]
Port = Annotated[int | None, typer.Option("--port", help="Its port.", min=1, max=65535)]
Tls = Annotated[
    Literal["implicit", "starttls", "none"] | None,
    typer.Option("--tls", help="How it is encrypted."),
]
User = Annotated[str | None, typer.Option("--user", help="What you sign in with.", metavar="NAME")]
CaFile = Annotated[
    Path | None, typer.Option("--ca-file", help="Certificates to trust instead.", metavar="PEM")
]
Certificate = Annotated[
    str | None,
    typer.Option("--certificate", help="The only certificate to accept.", metavar="SHA256"),
]
Keyring = Annotated[
    str | None,
    typer.Option("--keyring", help="The password is in this keyring entry.", metavar="SERVICE"),
]
PasswordCommand = Annotated[
    str | None,
    typer.Option("--password-command", help="A command that prints it.", metavar="COMMAND"),
]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", help="A file of mode 0600 with it.", metavar="FILE"),
]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="The first line of standard input is it.")
]
TokenCommand = Annotated[
    str | None,
    typer.Option("--token-command", help="A command that prints a token.", metavar="COMMAND"),
]
ClientId = Annotated[
    str | None,
    typer.Option("--client-id", help="Sign in at Microsoft with this client.", metavar="ID"),
]
Tenant = Annotated[
    str, typer.Option("--tenant", help="Microsoft: whose accounts.", metavar="TENANT")
]
Folders = Annotated[
    list[str] | None,
    typer.Option("--folder", help="Read this folder; may be repeated.", metavar="FOLDER"),
]
LookBack = Annotated[
    int | None,
    typer.Option("--look-back", help="How far back to read.", min=1, max=36525, metavar="DAYS"),
]
Untested = Annotated[bool, typer.Option("--no-test", help="Write it without signing in.")]
Yes = Annotated[bool, typer.Option("--yes", help="Ask nothing, take what is usual.")]
NotifyUrlFile = Annotated[
    Path | None,
    typer.Option(
        "--notify-url-file",
        help="A file with the URL where urgent news goes; it is tried.",
        metavar="FILE",
    ),
]
DigestDay = Annotated[
    Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None,
    typer.Option("--digest-day", help="The day of the weekly letter."),
]
Smtp = Annotated[
    str | None,
    typer.Option(
        "--smtp",
        help="The outgoing server (SMTP) for the weekly letter; it is tried.",
        metavar="HOST[:PORT]",
    ),
]
Service = Annotated[
    bool | None,
    typer.Option(
        "--service/--no-service",
        help="Let the system start it now and at every login, or not.",
        show_default=False,
    ),
]
LookUp = Annotated[
    bool | None,
    typer.Option(
        "--look-up/--offline",
        help="Of an unknown provider: ask the domain and Thunderbird's database for its server, "
        "or nobody. Without it you are asked.",
        show_default=False,
    ),
]
