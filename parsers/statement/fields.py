"""Values beside their labels: the dates, the period, the order number of a mail."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from parsers.dates import DateFound, find_dates, find_periods
from parsers.events import Period
from parsers.language.lexicon import lexicons_for
from parsers.language.paragraphs import may_say
from parsers.page import Page, once
from parsers.statement.labels import Labelled, every_label, labelled
from parsers.text.speech import straight

_REACH = 60
_FIGURES, _LONGEST_FIGURES = "0123456789/.-", 10
_NUMBER_IN_SUBJECT = re.compile(
    r"(?i)\b(?:receipt|order|invoice|payment|confirmation|transaction)\b[^#\d]{0,20}[#№] ?"
    r"(?P<number>(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{3,39})"
)
# What may stand between a day and a label behind it: "2027年1月3日（日）まで" has its weekday.
_CLOSERS = " ,|"
_WEEKDAY = re.compile(r"\A ?[(（][^\W\d_]{1,4}\.?[)）]")
_REFERENCE = re.compile(r"(?=[A-Z0-9._/-]*\d)[A-Z0-9][A-Z0-9._/-]{3,39}", re.IGNORECASE)
# "INV 2026 0042": groups of capitals and digits up to the end of a cell or a sentence; no day.
_SPACED_NUMBER = re.compile(
    r"(?!\d{1,2} [A-Z]{3,9} (?:19|20)?\d\d\b)(?!\d\d \d\d (?:19|20)\d\d\b)(?=(?:[A-Z ]{0,24}\d){4})"
    r"[A-Z0-9]{1,16}(?: [A-Z0-9]{1,16}){1,6}(?=[.,;]?(?:$| \|))"
)


def labelled_date(
    page: Page, name: str, *, lines: Iterable[str], every: bool = False
) -> DateFound | None:
    """The date beside a label of this name, the most telling label first.

    It follows the label, or stands before it where the language has it so ("2027年1月3日まで").
    `every` also tries the other labels of a line whose most telling one has no date.
    """
    rows = tuple(lines)
    places = (every_label if every else labelled)(page, name, lines=rows)
    found = [(place.rank, day) for place in places if (day := _date_at(place, page)) is not None]
    found.extend(_dates_before(rows, name, page))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def labelled_day(
    page: Page, name: str, *, lines: Iterable[str], every: bool = False
) -> date | None:
    """The day of `labelled_date`, where it can only be one."""
    return settled(labelled_date(page, name, lines=lines, every=every))


def may_name_a_day(page: Page, name: str) -> bool:
    """Whether the subject or a text of the body may have a day that such a label tells: by its
    words, or since the language has labels that stand behind a day.
    """
    behind = (name in one.behind for one in lexicons_for(page.hint.language))
    return may_say(page, name) or any(behind)


def labelled_day_to_come(page: Page, name: str, *, lines: Iterable[str]) -> date | None:
    """The day of `labelled_date` by any label of a line: "12/05/2026" is the reading that comes
    after the mail, where only one of the two does.
    """
    found = labelled_date(page, name, lines=lines, every=True)
    if found is None:
        return None
    return found.on or found.after(page.mailed_on)


def _dates_before(rows: tuple[str, ...], name: str, page: Page) -> Iterator[tuple[int, DateFound]]:
    lexicons = [known for known in lexicons_for(page.hint.language) if name in known.behind]
    for row in map(straight, rows if lexicons else ()):
        days = find_dates(row, hint=page.hint, near=page.mailed_on)
        labels = (label.pattern for known in lexicons for label in known.behind[name].each)
        for rank, label in enumerate(labels):
            yield from ((rank, day) for day in days if label.match(_behind(row, day)))


def _behind(row: str, day: DateFound) -> str:
    """What stands behind a day and its weekday."""
    return _WEEKDAY.sub("", row[day.end :], count=1).lstrip(_CLOSERS)


def date_in(text: str, page: Page) -> DateFound | None:
    """The first date of a text."""
    return next(iter(find_dates(text, hint=page.hint, near=page.mailed_on)), None)


def settled(found: DateFound | None) -> date | None:
    """The day, unless the text leaves two readings."""
    return found.on if found is not None else None


@once
def period(page: Page) -> Period | None:
    """The billing period, when the mail states one of at most two years and a bit."""
    for line in page.lines:
        for found in find_periods(line, hint=page.hint, near=page.mailed_on):
            if 5 <= (found.ends_on - found.starts_on).days <= 750:
                return Period(starts_on=found.starts_on, ends_on=found.ends_on)
    return None


def reference(page: Page) -> str | None:
    """The order, receipt, invoice or transaction number beside its label; that of the money's own
    way where a bill has no other: bills and their payments share the number of the bill.
    """
    found = [(place.rank, number) for place, number in references(page)]
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    if in_subject := _NUMBER_IN_SUBJECT.search(page.subject):
        return in_subject["number"]
    return next((number for _, number in _numbers(page, "transaction")), None)


@once
def references(page: Page) -> tuple[tuple[Labelled, str], ...]:
    """Every number beside a label of such numbers, in reading order."""
    return tuple(_numbers(page, "reference"))


def _numbers(page: Page, name: str) -> Iterator[tuple[Labelled, str]]:
    for place in labelled(page, name, lines=page.lines):
        number = _number_at(place)
        if number is not None:
            yield place, number


def _number_at(place: Labelled) -> str | None:
    near = place.after.lstrip(" :：#№|.[")
    texts = [near] if near else list(place.below[:1])
    for text in texts:
        if spaced := _SPACED_NUMBER.match(text):
            return spaced[0]
        number = _REFERENCE.match(text.lstrip("#"))
        if number:
            return number[0].rstrip("./-_")
    return None


def _date_at(place: Labelled, page: Page) -> DateFound | None:
    beside = date_in(_within_reach(place.after), page)
    if beside is not None or place.after.strip(" :：|"):
        return beside or _date_in_column(place, page)
    below = (date_in(_within_reach(text), page) for text in place.below[:1])
    return next((day for day in below if day is not None), None)


def _within_reach(text: str) -> str:
    """The beginning of a text, to the end of a day in figures: "10/1" is none of "10/15/2026"."""
    end = _REACH
    most = min(len(text), _REACH + _LONGEST_FIGURES)
    while end < most and not text[end - 1 : end + 1].strip(_FIGURES):
        end += 1
    return text[:end]


def _date_in_column(place: Labelled, page: Page) -> DateFound | None:
    """The date in the next row, in the column that the label is the head of."""
    row, at = place.line.split(" | "), place.line[: -len(place.after)].count(" | ")
    cells = place.below[0].split(" | ") if len(row) > 1 and place.below else ()
    return date_in(cells[at], page) if len(cells) == len(row) else None
