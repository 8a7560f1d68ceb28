"""Where configuration, ledger and lock lie, and reading and writing what is nobody else's."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from shlex import quote

import msgspec
from platformdirs import user_config_path, user_data_path

_NAME = "billing-watchdog"


class NotPrivateError(Exception):
    """A file holds secrets and others can reach it; the text names it and says how to mend that."""


class Home(msgspec.Struct, frozen=True, kw_only=True):
    """The places of one installation; nothing of it needs to exist yet."""

    config_file: Path
    ledger_file: Path
    lock_file: Path

    def with_ledger(self, ledger_file: Path | None) -> "Home":
        """The same home with the ledger somewhere else; the lock goes where the ledger is."""
        if ledger_file is None:
            return self
        lock_file = ledger_file.with_name(ledger_file.name + ".lock")
        return Home(config_file=self.config_file, ledger_file=ledger_file, lock_file=lock_file)


def home_folders(home: Path | None, environ: Mapping[str, str]) -> Home:
    """Everything in `home` or in WATCHDOG_HOME; without either, in the platform's own folders."""
    chosen = str(home) if home is not None else environ.get("WATCHDOG_HOME", "")
    if chosen:
        folder = Path(chosen).expanduser().absolute()
        return _home(settings=folder, stock=folder)
    settings = user_config_path(_NAME, appauthor=False)
    return _home(settings=settings, stock=user_data_path(_NAME, appauthor=False))


def _home(*, settings: Path, stock: Path) -> Home:
    ledger_file = stock / "ledger.sqlite3"
    home = Home(
        config_file=settings / "config.toml", ledger_file=ledger_file, lock_file=ledger_file
    )
    return home.with_ledger(ledger_file)


def make_private(folder: Path) -> Path:
    """Make `folder` and what is missing above it with mode 0700; OSError when that is not possible.

    A folder that exists is the user's business and stays as it is: the files in it are private.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    return folder


def read_private(path: Path) -> bytes:
    """The content of a file that only its owner can reach; OSError, or NotPrivateError otherwise.

    Opened once and judged by what was opened, so that a link cannot lead somewhere looser.
    """
    # Without O_NONBLOCK a named pipe would keep us waiting for its other end.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:  # noqa: PTH123 - by handle
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise NotPrivateError(f"{path}: it is no ordinary file; name one")
        if found.st_mode & 0o077:
            mode = stat.S_IMODE(found.st_mode)
            raise NotPrivateError(
                f"{path}: others on this computer can reach it (mode {mode:04o}); "
                f"run: chmod 600 {quote(str(path))}"
            )
        return file.read()


def replace_privately(path: Path, content: bytes) -> None:
    """Put a file for its owner's eyes in the place of another in one step; OSError.

    What stood there stays until the new one is whole on the disk.
    """
    import tempfile  # a report writes nothing so

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise type(error)(error.errno, error.strerror, str(path)) from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
