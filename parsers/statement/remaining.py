"""What rows say is left to pay of a bill that was paid in part."""

from collections.abc import Sequence

from parsers.language.lexicon import says
from parsers.page import Page, once
from parsers.values.found_money import AmountFound, find_amounts

_ROW = 120  # characters; a longer line is running text


@once
def left_of_it(page: Page) -> AmountFound | None:
    """What a row says is due, where two others say of what it is left: "Total | £520", "Deposit
    received | £130", "Balance due | £390".
    """
    rows = [(line, find_amounts(line, page.hint)) for line in page.lines if len(line) <= _ROW]
    single = [(line, found[0]) for line, found in rows if len(found) == 1]
    language = page.hint.language
    left = [
        found
        for place, (line, found) in enumerate(single)
        if found.amount > 0
        and any(says(line, name, language) for name in ("due", "left"))
        and _is_left_of_others(found, [one for _, one in single[:place] + single[place + 1 :]])
    ]
    return left[0] if len({one.money for one in left}) == 1 else None


def _is_left_of_others(found: AmountFound, others: Sequence[AmountFound]) -> bool:
    """Whether one of the others is what another one and this add up to."""
    values = {one.amount for one in others}
    return any(found.amount + one.amount in values for one in others if one.amount > 0)
