"""What processes hold in memory, what they share counted once; Linux only."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def held(process: int) -> int:
    """Bytes of a process and of all that it started: their own, and their share of the rest."""
    return sum(map(_own_and_share, family(process)))


def family(process: int) -> list[int]:
    """A process and those that it started, and so on."""
    found = [process]
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found


@contextmanager
def watched(process: int, *, every: float = 0.2) -> Iterator[list[int]]:
    """What a process and all that it started hold, looked at so often."""
    seen, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(every):
            seen.append(held(process))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


def _own_and_share(process: int) -> int:
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) * 1024
    return 0
