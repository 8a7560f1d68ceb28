"""Several workers that read mail side by side, for whoever has many at once."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

from parsers.merchants import Known
from watchdog.reading.here import ReadMail
from watchdog.reading.room import open_reader

ReadMany = Callable[[Sequence[tuple[bytes, datetime | None]]], list[ReadMail]]


def cores() -> int:
    """How many of the computer's processors we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_readers(known: Known, count: int) -> Iterator[ReadMany]:
    """How to read many mails that strangers wrote, in their order, by `count` workers."""
    threads = ThreadPoolExecutor(count, thread_name_prefix="crew")
    with open_reader(known, hands=count) as read, threads:
        yield lambda mails: list(threads.map(lambda mail: read(*mail), mails))
