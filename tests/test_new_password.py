"""What was slipped into a sign-in can be mended: password, user name, certificate, spaces."""

import io
import stat
import tomllib
from pathlib import Path

import keyring
import pytest

from tests.rigs.door import Door
from tests.rigs.dovecot import Dovecot, User
from tests.test_welcome import Drawer, Person, options
from watchdog.config.tables import SecretSource
from watchdog.credentials import CredentialProblem, resolve
from watchdog.safekeeping import keep_in_place

NEW = "another horse"


@pytest.fixture
def locked_out(door: Door, user: User) -> User:
    """A mailbox whose password is another one since it was read: what is kept is the old one."""
    door.configure(user)
    assert door("scan").code == 0
    door.configure(user, password="what it was before")
    return user


@pytest.mark.dovecot
@pytest.mark.parametrize("words", [("account", "test"), ("doctor",), ("scan",), ("status",)])
def test_a_refused_sign_in_names_the_command_that_takes_a_new_password(
    door: Door, locked_out: User, words: tuple[str, ...]
) -> None:
    if words == ("status",):
        door("scan")
    ended = door(*words)
    assert ended.code == 4
    assert "watchdog account password home" in ended.out + ended.err


@pytest.mark.dovecot
def test_a_new_password_is_tried_and_kept_in_the_place_of_the_old_one(
    door: Door, locked_out: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (door.home / "config.toml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO("a wrong one\n"))
    refused = door("account", "password", "home", "--password-stdin")
    assert refused.code == 4
    assert "the server refused the sign-in" in refused.err
    assert door("account", "test").code == 4
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{locked_out.password}\n"))
    taken = door("account", "password", "home", "--password-stdin")
    assert taken.code == 0, taken.err
    assert "Next: watchdog scan --now --account home" in taken.err
    assert locked_out.password not in taken.out + taken.err
    assert door("account", "test").code == 0
    assert door("scan", "--now", "--account", "home").code == 0
    assert (door.home / "config.toml").read_bytes() == before
    assert stat.S_IMODE((door.home / "password").stat().st_mode) == 0o600


@pytest.mark.dovecot
def test_at_a_terminal_it_may_be_typed_again(door: Door, locked_out: User) -> None:
    person = Person(door.home, "account", "password", "home")
    person.answer(r"Password \(not shown\)", "a wrong one")
    said = person.answer(r"Password \(not shown\)", locked_out.password)
    assert "the server refused the sign-in" in said
    code, said = person.end()
    assert code == 0, said
    assert "The new password is kept" in said


ELSEWHERE = [
    ('{ command = ["pass", "show", "mail"] }', "the command 'pass' gives what it signs in with"),
    ('{ env = "MAIL_PASSWORD" }', "the environment variable MAIL_PASSWORD holds its password"),
    ('{ systemd = "mail" }', "systemd's credential 'mail' is its password"),
]


@pytest.mark.dovecot
@pytest.mark.parametrize(("source", "told"), ELSEWHERE)
def test_what_others_keep_is_not_ours_to_change(
    door: Door, user: User, source: str, told: str
) -> None:
    config = door.configure(user)
    text = config.read_text("utf-8")
    kept = f'{{ file = "{door.home / "password"}" }}'
    assert kept in text
    config.write_text(text.replace(kept, source), "utf-8")
    ended = door("account", "password", "home", "--password-stdin")
    assert ended.code == 2
    assert told in ended.err
    assert "watchdog account test home" in ended.err


@pytest.mark.dovecot
def test_an_account_that_is_not_there_is_told_with_those_that_are(door: Door, user: User) -> None:
    door.configure(user)
    ended = door("account", "password", "work")
    assert ended.code == 2
    assert "no account is called 'work'" in ended.err
    assert "home" in ended.err


def test_a_keyring_takes_the_new_one_under_the_same_name(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer = Drawer()
    monkeypatch.setattr(keyring, "get_keyring", lambda: drawer)
    source = SecretSource(keyring="billing-watchdog-home")
    assert keep_in_place(NEW, source)
    assert resolve(source, where="it", environ={}) == NEW


def test_a_keyring_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    from keyring.backends.null import Keyring

    monkeypatch.setattr(keyring, "get_keyring", Keyring)
    with pytest.raises(CredentialProblem, match="did not take"):
        keep_in_place(NEW, SecretSource(keyring="billing-watchdog-home"))


def test_the_file_behind_a_link_stays_where_it_is_with_what_else_it_holds(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("old\nhost: mail.example.org\n", "utf-8")
    link = tmp_path / "link"
    link.symlink_to(kept)
    assert keep_in_place(NEW, SecretSource(file=link))
    assert link.is_symlink()
    assert kept.read_text("utf-8") == f"{NEW}\nhost: mail.example.org\n"


# -- an app password as it is shown ------------------------------------------------------------

GROUPS = "abcd efgh ijkl mnop"


@pytest.mark.dovecot
@pytest.mark.parametrize(
    ("real", "typed", "code"),
    [
        (GROUPS.replace(" ", ""), GROUPS, 0),
        (GROUPS, GROUPS, 0),
        ("correcthorsebattery", "correct horse battery", 4),
    ],
)
def test_an_app_password_in_four_groups_is_taken_without_their_spaces(
    door: Door,
    dovecot: Dovecot,
    monkeypatch: pytest.MonkeyPatch,
    real: str,
    typed: str,
    code: int,
) -> None:
    user = dovecot.add_user(real)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    ended = door(*options(user), "--password-stdin")
    assert ended.code == code, ended.err
    joined = "The password was taken without its spaces." in ended.err
    assert joined is (code == 0 and real != typed)
    if code == 0:
        assert door("account", "test").code == 0


# -- a server with an authority of its own -------------------------------------------------------


@pytest.mark.dovecot
def test_who_vouches_for_the_server_is_asked_and_not_the_server_again(
    tmp_path: Path, user: User
) -> None:
    home = tmp_path / "home"
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("no certificate", "utf-8")
    words = ("account", "add", f"{user.name}@home.example", "--user", user.name)
    host = ("--host", f"localhost:{user.server.tls_port}")
    person = Person(home, *words, *host)
    person.answer(r"Password \(not shown\)", user.password)
    question = "File with the certificate of the server's authority"
    said = person.answer(question, str(nothing))
    assert "the server's certificate is not trusted" in said
    said = person.answer(question, str(user.server.ca_path))
    assert "no certificates can be read" in said
    said = person.answer("How many days back", "")
    assert "Signed in." in said
    code, said = person.end()
    assert code == 0, said
    [told] = tomllib.loads((home / "config.toml").read_text("utf-8"))["accounts"]
    assert told["ca_file"] == str(user.server.ca_path)


def test_the_words_of_an_untrusted_server_name_key_and_option() -> None:
    """A script that adds an account has no configuration yet; a daemon has no options."""
    import ssl

    from watchdog.mailbox.errors import problem_of

    error = ssl.SSLCertVerificationError(1, "unable to get local issuer certificate")
    error.verify_message = "unable to get local issuer certificate"
    problem = problem_of(error, where="anna@h:993", host="h", port=993)
    assert problem.key == "ca_file"
    assert "ca_file in config.toml, or --ca-file FILE" in problem.mend


@pytest.mark.parametrize(
    ("user", "where"),
    [("anna", "anna@localhost:993"), ("anna@home.example", "anna@home.example at localhost:993")],
)
def test_an_address_and_its_server_can_be_told_apart(user: str, where: str) -> None:
    from watchdog.mailbox.mailbox import Endpoint, Tls

    assert Endpoint(host="localhost", port=993, tls=Tls.IMPLICIT, user=user).where == where
