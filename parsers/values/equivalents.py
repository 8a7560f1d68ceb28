"""Which amounts are no money of this bill: its worth in another currency, a limit, a past price,
the price of one of several.
"""

import re
from collections.abc import Iterator, Sequence

from parsers.language.lexicon import look, says
from parsers.language.paragraphs import CELL
from parsers.language.phrases import NO_PHRASES
from parsers.page import Page, once
from parsers.values.found_money import AmountFound, find_amounts
from parsers.values.reckoned import reckoned
from parsers.values.taxes import taxes_within

_LABEL = 40  # characters before an amount in its cell
_BEFORE = 24  # characters in which "approximately" and "last year:" stand
_REACH = 48  # characters in which "after deduction of the payments on account" stands
# "$25.00 (98.70 PLN)", "€ 20 ≈ $22"; in any language.
_SAME_AS = ("(", "[", "≈", "~", "=")
# "3 seats × $49 | $147.00", "$49 x 3 = $147"; in any language.
_TIMES = ("x", "×", "*", "@")
_SO_MANY_OF = re.compile(r"(\d{1,5})(?: [^\W\d]{1,20}){0,2} ?[x×*@] ?$")
_OF_SO_MANY = re.compile(r"^(?: ?[/|]?[^\W\d]{1,20})? ?[x×*@] ?(\d{1,5})(?![\d.,])")

Seen = tuple[str, AmountFound]  # an amount and the text that it stands in


def own_amounts(text: str, page: Page) -> tuple[AmountFound, ...]:
    """The amounts of a text without rough values in other money, former prices and prices of one
    of several; none where the only one is crossed out.
    """
    found = find_amounts(text, page.hint)
    if page.document.crossed_out:
        found = tuple(one for one in found if not _is_crossed_out(one, page))
    if len(found) < 2:
        return tuple(one for one in found if one.amount not in taxes_within(page))
    found = tuple(of_all(text, found))
    kept = own([(text, one) for one in found], page)
    now = tuple(one for one in kept if not is_former(text, one, page))
    return now or tuple(kept)


def own(seen: Sequence[Seen], page: Page) -> list[AmountFound]:
    """Amounts of a mail without those that are only roughly what others are in other money, and
    without limits ("when your balance falls below $5"), what was paid before ("already
    paid: $50"), what is crossed out, and what others are only reckoned from, unless there is
    nothing else.
    """
    if page.document.crossed_out:
        seen = [one for one in seen if not _is_crossed_out(one[1], page)] or seen
    rough = [_is_rough(text, one, page) for text, one in seen]
    # Which currencies are firm takes a look at every line, and few mails name rough values.
    firm = _firm(page) if any(rough) else frozenset()
    exact = [
        (text, one)
        for (text, one), is_rough in zip(seen, rough, strict=True)
        if not firm or one.currencies in firm or not is_rough
    ]
    paid = [
        one
        for text, one in exact
        if not (_follows(text, one, "limits", page) or _is_part(text, one, page))
    ]
    paid = paid or [one for _, one in exact]
    parts = reckoned(page)
    return [one for one in paid if (one.amount, one.currencies) not in parts] or paid


@once
def _firm(page: Page) -> frozenset[tuple[str, ...]]:
    """The currencies in which a mail names more than rough values; none where there is but one."""
    seen = [(line, one) for line in page.lines for one in find_amounts(line, page.hint)]
    if len({one.currencies for _, one in seen}) < 2:
        return frozenset()
    return frozenset(one.currencies for text, one in seen if not _is_rough(text, one, page))


def of_all(text: str, found: Sequence[AmountFound]) -> Iterator[AmountFound]:
    """The amounts of a text without prices of one, where it also says what all of them make."""
    sums = {one.amount for one in found}
    for one in found:
        if not any(many > 1 and one.amount * many in sums for many in _so_many(text, one)):
            yield one


def _so_many(text: str, found: AmountFound) -> Iterator[int]:
    """By how much a text multiplies an amount."""
    before = text[max(0, found.start - _BEFORE) : found.start]
    after = text[found.end : found.end + _BEFORE]
    if any(sign in f"{before}{after}" for sign in _TIMES):
        said = (_SO_MANY_OF.search(before), _OF_SO_MANY.search(after))
        yield from (int(many[1]) for many in said if many)


def is_former(text: str, found: AmountFound, page: Page) -> bool:
    """Whether a text says of an amount that it was: "instead of $5", "last year: $5", or with a
    line through it.
    """
    return (
        _follows(text, found, "formerly", page)
        or _is_in_former_cell(text, found, page)
        or _is_crossed_out(found, page)
    )


def _is_in_former_cell(text: str, found: AmountFound, page: Page) -> bool:
    """Whether it is a cell of a row that says so: "Last year's premium $5 | New premium $6"."""
    if CELL not in text:
        return False
    label = text[: found.start].rpartition(CELL)[2]
    return 0 < len(label) <= _LABEL and says(label, "formerly", page.hint.language)


def _is_crossed_out(found: AmountFound, page: Page) -> bool:
    return any(found.text in text for text in page.document.crossed_out)


def is_present(text: str, found: AmountFound, page: Page) -> bool:
    """Whether a text says of an amount that it still is: "currently $5"."""
    return _follows(text, found, "at_present", page)


def _is_rough(text: str, found: AmountFound, page: Page) -> bool:
    before = text[: found.start].rstrip()
    if before.endswith(_SAME_AS):
        return bool(find_amounts(before, page.hint))
    return _follows(text, found, "roughly", page)


def _is_part(text: str, found: AmountFound, page: Page) -> bool:
    """Whether an amount is that of which the bill is the rest, or a part of it: "of which $5"."""
    if CELL in text:  # what the rows of a bill come to is reckoned elsewhere
        return False
    return _follows(text, found, "prepaid", page, _REACH) or _follows(text, found, "included", page)


def _follows(text: str, found: AmountFound, name: str, page: Page, reach: int = _BEFORE) -> bool:
    """Whether a label of this name stands right before an amount."""
    before = text[max(0, found.start - reach) : found.start].rstrip(" :：(|")
    seen = look(before, page.hint.language)
    return any(
        label.end() == len(seen.text)
        for lexicon, suspects in seen.suspects
        for _, one in lexicon.labels.get(name, NO_PHRASES).suspected(suspects)
        for label in one.pattern.finditer(seen.text)
    )
