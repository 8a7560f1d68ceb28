"""Price changes that a letter states by two amounts, one of which takes the place of the other."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from parsers.events import EventKind
from parsers.generic.shapes import is_offered
from parsers.generic.statement import is_answer, is_greeted
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL, survey, texts_of_body
from parsers.language.wording import Claim, straight, titled
from parsers.money import Money
from parsers.page import Page, once
from parsers.statement.instead_of import instead_of
from parsers.statement.months_named import month_to_come
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_MOST_LINES = 40  # a longer mail says in words what it is about
_LONGEST = 300  # characters
_ROWS = 160  # characters of two rows; longer ones are running text
_BOTH = 2
_MOST_TIMES = 4  # what nothing is raised or lowered by
_BEFORE = ("at_present", "formerly", "instead")
_OURS, _TITLED = {"you", "sub", "plan"}, {"sub", "plan", "invoice"}
_PRICES = frozenset(("price", "pay", "invoice", "per"))
_BY_US = frozenset(("me", "we", "you"))
_SELF, _SOLD = frozenset(("me", "we")), frozenset(("if", "offer", "goods"))
_NO_AMOUNTS: frozenset[Money | None] = frozenset()


def steps(page: Page, found: tuple[Claim, ...]) -> Iterator[Claim]:
    """The first sentence, or two rows or sentences that stand together, or a row with the heads of
    its columns, that name an old price, a new one and the day, or the month, to come from which it
    changes.

    Only where no words state anything but that a price changes; nothing of mail to many.
    """
    if (
        any(one.kind is not EventKind.PRICE_CHANGE for one in found)
        or len(page.lines) > _MOST_LINES
    ):
        return
    if page.message.goes_to_many or is_offered(page.subject):
        return
    if text := next(_stepping(page), None):
        if is_answer(page) or kept_for_years(page):
            yield titled(page, EventKind.PRICE_CHANGE)
        yield Claim(kind=EventKind.PRICE_CHANGE, sentence=text, in_subject=False)


def _stepping(page: Page) -> Iterator[str]:
    priced = {one: _amounts(one, page) for one in (*page.lines, *page.sentences)}
    for one in page.sentences:
        if _is_step(priced[one]) and _is_told(one, page):
            yield straight(one)
    pairs = [
        f"{one} {other}"
        for some in (page.lines, page.sentences)
        for one, other in pairwise(some)
        if len(priced[one]) == 1 == len(priced[other]) and _is_step(priced[one] | priced[other])
    ]
    pairs += [
        f"{head} {row}"
        for head, row in pairwise(page.lines)
        if CELL in head and CELL in row and not priced[head] and _is_step(priced[row])
    ]
    yield from _risen_before(priced, page)
    yield from (text for text, _, _ in _kept(page))
    # What words are about is asked last: it takes as long as all the rest.
    if pairs and _is_about_prices(page):
        yield from (straight(both) for both in pairs if _is_told(both, page))
        yield from (straight(both) for both in _labelled(priced, page))


def _risen_before(priced: Mapping[str, frozenset[Money | None]], page: Page) -> Iterator[str]:
    """The sentence that names both prices, with the one before that says from when on it rises:
    "The dues rise on 1 January. For your flat they go from €90 to €95 a month."
    """
    about = notions_for(page.hint.language).about
    for one, other in pairwise(page.sentences):
        if priced[one] or not _is_step(priced[other]) or "rise" not in about(one):
            continue
        is_ours = bool((about(one) | about(other)) & _OURS)
        if is_ours and days_to_come(one, page) and "if" not in about(one):
            yield straight(f"{one} {other}")


@once
def kept_for_years(page: Page) -> tuple[Money, Money] | None:
    """The old price and the new one of two sentences, of which one says how long it was kept, and
    the other from when on it is another: "I have kept my fee at £29 for three years. From 4 January
    a lesson will be £32."
    """
    return next(((old, new) for _, old, new in _kept(page)), None)


def _kept(page: Page) -> Iterator[tuple[str, Money, Money]]:
    about, language = notions_for(page.hint.language).about, page.hint.language
    said = page.sentences
    for at in survey(page, said).places("for_years"):
        one, other = said[at], said[at + 1] if at + 1 < len(said) else ""
        old, new = (_only(_amounts(text, page)) for text in (one, other))
        if old is None or new is None or not _is_step(frozenset((old, new))):
            continue
        is_kept = bool(about(one) & _BY_US) and says(one, "for_years", language)
        is_own = any(says(text, "i_pay", language) for text in (one, other))
        if is_kept and not is_own and days_to_come(other, page) and "if" not in about(other):
            yield straight(f"{one} {other}"), old, new


def _only(some: frozenset[Money | None]) -> Money | None:
    return next(iter(some)) if len(some) == 1 else None


def _labelled(priced: Mapping[str, frozenset[Money | None]], page: Page) -> Iterator[str]:
    """Two rows that stand together, called the old price and the new one, of a mail that names
    elsewhere from when on: "Current rent | £90", "New rent | £95". Below a sentence that says so of
    a rise the other row needs no name.
    """
    language, is_rise = page.hint.language, rise_on(page) is not None
    for one, other in pairwise(page.lines):
        if len(priced[one]) != 1 or len(priced[other]) != 1 or len(one) + len(other) > _ROWS:
            continue
        is_old = says(one, "old_price", language) or _says_before(one, language)
        is_new = is_old and (is_rise or says(other, "new_price", language))
        if is_new and _is_step(priced[one] | priced[other]) and _names_a_day(page):
            yield f"{one} {other}"


@once
def rise_on(page: Page) -> date | None:
    """The only day to come that the sentences name which say that a price rises."""
    about, days = notions_for(page.hint.language).about, set[date]()
    for one in texts_of_body(page):
        if len(one) > _LONGEST or not (ahead := days_to_come(one, page)):
            continue
        if "rise" in about(one) and about(one) & _PRICES:
            days |= ahead
    return days.pop() if len(days) == 1 else None


def _names_a_day(page: Page) -> bool:
    texts = (page.subject, *page.lines)
    return any(days_to_come(one, page) or month_to_come(one, page) is not None for one in texts)


def _amounts(text: str, page: Page) -> frozenset[Money | None]:
    found = find_amounts(text, page.hint) if len(text) <= _LONGEST else ()
    if len(found) == 1 and (old := instead_of(text, page)) is not None:
        return frozenset((found[0].money, old))
    return frozenset([one.money for one in found]) if found else _NO_AMOUNTS


def _is_about_prices(page: Page) -> bool:
    """Whether the subject or a sentence says that something about money changes."""
    language = page.hint.language
    for text in (page.subject, *page.sentences):
        about = notions_for(language).about(text)
        if "rise" in about or ("price" in about and about & {"change", "from", "instead"}):
            return True
        if text is page.subject and about & {"price", "change"}:
            return True
    return False


def _is_step(some: frozenset[Money | None]) -> bool:
    """Whether one amount may take the place of another."""
    if len(some) != _BOTH:
        return False
    first, second = some
    if first is None or second is None or first.currency != second.currency:
        return False
    less, more = sorted((first.amount, second.amount))
    return 0 < more <= _MOST_TIMES * less


def _is_told(text: str, page: Page) -> bool:
    """Whether a text says that one amount takes the place of the other on a day to come."""
    if not days_to_come(text, page) and month_to_come(text, page) is None:
        return False
    language = page.hint.language
    about = notions_for(language).about(text)
    steps = bool(about & {"rise", "instead"}) or _says_before(text, language)
    return steps and _is_ours(about, text, page)


def _is_ours(about: frozenset[str], text: str, page: Page) -> bool:
    """Whether it is the reader's own price; rows have no room to say so, their subject has. An
    answer to them is about theirs.
    """
    if is_answer(page):
        return not says(text, "i_pay", page.hint.language)
    named = notions_for(page.hint.language).about(page.subject)
    is_row = text not in page.sentences
    return bool(about & _OURS or named & (_OURS if is_row else _TITLED)) or _i_ask(about, page)


def _i_ask(about: frozenset[str], page: Page) -> bool:
    """Whether somebody tells a reader whom he names what he asks for, and offers nothing."""
    return bool(about & _SELF) and not about & _SOLD and is_greeted(page)


def _says_before(text: str, language: str | None) -> bool:
    return any(says(text, name, language) for name in _BEFORE)
