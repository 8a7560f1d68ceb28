"""Where the tokens of an account are kept: a file that only its owner can read, written whole."""

import fcntl
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.credentials import CredentialProblem
from watchdog.paths import NotPrivateError, make_private, read_private


class Store:
    """The tokens of one account, as text; only while it is locked are they read and written."""

    def __init__(self, file: Path, account: str) -> None:
        self._file = file
        self._account = account

    def load(self) -> str | None:
        """What is kept, None when nothing is; CredentialProblem when others could read it."""
        try:
            return read_private(self._file).decode()
        except FileNotFoundError:
            return None
        except (OSError, NotPrivateError, UnicodeDecodeError) as error:
            raise CredentialProblem(f"accounts.{self._account}.oauth: {error}") from None

    def save(self, content: str) -> None:
        """Keep this instead; on disk when it returns, so that no token is used that is not kept."""
        handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f".{self._file.name}.")
        try:
            with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123 - by handle
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._file)
        finally:
            Path(name).unlink(missing_ok=True)

    def remove(self) -> bool:
        """Forget them; False when there were none."""
        there = self._file.exists()
        self._file.unlink(missing_ok=True)
        return there


@contextmanager
def locked(folder: Path, account: str) -> Iterator[Store]:
    """The tokens of an account, with nobody else at them: a rotated token is worth nothing twice.

    `folder` is made when it is missing; CredentialProblem when it cannot be.
    """
    name = re.sub(r"[^\w.-]", "_", account)
    try:
        make_private(folder)
        handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        where = f"accounts.{account}.oauth"
        raise CredentialProblem(
            f"{where}: {folder} cannot be written ({error.strerror}); check whose folder it is"
        ) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield Store(folder / f"{name}.token", account)
    finally:
        os.close(handle)
