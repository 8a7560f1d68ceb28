"""Values beside their labels: the total, the dates, the order number of a mail."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

import msgspec
from msgspec.structs import replace

from parsers.dates import DateFound, find_dates, find_periods
from parsers.events import Period
from parsers.language.lexicon import Look, lexicons_for, look, says
from parsers.language.paragraphs import may_say, survey
from parsers.language.phrases import NO_PHRASES
from parsers.page import Page, once
from parsers.text.bounded import Bounded
from parsers.text.speech import straight
from parsers.values.equivalents import own, own_amounts
from parsers.values.found_money import AmountFound, find_amounts, parse_amount
from parsers.values.reckoned import without_reckoned

# A label stands beside its value or, in a stacked layout, a line or two above it.
_LINES_BELOW = 2
_MOST_PARTS = 3  # rows between a total and the sum that it is a part of
_MOST_TOTALS = 200
_LABEL_LINE = 60
_REACH = 60
_FIGURES, _LONGEST_FIGURES = "0123456789/.-", 10
_NEAR = 30
_NUMBER_IN_SUBJECT = re.compile(
    r"(?i)\b(?:receipt|order|invoice|payment|confirmation|transaction)\b[^#\d]{0,20}[#№] ?"
    r"(?P<number>(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{3,39})"
)
# What may stand between a day and a label behind it: "2027年1月3日（日）まで" has its weekday.
_CLOSERS = " ,|"
_WEEKDAY = re.compile(r"\A ?[(（][^\W\d_]{1,4}\.?[)）]")
# "Total incl. VAT" is the total; "VAT" alone is not.
_WITH_TAX = Bounded(
    r"(?i)(?<!\w)(?:incl(?:\.|uding|usive(?: of)?|us[oa]|uíd[oa]|uid[oa])?|inkl(?:\.|usive)?"
    r"|inclusief|dont|med|sis\.|sisältää|s|z|w tym|cu|con|com|all) (?:[\d.,]+ ?% )?"
    r"(?:all |any |der )?(?:taxe?s?|sales tax|vat|gst|mwst|ust|mehrwertsteuer|moms|mva|alv"
    r"|btw|iva|tva|dph|áfa|kdv|shipping|versand(?:kosten)?|frakt)(?!\w)"
    r"|(?<!\w)(?:iva|tva|tax|vat|mwst|kdv|alv|dph) "
    r"(?:incl\w*\.?|included|inbegriffen|dahil|comprise)|\bttc\b|税込|税込み|含税",
    most=10_000,
)
# "Total in CHF", and the number alone behind it or below; "5,643円(税込)" has a note on tax.
_IN_CURRENCY = re.compile(
    r"\W{0,2}(?:in|en|em|w|v|i) \(?(?P<code>[A-Z]{3})\)?(?: ?\([^()]{1,24}\))?[\s:|]{0,6}"
    r"(?P<number>\d[\d.,' ]{0,20})?"
)
_AND_TAX = re.compile(r"\s?[(（][^()（）\d]{1,24}[)）]$")
# What an amount is called that tax is added to, and the most that it then is.
_NET = Bounded(
    r"(?i)\W{0,3}(?:ex(?:cl(?:\.|uding|usive|usief)?|kl(?:\.|usive)?|\.)?|net(?:to|tó|t)?|h\.?t\.?"
    r"|hors tax\w*|ohne|sin|sem|senza|zonder|utan|uden|uten|ilman|bez|fără|before|without"
    r"|plus|zzgl\.?"
    r"|(?:iva|tva|tax|vat|kdv|áfa|alv) (?:esclus\w+|excluid\w+|excl\w*|hariç|nélkül|0))(?!\w)"
    r"|\W{0,3}(?:税抜|税別|未税|未稅|不含税)",
    most=10_000,
)
_MOST_WITH_TAX = Decimal("1.3")
_PAID_LABEL = re.compile(
    r"(?i)paid|charged|bezahlt|gezahlt|payé|réglé|pagad|pagat|pago|betaald|zapłacon|opłacon|betalt"
    r"|maksettu|zaplacen|fizetve|plătit|achitat|ödenen|支払|決済|결제|实付|實付"
)
_REFERENCE = re.compile(r"(?=[A-Z0-9._/-]*\d)[A-Z0-9][A-Z0-9._/-]{3,39}", re.IGNORECASE)
# "INV 2026 0042": groups of capitals and digits up to the end of a cell or a sentence; no day.
_SPACED_NUMBER = re.compile(
    r"(?!\d{1,2} [A-Z]{3,9} (?:19|20)?\d\d\b)(?!\d\d \d\d (?:19|20)\d\d\b)(?=(?:[A-Z ]{0,24}\d){4})"
    r"[A-Z0-9]{1,16}(?: [A-Z0-9]{1,16}){1,6}(?=[.,;]?(?:$| \|))"
)


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """Text beside a label, in the line `at`, counted from 0.

    `rank` is the label's place in the lexicon, 0 the most telling.
    """

    at: int
    rank: int
    label: str
    after: str
    line: str
    below: tuple[str, ...]


def labelled(page: Page, name: str, *, lines: Iterable[str]) -> Iterator[Labelled]:
    """Every place where a label of this name stands in some lines, in reading order."""
    at = -1
    for one in _every_label(page, name, lines=lines):
        if one.at != at:
            at = one.at
            yield one


def _every_label(page: Page, name: str, *, lines: Iterable[str]) -> Iterator[Labelled]:
    """As `labelled`, with all labels that stand in a line, the most telling first."""
    rows = tuple(lines)
    seen = survey(page, rows)
    for place in seen.places(name):
        line = seen.at(place, rows[place])
        for rank, label in _labels(line, name):
            yield Labelled(
                at=place,
                rank=rank,
                label=label[0],
                after=line.text[label.end() :],
                line=line.text,
                below=tuple(map(straight, rows[place + 1 : place + 1 + _LINES_BELOW])),
            )


def _labels(seen: Look, name: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Where each label of this name first stands in a text, with its rank."""
    for lexicon, suspects in seen.suspects:
        labels = lexicon.labels.get(name, NO_PHRASES)
        for rank, label in labels.suspected(suspects):
            if found := label.pattern.search(seen.text):
                yield rank, found


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """An amount beside a label of totals; `is_other` is that of a subtotal, a tax, a saving.

    `is_paid` is the amount of a label that says that it was paid.
    """

    at: int
    rank: int
    amount: AmountFound
    is_other: bool
    is_paid: bool = False


