"""Threads of a scan share one place of C's memory."""

import platform
import subprocess
import sys

import pytest

# A thread of glibc's that asks for memory maps 64 MB of addresses, its own arena.
_GROWN = """
import re, sys, threading
from pathlib import Path
from watchdog.arenas import share_one_arena
if sys.argv[1] == "shared":
    share_one_arena()
def addresses():
    return int(re.search(r"VmSize:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before, grown = addresses(), []
def ask():
    kept = [bytes(5_000) for _ in range(100)]
    grown.append(addresses() - before)
asking = threading.Thread(target=ask)
asking.start()
asking.join()
print(grown[0] // 1024)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others have no arenas")
def test_a_thread_has_no_arena_of_its_own_once_one_is_shared() -> None:
    assert _megabytes("own") - _megabytes("shared") > 32


def _megabytes(how: str) -> int:
    asked = [sys.executable, "-c", _GROWN, how]
    said = subprocess.run(asked, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return int(said.stdout)
