"""Several workers that read mail side by side, for whoever has many at once."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime
from queue import SimpleQueue

from parsers.merchants import Known
from watchdog.reading.here import Read, ReadMail
from watchdog.reading.room import open_reader

ReadMany = Callable[[Sequence[tuple[bytes, datetime | None]]], list[ReadMail]]


def cores() -> int:
    """How many of the computer's processors we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_readers(known: Known, count: int) -> Iterator[ReadMany]:
    """How to read many mails that strangers wrote, in their order, by `count` workers."""
    with ExitStack() as stack:
        idle: SimpleQueue[Read] = SimpleQueue()
        for _ in range(count):
            idle.put(stack.enter_context(open_reader(known)))
        threads = stack.enter_context(ThreadPoolExecutor(count, thread_name_prefix="crew"))

        def read_one(mail: tuple[bytes, datetime | None]) -> ReadMail:
            read = idle.get()
            try:
                return read(*mail)
            finally:
                idle.put(read)

        yield lambda mails: list(threads.map(read_one, mails))
