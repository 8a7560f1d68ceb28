"""What the tables of the configuration share: their base, kinds of values, where a secret is."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

Tls = Literal["implicit", "starttls", "none"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Days = Annotated[int, msgspec.Meta(ge=0, le=366)]

SECRET_KINDS = ("keyring", "command", "file", "env", "systemd")


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file. A check that fails raises ValueError("key: what is wrong")."""


class SecretSource(Table, frozen=True, kw_only=True):
    """Where a secret is kept, by exactly one of the five kinds; never the secret itself.

    `keyring` names a service (its user is always "watchdog"), `command` is an argument list
    run without a shell, `env` a variable, `systemd` a credential of the unit.
    """

    keyring: str | None = None
    command: tuple[str, ...] | None = None
    file: Path | None = None
    env: str | None = None
    systemd: str | None = None

    def __post_init__(self) -> None:
        self._check(SECRET_KINDS)

    def _check(self, kinds: tuple[str, ...]) -> None:
        given = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(given) != 1:
            raise ValueError(f"needs exactly one of {', '.join(kinds)}")
        if not getattr(self, given[0]):
            raise ValueError(f"{given[0]}: must not be empty")
