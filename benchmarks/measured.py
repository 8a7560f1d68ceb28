"""Figures that are kept: a line of JSON each in benchmarks/figures, the newest of its kind."""

import os
import platform
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import msgspec

from tools.tuned import is_tuned

FOLDER = Path(__file__).parent / "figures"


class Figure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was measured, as docs/benchmarks.md tells it.

    `size` is how much there was of what `of` names. `value` is the figure as a number where a
    chart needs it, in `unit`. `met` is None where there is no bar.
    """

    what: str
    said: str
    bar: str = ""
    met: bool | None = None
    size: int | None = None
    of: str = ""
    value: float | None = None
    unit: str = ""
    on: date
    machine: str


def figure(
    what: str,
    value: float,
    unit: str = "",
    *,
    bar: float | None = None,
    at_least: bool = False,
    size: int | None = None,
    of: str = "",
    beside: str = "",
) -> Figure:
    """A figure of today and of this machine; `bar` is the most, or with `at_least` the least.

    `beside` is what else has to be said with it.
    """
    met = None
    if bar is not None:
        met = value >= bar if at_least else value <= bar
    return Figure(
        what=what,
        said=f"{value:.3g} {unit}".strip() + (f"; {beside}" if beside else ""),
        bar="" if bar is None else f"{'at least ' if at_least else ''}{bar:g} {unit}".strip(),
        met=met,
        size=size,
        of=of,
        value=float(f"{value:.4g}"),
        unit=unit,
        on=datetime.now(UTC).date(),  # noqa: TID251 - a benchmark is a door
        machine=machine(),
    )


def read(name: str) -> list[Figure]:
    """The figures that are kept under a name."""
    path = FOLDER / f"{name}.json"
    lines = path.read_bytes().splitlines() if path.exists() else []
    return [msgspec.json.decode(line, type=Figure) for line in lines]


def save(name: str, figures: Iterable[Figure]) -> None:
    """All figures of a name, a line each."""
    lines = [msgspec.json.encode(one) + b"\n" for one in figures]
    (FOLDER / f"{name}.json").write_bytes(b"".join(lines))


@cache
def machine() -> str:
    """Its processors, their model, and the Python that ran."""
    build = "" if is_tuned() else " (built without a profile)"
    return f"{os.cpu_count()} cores, {_model()}, Python {platform.python_version()}{build}"


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "unknown processor")
