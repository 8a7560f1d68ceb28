"""One at a time: a lock that is held for life, and that the kernel frees even after kill -9."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.paths import make_private


class AlreadyRunning(Exception):  # noqa: N818 - a state, not an error of ours
    """Another program holds the lock; the text names its process."""


@contextmanager
def only_one(lock_file: Path) -> Iterator[None]:
    """Hold the lock, or raise AlreadyRunning."""
    make_private(lock_file.parent)
    handle = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = os.pread(handle, 20, 0).decode(errors="replace").strip()
            raise AlreadyRunning(
                f"{lock_file}: another watchdog runs already (pid {pid}); see: watchdog status"
            ) from None
        os.truncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
