"""Ctrl-C while a library in C looks types up, which would swallow it: heard when that is over."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heard_afterwards() -> Iterator[None]:
    """Hold SIGINT back while this goes on, and say it again behind it.

    msgspec asks a dictionary for types, and CPython drops what their `__hash__` raises.
    """
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
