"""Files for other people's eyes: a folder of them there whole or not at all, and as a ZIP."""

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec

SUMS = "SHA256SUMS"
# The first moment that a ZIP can name: the same content gives the same bytes on any day.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _PRIVATE_FILE = 3, 0o100600


class PackedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a pack; `name` is a relative path with "/" and never comes from a mail."""

    name: str
    content: bytes


class PackProblem(Exception):  # noqa: N818 - a state of the disk, not a programming error
    """A pack cannot be written there; one line says why and what to do."""


def write_pack(
    folder: Path, files: Sequence[PackedFile], *, zipped: bool, replace: bool
) -> tuple[Path, ...]:
    """Write `folder`, and FOLDER.zip beside it if `zipped`; what was written.

    Raises PackProblem when something else is in the way, OSError when the disk refuses: then
    nothing is left behind, and an earlier pack is as it was.
    """
    folder = folder.resolve()
    archive = folder.with_name(folder.name + ".zip")
    _check_folder(folder, replace=replace)
    if archive.exists() and zipped:
        _check_archive(archive, replace=replace)
    with _refused_at(folder):
        make_folder(folder.parent)
        with _scaffold(folder) as scaffold:
            _fill(scaffold / "new", files)
            if zipped:
                write_privately(scaffold / "new.zip", zip_of(files, folder.name))
            _put_in_place(scaffold, folder)
            if zipped:
                (scaffold / "new.zip").replace(archive)
    return (folder, archive) if zipped else (folder,)


def zip_of(files: Sequence[PackedFile], folder: str) -> bytes:
    """The files as a ZIP with one folder in it; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(f"{folder}/{file.name}", _NO_TIME)
            entry.create_system = _UNIX
            entry.external_attr = _PRIVATE_FILE << 16
            archive.writestr(entry, file.content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, open to their owner only."""
    for each in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        each.mkdir(mode=0o700, exist_ok=True)
        each.chmod(0o700)  # whatever the umask took away


def write_privately(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, from its first byte on."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)


def _fill(folder: Path, files: Sequence[PackedFile]) -> None:
    make_folder(folder)
    for file in files:
        path = folder / PurePosixPath(file.name)
        make_folder(path.parent)
        write_privately(path, file.content)


@contextmanager
def _scaffold(folder: Path) -> Iterator[Path]:
    """A hidden folder beside `folder`, gone in the end."""
    scaffold = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".evidence-"))
    try:
        yield scaffold
    finally:
        shutil.rmtree(scaffold, ignore_errors=True)


def _put_in_place(scaffold: Path, folder: Path) -> None:
    """The new folder for the old one, which comes back when the change fails."""
    new, old = scaffold / "new", scaffold / "old"
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:  # Ctrl-C as well: the scaffold is cleared away with what is in it
        if old.exists():
            old.rename(folder)
        raise


@contextmanager
def _refused_at(folder: Path) -> Iterator[None]:
    """Name the folder that was asked for, not the scaffold, when the disk refuses."""
    try:
        yield
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(folder)) from error


def _check_folder(folder: Path, *, replace: bool) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise PackProblem(f"{folder} is a file; name a folder")
    if not any(folder.iterdir()):
        return
    foreign = _foreign(folder)
    if foreign is not None:
        raise PackProblem(f"{folder} is not empty ({foreign}); name a folder that is new or empty")
    if not replace:
        raise PackProblem(f"{folder} holds an earlier pack; add --replace, or name another folder")


def _check_archive(archive: Path, *, replace: bool) -> None:
    if not replace:
        raise PackProblem(
            f"{archive} is there already; add --replace or --no-zip, or name another folder"
        )
    if not _is_our_archive(archive):
        raise PackProblem(f"{archive} is no earlier pack; move it away, or add --no-zip")


def _foreign(folder: Path) -> str | None:
    """What keeps a folder from being an earlier pack: none at all, or a file that is not its."""
    ours = _listed(folder / SUMS)
    if "summary.html" not in ours or "timeline.html" not in ours:
        return "it is no earlier pack"
    there = (path for path in sorted(folder.rglob("*")) if not path.is_dir() or path.is_symlink())
    names = (path.relative_to(folder).as_posix() for path in there)
    strange = next((name for name in names if name not in ours), None)
    return f"{strange} is not of the earlier pack" if strange is not None else None


def _listed(sums: Path) -> set[str]:
    if not sums.is_file():
        return set()
    lines = sums.read_text(encoding="utf-8", errors="replace").splitlines()
    return {SUMS, *(line[66:] for line in lines)}


def _is_our_archive(archive: Path) -> bool:
    try:
        with zipfile.ZipFile(archive) as found:
            names = {name.partition("/")[2] for name in found.namelist()}
    except (OSError, zipfile.BadZipFile):
        return False
    return {SUMS, "summary.html", "timeline.html"} <= names
