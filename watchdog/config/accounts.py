"""The mailboxes of the configuration, and how each is signed in to."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec.structs import force_setattr

from watchdog.config import checks
from watchdog.config.tables import Port, SecretSource, Table, Tls
from watchdog.mail_hosts import servers_of

_PORTS = {"implicit": 993, "starttls": 143, "none": 143}


class OAuth(Table, frozen=True, kw_only=True):
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


class Account(Table, frozen=True, kw_only=True):
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
        force_setattr(self, "port", self.port or _PORTS[self.tls])
