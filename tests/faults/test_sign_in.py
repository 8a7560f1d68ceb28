"""Rows 12 and 13 of the fault matrix, and signing in by OAuth against a real Dovecot."""

import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from tests.faults.invariants import Ended, Watched, check_invariants
from tests.faults.mailboxes import asked, fill, through
from tests.faults.programs import ROOT
from tests.rigs import dovecot as rig
from tests.rigs.door import Door
from tests.rigs.dovecot import Dovecot, User
from tests.rigs.post_office import PostOffice, post_office
from tests.rigs.proxy import tapped
from tests.rigs.token_server import CLIENT, TokenServer, token_server

pytestmark = pytest.mark.dovecot


@pytest.fixture(scope="module")
def tokens_and_mail() -> Iterator[tuple[TokenServer, Dovecot]]:
    """A mail server that takes tokens, and the server that it asks about them."""
    if rig.binary() is None:
        pytest.skip("dovecot-imapd is missing")
    root = Path(tempfile.mkdtemp(prefix="dv-", dir="/tmp"))
    beside = Path(tempfile.mkdtemp(prefix="ts-", dir="/tmp"))
    try:
        with token_server(beside) as tokens, rig.serve(root, tokens.introspection_port) as mail:
            yield tokens, mail
    finally:
        shutil.rmtree(root, ignore_errors=True)
        shutil.rmtree(beside, ignore_errors=True)


@pytest.fixture
def tokens(
    tokens_and_mail: tuple[TokenServer, Dovecot], monkeypatch: pytest.MonkeyPatch
) -> TokenServer:
    """The token server, without what other tests asked of it."""
    server = tokens_and_mail[0]
    server.fault, server.lifetime, server.scope = None, 3600, "mail"
    for kept in (server.access, server.refresh, server.codes, server.asked):
        kept.clear()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(server.ca_path))
    return server


@pytest.fixture
def owner(tokens_and_mail: tuple[TokenServer, Dovecot], tokens: TokenServer) -> User:
    """A user whose mailbox holds five receipts, and who is the one to consent."""
    user = tokens_and_mail[1].add_user()
    tokens.user = user.name
    fill(user, range(5))
    return user


def by_oauth(door: Door, user: User, tokens: TokenServer, provider: str) -> None:
    """An account that signs in by OAuth, through the token server of the test."""
    places = {
        "custom": f'authorize_url = "{tokens.base}/authorize", token_url = "{tokens.base}/token"',
        "microsoft": f'authority = "{tokens.base}"',
    }
    oauth = f'{{ provider = "{provider}", client_id = "{CLIENT}", {places[provider]} }}'
    door.configure(user, "password = ", f"oauth = {oauth}")


def agreeing(tokens: TokenServer) -> Callable[[str], bool]:
    """A browser whose user agrees."""

    def open_page(address: str) -> bool:
        back = tokens.consent(address)
        threading.Thread(target=urllib.request.urlopen, args=(back,), daemon=True).start()
        return True

    return open_page


def kept(door: Door) -> str:
    """The file with the tokens."""
    (file,) = (door.home / "tokens").glob("*.token")
    assert file.stat().st_mode & 0o777 == 0o600
    return file.read_text(encoding="utf-8")


def uses(tokens: TokenServer, grant: str) -> int:
    """How often /token was asked for that kind of grant."""
    return sum(path == "/token" and form["grant_type"] == grant for path, form in tokens.asked)


@pytest.mark.parametrize("mechanism", ["OAUTHBEARER", "XOAUTH2"])
def test_a_browser_and_its_own_client_open_a_mailbox(
    door: Door,
    owner: User,
    tokens: TokenServer,
    monkeypatch: pytest.MonkeyPatch,
    mechanism: str,
) -> None:
    by_oauth(door, owner, tokens, "custom")
    monkeypatch.setattr(webbrowser, "open", agreeing(tokens))
    before = owner.fingerprint()
    nobody = door("scan")
    assert nobody.code == 4
    assert "watchdog account sign-in home" in nobody.err
    signed_in = door("account", "sign-in", "home")
    assert signed_in.code == 0, signed_in.err

    def older(line: bytes) -> bytes:
        return line.replace(b" AUTH=OAUTHBEARER", b"") if mechanism == "XOAUTH2" else line

    with tapped(owner.server.port, older) as wire:
        door.rewire(wire.port)
        scan = door("scan")
        assert scan.code == 0, scan.err
    assert any(f"AUTHENTICATE {mechanism}".encode() in line for line in wire.commands)
    check_invariants(
        door.home,
        watched=[Watched(owner, before=before)],
        ended=[Ended(one.code, one.err) for one in (nobody, signed_in, scan)],
        secrets=[*tokens.access, *tokens.refresh],
    )


