"""What a store's mail says was bought: by the row with its price, or by a sentence naming it."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from parsers.events import BillingEvent
from parsers.language.wording import cadence_in, is_aside, straight
from parsers.page import Page
from parsers.statement import labels, totals
from parsers.values.found_money import find_amounts

_WORDS = Path(__file__).with_name("things.toml")
_MOST = 7  # words of a name
_LONGEST = 80  # characters of a row
_STOP = re.compile(r"[,.;:!?()|\u201c\u201d\"\u00bb]")
_OPENS = "\u00ab\u201e\u201c\"'\u300c"
# What nothing parts, and the Latin words before it: "Google One ベーシック".
_EASTERN = re.compile(
    r"(?:[A-Za-z0-9][\w+.'-]{0,20} ){0,4}[^\s\u3001\u3002\u300c\u300d\u306f\u3092]{2,40}$"
)
_BRACKET = re.compile(r"(?<!\s)\s*+[(\uff08]([^()\uff08\uff09]{2,40})[)\uff09]$")
_MASKED = re.compile(r"\*|\u2022|x-\d|\d{4}$|\.{3}")


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """The words of `things.toml`, by language."""

    before: dict[str, re.Pattern[str]]
    behind: dict[str, re.Pattern[str]]
    maker: re.Pattern[str]
    own: frozenset[str]
    joining: frozenset[str]


@cache
def _said() -> _Said:
    read = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    makers = "|".join(read["maker"]["words"])
    return _Said(
        before={
            one: _any(words, r"(?<!\w)(?:{})(?= ?\S)") for one, words in read["before"].items()
        },
        behind={one: _any(words, r"(?:{})") for one, words in read["behind"].items()},
        maker=re.compile(rf" (?:{makers}) (?=[^\W\da-z])"),
        own=frozenset(read["own"]["words"] + read["joining"]["words"]),
        joining=frozenset(read["joining"]["words"]),
    )


def _any(words: Iterable[str], shape: str) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile("(?i)" + shape.format("|".join(map(re.escape, longest)) or r"(?!)"))


def thing_bought(page: Page, event: BillingEvent) -> str | None:
    """What an event is about: the first row of its amount that is no sum, else what is named."""
    return thing_in_rows(page, event) or next(things_named(page), None)


def thing_in_rows(page: Page, event: BillingEvent) -> str | None:
    """The name beside or above the amount that was paid, without who made it and how often it is
    paid; of several rows the first, for sums and cards come last.
    """
    if event.amount is None:
        return None
    sums = {one.at for one in totals.totals(page)}
    for at, line in enumerate(page.lines):
        found = find_amounts(line, page.hint) if len(line) <= _LONGEST and at not in sums else ()
        if len(found) != 1 or found[0].money != event.amount:
            continue
        row = line[: found[0].start].strip(" |:") or (page.lines[at - 1] if at else "")
        if _is_thing(row, page):
            return _bare(row, page)
    return None


def things_named(page: Page) -> Iterator[str]:
    """The names that the subject and the sentences give to a subscription."""
    texts = [straight(text) for text in (page.subject, *page.sentences)]
    languages = dict.fromkeys((page.hint.language or "en", "en"))
    for known, name_at in ((_said().before, _behind), (_said().behind, _before)):
        for words in (known[one] for one in languages if one in known):
            found = (name_at(text, hit) for text in texts for hit in words.finditer(text))
            yield from filter(None, found)


def _behind(text: str, words: re.Match[str]) -> str:
    return _from(text, words.end())


def _before(text: str, words: re.Match[str]) -> str:
    return _until(text, words.start())


def _from(text: str, start: int) -> str:
    """The words with a capital that begin at a place, and what joins two of them."""
    kept: list[str] = []
    for word in text[start : start + 80].lstrip(_OPENS + " ").split(" "):
        bare = _STOP.split(word, maxsplit=1)[0]
        if not bare or not (_begins(bare) or (kept and bare.lower() in _said().joining)):
            break
        kept.append(bare)
        if bare != word or len(kept) == _MOST:
            break
    return _trimmed(kept)


def _until(text: str, end: int) -> str:
    """The same that end at a place; in a script without capitals what nothing parts."""
    if text[end : end + 1] > "\u3000":
        found = _EASTERN.search(_BRACKET.sub("", text[:end]))
        if found is not None:
            return found[0]
    kept: list[str] = []
    for word in reversed(text[max(end - 60, 0) : end].split(" ")):
        if not word or not (_begins(word) or (kept and word.lower() in _said().joining)):
            break
        if _STOP.search(word):
            break
        kept.append(word)
    return _trimmed(kept[::-1])


def _begins(word: str) -> bool:
    first = word.lstrip(_OPENS)[:1]
    return (
        first.isupper() or first.isdigit() or (first.isalpha() and first.lower() == first.upper())
    )


def _trimmed(words: list[str]) -> str:
    while words and words[-1].lower() in _said().joining:
        words.pop()
    while words and words[0].lower() in _said().own:
        words.pop(0)
    name = " ".join(words).strip(_OPENS + "'\u2019")
    return name if any(map(str.isalpha, name)) and len(name) > 1 else ""


def _is_thing(row: str, page: Page) -> bool:
    """Whether a row may name what was bought: no label, no card, no sentence."""
    language = page.hint.language
    first = row.split(" | ", maxsplit=1)[0]
    if not any(map(str.isalpha, first)) or _MASKED.search(row) or row.endswith("."):
        return False
    return not (labels.is_column(first, language) or is_aside(first, language))


def _bare(row: str, page: Page) -> str:
    name = row.split(" | ", maxsplit=1)[0].strip()
    while (ends := _BRACKET.search(name)) and cadence_in(ends[1], page.hint.language):
        name = name[: ends.start()]
    return _said().maker.split(name, maxsplit=1)[0].strip(" -\u2013:")
