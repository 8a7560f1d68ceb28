"""Every regular expression of the project, and how its code runs each: read from the sources."""

import gc
import importlib
import inspect
import linecache
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any
from unittest import mock

import msgspec

from parsers.text.bounded import Bounded

ROOT = Path(__file__).parent.parent
_ROOMS = ("parsers", "watchdog")
_ANY = "finditer"  # what is taken for granted where the source does not tell: it goes everywhere
_METHODS = "search|match|fullmatch|finditer|findall|subn?|split|before"
_ALIKE = {"before": "search", "subn": "sub"}
_IMPORTS = re.compile(r"import [^\n(]*(?:\([^)]*\))?")
_BETWEEN = ("/re/__init__.py", "/re/_compiler.py", "/parsers/text/bounded.py")


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """A pattern, the first place that compiled it, how it is run, and on how many characters."""

    pattern: re.Pattern[Any]
    where: str
    methods: tuple[str, ...] = (_ANY,)
    most: int = sys.maxsize


def patterns() -> list[Used]:
    """Every pattern that the project compiles while it is imported and reads its fixtures."""
    found: dict[int, tuple[re.Pattern[Any], set[tuple[str, int]]]] = {}
    with _recorded(found):
        modules = list(_modules())
        _read_fixtures()
        made = _make_lexicons()
    named = _named(modules)
    bounds = {id(one.pattern): one.most for one in gc.get_objects() if isinstance(one, Bounded)}
    used = [
        Used(
            pattern=pattern,
            where="{}:{}".format(*min(places)[:2]),
            methods=_methods(named.get(id(pattern), []), places),
            most=bounds.get(id(pattern), sys.maxsize),
        )
        for pattern, places in found.values()
    ]
    del made  # they had to be there to be found
    apart = {(one.pattern.pattern, one.pattern.flags, one.methods, one.most): one for one in used}
    return sorted(apart.values(), key=lambda one: one.where)


def _modules() -> Iterator[ModuleType]:
    for room in _ROOMS:
        for module in pkgutil.walk_packages([str(ROOT / room)], f"{room}."):
            if not module.name.endswith(("__main__", "migrations.env")) and (
                ".versions." not in module.name
            ):
                yield importlib.import_module(module.name)


def _read_fixtures() -> None:
    """Patterns that are made when they are first needed: one mail of each sender and language."""
    from watchdog.catalog import load_catalog  # noqa: PLC0415 - not before recording began
    from watchdog.pipeline import read_mail  # noqa: PLC0415 - as above
    from watchdog.setting import known_to  # noqa: PLC0415 - as above

    known = known_to(load_catalog())
    for folder in sorted((ROOT / "fixtures" / "senders").iterdir()):
        for mail in sorted(folder.glob("*.eml"))[:1]:
            read_mail(mail.read_bytes(), received_at=None, known=known)


def _make_lexicons() -> list[Bounded]:
    """All phrases of all languages: each is made ready only when its words come up."""
    from parsers.language.lexicon import languages, load  # noqa: PLC0415 - not before recording began

    every = (phrase for language in languages() for phrase in _phrases(load(language)))
    return [phrase.pattern for phrase in every]


@contextmanager
def _recorded(found: dict[Any, Any]) -> Iterator[None]:
    compiled: Callable[..., re.Pattern[Any]] = re._compiler.compile  # type: ignore[attr-defined]  # noqa: SLF001 - the only place that all come through

    def record(pattern: object, flags: int = 0) -> re.Pattern[Any]:
        made = compiled(pattern, flags)
        if (place := _asked_by(sys._getframe(1))) is not None:  # noqa: SLF001 - who asks for it
            found.setdefault(id(made), (made, set()))[1].add(place)
        return made

    re.purge()
    re._compiler.compile = record  # type: ignore[attr-defined]  # noqa: SLF001 - as above
    try:
        with mock.patch.object(re, "_cache", _Forgetful()):  # each place has a pattern of its own
            yield
    finally:
        re._compiler.compile = compiled  # type: ignore[attr-defined]  # noqa: SLF001 - as above


class _Forgetful(dict[Any, Any]):
    """What the library keeps its patterns in, so that it keeps none."""

    def __setitem__(self, key: object, value: object) -> None:
        pass


def _asked_by(frame: FrameType | None) -> tuple[str, int] | None:
    """File and line of the project that asked for a pattern, if it was the project."""
    while frame is not None and frame.f_code.co_filename.endswith(_BETWEEN):
        frame = frame.f_back
    file = Path(frame.f_code.co_filename) if frame is not None else Path()
    if frame is None or not any(file.is_relative_to(ROOT / room) for room in _ROOMS):
        return None
    return str(file.relative_to(ROOT)), frame.f_lineno


def _named(modules: list[ModuleType]) -> dict[int, list[tuple[str, str]]]:
    """The names of patterns, each with the source of a module that has it, or asks one that has."""
    sources = {module.__name__: inspect.getsource(module) for module in modules}
    found: dict[int, list[tuple[str, str]]] = {}
    for module in modules:
        for name, value in vars(module).items():
            pattern = value.pattern if isinstance(value, Bounded) else value
            if isinstance(pattern, re.Pattern):
                elsewhere = [one for one in sources.values() if f".{name}." in one]
                used = (sources[module.__name__], *(() if name.startswith("_") else elsewhere))
                found.setdefault(id(pattern), []).extend((name, source) for source in used)
    return found


def _methods(named: list[tuple[str, str]], places: set[tuple[str, int]]) -> tuple[str, ...]:
    """How a pattern is run: as its name is used, else as the line that asks for it says."""
    found: set[str] = set()
    for name, source in named:
        found.update(re.findall(rf"\b{name}\.({_METHODS})\b", source))
        if re.search(rf"\b{name}\b(?! *[=.])", _IMPORTS.sub("", source)):
            found.add(_ANY)  # handed on to somebody
    for file, line in () if named else places:
        found.update(_inline(linecache.getline(str(ROOT / file), line)))
    return tuple(sorted({_ALIKE.get(one, one) for one in found})) or (_ANY,)


def _inline(line: str) -> list[str]:
    """The method of re.sub(r"...", ...) and of re.compile(r"...").match."""
    return re.findall(rf"\bre\.({_METHODS})\(", line)


def _phrases(lexicon: Any) -> Iterator[Any]:
    """All phrases of a lexicon, whatever part of it they stand in."""
    for name in lexicon.__struct_fields__:
        value = getattr(lexicon, name)
        groups = value.values() if isinstance(value, dict) else (value,)
        for group in groups:
            yield from getattr(group, "each", ())
