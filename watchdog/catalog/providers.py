"""What is known of mail providers: where their mailboxes are, and how one signs in there."""

import difflib
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from watchdog.catalog.reading import convert, parse_toml

_FILE = "providers.toml"


class Provider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mail provider; `host` is None where no IMAP server can be reached over the network.

    `user` is what one signs in with, `how` and `page` what has to be done before (imperative, and
    the provider's own page), `source` who says so; all explained at the top of the file.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    host: str | None = None
    port: int = 993
    tls: Literal["implicit", "starttls"] = "implicit"
    user: Literal["address", "local_part"] = "address"
    sign_in: Literal["password", "app_password", "switch_on", "microsoft", "bridge", "none"] = (
        "password"
    )
    how: str | None = None
    page: str | None = None
    source: Literal["delta", "thunderbird", "vendor"]

    def user_of(self, address: str) -> str:
        """What the owner of an address signs in with."""
        return address.rpartition("@")[0] if self.user == "local_part" else address


class _Providers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    providers: tuple[Provider, ...]


@cache
def all_providers() -> tuple[Provider, ...]:
    """Every provider of the table."""
    text = (resources.files("watchdog.catalog") / _FILE).read_text("utf-8")
    return convert(parse_toml(text, _FILE), _Providers, text, _FILE).providers


def provider_of(address: str) -> Provider | None:
    """The provider of an address, by its domain; None when the table has none."""
    domain = address.rpartition("@")[2].lower()
    return next((one for one in all_providers() if domain in one.domains), None)


def provider_at(host: str) -> Provider | None:
    """The provider whose IMAP server that is; None when the table has none."""
    return next((one for one in all_providers() if one.host == host.lower()), None)


def meant_by(address: str) -> str | None:
    """The address that a slip of the keyboard may stand for (you@gmial.com); None when none."""
    local, _, domain = address.rpartition("@")
    known = [each for one in all_providers() for each in one.domains]
    near = difflib.get_close_matches(domain.lower(), known, n=1, cutoff=0.84)
    return f"{local}@{near[0]}" if near and near[0] != domain.lower() else None
