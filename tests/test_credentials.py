"""Secrets: had from each place, refused with a mend, and never shown."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from watchdog.config.tables import SecretSource
from watchdog.credentials import CredentialProblem, resolve

SECRET = "swordfish-7"
WHERE = "accounts[0].password"


class Drawer(KeyringBackend):
    """A keyring in memory."""

    def __init__(self, content: dict[tuple[str, str], str], *, locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring's own
        self.content = content
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked(f"cannot unlock {SECRET}")
        return self.content.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.content[service, username] = password


class PlaintextDrawer(Drawer):
    """Named like those that write plain text."""


class Chain(Drawer):
    """Several keyrings behind one."""

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__({})
        self.backends = backends


def empty(kind: Callable[[], KeyringBackend]) -> KeyringBackend:
    return kind()


@contextmanager
def session_keyring(backend: KeyringBackend) -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)


def refused(secret: SecretSource, environ: dict[str, str], limit_seconds: float = 5) -> str:
    with pytest.raises(CredentialProblem) as raised:
        resolve(secret, where=WHERE, environ=environ, limit_seconds=limit_seconds)
    told = str(raised.value)
    assert told.startswith(f"{WHERE}: ")
    assert "\n" not in told
    assert SECRET not in told
    assert raised.value.__cause__ is None
    return told


def python(code: str) -> SecretSource:
    return SecretSource(command=(sys.executable, "-c", code))


def private(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text)
    path.chmod(mode)
    return path


def test_the_keyring_is_asked_for_the_service() -> None:
    with session_keyring(Drawer({("mail", "watchdog"): SECRET})):
        assert resolve(SecretSource(keyring="mail"), where=WHERE, environ={}) == SECRET


def test_a_chain_is_asked_link_by_link() -> None:
    kept = Drawer({("mail", "watchdog"): SECRET})
    with session_keyring(Chain(PlaintextDrawer({("mail", "watchdog"): "x"}), Drawer({}), kept)):
        assert resolve(SecretSource(keyring="mail"), where=WHERE, environ={}) == SECRET


@pytest.mark.parametrize(
    ("backend", "told"),
    [
        (Drawer({}), "keyring set mail watchdog"),
        (Drawer({}, locked=True), "unlock it"),
        (empty(fail.Keyring), "no keyring that protects anything"),
        (empty(null.Keyring), "no keyring that protects anything"),
        (PlaintextDrawer({("mail", "watchdog"): SECRET}), "no keyring that protects anything"),
        (Chain(), "no keyring that protects anything"),
    ],
)
def test_a_keyring_that_cannot_help_is_told(backend: KeyringBackend, told: str) -> None:
    with session_keyring(backend):
        assert told in refused(SecretSource(keyring="mail"), {})


def test_a_command_gives_its_first_line() -> None:
    secret = python(f"print('{SECRET}'); print('user: you')")
    assert resolve(secret, where=WHERE, environ={}) == SECRET


def test_a_command_sees_the_environment_and_no_shell() -> None:
    secret = SecretSource(command=(sys.executable, "-c", "import sys; print(sys.argv[1])", "$A;b"))
    assert resolve(secret, where=WHERE, environ={"A": "x"}) == "$A;b"
    secret = python("import os; print(os.environ['A'])")
    assert resolve(secret, where=WHERE, environ={"A": SECRET}) == SECRET


def test_a_command_cannot_ask_for_input() -> None:
    assert "exit code 1" in refused(python("input()"), {})


def test_a_failing_command_is_told_without_its_output() -> None:
    code = f"import sys; print('{SECRET}'); print('{SECRET}', file=sys.stderr); sys.exit(3)"
    # The program itself is named, its arguments are not: they may hold the secret.
    assert "exit code 3" in refused(python(code), {})


def test_a_command_that_hangs_is_ended_with_all_it_started() -> None:
    code = (
        "import subprocess, sys, time;"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)"
    )
    assert "no answer within 0.3 s" in refused(python(code), {}, limit_seconds=0.3)


def test_a_command_that_is_not_there_is_told() -> None:
    assert "install it, or name another" in refused(SecretSource(command=("no-such-program",)), {})


def test_a_file_gives_its_first_line(tmp_path: Path) -> None:
    path = private(tmp_path / "secret", f"{SECRET}\r\nsecond\n")
    assert resolve(SecretSource(file=path), where=WHERE, environ={}) == SECRET


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o602])
def test_a_file_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = private(tmp_path / "a secret", SECRET, mode)
    assert refused(SecretSource(file=path), {}).endswith(f"chmod 600 '{path}'")


def test_a_link_to_a_file_open_to_others_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(private(tmp_path / "secret", SECRET, 0o644))
    assert "chmod 600" in refused(SecretSource(file=link), {})


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    assert "no such file" in refused(SecretSource(file=tmp_path / "none"), {})


def test_a_variable_gives_its_value() -> None:
    assert resolve(SecretSource(env="A"), where=WHERE, environ={"A": SECRET}) == SECRET
    assert "variable A is not set" in refused(SecretSource(env="A"), {})


def test_systemd_gives_a_credential(tmp_path: Path) -> None:
    private(tmp_path / "mail", SECRET, 0o440)
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert resolve(SecretSource(systemd="mail"), where=WHERE, environ=environ) == SECRET


@pytest.mark.parametrize("name", ["other", "../mail", "/etc/hostname"])
def test_systemd_gives_only_its_own_credentials(tmp_path: Path, name: str) -> None:
    (tmp_path / "unit").mkdir()
    private(tmp_path / "mail", SECRET)
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path / "unit")}
    assert f"LoadCredential={name}:" in refused(SecretSource(systemd=name), environ)
    assert "LoadCredential=" in refused(SecretSource(systemd=name), {})


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("", "is empty"),
        ("  \nx", "is empty"),
        (f"{SECRET}\x00", "control characters"),
        (f"{SECRET}\rA LOGOUT", "control characters"),
    ],
)
def test_what_is_no_secret_is_refused(value: str, told: str) -> None:
    assert told in refused(SecretSource(env="A"), {"A": value})


def test_a_secret_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = private(tmp_path / "secret", "")
    path.write_bytes(b"\xff\xfe")
    assert "not UTF-8" in refused(SecretSource(file=path), {})