def test_a_device_code_opens_a_microsoft_mailbox(
    door: Door, owner: User, tokens: TokenServer
) -> None:
    by_oauth(door, owner, tokens, "microsoft")
    signed_in = door("account", "sign-in", "home")
    assert signed_in.code == 0, signed_in.err
    assert "type ABCD-EFGH" in signed_in.err
    assert door("scan").code == 0
    assert uses(tokens, "refresh_token") == 0, "the first token is good for an hour"


@pytest.mark.parametrize("provider", ["custom", "microsoft"])
def test_a_rotated_refresh_token_is_kept_before_it_is_needed(
    door: Door,
    owner: User,
    tokens: TokenServer,
    monkeypatch: pytest.MonkeyPatch,
    provider: str,
) -> None:
    monkeypatch.setattr(webbrowser, "open", agreeing(tokens))
    by_oauth(door, owner, tokens, provider)
    tokens.lifetime = -1
    assert door("account", "sign-in", "home").code == 0
    for number in range(3):
        scan = door("scan")
        assert scan.code == 0, scan.err
        (only,) = tokens.refresh
        assert only in kept(door), f"after scan {number} the one that is good is kept"
    assert uses(tokens, "refresh_token") >= 2


def test_a_token_that_was_taken_back_is_renewed_at_once(
    door: Door, owner: User, tokens: TokenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", agreeing(tokens))
    by_oauth(door, owner, tokens, "custom")
    assert door("account", "sign-in", "home").code == 0
    tokens.access.clear()
    assert door("scan").code == 0
    assert uses(tokens, "refresh_token") == 1


@pytest.mark.parametrize("provider", ["custom", "microsoft"])
def test_a_consent_that_was_taken_back_is_told_with_the_command_that_mends_it(
    door: Door,
    owner: User,
    tokens: TokenServer,
    monkeypatch: pytest.MonkeyPatch,
    provider: str,
) -> None:
    monkeypatch.setattr(webbrowser, "open", agreeing(tokens))
    by_oauth(door, owner, tokens, provider)
    tokens.lifetime = -1
    assert door("account", "sign-in", "home").code == 0
    tokens.fault = "invalid_grant"
    refused = door("scan")
    assert refused.code == 4
    assert "watchdog account sign-in home" in refused.err
    assert len(refused.err.splitlines()) == 1
    assert asked(door.home, "SELECT problem_kind FROM checks") == [("sign_in",)]
    tokens.fault = None
    assert door("account", "sign-in", "home").code == 0
    assert door("scan").code == 0


@pytest.mark.parametrize("fault", ["down", "temporarily_unavailable"])
def test_a_token_server_that_is_down_is_no_lost_consent(
    door: Door,
    owner: User,
    tokens: TokenServer,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    monkeypatch.setattr(webbrowser, "open", agreeing(tokens))
    by_oauth(door, owner, tokens, "custom")
    tokens.lifetime = -1
    assert door("account", "sign-in", "home").code == 0
    tokens.fault = fault
    ended = door("scan")
    assert ended.code == 5
    assert "tried again" in ended.err
    assert asked(door.home, "SELECT problem_kind FROM checks") == [("transient",)]
    tokens.fault = None
    assert door("scan").code == 0


def test_a_program_may_give_the_token(door: Door, owner: User, tokens: TokenServer) -> None:
    token = tokens.issue()["access_token"]
    door.configure(owner, "password = ", f'token = {{ command = ["printf", "{token}"] }}')
    assert door("scan").code == 0
    tokens.access.clear()
    refused = door("scan")
    assert refused.code == 4
    assert "accounts.home.token" in refused.err
    assert token not in refused.err


@pytest.mark.parametrize(
    ("answer", "kind", "says"),
    [
        (b"NO [AUTHENTICATIONFAILED] no", "sign_in", "app password"),
        (b"NO [ALERT] Application-specific password required", "sign_in", "app password"),
        (b"NO Basic authentication is disabled.", "sign_in", "watchdog account sign-in"),
        (b"NO [EXPIRED] password expired", "sign_in", "password"),
        (b"NO [UNAVAILABLE] Temporary authentication failure", "transient", "tried again"),
        (b"NO [LIMIT] Too many logins", "throttled", "pause"),
    ],
)
def test_each_refusal_has_its_kind_and_its_way_out(
    door: Door, user: User, answer: bytes, kind: str, says: str
) -> None:
    fill(user, range(3))

    def refuse(line: bytes) -> bytes:
        tag = line.split(b" ", 1)[0]
        return tag + b" " + answer + b"\r\n" if b"Logged in" in line else line

    with tapped(user.server.port, refuse) as wire:
        through(door, user, wire.port)
        ended = door("scan")
    assert ended.code == (4 if kind == "sign_in" else 5), ended.err
    assert says in ended.err
    assert asked(door.home, "SELECT problem_kind, failures FROM checks") == [(kind, 1)]
    through(door, user, user.server.port)
    again = door("scan", "--now")
    assert again.code == 0
    check_invariants(
        door.home,
        watched=[Watched(user)],
        ended=[Ended(one.code, one.err) for one in (ended, again)],
        verbs=wire.verbs,
    )


def test_a_timetable_does_not_hammer_a_sign_in_that_is_refused(door: Door, user: User) -> None:
    fill(user, range(3))
    with tapped(user.server.port) as wire:
        through(door, user, wire.port)
        (door.home / "password").write_text("wrong", encoding="utf-8")
        refused = [door("scan") for _ in range(6)]
        knocks = [line for line in wire.commands if b" LOGIN " in line or b"AUTHENTICATE" in line]
        assert len(knocks) == 3
        assert [one.code for one in refused] == [4] * 6
        assert "left alone until" in refused[3].err
        assert "after 3 refused sign-ins" in refused[3].err
        (door.home / "password").write_text(user.password, encoding="utf-8")
        assert door("scan").code == 4, "nobody can know that it was mended"
        mended = door("scan", "--now")
        assert mended.code == 0, mended.err
        assert door("scan").code == 0
    check_invariants(
        door.home,
        watched=[Watched(user)],
        ended=[Ended(one.code, one.err) for one in (*refused, mended)],
        verbs=wire.verbs,
    )


@pytest.mark.parametrize("provider", ["custom", "microsoft"])
def test_letters_are_signed_in_as_a_mailbox_is(
    door: Door,
    owner: User,
    tokens: TokenServer,
    monkeypatch: pytest.MonkeyPatch,
    provider: str,
) -> None:
    monkeypatch.setattr(webbrowser, "open", agreeing(tokens))
    authority = trustme.CA()
    by_oauth(door, owner, tokens, provider)
    with post_office(authority=authority) as office:
        office.mechanism, office.tokens = "XOAUTH2", tokens.access
        _letters_signed_in_as_home(door, office, authority)
        assert door("account", "sign-in", "home").code == 0
        assert door("scan").code == 0
        sent = [door("digest")]
        assert sent[0].code == 0, sent[0].err
        tokens.access.clear()
        sent.append(door("digest"))
        assert sent[-1].code == 0, sent[-1].err
        assert uses(tokens, "refresh_token") == 1, "taken back before its time: renewed at once"
        tokens.access.clear()
        tokens.refresh.clear()
        sent.append(door("digest"))
    assert [one.code for one in sent] == [0, 0, 4], sent[-1].err
    assert "watchdog account sign-in home" in sent[-1].err
    assert len(office.taken) == 2
    assert office.signed_in == [owner.name] * 2
    check_invariants(
        door.home,
        ended=[Ended(one.code, one.err) for one in sent],
        secrets=[*tokens.access, *tokens.refresh],
    )


def _letters_signed_in_as_home(door: Door, office: PostOffice, authority: trustme.CA) -> None:
    authority.cert_pem.write_to_path(str(door.home / "smtp-ca.pem"))
    config = door.home / "config.toml"
    both = (
        "https://outlook.office.com/IMAP.AccessAsUser.All",
        "https://outlook.office.com/SMTP.Send",
    )
    text = config.read_text(encoding="utf-8")
    text = text.replace(
        'provider = "microsoft",', f'provider = "microsoft", scopes = {list(both)},'
    )
    letters = f"""[digest]
to = "pat@example.org"
from = "watchdog@example.org"
[digest.smtp]
host = "localhost"
port = {office.port}
tls = "starttls"
account = "home"
ca_file = "{door.home / "smtp-ca.pem"}"
"""
    config.write_text(text + letters, encoding="utf-8")


# Dies when the new refresh token has come and before it is on disk: nobody can have it back.
_DYING = (
    "import os, signal; from watchdog.oauth.store import Store;"
    "Store.save = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
    "from watchdog.cli import main; main()"
)


def test_a_token_lost_by_a_kill_asks_for_a_new_sign_in_and_hammers_nobody(
    door: Door, owner: User, tokens: TokenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", agreeing(tokens))
    by_oauth(door, owner, tokens, "custom")
    tokens.lifetime = -1
    assert door("account", "sign-in", "home").code == 0
    was = kept(door)
    line = [sys.executable, "-c", _DYING, "--home", str(door.home), "scan"]
    died = subprocess.run(line, cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - our own program
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert kept(door) == was, "the old one, whole"
    asked_before = len(tokens.asked)
    refused = [door("scan") for _ in range(5)]
    assert [one.code for one in refused] == [4] * 5
    assert "watchdog account sign-in home" in refused[0].err
    assert "left alone until" in refused[-1].err
    assert len(tokens.asked) - asked_before == 3
    tokens.lifetime = 3600
    assert door("account", "sign-in", "home").code == 0
    again = door("scan", "--now")
    assert again.code == 0, again.err
    check_invariants(
        door.home,
        watched=[Watched(owner)],
        ended=[Ended(one.code, one.err) for one in (*refused, again)],
        secrets=[*tokens.access, *tokens.refresh],
    )
