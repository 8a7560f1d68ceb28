"""Rows 14 and 15 of the fault matrix: certificates that are not right, TLS that is not there."""

import hashlib
import ssl

import pytest

from tests.faults.invariants import Ended, Watched, check_invariants
from tests.faults.mailboxes import all_is_well, asked, fill, through
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.proxy import tapped

pytestmark = pytest.mark.dovecot


def own_fingerprint(user: User) -> str:
    """The SHA-256 of the server's certificate, as `openssl x509 -fingerprint` says it."""
    pem = (user.server.root / "server.pem").read_text(encoding="ascii").split("-----END")[0]
    shown = ssl.PEM_cert_to_DER_cert(pem + "-----END CERTIFICATE-----\n")
    digits = hashlib.sha256(shown).hexdigest().upper()
    return ":".join(digits[place : place + 2] for place in range(0, 64, 2))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("ca_file = ",), "not trusted"),
        (('host = "127.0.0.1"',), "stands in the certificate"),
        (('tls = "implicit"', "port = {port}"), "does not speak TLS"),
        (('tls = "starttls"', "port = {tls_port}", "timeout_seconds = 1"), "from the first byte"),
        ((f'certificate = "{"ab" * 32}"', "ca_file = "), "another certificate"),
        (('ca_file = "/nonexistent/ca.pem"',), "ca_file"),
    ],
)
def test_nothing_is_said_to_a_server_that_is_not_who_it_should_be(
    door: Door, user: User, lines: tuple[str, ...], says: str
) -> None:
    fill(user, range(3))
    before = user.fingerprint()
    ports = {"port": user.server.port, "tls_port": user.server.tls_port}
    told = [line.format(**ports) if "{port" in line or "{tls" in line else line for line in lines]
    door.configure(user, *told)
    refused = door("scan")
    assert refused.code == 2, refused.err
    assert says in refused.err
    assert len(refused.err.splitlines()) == 1
    assert asked(door.home, "SELECT problem_kind FROM checks") == [("configuration",)]
    door.configure(user)
    mended = door("scan")
    all_is_well(door, user, before, refused, mended, messages=3)


def test_a_certificate_of_ones_own_making_can_be_pinned(door: Door, user: User) -> None:
    fill(user, range(3))
    before = user.fingerprint()
    door.configure(user, f'certificate = "{own_fingerprint(user)}"', "ca_file = ")
    scan = door("scan")
    assert scan.code == 0, scan.err
    all_is_well(door, user, before, scan, messages=3)


def test_a_stripped_starttls_gets_no_password(door: Door, user: User) -> None:
    fill(user, range(3))
    before = user.fingerprint()
    with tapped(user.server.port, lambda line: line.replace(b" STARTTLS", b"")) as wire:
        through(door, user, wire.port)
        config = door.home / "config.toml"
        text = config.read_text(encoding="utf-8").replace('"none"', '"starttls"')
        config.write_text(text, encoding="utf-8")
        refused = door("scan")
    assert refused.code == 2
    assert "no password was sent" in refused.err
    assert not wire.verbs & {"LOGIN", "AUTHENTICATE"}
    check_invariants(
        door.home,
        watched=[Watched(user, before=before, whole=False)],
        ended=[Ended(refused.code, refused.err)],
        verbs=wire.verbs,
    )
