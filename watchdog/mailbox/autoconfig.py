"""Finds the IMAP server of a domain by what its owner or Thunderbird publishes: HTTPS, then DNS."""

import ssl
import urllib.request
from collections.abc import Callable, Iterable
from typing import Literal
from urllib.error import URLError

import msgspec

_SECONDS = 8.0
_LARGEST = 200_000
_HOST = "abcdefghijklmnopqrstuvwxyz0123456789.-"
_WIRES: dict[str, Literal["implicit", "starttls"]] = {"SSL": "implicit", "STARTTLS": "starttls"}

Fetch = Callable[[str], bytes | None]
LookUp = Callable[[str], tuple[tuple[int, int, int, str], ...]]


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """An IMAP server, whose wire is encrypted; `user` a pattern with %EMAIL...% in it, or None.

    `source` is the address that said so.
    """

    host: str
    port: int
    tls: Literal["implicit", "starttls"]
    user: str | None
    source: str

    def user_of(self, address: str) -> str:
        """What the owner of an address signs in with."""
        local, _, domain = address.rpartition("@")
        said = (self.user or "%EMAILADDRESS%").replace("%EMAILADDRESS%", address)
        said = said.replace("%EMAILLOCALPART%", local).replace("%EMAILDOMAIN%", domain)
        return said if "%" not in said else address


def find_server(domain: str, fetch: Fetch, look_up: LookUp) -> Server | None:
    """The first server that somebody publishes for a domain; only the domain is told to anybody.

    In turn: the domain's own file, Thunderbird's (ISPDB), and its SRV records (RFC 6186).
    """
    for address in addresses(domain):
        content = fetch(address)
        found = read_client_config(content, address) if content else None
        if found is not None:
            return found
    return _from_records(domain, look_up)


def addresses(domain: str) -> tuple[str, ...]:
    """Where a configuration for mail programs may lie, HTTPS only; without the address itself."""
    return (
        f"https://autoconfig.{domain}/mail/config-v1.1.xml",
        f"https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
        f"https://autoconfig.thunderbird.net/v1.1/{domain}",
    )


def read_client_config(content: bytes, source: str) -> Server | None:
    """The first encrypted IMAP server of a clientConfig (Thunderbird's format 1.1)."""
    from lxml import html
    from lxml.etree import ParserError

    try:
        # As HTML, which knows neither entities of its own nor anything to fetch.
        root = html.document_fromstring(content)
    except ParserError:
        return None
    servers = root.iterfind(".//incomingserver[@type='imap']")
    told = ({str(one.tag): (one.text or "").strip() for one in server} for server in servers)
    return next((one for one in (_server(each, source) for each in told) if one), None)


def _server(said: dict[str, str], source: str) -> Server | None:
    tls, host, port = (
        _WIRES.get(said.get("sockettype", "")),
        said.get("hostname", ""),
        said.get("port"),
    )
    if tls is None or not _is_host(host) or not (port and port.isdecimal() and len(port) < 6):
        return None
    return Server(
        host=host.lower(), port=int(port), tls=tls, user=said.get("username"), source=source
    )


def _is_host(host: str) -> bool:
    return "." in host.strip(".") and not set(host.lower()) - set(_HOST) and len(host) < 254


def _from_records(domain: str, look_up: LookUp) -> Server | None:
    """By RFC 6186; the target "." says that there is no such service."""
    names: Iterable[tuple[str, Literal["implicit", "starttls"]]] = (
        (f"_imaps._tcp.{domain}", "implicit"),
        (f"_imap._tcp.{domain}", "starttls"),
    )
    for name, tls in names:
        for _, _, port, target in sorted(look_up(name)):
            host = target.rstrip(".").lower()
            if _is_host(host):
                return Server(host=host, port=port, tls=tls, user=None, source=f"DNS, {name}")
    return None


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects that stay encrypted."""

    def redirect_request(  # type: ignore[no-untyped-def]  # urllib types none of them
        self, req, fp, code, msg, headers, newurl
    ):
        return (
            super().redirect_request(req, fp, code, msg, headers, newurl)
            if newurl.startswith("https://")
            else None
        )


def fetch_over_https(address: str, context: ssl.SSLContext | None = None) -> bytes | None:
    """What lies at an address, or None: not there, not certified, too large, too slow."""
    verified = context if context is not None else ssl.create_default_context()
    opener = urllib.request.build_opener(
        _HttpsOnly(), urllib.request.HTTPSHandler(context=verified)
    )
    try:
        with opener.open(address, timeout=_SECONDS) as answer:
            content: bytes = answer.read(_LARGEST + 1)
    except (URLError, OSError, ValueError):
        return None
    return content if len(content) <= _LARGEST else None


def look_up_srv(name: str) -> tuple[tuple[int, int, int, str], ...]:
    """The SRV records of a name: priority, negative weight, port, target; empty when none."""
    from dns.exception import DNSException
    from dns.resolver import resolve

    try:
        answer = resolve(name, "SRV", lifetime=_SECONDS)
    except DNSException:
        return ()
    return tuple((one.priority, -one.weight, one.port, str(one.target)) for one in answer)
