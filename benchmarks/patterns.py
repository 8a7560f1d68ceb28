"""What every regular expression costs on hostile text: `make bench-patterns`; 1 over the bar.

Each pattern that the project compiles, lexicons included, is tried on strings of 100 kB: runs of
what patterns are made of, and runs of what this very pattern almost matches.
"""

import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

BAR_SECONDS = 0.05
SIZE = 100_000
_FIRST = 10_000
_QUICK, _FOR_EVER = 1000, 2.0
_ROOT = Path(__file__).parent.parent
_ROOMS = ("parsers", "watchdog")
_RUNS = (
    "a", "1", " ", "\n", "-", "<", "(", '"', "a ", "1 ", "1,", "1-", "a.", "a-", "a@", "$1", "<a",
    "a/", " \n", "=?", "://", "1 a ", "a, ", "call ", "cancel ", "1/1/",
)  # fmt: skip


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """A pattern and the first place that compiled it."""

    pattern: re.Pattern[Any]
    where: str


class TooLong(Exception):  # noqa: N818 - a measurement that was given up
    """A search that was ended."""


def patterns() -> list[Used]:
    """Every pattern that the project compiles while it is imported and reads its fixtures."""
    found: dict[tuple[object, int], Used] = {}
    with _recorded(found):
        for room in _ROOMS:
            for module in pkgutil.walk_packages([str(_ROOT / room)], f"{room}."):
                if not module.name.endswith(("__main__", "migrations.env")) and (
                    ".versions." not in module.name
                ):
                    importlib.import_module(module.name)
        _read_fixtures()
    return sorted(found.values(), key=lambda one: one.where)


def _read_fixtures() -> None:
    """Patterns that are made when they are first needed: one mail of each sender and language."""
    from watchdog.catalog import load_catalog  # noqa: PLC0415 - not before recording began
    from watchdog.pipeline import read_mail  # noqa: PLC0415 - as above
    from watchdog.setting import known_to  # noqa: PLC0415 - as above

    known = known_to(load_catalog())
    folders = sorted((_ROOT / "fixtures" / "senders").iterdir())
    for mail in (next(iter(sorted(folder.glob("*.eml"))), None) for folder in folders):
        if mail is not None:
            read_mail(mail.read_bytes(), received_at=None, known=known)


@contextmanager
def _recorded(found: dict[tuple[object, int], Used]) -> Iterator[None]:
    compiled: Callable[..., re.Pattern[Any]] = re._compiler.compile  # type: ignore[attr-defined]  # noqa: SLF001 - the only place that all come through

    def record(pattern: object, flags: int = 0) -> re.Pattern[Any]:
        made = compiled(pattern, flags)
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - who asks for it
        while frame is not None and "/re/" in frame.f_code.co_filename:
            frame = frame.f_back
        if frame is not None and _is_ours(frame.f_code.co_filename):
            where = f"{Path(frame.f_code.co_filename).relative_to(_ROOT)}:{frame.f_lineno}"
            found.setdefault((made.pattern, made.flags), Used(pattern=made, where=where))
        return made

    re.purge()
    re._compiler.compile = record  # type: ignore[attr-defined]  # noqa: SLF001 - as above
    try:
        yield
    finally:
        re._compiler.compile = compiled  # type: ignore[attr-defined]  # noqa: SLF001 - as above


def _is_ours(file: str) -> bool:
    return any(file.startswith(str(_ROOT / room)) for room in _ROOMS)


