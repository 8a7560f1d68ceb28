"""The currency of cells that name none, or not which dollars: it stands once elsewhere, over the
column, in a total or in the label above.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parsers.locale.currencies import is_word, may_mean, settle, symbols
from parsers.locale.locales import LocaleHint
from parsers.locale.tender import codes, home_currency
from parsers.text.folding import fold
from parsers.values.found_money import find_amounts, parse_amount

_CELL = " | "
_GAP = "[ \u00a0]"
# A whole cell that is a number with cents or groups: "1 532,00", "84.30-", "(12.00)", "27.98 T".
_BARE = re.compile(
    rf"(?:\A|\|){_GAP}*[-–(]?{_GAP}?[0-9][0-9., \u00a0']*[., \u00a0'][0-9]{{2,3}}[-–)]?"
    rf"(?:{_GAP}(?:CR|[A-Z]))?{_GAP}*(?=\||\Z)"
)
# A label that names its money, of the cell beside it or the line below: "Amount paid (CLP)".
_LABEL = re.compile(r"[^\d()|]{2,40} ?\((?P<code>[A-Z]{3})\):?")
_MARKS = "()[]:.,;"
_MOST = 200  # lines; a longer mail names its money in the first ones
# Where a language is that of one country, and nothing else names any money.
_HOMES = {
    "cs": "CZ",
    "da": "DK",
    "hu": "HU",
    "ja": "JP",
    "ko": "KR",
    "nb": "NO",
    "pl": "PL",
    "sv": "SE",
    "tr": "TR",
}


def currency_of_cells(subject: str, lines: Sequence[str], hint: LocaleHint) -> str | None:
    """The currency of the cells that are a number alone; None where no cell is, or it is open.

    It is the only one that the mail names, else that of the country which its sender or its
    language belongs to.
    """
    head = lines[:_MOST]
    rows = [line for line in head if _CELL in line]
    if not any(map(_BARE.search, rows)):
        return None
    texts = (subject, *head)
    found = {one.currencies for text in texts for one in find_amounts(text, hint)}
    if found:
        only = found.pop()
        return only[0] if not found and len(only) == 1 else None
    named = set(_named(texts, hint))
    if named:
        return named.pop() if len(named) == 1 else None
    return _at_home(hint)


def currency_of_labels(lines: Sequence[str], hint: LocaleHint) -> str | None:
    """The currency that the labels of amounts name, where their signs may mean it; None where none
    does, or they differ.
    """
    named = {
        label["code"]
        for one, below in _labelled(lines[:_MOST])
        if (label := _LABEL.fullmatch(one)) and _may_be_in(label["code"], below, hint)
    }
    return named.pop() if len(named) == 1 else None


def _labelled(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What may be a label, and its value."""
    yield from pairwise(lines)
    for line in lines:
        label, mark, value = line.partition(_CELL)
        if mark:
            yield label.strip(), value.strip()


def _may_be_in(code: str, text: str, hint: LocaleHint) -> bool:
    """Whether a text is an amount, whose sign may mean a currency."""
    found = parse_amount(text, hint) if code in codes() else None
    return found is not None and any(may_mean(one, code) for one in symbols() if one in found.text)


def _named(texts: Iterable[str], hint: LocaleHint) -> Iterator[str]:
    """The currencies at the end of a cell or a line: "Amount | Kr.", "all amounts in NOK"."""
    for text in texts:
        for cell in text.split(_CELL):
            word = fold(cell).text.rpartition(" ")[2].strip(_MARKS)
            if word and (code := _currency(word, hint)):
                yield code


def _currency(word: str, hint: LocaleHint) -> str | None:
    if is_word(word, hint):
        return None
    if word in codes():
        return word
    one = settle(word, hint, decimals=True) if word in symbols() else ()
    return one[0] if len(one) == 1 else None


def _at_home(hint: LocaleHint) -> str | None:
    home = _HOMES.get(hint.language or "")
    if home is not None and hint.territory not in (None, home):
        return None
    return home_currency(home or hint.territory)
