"""Fetches a secret from where the configuration says it is kept, and never shows it."""

import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from watchdog.config.tables import SecretSource
from watchdog.paths import NotPrivateError, read_private

KEYRING_USER = "watchdog"
_EMPTY_BACKENDS = ("keyring.backends.fail", "keyring.backends.null")


class CredentialProblem(Exception):  # noqa: N818 - expected, and told in one line
    """A secret cannot be had; the text says whose, why and how to mend it, without any output."""


def resolve(
    secret: SecretSource,
    *,
    where: str,
    environ: Mapping[str, str],
    limit_seconds: float = 30.0,
) -> str:
    """The secret, one line without its line break; CredentialProblem when there is none.

    `where` names its owner in the problem, such as `accounts[0].password`.
    """
    try:
        return _one_line(_fetch(secret, environ, limit_seconds))
    except CredentialProblem as problem:
        raise CredentialProblem(f"{where}: {problem}") from None


def _fetch(secret: SecretSource, environ: Mapping[str, str], limit_seconds: float) -> str:
    if secret.keyring is not None:
        return _from_keyring(secret.keyring)
    if secret.command is not None:
        return _from_command(secret.command, environ, limit_seconds)
    if secret.file is not None:
        return _from_file(secret.file)
    if secret.env is not None:
        return _from_variable(secret.env, environ)
    return _from_systemd(secret.systemd or "", environ)


def _from_keyring(service: str) -> str:
    # Imported here: it costs a tenth of a second, and few commands need a secret.
    from keyring.errors import KeyringError

    try:
        found = (backend.get_password(service, KEYRING_USER) for backend in safe_backends())
        password = next((str(each) for each in found if each is not None), None)
    except KeyringError as error:
        reason = type(error).__name__
        raise CredentialProblem(f"the keyring refused ({reason}); unlock it") from None
    if password is None:
        mend = f"store it: keyring set {service} {KEYRING_USER}"
        raise CredentialProblem(f"the keyring has nothing under {service!r}; {mend}")
    return password


def safe_backends() -> list[Any]:
    """The keyrings of this session; several stand behind one when it is a chain."""
    import keyring

    active = keyring.get_keyring()
    backends = getattr(active, "backends", [active])
    safe = [each for each in backends if _protects(type(each))]
    if not safe:
        raise CredentialProblem(
            "this session has no keyring that protects anything; "
            "sign in to a desktop session, or use command, file or systemd"
        )
    return safe


def _protects(kind: type) -> bool:
    """Not a backend that keeps nothing, nor keyrings.alt's that write plain text."""
    return not (kind.__module__.startswith(_EMPTY_BACKENDS) or kind.__name__.startswith("Plain"))


def _from_command(argv: tuple[str, ...], environ: Mapping[str, str], limit_seconds: float) -> str:
    program = argv[0]
    try:
        # A session of its own, so that whatever it started can be ended with it.
        running = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            start_new_session=True,
        )
    except (OSError, ValueError):
        raise CredentialProblem(
            f"command {program!r} cannot be run; install it, or name another"
        ) from None
    output, code = _output(running, limit_seconds)
    if code is None:
        what = f"command {program!r} gave no answer within {limit_seconds:g} s"
        raise CredentialProblem(f"{what}; see whether it waits for somebody to type")
    if code != 0:
        raise CredentialProblem(f"command {program!r} ended with exit code {code}; try it by hand")
    return _text(output)


def _output(running: "subprocess.Popen[bytes]", limit_seconds: float) -> tuple[bytes, int | None]:
    """What it wrote and its exit code; None as code when its time was up."""
    with running:
        try:
            output, _ = running.communicate(timeout=limit_seconds)
        except subprocess.TimeoutExpired:
            return b"", None
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
        return output, running.returncode


def _from_file(path: Path) -> str:
    try:
        return _text(read_private(path))
    except NotPrivateError as error:
        raise CredentialProblem(str(error)) from None
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        mend = "write the secret into it, then: chmod 600"
        raise CredentialProblem(f"{path}: cannot be read ({reason}); {mend} {path}") from None


def _from_variable(name: str, environ: Mapping[str, str]) -> str:
    if name not in environ:
        raise CredentialProblem(f"the environment variable {name} is not set; export it")
    return environ[name]


def _from_systemd(name: str, environ: Mapping[str, str]) -> str:
    """A credential of the unit (systemd.exec, "CREDENTIALS"); systemd itself keeps it private."""
    folder = environ.get("CREDENTIALS_DIRECTORY")
    mend = f"add LoadCredential={name}:/path/to/secret to the unit"
    if not folder or Path(name).name != name:
        raise CredentialProblem(f"systemd gave no credentials to this process; {mend}")
    try:
        return _text(Path(folder, name).read_bytes())
    except OSError:
        raise CredentialProblem(f"systemd gave no credential {name!r}; {mend}") from None


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise CredentialProblem("the secret is not UTF-8 text; store it as such") from None


def _one_line(text: str) -> str:
    line = text.split("\n", 1)[0].rstrip("\r")
    if not line.strip():
        raise CredentialProblem("the secret is empty; store it again")
    if any(ord(char) < 32 or ord(char) == 127 for char in line):
        raise CredentialProblem("the secret has control characters in it; store it again")
    return line
