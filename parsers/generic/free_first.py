"""A time that is free, and the day from which it is paid for unless its reader cancels: a trial."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.outright import outright
from parsers.generic.shapes import is_offered
from parsers.generic.statement import is_greeted
from parsers.language.lexicon import look, says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import texts_of_body
from parsers.language.wording import Claim, cadence_in, straight
from parsers.page import Page, once
from parsers.statement.when import ENDS, TRIALS, days_to_come
from parsers.values.found_money import find_amounts

_LONGEST = 300  # characters of a sentence or a row
_ROWS = 200
_OPENING = 24  # texts in which it is told
_SHORT = ("P1D", "P1W", "P1M")
_MONEY, _STOPPED = frozenset(("take", "pay")), frozenset(("cancel",))
_UNTIL = frozenset(("free", "until"))
_GIVEN = frozenset(("offer", "goods", "renew"))  # what is no trial, though it is free
# What such a letter seems to state as well: what comes after the trial.
_AFTER = (EventKind.RENEWAL_NOTICE, EventKind.INVOICE_DUE, EventKind.SUBSCRIPTION_STARTED)
# What is over, or was paid, is no trial any more.
_ELSE = (*ENDS, EventKind.CHARGE, EventKind.REFUND, EventKind.PAYMENT_FAILED, EventKind.RESUMED)


def with_free_start(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, with the trial that a letter to a reader whom it names tells in two sentences:
    "You have 7 days for free. If you don't cancel by 2 May, we take £9.99 on 3 May."
    """
    told = free_start(page)
    if told is None or any(one.kind in _ELSE for one in found):
        return found
    kept = [one for one in found if one.kind not in _AFTER]
    return tuple(kept) if any(one.kind in TRIALS for one in kept) else (*kept, told)


def as_free_start(
    page: Page, heard: list[BillingEvent], weighed: list[BillingEvent]
) -> list[BillingEvent]:
    """The events of a letter as it is weighed; of one that tells a trial so, that trial. `heard`
    are those of its words.
    """
    told = free_start(page)
    if told is None or any(one.kind in _ELSE for one in (*heard, *weighed)):
        return weighed
    trial = next((one for one in (*weighed, *heard) if one.kind in TRIALS), None)
    if trial is None:
        return weighed
    rest = [one for one in weighed if one.kind not in (*_AFTER, *TRIALS)]
    # Who has to cancel by a day is charged on it, or on the one after that the mail names.
    ends_on = max(days_to_come(told.sentence, page))
    is_paid_then = _is_paid_unless_stopped(told.sentence, page)
    renews_on = ends_on if is_paid_then else trial.renews_on
    return [outright(replace(trial, trial_ends_on=ends_on, renews_on=renews_on)), *rest]


def as_begun_for_nothing(page: Page, event: BillingEvent) -> BillingEvent:
    """A receipt over nothing, of which a row says what is paid from a day to come and how often, as
    the trial that it is: "Total | 0,00 €", "From 3 Dec 2026 | 59,99 €/an".
    """
    is_of_nothing = event.amount is not None and event.amount.amount == 0
    if event.kind is not EventKind.CHARGE or not is_of_nothing:
        return event
    row = next((one for one in page.lines[:_ROWS] if _is_paid_later(one, page)), None)
    if row is None:
        return event
    (price,), day = find_amounts(row, page.hint), min(days_to_come(row, page))
    return replace(
        event,
        kind=EventKind.TRIAL_STARTED,
        amount=price.money,
        recurring=None,
        cadence=_rhythm(row, page),
        trial_ends_on=day,
        renews_on=day,
    )


def _is_paid_later(row: str, page: Page) -> bool:
    amounts = find_amounts(row, page.hint) if len(row) <= _LONGEST else ()
    if len(amounts) != 1 or not amounts[0].amount or _rhythm(row, page) is None:
        return False
    return len(days_to_come(row, page)) == 1


def _rhythm(row: str, page: Page) -> str | None:
    (price,) = find_amounts(row, page.hint)
    return cadence_in(row[price.end :], page.hint.language)


@once
def free_start(page: Page) -> Claim | None:
    """The sentence with the day on which money is taken unless its reader cancels, where another
    one says that it is free until then.
    """
    if page.message.goes_to_many or is_offered(page.subject) or not is_greeted(page):
        return None
    texts = [one for one in texts_of_body(page)[:_OPENING] if len(one) <= _LONGEST]
    told = next((one for one in texts if _is_paid_unless_stopped(one, page)), None)
    if told is None or not _is_free(texts, page):
        told = next(_free_until(texts, page), None)
    if told is None:
        return None
    return Claim(kind=EventKind.TRIAL_STARTED, sentence=straight(told), in_subject=False)


def _free_until(texts: Sequence[str], page: Page) -> Iterator[str]:
    """Two texts that say until when it is free, and what it costs each time after that: "The trial
    is free until 24 November. Then £4 a month."
    """
    language = page.hint.language
    about = notions_for(language).about
    for one, other in pairwise(texts):
        is_short = len(days_to_come(one, page)) == 1 and not find_amounts(one, page.hint)
        if not is_short or not about(one) >= _UNTIL or about(one) & _GIVEN:
            continue
        prices = find_amounts(other, page.hint)
        is_paid = len(prices) == 1 and prices[0].amount > 0 and says(other, "then", language)
        if is_paid and cadence_in(other, language) and not days_to_come(other, page):
            yield f"{one} {other}"


def _is_free(texts: Sequence[str], page: Page) -> bool:
    """Whether something is free at first: for so many days, or since nothing is paid now."""
    free = [one for one in texts if _is_of_free_time(one, page)]
    return any(_lasts_a_while(one, page) for one in free) or (
        bool(free) and _costs_nothing(texts, page)
    )


def _lasts_a_while(text: str, page: Page) -> bool:
    """Whether a text says for how many days; a membership with two free classes, or free delivery,
    is paid for.
    """
    seen = look(text, page.hint.language).suspects
    return any(one.unit in _SHORT for lexicon, _ in seen for one in lexicon.lengths.find(text))


def _costs_nothing(texts: Sequence[str], page: Page) -> bool:
    """Whether a row says that nothing is paid now: "Today | $0.00"."""
    return any(one.amount == 0 for text in texts for one in find_amounts(text, page.hint))


def _is_of_free_time(text: str, page: Page) -> bool:
    about = notions_for(page.hint.language).about(text)
    return "free" in about and "renew" not in about


def _is_paid_unless_stopped(text: str, page: Page) -> bool:
    # Hardly any text has both an amount and a day.
    if not any(one.amount > 0 for one in find_amounts(text, page.hint)):
        return False
    if not days_to_come(text, page):
        return False
    about = notions_for(page.hint.language).about(text)
    return bool(about & _MONEY and about & _STOPPED)
