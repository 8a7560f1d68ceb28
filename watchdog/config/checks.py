"""What a value of the configuration has to look like; a check raises ValueError("key: ...")."""

import ipaddress
import re
from collections import Counter
from collections.abc import Iterable
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

LISTEN = re.compile(r"[0-9A-Za-z.\-]+:[0-9]{1,5}")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ADDRESS = re.compile(r"[^\s@<>,;\x00-\x1f\x7f]+@[^\s@<>,;\x00-\x1f\x7f]+")
_MERCHANT = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_DATABASE = re.compile(r"postgresql(\+psycopg)?://[!-~]*")
_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}")
_HOST = re.compile(r"[^\s/@\x00-\x1f\x7f]+")


def to_path(_: type, value: Any) -> Path:
    """A Path from the file's text; whole, since a daemon's current folder is not the user's."""
    if not isinstance(value, str):
        raise ValueError("must be a path in quotes")  # noqa: TRY004 - msgspec places ValueErrors
    if not value.startswith(("/", "~/")):
        raise ValueError('must be a whole path, beginning with "/" or "~/"')
    return Path(value).expanduser()


def check_wire(host: str, tls: str) -> None:
    """A bare host name, and no open wire to another computer."""
    if not _HOST.fullmatch(host):
        raise ValueError('host: must be a bare host name such as "imap.example.org"')
    if tls == "none" and not is_loopback(host):
        raise ValueError(
            'tls: "none" is for this computer itself only (localhost); '
            'allowed for other hosts: "implicit", "starttls"'
        )


def is_loopback(host: str) -> bool:
    """Whether `host` can only be this computer itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def to_fingerprint(text: str) -> str:
    """The SHA-256 of a certificate, as 64 lower-case hexadecimal digits without colons."""
    digits = text.lower().removeprefix("sha256:").replace(":", "").strip()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise ValueError("certificate: must be the SHA-256 of the certificate, 64 hex digits")
    return digits


def check_user(user: str) -> None:
    """A sign-in name without control characters, which servers would take for commands."""
    if not user or not user.isprintable():
        raise ValueError("user: must be the sign-in name, usually the address")


def check_address(key: str, address: str) -> None:
    """An address without a display name."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"{key}: must be a bare address such as you@example.org")


def check_web_address(key: str, url: str) -> None:
    """An address that a web server answers at."""
    if not re.fullmatch(r"https?://[^\s/@]+(/[!-~]*)?", url):
        raise ValueError(f"{key}: must be a web address such as https://ping.example.org/token")


def check_database(url: str) -> None:
    """A PostgreSQL server, without a password: that is kept like every other secret."""
    if not _DATABASE.fullmatch(url):
        raise ValueError("url: must be such as postgresql://watchdog@db.example.org/watchdog")
    user, at, _ = url.partition("://")[2].partition("/")[0].rpartition("@")
    if (at and ":" in user) or re.search(r"[?&](password|sslpassword)=", url):
        raise ValueError("url: must not hold a password; say in ledger.password where it is kept")


def check_owner(name: str) -> None:
    """A name that is safe as one of a folder, too."""
    if not _OWNER.fullmatch(name):
        raise ValueError("owner: must be letters, digits and . _ @ + - only, at most 100")


def check_listening(listen: str, address: str | None) -> None:
    """A host and a port; beyond this computer only behind an address that keeps secrets."""
    host, _, port = listen.rpartition(":")
    if not host.strip("[]") or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError('listen: must be a host and a port such as "127.0.0.1:8377"')
    if address is None:
        if not is_loopback(host.strip("[]")):
            raise ValueError(
                f"listen: {listen} can be reached from other computers; "
                "name the https:// address under which they do in `address`"
            )
        return
    found = re.fullmatch(r"(https?)://(\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::\d+)?/?", address)
    if found is None:
        raise ValueError("address: must be an address such as https://watchdog.example.org")
    if found[1] == "http" and not is_loopback(found[2].strip("[]")):
        raise ValueError("address: must begin with https://, or whoever listens could sign in")


def check_merchant(name: str) -> None:
    """A merchant's id as the report has it."""
    if not _MERCHANT.fullmatch(name):
        text = 'merchant: must be the id of a merchant such as "coursera"'
        raise ValueError(f"{text}; watchdog report --json has them all")


def check_timezone(name: str | None) -> None:
    """A time zone that this computer knows."""
    if name is None:
        return
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        text = f"timezone: {name!r} is not known; use a name such as Europe/Berlin"
        raise ValueError(text) from None


def check_locale(name: str | None) -> None:
    """A locale that the CLDR knows; None is that of the environment."""
    if name is None:
        return
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(name.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"locale: {name!r} is not known; use one such as en or de_AT") from None


def check_country(code: str | None) -> None:
    """A country by its code, or a part of one."""
    if code is None:
        return
    from watchdog.catalog.countries import is_country, likely_country

    if is_country(code):
        return
    near = likely_country(code)
    hint = f"did you mean {near!r}? " if near else ""
    raise ValueError(
        f"country: {code!r} is no country; {hint}use its two letters such as DE or GB, "
        "with a part of it such as US-CA where laws differ"
    )


def repeated(names: Iterable[str]) -> list[str]:
    """The names that come more than once."""
    return [name for name, times in Counter(names).items() if times > 1]


def to_hours(key: str, text: str) -> tuple[time, time]:
    """Two times of day such as "22:00-07:00"; the second may be on the next day."""
    first, dash, last = text.partition("-")
    if not (dash and CLOCK.fullmatch(first) and CLOCK.fullmatch(last) and first != last):
        raise ValueError(f'{key}: must be two times of day such as "22:00-07:00"')
    return time.fromisoformat(first), time.fromisoformat(last)
