"""Finds the messages of the catalogue's files for pybabel: findings, places and providers."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from typing import IO

# Of a finding: what a letter shows. Notes are for those who ask, in English.
_OF_ROWS = ("events", "details", "words")
_OF_ADVICE = ("title", "before", "after", "dispute", "owed")

Found = tuple[int, str, str, list[str]]


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
        yield from [_found(place)] if place[0].islower() else []  # others are names
        return
    for advice in read.values():
        for name in _OF_ADVICE:
            said = advice.get(name, ())
            yield from (_found(one) for one in ([said] if isinstance(said, str) else said))


def _found(message: str) -> Found:
    return 0, "say", message, []
