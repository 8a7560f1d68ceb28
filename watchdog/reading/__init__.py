"""Reading mail safely: each one in a process that dies of its limits instead of ours."""

from watchdog.reading.ahead import read_ahead
from watchdog.reading.frames import Limits
from watchdog.reading.here import Read, ReadMail, read_here
from watchdog.reading.nursery import kept_nursery, sender_domains
from watchdog.reading.room import HANDS, cores, open_reader

__all__ = [
    "HANDS",
    "Limits",
    "Read",
    "ReadMail",
    "cores",
    "kept_nursery",
    "open_reader",
    "read_ahead",
    "read_here",
    "sender_domains",
]