@once
def totals(page: Page) -> tuple[Total, ...]:
    """The amounts beside a label of totals, in reading order; no bill has hundreds."""
    return tuple(islice(_totals(page), _MOST_TOTALS))


def _totals(page: Page) -> Iterator[Total]:
    for place in labelled(page, "total", lines=page.lines):
        amount = _amount_at(place, page)
        if amount is not None:
            yield Total(
                at=place.at,
                rank=place.rank,
                amount=amount,
                is_other=_is_other_amount(place, page),
                is_paid=bool(_PAID_LABEL.search(place.label)),
            )


def total(page: Page) -> AmountFound | None:
    """The amount that the mail calls its total: the best label, the last place it stands."""
    found = [one for one in totals(page) if not one.is_other]
    best = best_labelled(_settled_in_full(found) or found)
    kept = [one for one in best if one.amount.amount >= 0]
    return (_summed_up(kept[-1], found, page) or kept[-1]).amount if kept else None


def is_part(amount: Decimal, page: Page) -> bool:
    """Whether an amount beside a label of totals is only a part of another one below it."""
    found = [one for one in totals(page) if not one.is_other]
    same = (one for one in found if one.amount.amount == amount)
    return any(_summed_up(one, found, page) is not None for one in same)


def _summed_up(part: Total, found: Sequence[Total], page: Page) -> Total | None:
    """The total below another one that it is the sum of, with the rows between them: "Back payment
    61.20, instalment 89.00, sum 150.20".
    """
    for one in found:
        lines = page.lines[part.at + 1 : one.at]
        if not 0 < len(lines) <= _MOST_PARTS or one.amount.currencies != part.amount.currencies:
            continue
        rows = [amount_in(line, page) for line in lines if not is_of_other(line, page)]
        rest = [row.amount for row in rows if row is not None and row.amount > 0]
        if len(rest) == len(lines) and part.amount.amount + sum(rest) == one.amount.amount:
            return one
    return None


def best_labelled(found: Sequence[Total]) -> list[Total]:
    """Those of some totals that stand beside the most telling of their labels, in their order."""
    best = min((one.rank for one in found), default=0)
    return [one for one in found if one.rank == best]


def _settled_in_full(found: list[Total]) -> list[Total]:
    """What was paid, where the total is what is left to pay after that: "Total 0, paid 131" """
    is_nothing_left = any(one.amount.amount == 0 for one in found)
    return [one for one in found if is_nothing_left and one.is_paid and one.amount.amount > 0]


def labelled_amount(page: Page, name: str, *, lines: Iterable[str]) -> AmountFound | None:
    """The first amount close behind a label of this name, else the first one further off."""
    places = labelled(page, name, lines=lines)
    seen = [(place, one) for place in places if (one := _amount_at(place, page)) is not None]
    in_lines = [(place.line, _in_line(place, one)) for place, one in seen]
    kept = own(in_lines, page)
    found = [one for (_, one), (_, there) in zip(seen, in_lines, strict=True) if there in kept]
    return next((one for one in found if one.start <= _NEAR), found[0] if found else None)


