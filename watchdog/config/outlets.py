"""Where we speak: the letter, notifications, webhooks, Home Assistant, who minds our silence."""

from datetime import time
from pathlib import Path
from typing import Literal

from msgspec.structs import force_setattr

from watchdog.config import checks
from watchdog.config.tables import SECRET_KINDS, Port, SecretSource, Table, Tls
from watchdog.degrees import Privacy, Severity

SMTP_PORTS = {"implicit": 465, "starttls": 587, "none": 25}


class SmtpSettings(Table, frozen=True, kw_only=True):
    """The server that takes the digest; without `user` nobody signs in (a relay of one's own).

    It is signed in with `password`, with `token` (as in Account), or with what the mailbox called
    `account` signs in with; `user` is that one's where it is not named.
    """

    host: str
    port: Port = 0  # as in Account
    tls: Tls = "implicit"
    user: str | None = None
    password: SecretSource | None = None
    token: SecretSource | None = None
    account: str | None = None
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        checks.check_wire(self.host, self.tls)
        ways = [way is not None for way in (self.password, self.token, self.account)]
        if sum(ways) > 1:
            raise ValueError("password: give at most one of password, token and account")
        if (self.user is None) != (not any(ways)) and self.account is None:
            raise ValueError("user: belongs together with password or token; give both or neither")
        if self.user is not None:
            checks.check_user(self.user)
        force_setattr(self, "port", self.port or SMTP_PORTS[self.tls])


class DigestSettings(Table, frozen=True, kw_only=True, rename={"sender": "from"}):
    """Who gets the weekly letter, from whom (`from` in the file), and through which server.

    `privacy`: how much the letter, and what is told by mail, says to who can read that mailbox.
    """

    to: str | tuple[str, ...]
    sender: str
    smtp: SmtpSettings
    privacy: Privacy = Privacy.FULL

    def __post_init__(self) -> None:
        if not self.recipients:
            raise ValueError("to: must name at least one address")
        for address in self.recipients:
            checks.check_address("to", address)
        for address in checks.repeated(self.recipients):
            raise ValueError(f"to: {address} stands there twice")
        checks.check_address("from", self.sender)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every address of `to`; each gets a letter of its own."""
        return (self.to,) if isinstance(self.to, str) else self.to


def _kinds(asked: tuple[str, ...]) -> set[str]:
    """The kinds of findings there are; looked up only for who asks."""
    if not asked:
        return set()
    from watchdog.detections import all_detections

    return {one.kind for one in all_detections()}


class NotifyTarget(SecretSource, frozen=True, kw_only=True):
    """A notification URL, itself or where it is kept; how much it may be told, and how urgent
    that has to be. None: as all.
    """

    url: str | None = None
    privacy: Privacy | None = None
    level: Severity | None = None

    def __post_init__(self) -> None:
        self._check((*SECRET_KINDS, "url"))

    def __repr__(self) -> str:
        """Without the URL: it is a secret."""
        return f"NotifyTarget(privacy={self.privacy})"


class NotifySettings(Table, frozen=True, kw_only=True):
    """Apprise URLs, or where each is kept; the kinds of findings that are told nowhere; and for who
    has no `level` or `privacy` of his own: the least severity that is told at once, and how much.
    """

    urls: tuple[str | NotifyTarget, ...] = ()
    level: Severity = Severity.ACT_NOW
    off: tuple[str, ...] = ()
    privacy: Privacy = Privacy.FULL
    quiet_hours: str | None = None

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.off) - _kinds(self.off)):
            raise ValueError(f"off: {unknown[0]!r} is no kind of finding")
        if any(isinstance(url, str) and "://" not in url for url in self.places):
            raise ValueError('urls: must be Apprise URLs such as "ntfy://..." or tables')

        if self.quiet_hours is not None:
            checks.to_hours("quiet_hours", self.quiet_hours)

    @property
    def places(self) -> tuple[str | SecretSource, ...]:
        """Each URL, or where it is kept."""
        return tuple(getattr(one, "url", None) or one for one in self.urls)

    def privacy_of(self, number: int) -> Privacy:
        """How much the URL of that number may be told."""
        one = self.urls[number]
        own = one.privacy if isinstance(one, NotifyTarget) else None
        return own if own is not None else self.privacy

    def level_of(self, number: int) -> Severity:
        """What is urgent enough for the URL of that number."""
        one = self.urls[number]
        own = one.level if isinstance(one, NotifyTarget) else None
        return own if own is not None else self.level

    def is_quiet(self, clock: time) -> bool:
        """Whether nothing is to ring at this time of the user's day."""
        if self.quiet_hours is None:
            return False
        first, last = checks.to_hours("quiet_hours", self.quiet_hours)
        return first <= clock < last if first < last else clock >= first or clock < last

    def __repr__(self) -> str:
        """Without the URLs: they are secrets."""
        return f"NotifySettings(urls=<{len(self.urls)}>, level={self.level.value!r})"


class Webhook(Table, frozen=True, kw_only=True):
    """A web address of the user's own that gets notices as signed JSON (docs/webhook.md).

    `level` as in NotifyTarget; `privacy`: all, since it is a program of the user's own.
    """

    url: str
    secret: SecretSource
    privacy: Privacy = Privacy.FULL
    level: Severity | None = None

    def __post_init__(self) -> None:
        checks.check_web_address("url", self.url)

    def __repr__(self) -> str:
        """Without the address: it may be a secret."""
        return "Webhook()"


class MqttSettings(Table, frozen=True, kw_only=True):
    """The MQTT broker of a Home Assistant, and the prefix under which it discovers devices."""

    host: str
    port: Port = 0  # as in Account
    tls: Literal["implicit", "none"] = "implicit"
    user: str | None = None
    password: SecretSource | None = None
    ca_file: Path | None = None
    prefix: str = "homeassistant"

    def __post_init__(self) -> None:
        checks.check_wire(self.host, self.tls)
        if (self.user is None) != (self.password is None):
            raise ValueError("user: belongs together with password; give both or neither")
        if not self.prefix or set(self.prefix) & set("+#"):
            raise ValueError('prefix: must be a topic such as "homeassistant"')
        force_setattr(self, "port", self.port or (1883 if self.tls == "none" else 8883))


class HealthSettings(Table, frozen=True, kw_only=True):
    """Who outside of this computer notices when we fall silent."""

    ping_url: str | SecretSource | None = None
    metrics_file: Path | None = None

    def __post_init__(self) -> None:
        if isinstance(self.ping_url, str):
            checks.check_web_address("ping_url", self.ping_url)

    def __repr__(self) -> str:
        """Without the URL: whoever knows it can keep the alarm silent."""
        return f"HealthSettings(ping_url={'set' if self.ping_url else None})"
