"""What the rows of a letter say a thing costs: before and after in columns, the plan that there is
now, and all of them together.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby, pairwise

import msgspec

from parsers.language.lexicon import says
from parsers.language.paragraphs import CELL
from parsers.language.wording import cadence_in
from parsers.page import Page, once
from parsers.statement import labels, totals
from parsers.statement.when import days_to_come
from parsers.values.found_money import AmountFound, find_amounts
from parsers.values.sums import summed

_ROW = 120  # characters; a longer line is running text
_BOTH = 2
_FINEST = -2  # the exponent of a cent: what is priced more finely is energy
_MOST_TIMES = 4  # what nothing is raised by
_BELOW = 40  # characters of a label that stands above its value
_YEAR = re.compile(r"20\d\d")
_Priced = Callable[[str, Page], AmountFound | None]
_Rows = tuple[str, AmountFound, str, AmountFound]
_WAS = ("old_price", "formerly", "at_present")
# What a price of one of many is by: meters, clocks, minutes.
_MEASURE = re.compile(r"(?i)(?:\b|(?<=\d))(?:[km]?wh|m3|m³|liters?|litres?|liter)\b|m³")


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What something cost and what it costs from now on, or from a day to come."""

    label: str
    old: AmountFound
    new: AmountFound
    is_total: bool
    on: date | None = None


@once
def price_step(page: Page) -> Step | None:
    """The step of a price that rows tell: of several below each other, or of one below its head."""
    found = dated_step(page) or step_in_columns(page) or next(_below_heads(page), None)
    return found or next(_of_years(page), None)


@once
def dated_step(page: Page) -> Step | None:
    """The step of two rows below each other, of which one is of now or ends sooner, and the other
    names the day from which it holds: "You pay now | $22", "From 16 December | $36".
    """
    for before, old, after, new in _below_each_other(page, _one_price):
        days, language = days_to_come(after, page), page.hint.language
        if len(days) != 1 or not 0 < new.amount <= _MOST_TIMES * old.amount:
            continue
        ends = days_to_come(before, page)
        is_old = not ends and any(says(before, name, language) for name in _WAS)
        if is_old or (ends and max(ends) < min(days)):
            return Step(label=after, old=old, new=new, is_total=False, on=min(days))
    return None


def _below_each_other(page: Page, priced: _Priced) -> Iterator[_Rows]:
    """Two rows below each other with one price each, in one currency: what stands before these."""
    for row, below in pairwise(page.lines):
        old, new = priced(row, page), priced(below, page)
        if old is not None and new is not None and old.currencies == new.currencies:
            yield row[: old.start], old, below[: new.start], new


def _one_price(row: str, page: Page) -> AmountFound | None:
    """The only amount of a row, in its last cell."""
    found = find_amounts(row, page.hint) if CELL in row and len(row) <= _ROW else ()
    is_last = len(found) == 1 and CELL not in row[found[0].end :]
    return found[0] if is_last and CELL in row[: found[0].start] else None


def _of_years(page: Page) -> Iterator[Step]:
    """Two rows below each other that say the same of a year and of the next: "Monthly premium 2026:
    £46.20", "Monthly premium 2027: £49.80".
    """
    for before, old, after, new in _below_each_other(page, _priced_last):
        was, comes = _YEAR.findall(before), _YEAR.findall(after)
        is_next = len(was) == len(comes) == 1 and int(was[0]) + 1 == int(comes[0])
        if is_next and _YEAR.sub("", before) == _YEAR.sub("", after):
            yield Step(label=after, old=old, new=new, is_total=False)


def _priced_last(row: str, page: Page) -> AmountFound | None:
    """The only amount of a short row, at its end."""
    found = find_amounts(row, page.hint) if len(row) <= _ROW else ()
    return found[0] if len(found) == 1 and not row[found[0].end :].strip(" .") else None


def _below_heads(page: Page) -> Iterator[Step]:
    """One row of two prices, whose head says which was and which comes: "Now | From 1 May"."""
    lines = [*page.lines, ""]
    for head, row, after in zip(lines, lines[1:], lines[2:], strict=False):
        prices = _two_prices(row, page)
        heads = [cell.strip() for cell in head.split(CELL)[-_BOTH:]]
        if prices is None or len(heads) < _BOTH or _two_prices(after, page) is not None:
            continue
        if find_amounts(head, page.hint) or len(head) > _ROW:
            continue
        label = row.partition(CELL)[0] if len(row.split(CELL)) > _BOTH else ""
        if _is_step(heads[0], heads[1], page):
            yield Step(label=label, old=prices[0], new=prices[1], is_total=False)
        elif _is_step(heads[1], heads[0], page):
            yield Step(label=label, old=prices[1], new=prices[0], is_total=False)


