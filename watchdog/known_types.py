"""Types that msgspec reads into, made known to it by one thread and out of Ctrl-C's reach.

On a type's first use msgspec looks its fields up. A second thread that uses the type meanwhile
finds them half filled in, which ends the process (msgspec 0.22); and an interrupt that arrives
then can be lost, since CPython drops what a `__hash__` raises that C asks for.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import msgspec

T = TypeVar("T")

_one_at_a_time = threading.RLock()
_known: set[object] = set()


def known(kind: type[T]) -> type[T]:
    """`kind`, once msgspec knows it and any thread may read into it."""
    if kind not in _known:
        with _one_at_a_time, heard_afterwards():
            msgspec.msgpack.Decoder(kind)
            _known.add(kind)
    return kind


@contextmanager
def heard_afterwards() -> Iterator[None]:
    """Hold SIGINT back while this goes on, and say it again behind it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is interrupted
        return
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if held:
            signal.raise_signal(signal.SIGINT)
