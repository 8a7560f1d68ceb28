"""No regular expression runs away on hostile text; the bar of 100 kB is `make bench-patterns`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.attacks import repeats
from benchmarks.patterns import TooLong, given_up_after, runs_away, slowest
from benchmarks.uses import Used
from parsers.text.bounded import Bounded

ROOT = Path(__file__).parent.parent


@pytest.mark.timeout(240)  # a quarter of a minute on a computer with nothing else to do
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


@pytest.mark.parametrize(
    ("source", "bad"),
    [
        (r"(?:a+)+b", True),
        (r"\s*:", True),
        (r"<!.*?>", True),
        (r"(?<!\s)\s*+:", False),
        (r"(?<![\w.+-])[\w.+-]++@[\w-]+", False),
        (r"a{1,60}b", False),
    ],
)
def test_the_measurement_tells_those_that_do(source: str, *, bad: bool) -> None:
    used = Used(pattern=re.compile(source), where="here")
    assert repeats(used.pattern)
    assert runs_away(used) is bad


def test_a_pattern_is_measured_as_it_is_run() -> None:
    """At the start of a text only, or on what the gate lets through: then it cannot run away."""
    matched = Used(pattern=re.compile(r"\s*:"), where="here", methods=("match",))
    short = Used(pattern=re.compile(r"\s*:"), where="here", most=500)
    assert not runs_away(matched)
    assert not runs_away(short)


def test_a_search_that_takes_too_long_is_ended() -> None:
    used = Used(pattern=re.compile(r"(?:a+)+b"), where="here")
    assert slowest(used, 2000, 0.2)[0][0] == 0.2
    with pytest.raises(TooLong), given_up_after(0.1):
        used.pattern.search("a" * 2000)


def test_a_bounded_pattern_sees_no_more_than_it_says() -> None:
    """Of each method: what lies within the bound is found, one character further on is not."""
    digit = Bounded(r"\d", most=10)
    inside, outside = "a" * 9 + "1", "a" * 10 + "1"
    assert digit.search(inside)
    assert not digit.search(outside)
    assert digit.search(outside, 1)
    assert not digit.search(f"{outside}", 0)
    assert list(digit.finditer(inside + inside))
    assert not list(digit.finditer(outside))
    assert digit.sub("b", outside + "1") == outside + "1"
    assert digit.sub("b", inside + "1") == "a" * 9 + "b" + "1"
    assert digit.before("1" + "a" * 9, 10)
    assert not digit.before("1" + "a" * 10, 11)
    run = Bounded(r"a+\d", most=10)
    assert run.match(inside)
    assert run.match("b" + inside, 1)
    assert not run.match(outside)
    assert run.fullmatch(inside)
    assert not run.fullmatch(outside)
