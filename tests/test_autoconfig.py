"""Which server a domain publishes: Thunderbird's format over real HTTPS, and SRV records."""

import http.server
import ssl
import threading
from collections.abc import Iterator

import pytest
import trustme

from watchdog.mailbox.autoconfig import (
    addresses,
    fetch_over_https,
    find_server,
    read_client_config,
)

_FILE = b"""<?xml version="1.0"?>
<clientConfig version="1.1"><emailProvider id="example.org">
  <incomingServer type="pop3"><hostname>pop.example.org</hostname><port>995</port>
    <socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer>
  <incomingServer type="imap"><hostname>imap.example.org</hostname><port>143</port>
    <socketType>plain</socketType><username>%EMAILADDRESS%</username></incomingServer>
  <incomingServer type="imap"><hostname>IMAP.example.org</hostname><port>993</port>
    <socketType>SSL</socketType><username>%EMAILLOCALPART%</username></incomingServer>
</emailProvider></clientConfig>"""


def _nothing(name: str) -> tuple[tuple[int, int, int, str], ...]:
    return ()


def test_the_first_encrypted_imap_server_is_taken() -> None:
    found = read_client_config(_FILE, "here")
    assert found is not None
    assert (found.host, found.port, found.tls) == ("imap.example.org", 993, "implicit")
    assert found.user_of("you@example.org") == "you"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>not found</html>",
        b"<clientConfig><incomingServer type='imap'>",
        _FILE.replace(b"SSL", b"plain"),
        _FILE.replace(b"IMAP.example.org", b"imap.example.org/evil"),
        _FILE.replace(b"993", b"99x"),
        b'<!DOCTYPE x [<!ENTITY h "imap.example.org">]>'
        + _FILE.replace(b"IMAP.example.org", b"&h;"),
    ],
)
def test_what_is_no_such_file_names_no_server(content: bytes) -> None:
    assert read_client_config(content, "here") is None


def test_the_domain_is_asked_before_thunderbird_and_no_address_is_told() -> None:
    asked: list[str] = []

    def fetch(address: str) -> bytes | None:
        asked.append(address)
        return _FILE if "thunderbird" in address else None

    found = find_server("example.org", fetch, _nothing)
    assert found is not None
    assert asked == list(addresses("example.org"))
    assert found.source == asked[-1] == "https://autoconfig.thunderbird.net/v1.1/example.org"
    assert not any("@" in one or "%40" in one for one in asked)


def test_srv_records_come_last_by_priority_and_weight() -> None:
    records = {
        "_imaps._tcp.example.org": (
            (10, -1, 993, "b.example.net."),
            (5, -9, 994, "a.example.net."),
        ),
    }
    found = find_server("example.org", lambda _: None, lambda name: records.get(name, ()))
    assert found is not None
    assert (found.host, found.port, found.tls) == ("a.example.net", 994, "implicit")
    no_service = {"_imaps._tcp.example.org": ((0, 0, 0, "."),)}
    assert find_server("example.org", lambda _: None, lambda n: no_service.get(n, ())) is None


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/plain")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(_FILE if self.path == "/file" else b"x" * 300_000)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in http.server
        pass


@pytest.fixture(scope="module")
def https() -> Iterator[tuple[str, ssl.SSLContext]]:
    authority = trustme.CA()
    wire = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(wire)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.socket = wire.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"https://localhost:{server.server_port}", trusting
        server.shutdown()
        thread.join()


def test_only_what_is_certified_and_stays_encrypted_is_read(
    https: tuple[str, ssl.SSLContext],
) -> None:
    base, trusting = https
    assert fetch_over_https(f"{base}/file", trusting) == _FILE
    assert fetch_over_https(f"{base}/file") is None  # nobody vouches for this certificate
    assert fetch_over_https(f"{base}/away", trusting) is None
    assert fetch_over_https(f"{base}/large", trusting) is None
