"""An archive cut into portions of bounded size, each of which is read by itself, by anybody."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from watchdog.archive.archive import Found, read_files, read_slice
from watchdog.archive.files import ArchiveFile, ArchiveProblem, files_of, unreadable
from watchdog.archive.mbox import is_mbox

PORTION_BYTES = 16 << 20
_MOST_FILES = 500
_HEAD = 64


class Portion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Files, of a Maildir or not; or of one mbox the mails that begin in `begin` to `end`."""

    paths: tuple[str, ...]
    in_maildir: bool = False
    begin: int = 0
    end: int | None = None

    def __str__(self) -> str:
        if self.end is not None:
            return f"{self.paths[0]} from byte {self.begin}"
        more = len(self.paths) - 1
        return self.paths[0] + (f" and {more} more" if more else "")


def portions_of(paths: Iterable[Path]) -> Iterator[Portion | ArchiveProblem]:
    """The whole of an archive: large mboxes in slices, other files so many together."""
    together: list[ArchiveFile] = []
    held = 0
    for found in files_of(paths):
        if isinstance(found, ArchiveProblem):
            yield found
            continue
        try:
            size = found.path.stat().st_size
            slices = _slices(found, size)
        except OSError as error:
            yield unreadable(found.path, error)
            continue
        if slices:
            yield from slices
            continue
        if together and together[0].in_maildir != found.in_maildir:
            yield _portion(together)
            together, held = [], 0
        together.append(found)
        held += size
        if held >= PORTION_BYTES or len(together) >= _MOST_FILES:
            yield _portion(together)
            together, held = [], 0
    if together:
        yield _portion(together)


def _slices(file: ArchiveFile, size: int) -> list[Portion]:
    if file.in_maildir or size <= PORTION_BYTES or not file.path.is_file():
        return []
    with file.path.open("rb") as stream:
        if not is_mbox(stream.read(_HEAD)):
            return []
    path = str(file.path.absolute())
    begins = range(0, size, PORTION_BYTES)
    return [Portion(paths=(path,), begin=at, end=at + PORTION_BYTES) for at in begins]


def _portion(files: list[ArchiveFile]) -> Portion:
    paths = tuple(str(file.path.absolute()) for file in files)
    return Portion(paths=paths, in_maildir=files[0].in_maildir)


def read_portion(portion: Portion) -> Iterator[Found]:
    """Its mails; one that reaches into the next portion belongs to that in which it begins."""
    if portion.end is not None:
        return read_slice(Path(portion.paths[0]), portion.begin, portion.end)
    files = (ArchiveFile(path=Path(one), in_maildir=portion.in_maildir) for one in portion.paths)
    return read_files(files)
