"""A plan that takes the place of another one, as two rows below each other tell it."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.paragraphs import CELL
from parsers.language.wording import Claim, titled
from parsers.page import Page, once
from parsers.values.found_money import AmountFound, find_amounts

_LABEL, _ROW = 24, 120  # characters
_BETWEEN, _BELOW = 5, 4  # lines of either
_BOTH = 2
_STEPS = frozenset((EventKind.PRICE_CHANGE, EventKind.PLAN_CHANGED))
_CHANGES = _STEPS | {EventKind.RENEWAL_NOTICE}
_MARKS = " :：,;–-→|("


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """What it was called and cost, and what it is and costs from now on."""

    was: str
    old: AmountFound
    name: str
    new: AmountFound


def with_plan_rows(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; where rows name another plan beside the old one, what seems to be only a new
    price is that plan: "From: Solo, £9", "To: Family, £15".
    """
    kinds = {one.kind for one in found}
    if not kinds or not kinds <= _CHANGES or page.message.goes_to_many or not plan_moved(page):
        return found
    changed = [replace(one, kind=EventKind.PLAN_CHANGED) for one in found if one.kind in _STEPS]
    rest = (one for one in found if one.kind not in _STEPS)
    return (titled(page, EventKind.PLAN_CHANGED), *changed, *rest) if changed else found


@once
def plan_moved(page: Page) -> Moved | None:
    """The two plans of the first such rows, whose names differ."""
    return next(_moved(page), None)


def _moved(page: Page) -> Iterator[Moved]:
    lines = tuple(_rows(page))
    for at, line in enumerate(lines):
        if len(line) > _ROW or not _is_called(line, "moved_from", page):
            continue
        for to in range(at + 1, min(at + 1 + _BETWEEN, len(lines))):
            if _is_called(lines[to], "moved_to", page):
                old, new = _plan(lines[at:to], page), _plan(lines[to : to + _BELOW], page)
                if old and new and old[0].lower() != new[0].lower():
                    yield Moved(was=old[0], old=old[1], name=new[0], new=new[1])
                break


def _rows(page: Page) -> Iterator[str]:
    """The lines; each cell of a row with two prices, of which the first word is the label, for
    itself: "FROM Solo $9 | → | TO Family $15".
    """
    for line in page.lines:
        cells = line.split(CELL) if line.count(CELL) and len(line) <= _ROW else []
        if sum(len(find_amounts(one, page.hint)) for one in cells) == _BOTH:
            yield from (one.replace(" ", ": ", 1) for one in cells if one.strip(_MARKS))
        else:
            yield line


def _is_called(line: str, label: str, page: Page) -> bool:
    head = _parted(line)[0]
    return len(head) <= _LABEL and says(head, label, page.hint.language)


def _parted(line: str) -> tuple[str, str]:
    """A label and its value; a label in a line of its own has none."""
    for mark in (CELL, ": ", "："):
        head, found, rest = line.partition(mark)
        if found:
            return head.strip(_MARKS), rest.strip(" |")
    return line.strip(_MARKS), ""


def _plan(rows: tuple[str, ...], page: Page) -> tuple[str, AmountFound] | None:
    """The name and the only price of some lines, of which the first is a label or begins with one;
    what stands below the price is no more of it.
    """
    name = ""
    for text in (_parted(rows[0])[1], *rows[1:]):
        found = find_amounts(text, page.hint) if len(text) <= _ROW else ()
        name = name or (text[: found[0].start] if found else text).strip(_MARKS)
        if found:
            return (name, found[0]) if name and len(found) == 1 else None
    return None
