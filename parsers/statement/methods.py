"""By which way something was paid, as its mail calls it: PayPal, SEPA-Lastschrift, Visa."""

import re

from parsers.page import Page, once
from parsers.statement import labels
from parsers.statement.particulars import without_lead
from parsers.values.found_money import find_amounts

_LONGEST, _MOST_WORDS = 40, 5
_LINE = 200  # characters; a longer one is running text
_CELL = " | "
_AROUND = " :：-–—.|"
# Where the name of a way ends: a number, an address, what stands in brackets.
_END = re.compile(r"[\d(（\[@•●∙·*…]|(?<!\S)[^\s@]++@|\.(?:\s|$)")
_ROW = re.compile(r"[#№|]|: ")
# Ways to choose from, or several at once, are no way.
_SEVERAL = re.compile(r"[,/+&;]")


@once
def paid_with(page: Page) -> str | None:
    """The way of payment that a row names; None where none does, or where rows differ."""
    found = {
        name
        for place in labels.labelled(page, "method", lines=page.lines)
        if (name := _name(place, page)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _links(page: Page) -> frozenset[str]:
    """What leads somewhere: "Update payment method", "Track my order"."""
    return frozenset(block.text for block in page.document.blocks if block.link)


def _below(place: labels.Labelled) -> str:
    """The line under a label that stands alone, unless that is a row of its own."""
    line = next(iter(place.below), "")
    return "" if _ROW.search(line) else line


def _name(place: labels.Labelled, page: Page) -> str | None:
    before = place.line[: len(place.line) - len(place.after) - len(place.label)]
    is_row = not before.strip() or before.endswith(_CELL)
    if not is_row or place.after[:1] not in _AROUND or len(place.line) > _LINE:
        return None  # a sentence about ways of payment
    value = place.after.strip(_AROUND).split(_CELL)[0] or _below(place)
    if find_amounts(value, page.hint) or not _links(page).isdisjoint((value, place.line)):
        return None
    name = without_lead(_END.split(value, maxsplit=1)[0].strip(_AROUND)).strip(_AROUND)
    is_name = 1 < len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS
    return name if is_name and not _SEVERAL.search(name) else None