def _in_line(place: Labelled, found: AmountFound) -> AmountFound:
    """An amount behind a label, as it stands in the whole line."""
    head = len(place.line) - len(place.after)
    return replace(found, start=found.start + head, end=found.end + head)


def says_paid(row: str) -> bool:
    """Whether a row says that its amount was paid."""
    return bool(_PAID_LABEL.search(row))


def is_of_other(row: str, page: Page) -> bool:
    """Whether the label of a row says that its amount is none of what is paid or given back now."""
    label, mark, _ = row.partition(" | ")
    if not mark:
        label, mark, _ = row.partition(": ")
    return bool(mark) and says(f"{label} | ", "other_amount", page.hint.language)


def amount_in(text: str, page: Page) -> AmountFound | None:
    """The only amount of a text, or its first when all are equal; None when they differ."""
    found = own_amounts(text, page)
    return found[0] if found and len({(a.amount, a.currencies) for a in found}) == 1 else None


def labelled_date(
    page: Page, name: str, *, lines: Iterable[str], every: bool = False
) -> DateFound | None:
    """The date beside a label of this name, the most telling label first.

    It follows the label, or stands before it where the language has it so ("2027年1月3日まで").
    `every` also tries the other labels of a line whose most telling one has no date.
    """
    rows = tuple(lines)
    places = (_every_label if every else labelled)(page, name, lines=rows)
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
    """The order, receipt, invoice or transaction number beside its label."""
    found = [(place.rank, number) for place, number in references(page)]
    if not found and (in_subject := _NUMBER_IN_SUBJECT.search(page.subject)):
        return in_subject["number"]
    return min(found, key=lambda pair: pair[0])[1] if found else None


@once
def references(page: Page) -> tuple[tuple[Labelled, str], ...]:
    """Every number beside a label of such numbers, in reading order."""
    return tuple(_references(page))


def _references(page: Page) -> Iterator[tuple[Labelled, str]]:
    for place in labelled(page, "reference", lines=page.lines):
        number = _number_at(place)
        if number is not None:
            yield place, number


def is_column(text: str, language: str | None) -> bool:
    """Whether a text is no value but the head of a table's column ("Price")."""
    return any(
        head.pattern.fullmatch(text)
        for lexicon, suspects in look(text, language).suspects
        for _, head in lexicon.labels.get("column", NO_PHRASES).suspected(suspects)
    )


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


def _amount_at(place: Labelled, page: Page) -> AmountFound | None:
    beside = find_amounts(place.after, page.hint)
    if beside:
        # A label may name the tax that is in it: "Total (incl. £23.92 VAT)", and £143.50 behind.
        kept = without_reckoned(place.after, beside, page)
        own = (
            one
            for one in kept
            if not (is_in_brackets(one, place.after) or is_before_tax(one, beside, place.after))
        )
        return next(own, kept[0])
    if len(place.line.rpartition(" | ")[2]) > _LABEL_LINE:
        return None
    if named := _IN_CURRENCY.fullmatch(place.after):
        numbers = (named["number"],) if named["number"] else place.below
        return _first_amount((f"{named['code']} {one}" for one in numbers), page)
    if place.after.strip(" :：|"):
        return None
    return _first_amount((_AND_TAX.sub("", one) for one in place.below), page)


def _first_amount(texts: Iterable[str], page: Page) -> AmountFound | None:
    """That of the first text that is an amount and nothing else."""
    return next((one for text in texts if (one := parse_amount(text, page.hint)) is not None), None)


def is_before_tax(found: AmountFound, beside: Sequence[AmountFound], text: str) -> bool:
    """Whether an amount is called the one without its tax, and the one with it stands behind it:
    "€118.00 excl. VAT / €142.78 incl. VAT".
    """
    later = next((one for one in beside if one.start >= found.end), None)
    if later is None or not found.amount < later.amount <= found.amount * _MOST_WITH_TAX:
        return False
    return _NET.match(text[found.end : later.start]) is not None


def is_in_brackets(found: AmountFound, text: str) -> bool:
    """Whether an amount stands in brackets that open somewhere before it."""
    return text.rfind("(", 0, found.start) > text.rfind(")", 0, found.start)


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


def _is_other_amount(place: Labelled, page: Page) -> bool:
    """Subtotals, taxes, savings and balances are amounts, but not what was paid."""
    seen = look(_WITH_TAX.sub("", _cell_of(place)), page.hint.language)
    return any(
        lexicon.labels.get("not_total", NO_PHRASES).match(seen.text, suspects)
        for lexicon, suspects in seen.suspects
    )


def _cell_of(place: Labelled) -> str:
    """The label's own cell: everything before the amount, up to the cell's borders."""
    before = place.line[: len(place.line) - len(place.after)]
    head = before.rpartition(" | ")[2]
    tail = re.split(r"[\d|]|[^\w\s.:,()%'-]", place.after, maxsplit=1)[0]
    return head + tail
