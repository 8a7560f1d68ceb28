"""Hostile texts for a regular expression: what makes patterns slow, and near misses of this one."""

import re
from collections.abc import Callable, Iterator
from typing import Any

_RUNS = (
    "a", "1", " ", "\n", "-", "<", "(", '"', "a ", "1 ", "1,", "1-", "a.", "a-", "a@", "$1", "<a",
    "a/", " \n", "=?", "://", "1 a ", "a, ", "call ", "cancel ", "1/1/",
)  # fmt: skip
_SOURCES = (0, 1, -1)  # which branch of an alternative, which letter of a class a sample takes


def attacks(pattern: re.Pattern[Any], size: int) -> Iterator[Any]:
    """Texts of one size for one pattern: runs of what patterns are made of; runs of what it
    matches without its end; and each of its beginnings, then a run of what comes next, then dirt.
    """
    is_text = isinstance(pattern.pattern, str)
    tree = _tree(pattern)
    chosen = {("", run, "") for run in _near_misses(tree) or _RUNS}
    if any(map(_has_repeat, tree)):
        chosen |= {("", run, "") for run in _RUNS}
        chosen |= {(begun, run, end) for begun, run in _begun(tree) for end in ("", "\0")}
    for begun, run, end in sorted(chosen):
        room = max(size - len(begun) - len(end), 0)
        whole = f"{begun}{(run * (room // len(run) + 1))[:room]}{end}"
        yield whole if is_text else whole.encode("latin-1", "replace")


def repeats(pattern: re.Pattern[Any]) -> bool:
    """Whether it has a part that may come several times; without one it is as long as it looks."""
    return any(_has_repeat(part) for part in _tree(pattern))


def _tree(pattern: re.Pattern[Any]) -> Any:
    source = pattern.pattern
    text = source if isinstance(source, str) else source.decode("latin-1")
    return re._parser.parse(text, pattern.flags & ~re.UNICODE)  # type: ignore[attr-defined]  # noqa: SLF001 - the parser of the library itself


def _has_repeat(part: Any) -> bool:
    op, value = part
    if str(op) in _REPEATS and int(value[1]) > 1:
        return True
    return any(map(_has_repeat, _parts_of(str(op), value)))


def _parts_of(op: str, value: Any) -> Iterator[Any]:
    """The parts within a part of a pattern."""
    if op in _REPEATS:
        yield from value[2]
    elif op == "BRANCH":
        for branch in value[1]:
            yield from branch
    elif op in ("ASSERT", "ASSERT_NOT", "SUBPATTERN"):
        yield from value[-1]
    elif op == "ATOMIC_GROUP":
        yield from value


def _near_misses(tree: Any) -> set[str]:
    """What it matches, once and without its end, so that a run of it fails late and often."""
    samples = {"".join(_sample(tree, which)) for which in _SOURCES}
    cut = {one[: len(one) - drop] for one in samples for drop in (0, 1, 2)}
    return {one for one in cut if one}


def _begun(tree: Any) -> Iterator[tuple[str, str]]:
    """Each beginning of it, with what comes next: the part alone, and the part with one more."""
    parts = list(tree)
    for which in _SOURCES:
        for place in range(len(parts)):
            begun = "".join(_sample(parts[:place], which))
            for much in (1, 2):
                run = "".join(_sample(parts[place : place + much], which))
                if run:
                    yield begun, run


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


_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": "-"}
_SAMPLES: dict[str, Callable[[Any, int], Iterator[str]]] = {
    "LITERAL": lambda value, _: iter((chr(value),)),
    "NOT_LITERAL": lambda _, __: iter(("x",)),
    "ANY": lambda _, __: iter(("x",)),
    "IN": _one_of,
    **dict.fromkeys(_REPEATS, _repeated),
    "BRANCH": _branch,
    "SUBPATTERN": lambda value, which: _sample(value[-1], which),
    "ATOMIC_GROUP": _sample,
}
