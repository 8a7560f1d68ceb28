"""Run as a process: the nursery, and the readers born of it, which read what comes over a line.

A mail that takes too long ends its reader by SIGPROF, one that takes too much memory fails.
"""

import gc
import os
import signal
import socket
import sys
import time
from pathlib import Path

from parsers.merchants import Known
from parsers.message import fingerprint_of
from watchdog.reading.frames import (
    Asked,
    Born,
    Done,
    Ended,
    Hello,
    HungUpError,
    Limits,
    Ready,
    Senders,
    Task,
    hear,
    say,
)
from watchdog.reading.here import ReadMail, quarantined, read_here

_MOST_MEMORY = 512 << 20  # in all, where it cannot be told how much those take
_WORN = 64 << 20
_LARGE = 64 << 10  # no smaller mail leaves much behind
_PATIENCE_SECONDS = 0.5
# Few of the things that a mail is made of lead back to themselves: to look for those often costs
# a twentieth of the reading.
_GARBAGE = (20_000, 20, 100)
_STATM = Path("/proc/self/statm")  # Linux only
# It says something of every kind, so that what reads bills is made once for all readers.
_SAMPLE = (
    b"From: Shop <shop@example.org>\r\nSubject: Your receipt\r\nMIME-Version: 1.0\r\n"
    b"Date: Thu, 01 Jan 2026 12:00:00 +0000\r\nContent-Type: text/html\r\n\r\n"
    b"<table><tr><td>Thank you, you paid <b>$9.99</b> on January 1, 2026.</td></tr>\r\n"
    b"<tr><td>Order number</td><td>A-1042</td></tr><tr><td>Subtotal</td><td>$8.99</td></tr>\r\n"
    b"<tr><td>Tax</td><td>$1.00</td></tr><tr><td>Total</td><td>$9.99</td></tr></table>\r\n"
    b"<p>Your subscription renews on February 1, 2026. Your card ending 4242 will be charged.</p>"
    b"<p>Your payment failed, we will try again. Your refund has been issued.</p>\r\n"
    b"<p>Your invoice is due, please pay by January 9. Your membership has been cancelled.</p>"
    b"<p>Your free trial ends soon. The price of your plan is going up from $8 to $9.</p>\r\n"
    b"<p>If you want to cancel, manage your account. You received this email from us.</p>\r\n"
)


def main() -> None:
    """Load everything, then bear readers until the other side is gone."""
    # Ctrl-C and a supervisor's farewell reach the whole group; we end when the line does.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    line = socket.socket(fileno=sys.stdin.fileno())
    hello = Hello(Known(), Limits())
    try:
        say(line, Senders(_sender_domains()))
        _warm_up(hello)
        say(line, Ready())
        while True:
            asked = hear(line, Asked)
            if asked.hello is None:
                say(line, Ended(_end_of(asked.end, at_once=asked.at_once)))
                continue
            if asked.hello != hello:
                hello = asked.hello
                _warm_up(hello)
            say(line, Born(_bear(line, hello)))
    except HungUpError:
        return


def _sender_domains() -> frozenset[str]:
    from parsers.readers import sender_domains

    return sender_domains()


def _warm_up(hello: Hello) -> None:
    """What is loaded late shall not count as the first mail's, and be loaded once for all."""
    read_here(_SAMPLE, None, hello.known)
    gc.collect()
    gc.freeze()  # no reader writes into what it shares with the others to tidy up
    gc.set_threshold(*_GARBAGE)


def _bear(line: socket.socket, hello: Hello) -> int:
    """A copy of us that reads; its process."""
    _, (theirs, *_), _, _ = socket.recv_fds(line, 1, 1)
    reader = os.fork()
    if reader == 0:
        code = 1
        try:
            line.close()
            _read_all(socket.socket(fileno=theirs), hello)
            code = 0
        finally:
            os._exit(code)
    os.close(theirs)
    return reader


def _end_of(reader: int, *, at_once: bool) -> int | None:
    """The exit code of a reader that ends by itself in time; None: it was killed."""
    until = time.monotonic() + (0 if at_once else _PATIENCE_SECONDS)
    try:
        while True:
            process, status = os.waitpid(reader, os.WNOHANG)
            if process:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() >= until:
                os.kill(reader, signal.SIGKILL)
                os.waitpid(reader, 0)
                return None
            time.sleep(0.002)
    except ChildProcessError:
        return None


def _read_all(line: socket.socket, hello: Hello) -> None:
    base = _limit_memory(hello.limits.memory)
    try:
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
