"""The shop, the club or the maker that a platform bills for in its own name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from parsers.fakes.hosts import bills_for_others
from parsers.fakes.naming import goes_with
from parsers.generic.behalf import is_a_firms, named_at, texts_of, words
from parsers.generic.own_names import FIRMS, bare
from parsers.merchants import fold
from parsers.page import Page
from parsers.things import things_named

_LONGEST = 80  # characters of a row
_ROW = re.compile(r" ?(?:\||:|：) ?\|? ?")
_REST = re.compile(r"[,(;|–-]")  # behind a name in its row: a town, an owner
# Those of a place: a chain's own branch ("Club | Canal Yard"), unless its name says what it is.
_BRANCHES = frozenset("club store venue".split())
_Pairs = list[tuple[str, str]]


def served(page: Page, shown: str) -> Iterator[str]:
    """Whom a mail names as the shop or the seller in a row, and whose things it says were bought
    where its sender, that calls itself `shown`, is a platform and nobody's shop.
    """
    is_platform = bills_for_others(page.message.from_domain) and goes_with(
        shown, page.message.from_domain
    )
    yield from _in_rows(page, shown, is_platform=is_platform)
    if is_platform:
        things = (one for one in things_named(page) if is_a_firms(one, page, shown))
        yield from (one for one in things if _is_said_again(one, page) or " " in one)


def _in_rows(page: Page, shown: str, *, is_platform: bool) -> Iterator[str]:
    """The firm of the only row "Shop: X" of a mail; who sold it by a legal form is the firm behind
    a brand, but for platforms.
    """
    shops, sellers = _labels(page.hint.language or "en")
    rows, stacked = _rows(page, shops | sellers | _BRANCHES)
    said = {name for row, name in rows if row in shops}
    said |= {name for row, name in rows if row in _BRANCHES and _is_a_kind(name)}
    said |= {name for row, name in stacked if row in shops and is_platform}
    sold = {name for row, name in (*rows, *stacked) if row in sellers}
    said |= {name for name in sold if is_platform or bare(name) == name}
    names = {_leading(name) for name in said}
    name = next(iter(names)) if len(names) == 1 else ""
    if (" " in name or _is_said_again(name, page)) and is_a_firms(name, page, shown):
        yield name


def _rows(page: Page, labels: frozenset[str]) -> tuple[_Pairs, _Pairs]:
    """The labels and what they say: side by side, and below a label in a line of its own."""
    beside, below = _Pairs(), _Pairs()
    begin = tuple(labels)
    for line, after in zip_longest(page.lines, page.lines[1:], fillvalue=""):
        # Hardly any line begins with a label.
        if len(line) > _LONGEST or not line.lower().lstrip().startswith(begin):
            continue
        label, *rest = _ROW.split(line, maxsplit=1)
        pairs = beside if rest else below
        value = rest[0] if rest else after
        if rest or (after and not _ROW.search(after)):
            pairs.append((label.strip().lower(), value.strip()))
    return beside, below


@lru_cache(maxsize=32)
def _labels(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Those of shops and of sellers, in a language and in English."""
    shops, sellers = words().shops, words().sellers
    return (
        frozenset((*shops["en"], *shops.get(language, ()))),
        frozenset((*sellers["en"], *sellers.get(language, ()))),
    )


def _leading(text: str) -> str:
    """The name at the beginning of what a row says, where a town or an owner may stand behind it;
    else none.
    """
    name = named_at(text, 0)
    rest = text[len(name) :].lstrip()
    return name if not rest or _REST.match(rest) else ""


def _is_said_again(name: str, page: Page) -> bool:
    whole, _ = texts_of(page)
    return bool(name) and whole.count(name) > 1


def _is_a_kind(name: str) -> bool:
    """Whether a name says what it is one of: "Fenwick Tennis Club"."""
    return not FIRMS.isdisjoint(fold(name).split())
