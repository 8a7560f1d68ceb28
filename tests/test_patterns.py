"""No regular expression runs away on hostile text; the bar of 100 kB is `make bench-patterns`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.patterns import TooLong, Used, given_up_after, slowest

ROOT = Path(__file__).parent.parent


def test_no_pattern_runs_away() -> None:
    """In a process of its own, since patterns are only seen while they are made."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.patterns", "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) > 200, done.stdout


def test_the_measurement_sees_one_that_does() -> None:
    used = Used(pattern=re.compile(r"(?:a+)+b"), where="here")
    assert slowest(used, 2000, 0.2)[0] == 0.2
    with pytest.raises(TooLong), given_up_after(0.1):
        used.pattern.search("a" * 2000)
