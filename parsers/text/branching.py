"""Patterns of many words put in order, so that each place of a text is asked once for a letter."""

import re
from collections.abc import Iterable, Iterator

_FEWEST = 5  # ways that are worth it
_BORDER, _SEVERAL = r"\b", 2
_MOST_BEHIND = 120  # pieces that are written down again for each way in front of them
# A piece of a pattern: what is escaped, a class, the beginning of a group, any other character.
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!>]|<[=!]))?|.", re.DOTALL)
# Which way is taken first tells there what is found, and whether anything is.
_ORDERED = re.compile(r"(?<!\\)\((?!\?)|\(\?(?:P|\(|>|[a-zA-Z])|[+*?}]\+")
_REPEATED = "?*+{"


def by_first_letter(source: str) -> str:
    """A pattern that matches wherever `source` does, for who only asks whether it does.

    Ways that begin with the same letter stand in one, those that begin at a border behind one:
    `\\bbe|\\bdo|by` as `\\b(?:be|do)|by`, `(?:be|do|by)` as `(?:b(?:e|y)|do)`.
    """
    if _ORDERED.search(source):
        return source
    ways = list(_ways(_PIECE.findall(source)))
    bordered = [way[1:] for way in ways if way[:1] == [_BORDER]]
    if len(bordered) < _SEVERAL:
        return "|".join("".join(_inner(way)) for way in ways)
    others = ["".join(_inner(way)) for way in ways if way[:1] != [_BORDER]]
    return "|".join([rf"{_BORDER}(?:{_put_together(bordered)})", *others])


def _put_together(alternatives: Iterable[list[str]]) -> str:
    ways = ["".join(_inner(way)) for one in alternatives for way in _spread(one)]
    if len(ways) < _FEWEST:
        return "|".join(ways)
    by_letter: dict[str, list[str]] = {}
    for place, way in enumerate(ways):
        is_plain = way[:1].isalpha() and way[1:2] not in tuple(_REPEATED)
        by_letter.setdefault(way[0] if is_plain else str(place), []).append(way)
    return "|".join(map(_as_one, by_letter.values()))


def _as_one(ways: list[str]) -> str:
    """Some ways that begin with one letter, as one."""
    first, *others = ways
    return f"{first[0]}(?:{'|'.join(way[1:] for way in ways)})" if others else first


def _spread(way: list[str]) -> Iterator[list[str]]:
    """A way that begins with others, as so many ways: `(?:to|by) me` as `to me` and `by me`."""
    ends = _end_of_group(way) if way[:1] == ["(?:"] else 0
    behind = way[ends + 1 :]
    if not ends or len(behind) > _MOST_BEHIND or (behind[:1] and behind[0] in _REPEATED):
        yield way
        return
    for one in _ways(way[1:ends]):
        yield from _spread([*one, *behind])


def _end_of_group(pieces: list[str]) -> int:
    """Where the group ends that begins with the first piece."""
    depth = 0
    for place, piece in enumerate(pieces):
        depth += piece.startswith("(") - (piece == ")")
        if not depth:
            return place
    return 0


def _ways(pieces: list[str]) -> Iterator[list[str]]:
    """The alternatives between the bars that stand in no group within."""
    depth, way = 0, list[str]()
    for piece in pieces:
        depth += piece.startswith("(") - (piece == ")")
        if piece == "|" and not depth:
            yield way
            way = []
        else:
            way.append(piece)
    yield way


def _inner(way: list[str]) -> Iterator[str]:
    """The pieces of one alternative, its groups put together as well."""
    depth, inside = 0, list[str]()
    for piece in way:
        depth -= piece == ")"
        if not depth:
            if piece == ")":
                yield _put_together(_ways(inside))
                inside = []
            yield piece
        else:
            inside.append(piece)
        depth += piece.startswith("(")
