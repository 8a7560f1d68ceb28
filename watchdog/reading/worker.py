"""Run as a process: reads mails that come over standard input, each within its limits.

A mail that takes too long ends the process by SIGPROF, one that takes too much memory fails.
"""

import signal
import socket
import sys
from pathlib import Path

from parsers.message import fingerprint_of
from watchdog.reading.frames import Done, Hello, HungUpError, Ready, Task, hear, say
from watchdog.reading.here import ReadMail, quarantined, read_here

_MOST_MEMORY = 512 << 20  # in all, where it cannot be told how much those take
_WORN = 64 << 20
_LARGE = 64 << 10  # no smaller mail leaves much behind
_STATM = Path("/proc/self/statm")  # Linux only
_SAMPLE = (
    b"From: Shop <shop@example.org>\r\nSubject: Your receipt\r\nMIME-Version: 1.0\r\n"
    b"Date: Thu, 01 Jan 2026 12:00:00 +0000\r\nContent-Type: text/html\r\n\r\n"
    b"<table><tr><td>Thank you, you paid <b>$9.99</b> on January 1, 2026.</td></tr></table>\r\n"
)


def main() -> None:
    """Load everything, set the limits, then read until the other side is gone."""
    # Ctrl-C and a supervisor's farewell reach the whole group; we end when the line does.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    line = socket.socket(fileno=sys.stdin.fileno())
    try:
        hello = hear(line, Hello)
        # What is loaded late shall not count as the first mail's.
        read_here(_SAMPLE, None, hello.known)
        base = _limit_memory(hello.limits.memory)
        say(line, Ready())
        while True:
            task = hear(line, Task)
            mail = _within_limits(task, hello)
            worn = len(task.raw) > _LARGE and _size() - base > _WORN
            say(line, Done(mail, worn))
    except HungUpError:
        return


def _within_limits(task: Task, hello: Hello) -> ReadMail:
    # The default action of SIGPROF ends the process, in whatever C code it is lost.
    signal.setitimer(signal.ITIMER_PROF, hello.limits.cpu_seconds)
    try:
        if task.named_only:
            return quarantined(fingerprint_of(task.raw), "")
        return read_here(task.raw, task.received_at, hello.known, task.arrived)
    except MemoryError:
        reason = f"takes more than {hello.limits.memory >> 20} MiB to read"
        return quarantined(fingerprint_of(task.raw), reason)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _limit_memory(memory: int) -> int:
    import resource

    base = _size()
    most = base + memory if base else _MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return base


def _size() -> int:
    """Bytes of address space, 0 where that cannot be told."""
    try:
        return int(_STATM.read_bytes().split()[0]) * 4096
    except OSError:
        return 0


if __name__ == "__main__":
    main()
