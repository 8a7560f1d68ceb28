"""Reading mail safely: each one in a process that dies of its limits instead of ours."""

from watchdog.reading.ahead import read_ahead, read_each
from watchdog.reading.crew import ReadMany, cores, open_readers
from watchdog.reading.frames import Limits
from watchdog.reading.here import Read, ReadMail, read_here
from watchdog.reading.room import HANDS, open_reader

__all__ = [
    "HANDS",
    "Limits",
    "Read",
    "ReadMail",
    "ReadMany",
    "cores",
    "open_reader",
    "open_readers",
    "read_ahead",
    "read_each",
    "read_here",
]
