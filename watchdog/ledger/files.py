"""The ledger as a file: what lies at its path, who may read it, and how a new one gets there."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind
from watchdog.ledger.version import HEADER_BYTES, is_ours

_MAGIC = b"SQLite format 3\x00"
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "ceph", "afs"}


def examine(path: Path) -> bool:
    """Whether a ledger lies at `path`; nothing at all is False, anything else a `LedgerProblem`.

    Only the header is read, without SQLite: opening a foreign database could change it.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unreachable(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise _foreign(path, "it is no file" if not path.is_dir() else "it is a folder")
    _examine_header(path, found.st_size)
    return True


def _examine_header(path: Path, size: int) -> None:
    header = _header(path)
    if not header:
        raise _damaged(path, "the file is empty")
    if not header.startswith(_MAGIC):
        raise _foreign(path, "it is not a database")
    if len(header) < HEADER_BYTES:
        raise _damaged(path, "the file is cut short")
    if not is_ours(header):
        raise _foreign(path, "it is the database of another program")
    # With a -wal beside it, a checkpoint may have been interrupted: SQLite mends that itself.
    if size < _promised_size(header) and not _sidecar(path, "-wal").exists():
        raise _damaged(path, "the file is cut short")


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEADER_BYTES)
    except OSError as error:
        raise _unreachable(path, error) from error


def _promised_size(header: bytes) -> int:
    """Bytes of the database file by its own header (SQLite file format, section 1.3)."""
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    counts_are_valid = header[24:28] == header[92:96]
    return (65536 if page_size == 1 else page_size) * pages if counts_are_valid else 0


def make_folder(folder: Path) -> None:
    """Make the folder and those above it that are missing, open to their owner only."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        for each in reversed(missing):
            each.mkdir(mode=0o700, exist_ok=True)
            each.chmod(0o700)  # whatever the umask took away
    except OSError as error:
        raise _unreachable(folder, error) from error


@contextmanager
def under_construction(path: Path) -> Iterator[Path]:
    """A hidden empty file beside `path`, mode 0600, that takes its place when all went well.

    So a ledger is there whole or not at all, and never over something that exists: whoever
    is first at `path` stays.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    except OSError as error:
        raise _unreachable(path, error) from error
    os.close(handle)
    scaffold = Path(name)
    scaffold.chmod(0o600)  # whatever the umask took away
    try:
        yield scaffold
        _put_in_place(scaffold, path)
    finally:
        for each in (scaffold, _sidecar(scaffold, "-wal"), _sidecar(scaffold, "-shm")):
            each.unlink(missing_ok=True)


def _put_in_place(scaffold: Path, path: Path) -> None:
    try:
        path.hardlink_to(scaffold)
    except FileExistsError:
        if path.is_symlink() and not path.exists():
            raise _foreign(path, "it is a symbolic link to nothing") from None
    except OSError:  # a file system without hard links
        if not path.exists():
            scaffold.rename(path)
    sync(path.parent)


def network_disk(path: Path, mounts: str | None = None) -> str | None:
    """The kind of network file system under a path, where SQLite's locks cannot be trusted.

    `mounts` is what /proc/self/mountinfo says; None where there is none, or the disk is local.
    """
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
    found, best = None, 0
    whole = path.parent.resolve() / path.name
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = before.split(" ")[4].replace("\\040", " ")
        if whole.is_relative_to(point) and len(point) >= best:
            found, best = after.split(" ")[0], len(point)
    return found if found in _NETWORK or (found or "").startswith("fuse.") else None


def sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder, before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def tighten(path: Path) -> None:
    """Close the ledger and its sidecars to everybody but their owner.

    A ledger that was write-protected for a while leaves sidecars that are: they follow it.
    """
    with contextlib.suppress(FileNotFoundError, PermissionError):  # not ours to close
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o600)
    mode = stat.S_IMODE(path.stat().st_mode)
    for each in (_sidecar(path, "-wal"), _sidecar(path, "-shm")):
        with contextlib.suppress(FileNotFoundError, PermissionError):
            if stat.S_IMODE(each.stat().st_mode) != mode:
                each.chmod(mode)


def _sidecar(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _foreign(path: Path, what: str) -> LedgerProblem:
    mend = "nothing was changed; choose another path for the ledger"
    return LedgerProblem(LedgerProblemKind.NOT_A_LEDGER, str(path), what, mend)


def _damaged(path: Path, what: str) -> LedgerProblem:
    from watchdog.ledger.backups import way_back  # it examines files itself

    return LedgerProblem(LedgerProblemKind.CORRUPT, str(path), what, way_back(str(path)))


def _unreachable(path: Path, error: OSError) -> LedgerProblem:
    what = f"it cannot be reached ({error.strerror})"
    mend = "check who owns the file and its folder, and whether you may write there"
    return LedgerProblem(LedgerProblemKind.READ_ONLY, str(path), what, mend)
