"""From an address to the first report: `init` and `account`, at a real terminal and mailbox."""

import io
import os
import re
import signal
import stat
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any, Literal

import keyring
import pexpect
import pytest
import trustme
from keyring.backend import KeyringBackend

from tests.rigs.door import Door
from tests.rigs.dovecot import PASSWORD, User
from tests.rigs.post_office import PASSWORD as OFFICE_PASSWORD
from tests.rigs.post_office import USER, free_port, post_office
from tests.rigs.web_hook import web_hook
from tools.questions import PROVIDERS
from watchdog.catalog.providers import all_providers, meant_by, provider_of
from watchdog.config.accounts import Account
from watchdog.config.config import ConfigError, load_config
from watchdog.config.tables import SecretSource
from watchdog.config.writing import add_account
from watchdog.credentials import resolve
from watchdog.demo.story import letters
from watchdog.safekeeping import keep_secret
from watchdog.trial import found_in

TODAY = datetime.now(UTC)
MOST_ANSWERS = 12


# Anybody can send a bill from a free mail service, so a person looks first.
_LESSONS = b"""From: Ada Lind <ada.lind@gmail.com>\r
To: pat@example.org\r
Subject: Invoice for your lessons in November\r
Date: Fri, 20 Nov 2026 10:00:00 +0000\r
Message-ID: <lessons@gmail.com>\r
\r
Hello Pat,\r
\r
here is my invoice for November. Amount due: $120.00. Please pay it by 30 November 2026.\r
\r
Ada Lind, piano lessons\r
"""


def fill(user: User) -> None:
    user.deliver(_LESSONS, TODAY)
    for raw, moment in letters(TODAY.date()):
        user.deliver(raw, moment)


def account(name: str = "home", **keys: Any) -> Account:
    given: dict[str, Any] = {"host": "imap.example.org", "user": "you@example.org"}
    given["password"] = SecretSource(keyring="x")
    return Account(name=name, **given | keys)


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's keyring is written to: here are none."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


# -- what is known of providers ----------------------------------------------------------------


def test_forty_providers_are_known_and_each_says_how() -> None:
    with_imap = [one for one in all_providers() if one.host is not None]
    assert len(with_imap) >= 40
    domains = [domain for one in all_providers() for domain in one.domains]
    assert len(domains) == len(set(domains))
    for one in all_providers():
        assert (one.host is None) == (one.sign_in in ("bridge", "none")), one.id
        assert one.how or one.sign_in in ("password", "none"), one.id
        assert not one.page or one.page.startswith("https://"), one.id
        assert one.port == {"implicit": 993, "starttls": 143}[one.tls], one.id


@pytest.mark.parametrize(("name", "words"), PROVIDERS.items())
def test_pictures_show_what_is_said_today(name: str, words: tuple[str, ...]) -> None:
    """Run `make pictures` when it is said differently."""
    docs = Path(__file__).parent.parent / "docs"
    drawn = (docs / "pictures" / f"init-{name}.svg").read_text("utf-8")
    shown = " ".join(
        unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", drawn, flags=re.DOTALL)).split()
    )
    assert f"$ watchdog {' '.join(words)}" in shown
    provider = provider_of(words[1])
    if provider is not None:
        assert provider.name in shown
        assert (provider.how or "")[1:] in shown
    assert f"(pictures/init-{name}.svg)" in (docs / "getting-started.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "host", "user"),
    [
        ("you@gmail.com", "imap.gmail.com", "you@gmail.com"),
        ("You@Googlemail.COM", "imap.gmail.com", "You@Googlemail.COM"),
        ("you@me.com", "imap.mail.me.com", "you"),
        ("you@gmx.net", "imap.gmx.net", "you@gmx.net"),
        ("you@gmx.com", "imap.gmx.com", "you@gmx.com"),
    ],
)
def test_an_address_leads_to_its_server(address: str, host: str, user: str) -> None:
    provider = provider_of(address)
    assert provider is not None
    assert (provider.host, provider.user_of(address)) == (host, user)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("you@gmial.com", "you@gmail.com"),
        ("you@hotmial.com", "you@hotmail.com"),
        ("you@yaho.com", "you@yahoo.com"),
        ("you@example.org", None),
        ("you@gmail.com", None),
    ],
)
def test_a_slip_of_the_keyboard_is_noticed(typed: str, meant: str | None) -> None:
    assert meant_by(typed) == meant


