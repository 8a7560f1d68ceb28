"""A progress bar on a terminal, and silence anywhere else."""

import sys
from types import TracebackType
from typing import Self


class Bar:
    """Use as a context; `advance` after each batch."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._progress = None
        self._tasks: dict[str, int] = {}
        if not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
        )

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