def attacks(pattern: re.Pattern[Any], size: int) -> Iterator[Any]:
    """Strings for one pattern: runs of what all are made of, then of its own near misses."""
    text = isinstance(pattern.pattern, str)
    for run in (*_RUNS, *_near_misses(pattern)):
        whole = (run * (size // len(run) + 1))[:size]
        yield whole if text else whole.encode("latin-1", "replace")


def _near_misses(pattern: re.Pattern[Any]) -> list[str]:
    """What it matches, once and without its end, so that a run of it fails late and often."""
    source = pattern.pattern
    text = source if isinstance(source, str) else source.decode("latin-1")
    tree = re._parser.parse(text, pattern.flags & ~re.UNICODE)  # type: ignore[attr-defined]  # noqa: SLF001 - the parser of the library itself
    samples = {"".join(_sample(tree, which)) for which in (0, 1, -1)}
    cut = {one[: len(one) - drop] for one in samples for drop in (0, 1, 2)}
    return sorted(one for one in cut if one)


def _sample(tree: Any, which: int) -> Iterator[str]:
    """One text that such a pattern matches, as far as a glance can tell; the `which`-th branch."""
    for op, value in tree:
        yield from _SAMPLES.get(str(op), _nothing)(value, which)


def _nothing(_: Any, __: int) -> Iterator[str]:
    return iter(())


def _one_of(value: Any, which: int) -> Iterator[str]:
    kind, member = value[min(which, len(value) - 1)]
    if str(kind) == "NEGATE":
        yield "x"
    elif str(kind) == "LITERAL":
        yield chr(member)
    elif str(kind) == "RANGE":
        yield chr(member[0])
    else:
        yield _CATEGORIES.get(str(member), "a")


def _repeated(value: Any, which: int) -> Iterator[str]:
    least, most, inner = value
    yield from "".join(_sample(inner, which)) * max(least, min(int(most), 2))


def _branch(value: Any, which: int) -> Iterator[str]:
    branches = value[1]
    yield from _sample(branches[which % len(branches)], which)


_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": "-"}
_SAMPLES: dict[str, Callable[[Any, int], Iterator[str]]] = {
    "LITERAL": lambda value, _: iter((chr(value),)),
    "NOT_LITERAL": lambda _, __: iter(("x",)),
    "ANY": lambda _, __: iter(("x",)),
    "IN": _one_of,
    "MAX_REPEAT": _repeated,
    "MIN_REPEAT": _repeated,
    "POSSESSIVE_REPEAT": _repeated,
    "BRANCH": _branch,
    "SUBPATTERN": lambda value, which: _sample(value[-1], which),
    "ATOMIC_GROUP": _sample,
}


@contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    """TooLong in the midst of a search; the engine looks for signals now and then."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def slowest(used: Used, size: int, most: float) -> tuple[float, str]:
    """Seconds of CPU for its worst string, and how that begins; `most` when it was given up."""
    worst, begins = 0.0, ""
    for attack in attacks(used.pattern, size):
        began = time.process_time()
        try:
            with given_up_after(most):
                for _ in used.pattern.finditer(attack):
                    pass
            took = time.process_time() - began
        except TooLong:
            took = most
        if took > worst:
            worst, begins = took, repr(attack[:24])
    return worst, begins


def _measured(used: Used) -> tuple[float, str]:
    """On 100 kB, for those that a first look does not show to be linear and light."""
    first, begins = slowest(used, _FIRST, 0.5)
    if first < BAR_SECONDS * _FIRST / SIZE / 3:
        return first * SIZE / _FIRST, begins
    return slowest(used, SIZE, 1.0)


def _quick(used: list[Used]) -> int:
    """Whether one of them takes for ever on 1 kB: what a test can tell on any computer."""
    lost = [one.where for one in used if slowest(one, _QUICK, _FOR_EVER)[0] >= _FOR_EVER]
    print(f"{len(used)} patterns, running away: {', '.join(lost) or 'none'}")
    return int(bool(lost))


def main() -> int:
    """Print the slow ones, the slowest first."""
    used = patterns()
    if "--quick" in sys.argv:
        return _quick(used)
    measured = sorted(((_measured(one), one) for one in used), key=lambda m: -m[0][0])
    over = [one for one in measured if one[0][0] > BAR_SECONDS]
    for (seconds, begins), one in over or measured[:5]:
        shown = str(one.pattern.pattern)[:60].replace("\n", " ")
        print(f"{seconds * 1000:7.0f} ms  {one.where}  {begins}  {shown}")
    print(
        f"{len(used)} patterns on {SIZE // 1000} kB, {len(over)} over {BAR_SECONDS * 1000:.0f} ms"
    )
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