GMAIL: dict[str, frozenset[bytes]] = {
    "INBOX": frozenset(),
    "[Gmail]/Alle Nachrichten": frozenset({b"\\all"}),
    "[Gmail]/Spam": frozenset({b"\\junk"}),
}


@pytest.mark.parametrize(
    ("marks", "suggested"),
    [
        (GMAIL, ("\\All",)),
        ({"INBOX": frozenset(), "Old": frozenset({b"\\archive"})}, ("INBOX", "Old")),
        ({"INBOX": frozenset(), "Bills": frozenset()}, ("INBOX",)),
    ],
)
def test_where_bills_arrive_is_suggested(
    marks: dict[str, frozenset[bytes]], suggested: tuple[str, ...]
) -> None:
    found = found_in(marks)
    assert found.suggested == suggested
    assert all(found.has(one) for one in suggested)
    assert found.folders[0] == "INBOX"
    assert not found.has("\\Sent")


# -- the file ----------------------------------------------------------------------------------


def test_a_new_file_is_the_commented_example_with_the_account_in_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    wanted = account(folders=("[Gmail]/Alle \u201eMails\u201c",), look_back_days=30, tls="starttls")
    add_account(path, wanted)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_config(path).accounts == (wanted,)
    text = path.read_text("utf-8")
    assert "# Where billing mail arrives." in text
    assert "# poll_minutes = 15" in text
    assert 'name = "personal"' not in text


def test_a_second_account_leaves_every_line_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    add_account(path, account())
    before = path.read_text("utf-8") + "# my own word\n[ledger]\nkeep_mail = 'none'\n"
    before = before.replace("\n[ledger]\n", "\n#\n", 1)
    path.write_text(before, "utf-8")
    second = account("second", password=SecretSource(command=("pass", 'show "it"')), port=1993)
    config = add_account(path, second)
    assert path.read_text("utf-8").startswith(before.rstrip())
    assert config.accounts == (account(), second)
    assert config.ledger.keep_mail == "none"
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]


def test_a_file_that_cannot_take_it_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    text = "accounts = []\n"
    path.touch(mode=0o600)
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match="nothing was written"):
        add_account(path, account())
    assert path.read_text("utf-8") == text


