"""One reading process for many tests: it takes most of a second to begin."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

import msgspec
import pytest

from watchdog.reading import room

_Parked = tuple[socket.socket, "subprocess.Popen[bytes]"]


class Lounge:
    """Where readers wait, by what they know, for the next test that needs such a one."""

    def __init__(self) -> None:
        self._parked: dict[bytes, list[_Parked]] = {}

    def shared_by(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let a reader that is closed wait here, and one that is opened come from here."""
        start, close = room.Room.start, room.Room.close

        def begin(one: room.Room) -> socket.socket:
            waiting = self._parked.get(_name(one))
            if not waiting or waiting[-1][1].poll() is not None:
                return start(one)
            one.line, one.process = waiting.pop()
            return one.line

        def park(one: room.Room) -> None:
            if one.line is not None and one.process is not None:
                self._parked.setdefault(_name(one), []).append((one.line, one.process))
                one.line = one.process = None
            else:  # several at once, and one of them waits here already
                close(one)

        monkeypatch.setattr(room.Room, "start", begin)
        monkeypatch.setattr(room.Room, "close", park)

    def end(self) -> None:
        """Let them go."""
        for line, process in chain.from_iterable(self._parked.values()):
            line.close()
            process.wait(5)


def _name(one: room.Room) -> bytes:
    return msgspec.msgpack.encode((one.known(), one.limits), order="deterministic")


@contextmanager
def lounge() -> Iterator[Lounge]:
    """A lounge, closed at the end."""
    made = Lounge()
    try:
        yield made
    finally:
        made.end()
