"""docs/benchmarks.md out of figures and prose: `make bench-docs`."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measured import Figure, read, save

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_PROSE = Path(__file__).parent / "prose"
_PLACE = re.compile(r"^<!-- (table|chart): ([a-z-]+) -->$", re.MULTILINE)
_WIDEST = 40
_THOUSANDTH = {"s": "ms", "MB": "kB"}


def keep(name: str, measured: Sequence[Figure]) -> None:
    """Put figures in the place of older ones of their kind, and write docs/benchmarks.md anew.

    Only with KEEP set, as `make bench-...` does: who tries something out leaves no trace.
    """
    if not os.environ.get("KEEP"):
        return
    kept = {(one.what, one.size): one for one in (*read(name), *measured)}
    save(name, kept.values())
    write()


def write() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The sections in the order of their names, with tables and charts where they say."""
    machines: list[str] = []

    def drawn(place: re.Match[str]) -> str:
        draw = _table if place[1] == "table" else _chart
        return "\n".join(draw(read(place[2]), machines))

    sections = [path.read_text(encoding="utf-8") for path in sorted(_PROSE.glob("*.md"))]
    text = _PLACE.sub(drawn, "\n".join(section.strip("\n") + "\n" for section in sections))
    named = "\n".join(f"* {_letter(at)}: {one}" for at, one in enumerate(machines))
    return f"{text}\n## Machines\n\n{named}\n"


def _table(figures: Sequence[Figure], machines: list[str]) -> Iterator[str]:
    yield "| what | figure | bar | on |"
    yield "| --- | --- | --- | --- |"
    for one in figures:
        if one.machine not in machines:
            machines.append(one.machine)
        size = f", {one.size:,} {one.of}".rstrip() if one.size is not None else ""
        missed = ": **missed**" if one.met is False else ""
        on = f"{one.on} {_letter(machines.index(one.machine))}"
        yield f"| {one.what}{size} | {one.said} | {one.bar}{missed} | {on} |"


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _chart(figures: Sequence[Figure], _: list[str]) -> Iterator[str]:
    """What one of them costs at each size: bars of one length are a cost that grows linearly."""
    yield "```text"
    for what in dict.fromkeys(one.what for one in figures):
        costs = {
            one.size: one.value
            for one in figures
            if one.what == what and one.size and one.value and one.unit in _THOUSANDTH
        }
        if len(costs) > 1:
            same = next(one for one in figures if one.what == what)
            yield from _bars(f"{what}: {_THOUSANDTH[same.unit]} each", costs)
    yield "```"


def _bars(title: str, costs: dict[int, float]) -> Iterator[str]:
    yield title
    most = max(cost / size for size, cost in costs.items())
    for size, cost in sorted(costs.items()):
        each = cost / size
        yield f"{size:>12,}  {'█' * max(1, round(_WIDEST * each / most))} {1000 * each:.3g}"


if __name__ == "__main__":
    write()
    sys.exit(0)
