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

from watchdog.complaints import complaint
from watchdog.config import checks
from watchdog.config.accounts import Account
from watchdog.config.outlets import (
    DigestSettings,
    HealthSettings,
    MqttSettings,
    NotifySettings,
    Webhook,
)
from watchdog.config.tables import Days, SecretSource, Table, Weekday
from watchdog.known_types import known
from watchdog.paths import NotPrivateError, home_folders, read_private
from watchdog.toml_lines import line_of


class ConfigError(Exception):
    """The configuration cannot be used; one line: the file, the key, what is wrong and allowed."""


class LedgerSettings(Table, frozen=True, kw_only=True):
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


class Schedule(Table, frozen=True, kw_only=True):
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


class MerchantReminders(Table, frozen=True, kw_only=True):
    """Other days for what one merchant sells, by its id; None: the same as for everybody."""

    merchant: str
    renewal_days: tuple[Days, ...] | None = None
    trial_days: tuple[Days, ...] | None = None
    last_safe_day: bool | None = None

    def __post_init__(self) -> None:
        checks.check_merchant(self.merchant)


class ReminderSettings(Table, frozen=True, kw_only=True):
    """How many days ahead to speak up, and whether once more on the last safe day."""

    renewal_days: tuple[Days, ...] = (30, 7, 3, 1)
    trial_days: tuple[Days, ...] = (7, 3, 1)
    last_safe_day: bool = True
    merchants: tuple[MerchantReminders, ...] = ()

    def __post_init__(self) -> None:
        for name in checks.repeated(one.merchant for one in self.merchants):
            raise ValueError(f"merchants: two of them are for {name!r}; put them together")


class WebSettings(Table, frozen=True, kw_only=True):
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


class FleetSettings(Table, frozen=True, kw_only=True):
    """How workers share the mailboxes of many owners; see docs/scale.md.

    `polls_at_once` in one worker; `polls_per_host`: sign-ins to one mail host at a time, of all
    workers; after `stalled_seconds` of silence a worker counts as dead.
    """

    polls_at_once: Annotated[int, msgspec.Meta(ge=1, le=100)] = 8
    polls_per_host: Annotated[int, msgspec.Meta(ge=1, le=10000)] = 20
    hosts: dict[str, Annotated[int, msgspec.Meta(ge=0, le=10000)]] = msgspec.field(
        default_factory=dict
    )
    stalled_seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 30
    metrics: str | None = None

    def __post_init__(self) -> None:
        if self.metrics is not None and not checks.LISTEN.fullmatch(self.metrics):
            raise ValueError('metrics: must be an address and a port such as "127.0.0.1:9469"')


class RateSettings(Table, frozen=True, kw_only=True):
    """What one unit of other currencies is worth in `into`; where there is a `file`, by that."""

    into: str
    on: date | None = None
    worth: dict[str, Decimal] = msgspec.field(default_factory=dict)
    file: Path | None = None

    def __post_init__(self) -> None:
        for name in (self.into, *self.worth):
            if not (len(name) == 3 and name.isascii() and name.isupper()):
                raise ValueError(f"{name!r} is no currency; give three letters such as EUR")
        if any(rate <= 0 for rate in self.worth.values()):
            raise ValueError("worth: must be more than nothing")
        if not self.worth and self.file is None:
            raise ValueError("give worth, or a file")


class Config(Table, frozen=True, kw_only=True):
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

    @property
    def tells(self) -> bool:
        """Whether anybody is told: by letter, notification, webhook or Home Assistant."""
        return bool(self.digest or self.notify.urls or self.webhooks or self.mqtt)

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
        return msgspec.convert(tomllib.loads(text), known(Config), dec_hook=checks.to_path)
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
    room = Path(__file__).parent.parent
    places = (room / "config.example.toml", room.parent / "config.example.toml")
    return next((place for place in places if place.exists()), places[0])


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
