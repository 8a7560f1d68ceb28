"""How often a bill comes that no word tells, by the span that it pays for: "Term | 1 year",
"renewed for another 12 months". A warranty, a trial and how long somebody is bound are none of it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import load, names_for
from parsers.language.notions import UNSPACED, notions_for
from parsers.language.paragraphs import CELL, texts_of_body
from parsers.language.wording import cadence_in, is_aside
from parsers.page import Page, once
from parsers.statement.when import days_to_come
from parsers.text.bounded import Bounded
from parsers.values.found_money import find_amounts

# Not a payment, but of a renewal: a course of six months does not come again.
_OF_TERMS = {EventKind.RENEWAL_NOTICE, EventKind.SUBSCRIPTION_STARTED}
_LONGEST, _SHORT = 300, 60  # characters of a sentence or a row
_CLAUSE = re.compile(r"[,;] |[.!?] |[。、，；！？]")
_CELLS = re.compile(r" \| |[:：] *")
_PAID = frozenset(("renew", "pay", "take", "price"))
_COLUMNS = 3
_MONTHS_A_YEAR = 12
_CADENCES = {1: "P1M", 2: "P2M", 3: "P3M", 6: "P6M", 12: "P1Y", 24: "P2Y", 36: "P3Y", 60: "P5Y"}
_SPACED = (r"(?<![^\W_])", r"(?!\w)")


def with_span(page: Page, event: BillingEvent) -> BillingEvent:
    """The event with the cadence that the span of it shows; none where a mail names a cadence of
    anything, for a contract of a year may be paid each month.
    """
    if event.cadence or event.period is not None or not _is_of_terms(page, event):
        return event
    span = span_paid(page)
    return event if span is None else replace(event, cadence=span)


def _is_of_terms(page: Page, event: BillingEvent) -> bool:
    if event.kind is not EventKind.CHARGE or event.recurring is False:
        return event.kind in _OF_TERMS
    about = notions_for(page.hint.language).about
    said = (page.subject, *event.evidence)
    return any("renew" in about(one) and "auto" not in about(one) for one in said)


@once
def span_paid(page: Page) -> str | None:
    """The one span that rows or sentences of a mail say is paid for."""
    told = _cadences_told(page)
    for find in (_labelled, _in_columns, _of_items, _in_clauses):
        if found := {
            span for terms in _terms_for(page.hint.language) for span in find(page, terms)
        }:
            return found.pop() if len(found) == 1 and told <= found else None
    return None


def _cadences_told(page: Page) -> set[str]:
    """Those that stand beside a price or in few words: not "a month before" in small print."""
    language = page.hint.language
    short = (one for one in (page.subject, *texts_of_body(page)) if len(one) <= _LONGEST)
    said = ((one, cadence_in(one, language)) for one in short if not is_aside(one, language))
    return {
        span for one, span in said if span and (len(one) <= _SHORT or find_amounts(one, page.hint))
    }


_Said = Mapping[str, Sequence[str]]


class _Terms:
    """The words of one language for a span that is paid for."""

    def __init__(self, words: _Said, counts: Sequence[str], *, is_spaced: bool) -> None:
        self._words, self._counts = words, counts
        self._border = _SPACED if is_spaced else ("", "")
        self._further = r"(?:[ -][^\W\d_]{3,14})??" if is_spaced else ""

    def whole(self, text: str) -> str | None:
        """The cadence of a text that is a span and nothing else."""
        return self._cadence(self._whole.match(text.strip(" .*()（）")))

    def ending(self, text: str) -> str | None:
        """The cadence of the span behind a comma or in brackets at the end of a cell."""
        return self._cadence(self._ending.search(text))

    def behind_words(self, clause: str) -> Iterator[str]:
        """The cadences of the spans that stand behind a word such as "for"."""
        return filter(None, map(self._cadence, self._behind.finditer(clause)))

    def is_label(self, text: str) -> bool:
        """Whether a text is the label of such a span."""
        return self._label.match(text.strip(" :*")) is not None

    def is_of_else(self, text: str) -> bool:
        """Whether a text is about a span that nobody pays for."""
        return self._never.search(text) is not None

    def _cadence(self, hit: re.Match[str] | None) -> str | None:
        if hit is None:
            return None
        said = (hit["count"] or "1").lower()
        count = int(said) if said.isdigit() else self._number(said)
        return _CADENCES.get(count * (_MONTHS_A_YEAR if hit["year"] else 1))

    def _number(self, said: str) -> int:
        words = enumerate(self._counts, start=1)
        return next((n for n, word in words if re.fullmatch(word, said, re.IGNORECASE)), 0)

    def _one_of(self, name: str) -> str:
        before, after = self._border
        return f"{before}(?:{'|'.join(self._words[name])}){after}"

    @property
    def _span(self) -> str:
        month, year, one = ("|".join(self._words[name]) for name in ("month", "year", "one"))
        count = rf"(?<![\d.,/-])(?P<count>\d{{1,2}}|{'|'.join(self._counts)})"
        number = rf"(?:{count}{self._further}|(?:{one}))"
        unit = f"(?:(?P<month>{month})|(?P<year>{year}))"
        return rf"{self._border[0]}{number}[ -]?{unit}{self._border[1]}"

    @cached_property
    def _whole(self) -> Bounded:
        return Bounded(rf"{self._span}(?= ?(?:\(.{{0,60}}|,.{{0,60}})?$)", re.IGNORECASE, most=100)

    @cached_property
    def _ending(self) -> Bounded:
        # "1-year subscription", "12 mois (365 jours)", "licence d'un an".
        lead = r"(?:[^\W\d_]{3,14} (?:[^\W\d_]{1,3}[ '’])?)?" if self._further else ""
        rest = rf"{self._further.removesuffix('?')}[)）]?(?: ?[(（][^()（）]{{1,40}}[)）])?$"
        source = rf"(?:[,、，] ?|[-–—·/] | ?[(（]){lead}(?:{self._span}){rest}"
        return Bounded(source, re.IGNORECASE, most=150)

    @cached_property
    def _behind(self) -> Bounded:
        return Bounded(rf"{self._one_of('before')} ?{self._span}", re.IGNORECASE, most=_LONGEST)

    @cached_property
    def _label(self) -> Bounded:
        return Bounded(rf"(?:{'|'.join(self._words['label'])})$", re.IGNORECASE, most=60)

    @cached_property
    def _never(self) -> Bounded:
        return Bounded(self._one_of("never"), re.IGNORECASE, most=_LONGEST)


def _labelled(page: Page, terms: _Terms) -> Iterator[str]:
    """Of rows with a label of such spans."""
    for line in _rows(page):
        label, _, value = _CELLS.sub(CELL, line, count=1).partition(CELL)
        if value and terms.is_label(label) and not terms.is_of_else(line):
            yield from filter(None, [terms.whole(value.strip(" |"))])


def _in_columns(page: Page, terms: _Terms) -> Iterator[str]:
    """Of the cells below the head of such a column."""
    at: int | None = None
    for line in _rows(page):
        cells = line.split(CELL)
        heads = [place for place, cell in enumerate(cells) if terms.is_label(cell)]
        if len(cells) > 1 and heads:
            at = heads[0]
        elif len(cells) < _COLUMNS:
            at = None if len(cells) == 1 else at
        elif at is not None and at < len(cells) and not terms.is_of_else(line):
            yield from filter(None, [terms.whole(cells[at])])


def _of_items(page: Page, terms: _Terms) -> Iterator[str]:
    """Of what is bought: "Wildcard, 1 year", "Hosting (12 months) | 60", "Fee | 1 year | 60"."""
    for line in _rows(page):
        cells = line.split(CELL)
        is_priced = len(cells) > 1 and bool(find_amounts(cells[-1], page.hint))
        if terms.is_of_else(line) or is_aside(line, page.hint.language):
            continue
        for cell in cells:
            whole = terms.whole(cell) if is_priced else None
            yield from filter(None, [whole or terms.ending(cell)])


def _in_clauses(page: Page, terms: _Terms) -> Iterator[str]:
    """Of clauses about what is renewed or paid: "renews on 3 May for 12 months"."""
    about = notions_for(page.hint.language).about
    for text in (page.subject, *texts_of_body(page)):
        if len(text) > _LONGEST or is_aside(text, page.hint.language):
            continue
        is_of_pay = bool(about(text) & _PAID or days_to_come(text, page))
        clauses = _CLAUSE.split(text) if is_of_pay else ()
        for clause in clauses:
            if not terms.is_of_else(clause):
                yield from terms.behind_words(clause)


def _rows(page: Page) -> Iterator[str]:
    return (line for line in page.lines if len(line) <= _LONGEST)


@cache
def _terms_for(language: str | None) -> tuple[_Terms, ...]:
    """Those of the languages that such mail is read by."""
    return tuple(map(_terms_in, names_for(language)))


@cache
def _terms_in(language: str) -> _Terms:
    counts = load(language).lengths.counts
    return _Terms(_words()[language], counts, is_spaced=language not in UNSPACED)


@cache
def _words() -> Mapping[str, _Said]:
    """Those of all languages."""
    text = (files("parsers.generic") / "terms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
