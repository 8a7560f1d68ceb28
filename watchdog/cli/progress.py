"""A progress bar on a terminal, and silence anywhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from watchdog.language import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@contextmanager
def told_when_stopped(go_on: str) -> Iterator[None]:
    """A line for who presses Ctrl-C while mail is read: nothing is lost; `go_on` goes on."""
    try:
        yield
    except KeyboardInterrupt:
        said = say("Stopped; what was read is kept. Go on with: {command}", command=go_on)
        sys.stderr.write(f"\n{said}\n")
        raise


class Bar:
    """Use as a context; `advance` after each batch."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._progress: Progress | None = _progress() if sys.stderr.isatty() else None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def advance(self, folder: str, count: int, total: int | None) -> None:
        """So many mails of a folder more, of so many if that is known."""
        if self._progress is None:
            return
        if folder not in self._tasks:
            self._tasks[folder] = self._progress.add_task(f"{self._title}/{folder}", total=total)
        self._progress.update(self._tasks[folder], advance=count, total=total)


def _progress() -> "Progress":
    from rich import progress
    from rich.console import Console

    return progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
