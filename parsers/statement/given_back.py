"""Which amount of a sentence is given back, where it names what had been paid as well."""

import re
from collections.abc import Sequence

from parsers.language.notions import notions_for
from parsers.page import Page, once
from parsers.values.found_money import AmountFound, find_amounts

_ENDS = re.compile(r"[;:()\[\]]")
_FAR = 9  # words
_LONGEST = 300  # characters
_BACK = frozenset(("return",))
_ELSE = frozenset(("pay", "price", "invoice", "goods", "late", "take", "cancel"))


def given_back_in(text: str, page: Page) -> AmountFound | None:
    """The amount beside the words of giving back, and not beside those of paying: "You paid $34, of
    which we have refunded $8"; the last where it is the sum of the others.

    The only one where all are equal; None where nothing tells.
    """
    found = find_amounts(text, page.hint)
    if len({(one.amount, one.currencies) for one in found}) < 2:
        return found[0] if found else None
    *others, last = found
    if len(others) > 1 and sum(one.amount for one in others) == last.amount:
        return last
    near = [(away, one) for one in found if (away := _away(text, one, found, page)) is not None]
    return min(near, key=lambda pair: pair[0])[1] if near else None


@once
def given_back_among_others(page: Page) -> AmountFound | None:
    """What the sentences that name several amounts say is given back, where they agree."""
    texts = (one for one in page.sentences if len(one) <= _LONGEST)
    several = (one for one in texts if len(find_amounts(one, page.hint)) > 1)
    told = [one for text in several if (one := given_back_in(text, page)) is not None]
    return told[0] if len({(one.amount, one.currencies) for one in told}) == 1 else None


def _away(
    text: str, one: AmountFound, found: Sequence[AmountFound], page: Page
) -> tuple[int, bool] | None:
    """How many words it stands from those of giving back; None where others stand as near."""
    place = found.index(one)
    start = found[place - 1].end if place else 0
    end = found[place + 1].start if place + 1 < len(found) else len(text)
    before = _ENDS.split(text[start : one.start])[-1]
    after = _ENDS.split(text[one.end : end])[0]
    notions = notions_for(page.hint.language)
    sides = (notions.each(before)[::-1], notions.each(after))
    seen = [[frozenset(about) for _, about in side[:_FAR]] for side in sides]
    back = _nearest(seen, _BACK, frozenset())
    other = _nearest(seen, _ELSE, _BACK)
    if back is None or (other is not None and other[0] <= back[0]):
        return None
    return back


def _nearest(
    sides: Sequence[Sequence[frozenset[str]]], wanted: frozenset[str], but: frozenset[str]
) -> tuple[int, bool] | None:
    """How far the nearest such word is, and whether it stands behind."""
    found = [
        (away, bool(side))
        for side, words in enumerate(sides)
        for away, about in enumerate(words)
        if about & wanted and not about & but
    ]
    return min(found, default=None)
