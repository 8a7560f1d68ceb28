"""Puts a new secret where it is safe: the desktop's keyring, else a file for its owner alone."""

from pathlib import Path

from watchdog.config.tables import SecretSource
from watchdog.config.writing import write_private
from watchdog.credentials import KEYRING_USER, CredentialProblem, safe_backends
from watchdog.paths import replace_privately


def keep_secret(secret: str, *, name: str, folder: Path) -> SecretSource:
    """Keep the secret of an account called `name`, and say where; OSError.

    `folder` takes the file where this session has no keyring that protects anything.
    """
    service = f"billing-watchdog-{name}"
    if _in_keyring(service, secret):
        return SecretSource(keyring=service)
    file = folder / f"{name}.password"
    write_private(file, f"{secret}\n")
    return SecretSource(file=file)


def keep_in_place(secret: str, source: SecretSource) -> bool:
    """Put a new secret where the old one is kept; False where that is not ours to change; OSError.

    CredentialProblem where the keyring takes none.
    """
    if source.file is not None:
        file = source.file.resolve()  # the file behind a link stays where it is
        _, _, more = file.read_bytes().partition(b"\n") if file.exists() else (b"", b"", b"")
        replace_privately(file, f"{secret}\n".encode() + more)
        return True
    if source.keyring is None:
        return False
    if not _in_keyring(source.keyring, secret):
        raise CredentialProblem(
            f"the keyring did not take {source.keyring!r}; unlock it, in a desktop session"
        )
    return True


def _in_keyring(service: str, secret: str) -> bool:
    from keyring.errors import KeyringError

    try:
        safe_backends()[0].set_password(service, KEYRING_USER, secret)
    except (CredentialProblem, KeyringError):
        return False
    return True
