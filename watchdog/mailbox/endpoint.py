"""Where a mailbox is, and how it is spoken to."""

from enum import StrEnum
from pathlib import Path

import msgspec

from watchdog.mailbox.errors import MailboxProblem, ProblemKind


class Tls(StrEnum):
    """`implicit`: from the first byte. `none`: only on this computer itself."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mailbox is; `ca_file` holds PEM certificates to trust instead of the system's.

    `certificate` is the SHA-256 of the only certificate to accept, whoever signed it.
    `timeout_seconds` bounds each single wait, `session_seconds` the whole connection. `renew` is
    what to do when the password is refused, in words.
    """

    host: str
    port: int
    tls: Tls
    user: str
    ca_file: Path | None = None
    certificate: str | None = None
    timeout_seconds: float = 60.0
    session_seconds: float = 900.0
    renew: str = ""

    @property
    def where(self) -> str:
        """Who at which server, as problems name it: anna@host:993, a@b.org at host:993."""
        between = " at " if "@" in self.user else "@"
        return f"{self.user}{between}{self.host}:{self.port}"


def too_long(endpoint: Endpoint, where: str = "") -> MailboxProblem:
    """The deadline has ended the session."""
    return MailboxProblem(
        ProblemKind.TRANSIENT,
        where=where or endpoint.where,
        what=f"the session took longer than {endpoint.session_seconds:g} s",
        mend="the next one goes on where it stopped",
    )


def configuration(endpoint: Endpoint, *, what: str, mend: str) -> MailboxProblem:
    """The user has to change something."""
    return MailboxProblem(ProblemKind.CONFIGURATION, where=endpoint.where, what=what, mend=mend)