def _two_prices(row: str, page: Page) -> tuple[AmountFound, AmountFound] | None:
    """The prices of the last two cells of a row, which has no others."""
    both = _pair(row, page)
    begin = len(row) - len(CELL.join(row.split(CELL)[-_BOTH:]))
    return both if both is not None and both[0].start >= begin else None


def _pair(row: str, page: Page) -> tuple[AmountFound, AmountFound] | None:
    """The only two amounts of a row, in one currency and each in a cell of its own."""
    if CELL not in row or len(row) > _ROW:
        return None
    found = find_amounts(row, page.hint)
    if len(found) != _BOTH or found[0].currencies != found[1].currencies:
        return None
    return (found[0], found[1]) if CELL in row[found[0].end : found[1].start] else None


def _is_step(old: str, new: str, page: Page) -> bool:
    """Whether two heads are of what was and of what comes, by their words, years or days."""
    language = page.hint.language
    if _YEAR.fullmatch(old) and _YEAR.fullmatch(new):
        return int(old) + 1 == int(new)
    was = any(says(old, name, language) for name in _WAS)
    if was and not any(says(new, name, language) for name in _WAS):
        return bool(days_to_come(new, page)) or says(new, "new_price", language)
    coming, before = days_to_come(new, page), days_to_come(old, page)
    return bool(coming) and (not before or max(before) < min(coming)) and old != new


@once
def step_in_columns(page: Page) -> Step | None:
    """The step of what is paid in all, of several in rows below each other: that of the total;
    else that of the only thing whose price changes and that no meter counts; else of a month's.
    """
    steps = next((some for some in _tables(page) if len(some) > 1), [])
    totals = [one for one in steps if one.is_total]
    if totals:
        return totals[-1]
    plain = [one for one in steps if not _is_by_measure(one)]
    changed = [one for one in plain if one.old.amount != one.new.amount]
    if len(changed) == 1 and len(steps) > 1:
        return changed[0]
    timed = [one for one in changed if cadence_in(one.label, page.hint.language)]
    return timed[0] if len(timed) == 1 else None


def _tables(page: Page) -> Iterator[list[Step]]:
    rows = ((at, _step(line, at, page)) for at, line in enumerate(page.lines))
    for is_step, some in groupby(rows, key=lambda row: row[1] is not None):
        if is_step:
            yield [step for _, step in some if step is not None]


def _step(line: str, at: int, page: Page) -> Step | None:
    both, label = _pair(line, page), line.partition(CELL)[0]
    if both is None or both[0].start < len(label) or not label.strip():
        return None
    old, new = both
    named = totals.totals(page)
    is_total = any(one.at == at and not one.is_other for one in named)
    return Step(label=label, old=old, new=new, is_total=is_total)


def _is_by_measure(step: Step) -> bool:
    fine = (one.amount.as_tuple().exponent for one in (step.old, step.new))
    is_fine = any(isinstance(one, int) and one < _FINEST for one in fine)
    return is_fine or bool(_MEASURE.search(step.label))


def price_of_new_plan(page: Page) -> AmountFound | None:
    """The amount in the row of the new plan, or below the label of it."""
    for place in labels.labelled(page, "new_plan", lines=page.lines):
        if place.line.strip() == place.label and len(place.line) <= _BELOW and place.below:
            text = place.below[0]
        elif CELL in place.line or ": " in place.line:
            text = place.after
        else:
            continue
        found = find_amounts(text, page.hint) if len(text) <= _ROW else ()
        if len(found) == 1:
            return found[0]
    return None


@once
def lone_amounts(page: Page) -> tuple[AmountFound, ...]:
    """The amounts that stand alone in their lines, in the order of these."""
    named = (find_amounts(line, page.hint) for line in page.lines)
    return tuple(some[0] for some in named if len(some) == 1)


def sum_with(page: Page, part: AmountFound) -> AmountFound | None:
    """The total of the rows below each other that begin with an amount, if it is their sum."""
    found = lone_amounts(page)
    sums, parts = summed([abs(one.amount) for one in found])
    is_once = [one.amount for one in found].count(part.amount) == 1
    if part.amount not in parts or not is_once:
        return None
    return sum_of_rows(page) or (found[-1] if found[-1].amount in sums else None)


def sum_of_rows(page: Page) -> AmountFound | None:
    """The total that the rows above it add up to."""
    sums, _ = summed([one.amount for one in lone_amounts(page)])
    named = [one.amount for one in totals.totals(page) if not one.is_other]
    whole = [one for one in named if one.amount in sums]
    return whole[0] if len({one.money for one in whole}) == 1 else None