def test_the_file_behind_a_link_is_written_and_the_link_stays(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    add_account(real, account())
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    add_account(link, account("second"))
    assert link.is_symlink()
    assert len(load_config(real).accounts) == 2


# -- with options alone ------------------------------------------------------------------------


def options(user: User) -> list[str]:
    return [
        *("account", "add", f"{user.name}@home.example", "--user", user.name),
        *("--host", f"localhost:{user.server.tls_port}", "--ca-file", str(user.server.ca_path)),
    ]


def secret(tmp_path: Path, text: str = PASSWORD) -> list[str]:
    file = tmp_path / "secret"
    file.touch(mode=0o600)
    file.write_text(text + "\n", "utf-8")
    return ["--password-file", str(file)]


@pytest.mark.dovecot
def test_a_script_adds_tests_lists_and_scans(door: Door, user: User, tmp_path: Path) -> None:
    fill(user)
    before = user.fingerprint()
    added = door(*options(user), *secret(tmp_path), "--name", "home", "--look-back", "400")
    assert added.code == 0, added.err
    assert not added.out
    assert "watchdog scan --account home" in added.err
    text = (door.home / "config.toml").read_text("utf-8")
    assert PASSWORD not in text
    [told] = tomllib.loads(text)["accounts"]
    assert told["look_back_days"] == 400
    tested = door("account", "test")
    assert tested.code == 0, tested.err
    assert re.fullmatch(r"home: works; INBOX \(\d+ mails\)\n", tested.out)
    listed = door("account", "list")
    assert f"home: {user.name} at localhost" in listed.out
    assert "password from a file" in listed.out
    assert user.fingerprint() == before
    again = door(*options(user), *secret(tmp_path))
    assert again.code == 2
    assert "is there already, as account 'home'; try it: watchdog account test home" in again.err
    assert "a new password: watchdog account password home" in again.err


WRONG: list[tuple[Sequence[str], int, str]] = [
    (("account", "add"), 2, "watchdog account add you@example.org"),
    (("init",), 2, "nobody can be asked here for: Your mail address; give ADDRESS"),
    (("init", "you"), 2, "'you' is no mail address; give one such as you@example.org"),
    (("init", "you@gmial.com"), 2, "did you mean you@gmail.com?"),
    (("init", "you@unheard-of.example"), 2, "give --host"),
    (("init", "you@gmail.com"), 2, "give --password-command, --password-file"),
    (("init", "you@proton.me"), 2, "Proton Mail Bridge"),
    (("init", "you@tuta.io"), 2, "watchdog import PATH"),
    (("init", "you@outlook.com"), 2, "--client-id"),
    (("init", "you@gmail.com", "--name", "a/b"), 2, "--name: give letters"),
    (("init", "you@gmail.com", "--password-command", "'"), 2, "--password-command: is no command"),
    (("init", "you@gmail.com", "--password-file", "/nowhere"), 4, "/nowhere: cannot be read"),
    (("init", "a@b.example", "--host", "h:99999"), 2, "is no server; give a host name"),
    (("account", "test"), 2, "make one: watchdog --home "),
]


@pytest.mark.parametrize(("words", "code", "told"), WRONG, ids=[" ".join(one[0]) for one in WRONG])
def test_without_a_terminal_each_gap_is_one_line_and_nothing_is_written(
    door: Door, words: Sequence[str], code: int, told: str
) -> None:
    ended = door(*words)
    assert ended.code == code, ended.err
    assert told in ended.err
    assert len([line for line in ended.err.splitlines() if line.startswith("watchdog: ")]) == 1
    assert "Traceback" not in ended.err
    assert not (door.home / "config.toml").exists()


@pytest.mark.dovecot
def test_a_refused_sign_in_writes_nothing(door: Door, user: User, tmp_path: Path) -> None:
    ended = door(*options(user), *secret(tmp_path, "wrong"))
    assert ended.code == 4, ended.err
    assert "the server refused the sign-in" in ended.err
    assert not (door.home / "config.toml").exists()


@pytest.mark.dovecot
def test_a_password_can_be_piped_in_and_is_kept(
    door: Door, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    ended = door(*options(user), "--password-stdin")
    assert ended.code == 0, ended.err
    [told] = load_config(door.home / "config.toml").accounts
    assert told.password == SecretSource(file=door.home / "home.example.password")
    assert door("account", "test").code == 0


def test_a_typed_password_goes_into_a_keyring_that_protects_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer = Drawer()
    monkeypatch.setattr(keyring, "get_keyring", lambda: drawer)
    source = keep_secret(PASSWORD, name="home", folder=tmp_path)
    assert source == SecretSource(keyring="billing-watchdog-home")
    assert resolve(source, where="it", environ={}) == PASSWORD
    assert not list(tmp_path.iterdir())


class Drawer(KeyringBackend):
    """A keyring in memory."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring's own
        self.content: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.content.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.content[service, username] = password


@pytest.mark.dovecot
def test_a_folder_that_is_not_there_is_named(door: Door, user: User, tmp_path: Path) -> None:
    ended = door(*options(user), *secret(tmp_path), "--folder", "Bils")
    assert ended.code == 2
    assert "--folder: there is no 'Bils'; give one of: INBOX" in ended.err
    assert not (door.home / "config.toml").exists()


# -- at a terminal -----------------------------------------------------------------------------


def _hears_ctrl_c() -> None:
    """A shell that runs the tests in the background lets all of them ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Person:
    """Somebody at a terminal, who counts what he was asked."""

    def __init__(self, home: Path, *words: str, language: str = "C") -> None:
        environ = os.environ | {
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "LC_ALL": f"{language}.UTF-8",
            "TERM": "dumb",
            "COLUMNS": "100",
        }
        line = ["-m", "watchdog", "--home", str(home), *words]
        self.screen = pexpect.spawn(
            sys.executable,
            line,
            env=environ,
            timeout=90,
            encoding="utf-8",
            dimensions=(50, 100),
            preexec_fn=_hears_ctrl_c,
        )
        self.answers = 0

    def answer(self, question: str, said: str) -> str:
        """Wait for a question and answer it; what stood on the screen before."""
        self.screen.expect(question)
        before = str(self.screen.before)
        self.screen.sendline(said)
        self.answers += 1
        return before

    def end(self) -> tuple[int, str]:
        """The exit code, and what was said since the last answer."""
        self.screen.expect(pexpect.EOF)
        said = str(self.screen.before)
        self.screen.close()
        return int(self.screen.exitstatus), said


@pytest.mark.dovecot
def test_from_an_address_to_the_first_report(tmp_path: Path, user: User) -> None:
    fill(user)
    user.deliver(letters(TODAY.date())[0][0], TODAY, folder="Bills")
    home = tmp_path / "home"
    person = Person(home, "init", "--ca-file", str(user.server.ca_path))
    person.answer("Your mail address", "not an address")
    said = person.answer("Your mail address", f"{user.name}@home.example")
    assert "is no mail address" in said
    person.answer("They learn the domain, not your address", "n")
    person.answer("IMAP server of home.example", "localhost:1")
    said = person.answer("IMAP server of home.example", f"localhost:{user.server.tls_port}")
    assert "port 1 is closed" in said  # told before any name or password is asked for
    person.answer("User name there", "a slip of the keyboard")
    person.answer(r"Password \(not shown\)", "wrong")
    said = person.answer(rf"User name there \[{user.name}@home.example\]", user.name)
    person.answer(r"Password \(not shown\)", user.password)
    assert "the server refused the sign-in" in said
    said = person.answer("Where do bills arrive", "1, Bills")
    assert "wrong" not in said
    assert user.password not in said
    assert re.search(r"1 +INBOX", said)
    person.answer("How many days back", "")
    said = person.answer("1 doubtful; look at up to 5 now", "n")
    assert person.answers <= MOST_ANSWERS
    assert re.search(
        r"\d+ mails: \d+ subscriptions, [\d,.]+ USD a year for \d+ of them, \d+ need", said
    )
    assert "Billing watchdog, " in said
    with web_hook() as (url, told_there):
        person.answer("\nURL: ", "pigeon")
        said = person.answer("\nURL: ", url)
        assert "that is no URL" in said
        person.answer("SMTP server", "smtp.example.org:none")
        said = person.answer("SMTP server", "")
        assert "is no server; give a host name such as smtp.example.org" in said
        person.answer("Day of the weekly letter", "someday")
        said = person.answer("Day of the weekly letter", "fri")
        assert "is no weekday; give one such as monday" in said
        person.answer("start it now and at every login", "n")
        code, said = person.end()
    # Seven of them were slips on purpose: the report itself is seen before the last five.
    assert person.answers - 7 <= MOST_ANSWERS
    assert load_config(home / "config.toml").schedule.digest_weekday == "friday"
    assert code == 0, said
    assert "watchdog run" in said
    assert "need you now" in str(told_there)
    _kept_apart(home, url)


def _kept_apart(home: Path, url: str) -> None:
    """The address of notices and the password lie in files of their own."""
    [kept] = load_config(home / "config.toml").notify.urls
    assert isinstance(kept, SecretSource)
    assert kept.file is not None
    assert url not in (home / "config.toml").read_text("utf-8")
    [told] = load_config(home / "config.toml").accounts
    assert told.folders == ("INBOX", "Bills")
    assert told.password is not None
    assert told.password.file is not None
    assert stat.S_IMODE(told.password.file.stat().st_mode) == 0o600


@pytest.mark.dovecot
def test_the_questions_are_in_the_language_of_the_user(tmp_path: Path, user: User) -> None:
    fill(user)
    home, address = tmp_path / "home", f"{user.name}@home.example"
    where = ("--host", f"localhost:{user.server.tls_port}", "--user", user.name)
    ca_file = ("--ca-file", str(user.server.ca_path))
    person = Person(home, "init", address, *where, *ca_file, language="de_DE")
    said = person.answer(r"Passwort \(wird nicht angezeigt\)", user.password)
    assert "Ihr Postfach wird nur gelesen" in said
    said = person.answer("Wie viele Tage zurück", "")
    assert "Angemeldet. Dort wird nichts verändert." in said
    said = person.answer(r"jetzt bis zu 5 ansehen\? \[J/n\]", "n")
    assert "Dinge warten jetzt auf Sie" in said
    person.answer("URL", "")
    person.answer("SMTP-Server", "")
    person.answer(r"Tag des Wochenbriefs \[Montag\]", "frei")
    person.answer(r"bei jeder Anmeldung starten\? \[J/n\]", "n")
    code, said = person.end()
    assert code == 0, said
    assert load_config(home / "config.toml").schedule.digest_weekday == "friday"


@pytest.mark.dovecot
@pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")  # apprise's own
def test_every_step_can_be_given_and_taken_alone(door: Door, user: User, tmp_path: Path) -> None:
    """Nobody is asked: options say it all, and each step has a command of its own."""
    fill(user)
    place = ("--host", f"localhost:{user.server.tls_port}", "--ca-file", user.server.ca_path)
    secret = tmp_path / "password"
    secret.touch(mode=0o600)
    secret.write_text(user.password)
    with web_hook() as (url, told_there):
        hook = tmp_path / "hook"
        hook.touch(mode=0o600)
        hook.write_text(url + "\n")
        given = ("--user", user.name, "--password-file", secret, "--folder", "INBOX")
        after = ("--notify-url-file", hook, "--digest-day", "sunday", "--no-service")
        done = door("init", "you@home.example", *place, *given, "--look-back", "400", *after)
        assert done.code == 0, done.err
        assert "need you now" in str(told_there)
    config = load_config(door.home / "config.toml")
    assert config.schedule.digest_weekday == "sunday"
    assert len(config.notify.urls) == 1
    assert door("digest", "--day", "tues").code == 0
    assert load_config(door.home / "config.toml").schedule.digest_weekday == "tuesday"
    assert "is no weekday; give one such as monday" in door("digest", "--day", "t").err
    refused = door("notify", "add")
    assert refused.code == 2
    assert "nobody can be asked here for: the URL; give --url-file FILE" in refused.err
    assert door("notify", "add", "--url-file", tmp_path / "nowhere").code == 4


@pytest.fixture
def reading(door: Door, tmp_path: Path) -> tuple[Door, trustme.CA]:
    """A home with one mailbox, whose sign-in a server of letters takes as well."""
    authority = trustme.CA()
    certificate, secret = tmp_path / "ca.pem", tmp_path / "password"
    authority.cert_pem.write_to_path(str(certificate))
    secret.touch(mode=0o600)
    secret.write_text(OFFICE_PASSWORD)
    door.home.mkdir(mode=0o700)
    own = account("own", user=USER, password=SecretSource(file=secret), ca_file=certificate)
    add_account(door.home / "config.toml", own)
    return door, authority


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_the_letter_needs_the_name_of_a_server_only(
    reading: tuple[Door, trustme.CA], tls: Literal["implicit", "starttls"]
) -> None:
    door, authority = reading
    with post_office(authority=authority, tls=tls) as office:
        done = door("digest", "--server", f"localhost:{office.port}", "--day", "friday")
        assert done.code == 0, done.err
        assert "let us in; nothing was sent" in done.err
        assert (office.signed_in, office.taken) == ([USER], [])
        config = load_config(door.home / "config.toml")
        assert config.schedule.digest_weekday == "friday"
        assert config.digest is not None
        assert config.digest.recipients == (config.digest.sender,) == (USER,)
        assert (config.digest.smtp.tls, config.digest.smtp.account) == (tls, "own")
        again = door("digest", "--server", "smtp.example.org")
        assert again.code == 2
        assert "[digest] is there already; change or remove it there" in again.err


def test_a_server_that_does_not_let_us_in_changes_nothing(
    reading: tuple[Door, trustme.CA],
) -> None:
    door, authority = reading
    file = door.home / "config.toml"
    before = file.read_bytes()
    with post_office(authority=trustme.CA(), tls="implicit") as stranger:
        assert door("digest", "--server", f"localhost:{stranger.port}").code != 0
    with post_office(authority=authority, answers={"AUTH": "535 no"}) as office:
        refused = door("digest", "--server", f"localhost:{office.port}")
    assert refused.code == 4, refused.err
    nobody = door("digest", "--server", f"localhost:{free_port()}")
    assert nobody.code == 5, nobody.err
    for words in (("--to", "sam@example.org"), ("--server", "smtp.example.org:http")):
        wrong = door("digest", *words)
        assert wrong.code == 2, wrong.err
        assert "; give " in wrong.err or ": give " in wrong.err
    assert file.read_bytes() == before


def test_a_mistyped_provider_is_asked_about_and_ctrl_c_writes_nothing(tmp_path: Path) -> None:
    person = Person(tmp_path / "home", "init", "you@gmial.com")
    person.answer("Did you mean you@gmail.com", "")
    person.screen.expect("Password")
    assert "https://myaccount.google.com/apppasswords" in str(person.screen.before)
    person.screen.sendintr()
    code, said = person.end()
    assert code == 130
    assert "Traceback" not in said
    assert not (tmp_path / "home" / "config.toml").exists()


def test_an_account_is_taken_out_and_every_other_line_stays(door: Door) -> None:
    door.home.mkdir(mode=0o700)
    file = door.home / "config.toml"
    add_account(file, account("first"))
    before = file.read_text()
    add_account(file, account("second", tls="starttls"))
    assert door("account", "remove", "second").code == 2  # nobody to ask
    assert door("account", "remove", "second", "--yes").code == 0
    assert file.read_text().rstrip() == before.rstrip()
    done = door("account", "remove", "third", "--yes")
    assert done.code == 2
    assert "there is no account 'third'; give one of: first" in done.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
