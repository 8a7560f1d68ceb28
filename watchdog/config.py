"""The configuration: what config.toml may say, checked once and frozen."""

import os
import tomllib
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from shlex import quote
from typing import Annotated, Literal

import msgspec
from msgspec.structs import force_setattr

from watchdog import config_checks as checks
from watchdog.config_complaints import complaint
from watchdog.discretion import Privacy
from watchdog.findings import Severity
from watchdog.mail_hosts import servers_of
from watchdog.paths import NotPrivateError, home_folders, read_private
from watchdog.toml_lines import line_of

Tls = Literal["implicit", "starttls", "none"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Days = Annotated[int, msgspec.Meta(ge=0, le=366)]

_IMAP_PORTS = {"implicit": 993, "starttls": 143, "none": 143}
_SMTP_PORTS = {"implicit": 465, "starttls": 587, "none": 25}
_KINDS = ("keyring", "command", "file", "env", "systemd")


class ConfigError(Exception):
    """The configuration cannot be used; one line: the file, the key, what is wrong and allowed."""


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file. A check that fails raises ValueError("key: what is wrong")."""


class SecretSource(_Table, frozen=True, kw_only=True):
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
        self._check(_KINDS)

    def _check(self, kinds: tuple[str, ...]) -> None:
        given = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(given) != 1:
            raise ValueError(f"needs exactly one of {', '.join(kinds)}")
        if not getattr(self, given[0]):
            raise ValueError(f"{given[0]}: must not be empty")


class NotifyTarget(SecretSource, frozen=True, kw_only=True):
    """A notification URL, itself or where it is kept, and how much it may be told."""

    url: str | None = None
    privacy: Privacy | None = None

    def __post_init__(self) -> None:
        self._check((*_KINDS, "url"))

    def __repr__(self) -> str:
        """Without the URL: it is a secret."""
        return f"NotifyTarget(privacy={self.privacy})"


class OAuth(_Table, frozen=True, kw_only=True):
    """A sign-in by OAuth 2, with a client that the user has registered himself.

    `provider` knows the addresses of Microsoft and Google; "custom" needs `authorize_url` and
    `token_url`, and `scopes`. Desktop clients of Google have a `client_secret` that is none.
    `tenant` and `authority` are Microsoft's: whose accounts, and which cloud when not the public.
    """

    provider: Literal["microsoft", "google", "custom"]
    client_id: str
    client_secret: SecretSource | None = None
    tenant: str = "common"
    authority: str | None = None
    authorize_url: str | None = None
    token_url: str | None = None
    scopes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.client_id.strip():
            raise ValueError("client_id: must not be empty")
        if self.provider == "custom" and not (self.authorize_url and self.token_url):
            raise ValueError('provider: "custom" needs authorize_url and token_url')
        for key in ("authority", "authorize_url", "token_url"):
            if not (getattr(self, key) or "https://").startswith("https://"):
                raise ValueError(f"{key}: must begin with https://")


class Account(_Table, frozen=True, kw_only=True):
    """One mailbox. `port` is never 0 once it is made.

    `trusted_servers` are authserv-ids, those of a known provider without being named;
    `trusted_forwarders` domains whose word on the mail that they forward is believed.
    `check_signatures`: ask DNS for the keys of who signed fresh mail.
    `idle`: the daemon also listens to the first folder, and polls at once when mail comes.
    It is signed in with exactly one of `password`, `token` (an access token, from a program that
    keeps it fresh) and `oauth`. `certificate` is the SHA-256 of the only one to accept.
    """

    name: str
    host: str
    port: Port = 0  # stands for "the usual one" and is replaced at once
    tls: Tls = "implicit"
    user: str
    password: SecretSource | None = None
    token: SecretSource | None = None
    oauth: OAuth | None = None
    folders: tuple[str, ...] = ("INBOX",)
    look_back_days: Annotated[int, msgspec.Meta(ge=1, le=36525)] = 730
    ca_file: Path | None = None
    certificate: str | None = None
    timeout_seconds: Annotated[float, msgspec.Meta(ge=1, le=600)] = 60
    idle: bool = False
    trusted_servers: tuple[str, ...] = ()
    trusted_forwarders: tuple[str, ...] = ()
    check_signatures: bool = False
    addresses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("name: must not be empty")
        checks.check_wire(self.host, self.tls)
        checks.check_user(self.user)
        if sum(way is not None for way in (self.password, self.token, self.oauth)) != 1:
            raise ValueError("password: give exactly one of password, token and oauth")
        if self.certificate is not None:
            force_setattr(self, "certificate", checks.to_fingerprint(self.certificate))
        if not self.folders:
            raise ValueError('folders: must name at least one folder, such as "INBOX"')
        for address in self.addresses:
            checks.check_address("addresses", address)
        force_setattr(self, "trusted_servers", self.trusted_servers or servers_of(self.host))
        force_setattr(self, "port", self.port or _IMAP_PORTS[self.tls])


class LedgerSettings(_Table, frozen=True, kw_only=True):
    """`path` None: in the home folder. `keep_mail`: whether billing mail is stored as evidence.

    `url` wins over `path`: a PostgreSQL server, whose user signs in with `password`, and on
    which the ledger is that of `owner`.
    """

    path: Path | None = None
    keep_mail: Literal["all", "none"] = "all"
    url: str | None = None
    password: SecretSource | None = None
    owner: str = "me"

    def __post_init__(self) -> None:
        checks.check_owner(self.owner)
        if self.url is None:
            if self.password is not None:
                raise ValueError("password: belongs to url; a file has none")
            return
        checks.check_database(self.url)

    @property
    def place(self) -> str:
        """The words for where it lies, on a server."""
        return f"{self.url} (owner {self.owner})"


class Schedule(_Table, frozen=True, kw_only=True):
    """When the daemon looks and writes, in the user's time zone."""

    poll_minutes: Annotated[int, msgspec.Meta(ge=1, le=1440)] = 15
    digest_weekday: Weekday = "monday"
    digest_time: str = "08:00"

    def __post_init__(self) -> None:
        if not checks.CLOCK.fullmatch(self.digest_time):
            raise ValueError('digest_time: must be hours and minutes such as "08:00"')

    @property
    def digest_clock(self) -> time:
        """`digest_time` as a time of day."""
        return time.fromisoformat(self.digest_time)


class MerchantReminders(_Table, frozen=True, kw_only=True):
    """Other days for what one merchant sells, by its id; None: the same as for everybody."""

    merchant: str
    renewal_days: tuple[Days, ...] | None = None
    trial_days: tuple[Days, ...] | None = None
    last_safe_day: bool | None = None

    def __post_init__(self) -> None:
        checks.check_merchant(self.merchant)


class ReminderSettings(_Table, frozen=True, kw_only=True):
    """How many days ahead to speak up, and whether once more on the last safe day."""

    renewal_days: tuple[Days, ...] = (30, 7, 3, 1)
    trial_days: tuple[Days, ...] = (7, 3, 1)
    last_safe_day: bool = True
    merchants: tuple[MerchantReminders, ...] = ()

    def __post_init__(self) -> None:
        for name in checks.repeated(one.merchant for one in self.merchants):
            raise ValueError(f"merchants: two of them are for {name!r}; put them together")


class SmtpSettings(_Table, frozen=True, kw_only=True):
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
        force_setattr(self, "port", self.port or _SMTP_PORTS[self.tls])


class DigestSettings(_Table, frozen=True, kw_only=True, rename={"sender": "from"}):
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


class NotifySettings(_Table, frozen=True, kw_only=True):
    """Apprise URLs, or where each is kept; the least severity that is told at once; the kinds of
    findings that are told nowhere; and how much is said to who has no `privacy` of his own.
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

    def is_quiet(self, clock: time) -> bool:
        """Whether nothing is to ring at this time of the user's day."""
        if self.quiet_hours is None:
            return False
        first, last = checks.to_hours("quiet_hours", self.quiet_hours)
        return first <= clock < last if first < last else clock >= first or clock < last

    def __repr__(self) -> str:
        """Without the URLs: they are secrets."""
        return f"NotifySettings(urls=<{len(self.urls)}>, level={self.level.value!r})"


class Webhook(_Table, frozen=True, kw_only=True):
    """A web address of the user's own that gets notices as signed JSON (docs/webhook.md)."""

    url: str
    secret: SecretSource

    def __post_init__(self) -> None:
        checks.check_web_address("url", self.url)

    def __repr__(self) -> str:
        """Without the address: it may be a secret."""
        return "Webhook()"


class MqttSettings(_Table, frozen=True, kw_only=True):
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


class HealthSettings(_Table, frozen=True, kw_only=True):
    """Who outside of this computer notices when we fall silent."""

    ping_url: str | SecretSource | None = None
    metrics_file: Path | None = None

    def __post_init__(self) -> None:
        if isinstance(self.ping_url, str):
            checks.check_web_address("ping_url", self.ping_url)

    def __repr__(self) -> str:
        """Without the URL: whoever knows it can keep the alarm silent."""
        return f"HealthSettings(ping_url={'set' if self.ping_url else None})"


class WebSettings(_Table, frozen=True, kw_only=True):
    """Where the dashboard listens, and the address under which browsers reach it, if another.

    `serve`: the daemon serves it too. `calendar`: whether the feed names amounts and places.
    """

    listen: str = "127.0.0.1:8377"
    address: str | None = None
    serve: bool = False
    calendar: Literal["full", "titles"] = "full"

    def __post_init__(self) -> None:
        checks.check_listening(self.listen, self.address)

    @property
    def host_and_port(self) -> tuple[str, int]:
        """`listen` in its two parts."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def url(self) -> str:
        """How a browser gets there, without a slash at the end."""
        return (self.address or f"http://{self.listen}").rstrip("/")


class FleetSettings(_Table, frozen=True, kw_only=True):
    """How workers share the mailboxes of many owners; see docs/scale.md.

    `polls_at_once` in one worker; `polls_per_host`: sign-ins to one mail host at a time, of all
    workers; after `stalled_seconds` of silence a worker counts as dead.
    """

    polls_at_once: Annotated[int, msgspec.Meta(ge=1, le=100)] = 8
    polls_per_host: Annotated[int, msgspec.Meta(ge=1, le=10000)] = 20
    hosts: dict[str, Annotated[int, msgspec.Meta(ge=0, le=10000)]] = {}
    stalled_seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 30
    metrics: str | None = None

    def __post_init__(self) -> None:
        if self.metrics is not None and not checks.LISTEN.fullmatch(self.metrics):
            raise ValueError('metrics: must be an address and a port such as "127.0.0.1:9469"')


class RateSettings(_Table, frozen=True, kw_only=True):
    """What one unit of other currencies is worth in `into`; where there is a `file`, by that."""

    into: str
    on: date | None = None
    worth: dict[str, Decimal] = {}
    file: Path | None = None

    def __post_init__(self) -> None:
        for name in (self.into, *self.worth):
            if not (len(name) == 3 and name.isascii() and name.isupper()):
                raise ValueError(f"{name!r} is no currency; give three letters such as EUR")
        if any(rate <= 0 for rate in self.worth.values()):
            raise ValueError("worth: must be more than nothing")
        if not self.worth and self.file is None:
            raise ValueError("give worth, or a file")


class Config(_Table, frozen=True, kw_only=True):
    """All of config.toml; `timezone` None is the machine's own, `country` None is not told."""

    version: Literal[1] = 1
    timezone: str | None = None
    locale: str | None = None
    country: str | None = None
    accounts: tuple[Account, ...] = ()
    ledger: LedgerSettings = LedgerSettings()
    schedule: Schedule = Schedule()
    reminders: ReminderSettings = ReminderSettings()
    digest: DigestSettings | None = None
    notify: NotifySettings = NotifySettings()
    webhooks: tuple[Webhook, ...] = ()
    mqtt: MqttSettings | None = None
    health: HealthSettings = HealthSettings()
    web: WebSettings = WebSettings()
    fleet: FleetSettings = FleetSettings()
    rates: RateSettings | None = None

    def __post_init__(self) -> None:
        checks.check_timezone(self.timezone)
        checks.check_locale(self.locale)
        checks.check_country(self.country)
        for name in checks.repeated(account.name for account in self.accounts):
            raise ValueError(f"accounts: two of them are named {name!r}; a name must be unique")
        if self.digest is not None and self.digest.smtp.account is not None:
            force_setattr(self, "digest", _signing_in_as(self.digest, self.accounts))


def _signing_in_as(digest: DigestSettings, accounts: tuple[Account, ...]) -> DigestSettings:
    """With the user of the mailbox whose sign-in it shares; ValueError when that cannot be."""
    smtp, key = digest.smtp, "digest.smtp.account"
    found = next((one for one in accounts if one.name == smtp.account), None)
    if found is None:
        named = ", ".join(one.name for one in accounts) or "none"
        raise ValueError(f"{key}: no account is called {smtp.account!r} (accounts: {named})")
    if found.oauth is not None and found.oauth.provider == "microsoft":
        # What a token may be used for is settled when its owner consents.
        wanted = "https://outlook.office.com/SMTP.Send"
        if wanted not in found.oauth.scopes:
            raise ValueError(
                f"{key}: {found.name!r} may only read mail so far; add {wanted!r} to the scopes of "
                f"its oauth, then: watchdog account sign-in {found.name}"
            )
    user = smtp.user or found.user
    return msgspec.structs.replace(digest, smtp=msgspec.structs.replace(smtp, user=user))


def load_config(path: Path) -> Config:
    """The configuration in `path`; ConfigError when it is missing, open to others, or wrong."""
    return parse_config(_read(path), path)


def parse_config(text: str, path: Path) -> Config:
    """The configuration that a text says; ConfigError names `path`, where it stands or will."""
    try:
        return msgspec.convert(tomllib.loads(text), Config, dec_hook=checks.to_path)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {_lowered(str(error))}; mend it there") from None
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {_placed(complaint(str(error), Config), text)}") from None


def _placed(told: str, text: str) -> str:
    """What is said of a key, with the line that it stands on."""
    line = line_of(text, told.partition(":")[0])
    return f"{told} (line {line})" if line else told


def _read(path: Path) -> str:
    try:
        return read_private(path).decode("utf-8-sig")
    except FileNotFoundError:
        hint = "or look around without one: watchdog demo"
        raise ConfigError(
            f"{path}: there is no configuration; make one: {init_command(path)}; {hint}"
        ) from None
    except NotPrivateError as error:
        raise ConfigError(str(error)) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        raise ConfigError(f"{path}: cannot be read ({reason}); check whose file it is") from None


def init_command(path: Path) -> str:
    """The command that makes this very file."""
    if path == home_folders(None, os.environ).config_file:
        return "watchdog init"
    return f"watchdog --home {quote(str(path.parent))} init"


def example_file() -> Path:
    """Where the commented example lies: beside the program, or above it in its own folder."""
    room = Path(__file__).parent
    places = (room / "config.example.toml", room.parent / "config.example.toml")
    return next((place for place in places if place.exists()), places[0])


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
