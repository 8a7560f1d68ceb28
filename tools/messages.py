"""Finds messages for pybabel: of the catalogue's files, and what detections look for."""

import ast
import tomllib
from collections.abc import Collection, Iterable, Mapping
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python

_OF_ROWS = ("events", "details", "words")
_OF_ADVICE = ("title", "before", "after", "notes", "dispute", "owed")

Found = tuple[int, str, Any, list[str]]


def extract(
    file: IO[bytes],
    keywords: Mapping[str, object],
    comment_tags: Collection[str],
    options: Mapping[str, object],
) -> Iterable[Found]:
    """The messages of one TOML file, as babel's extractors yield them."""
    del keywords, comment_tags, options
    read = tomllib.loads(file.read().decode())
    if "claims" in read:  # the wording of evidence: the rows of timelines are shown everywhere
        yield from (_found(one) for name in _OF_ROWS for one in read[name].values())
        return
    if "providers" in read:  # what has to be done there before a program may sign in
        yield from (_found(one["how"]) for one in read["providers"] if "how" in one)
        return
    place = read.get("place")
    if isinstance(place, str):
        if place[0].islower():  # others are names
            yield from (_found(one) for one in (place, f"at {place}", f"by {place}"))
        return
    for advice in read.values():
        for name in _OF_ADVICE:
            said = advice.get(name, ())
            yield from (_found(one) for one in ([said] if isinstance(said, str) else said))


def rules(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterable[Found]:
    """The messages of a detection, and what it looks for: its docstrings, which `explain` says."""
    del options
    source = file.read()
    for line, function, said, _ in extract_python(BytesIO(source), keywords, comment_tags, {}):
        yield line, str(function), said, []
    module = ast.parse(source)
    functions = (one for one in module.body if isinstance(one, ast.FunctionDef))
    finds = [ast.get_docstring(one) for one in functions if _is_detection(one)]
    told = (ast.get_docstring(module), *finds) if finds else ()
    yield from (_found(" ".join(words.split())) for words in told if words)


def _is_detection(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(one).startswith("detection(") for one in function.decorator_list)


def _found(message: str) -> Found:
    return 0, "say", message, []
