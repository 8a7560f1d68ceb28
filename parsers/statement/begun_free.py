"""A plan that began with a time that is free: a trial, though its mail only calls it a start."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lengths import Length, day_after
from parsers.language.lexicon import look
from parsers.language.notions import notions_for
from parsers.language.wording import cadence_in, is_aside
from parsers.money import Money
from parsers.page import Page
from parsers.statement import totals
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_LONGEST, _OPENING = 300, 24  # characters of a sentence, sentences
# What a free time is none of: what brings a friend, what comes back, what is only offered.
_ELSE = frozenset(("if", "return", "goods"))
_RECEIPTS = 200  # lines
_LONGEST_TRIAL = timedelta(days=62)


def as_begun_free(event: BillingEvent, page: Page) -> BillingEvent:
    """The event; of a start of which a sentence says how long it is free, and a total of nothing or
    the sentence itself that it is paid for only then, the trial: "Enjoy your first month free.
    Total: $0.00".
    """
    if event.kind is not EventKind.SUBSCRIPTION_STARTED or _is_paid(page):
        return event
    told = next(_free_times(page), None)
    if told is None:
        return event
    text, length = told
    ends_on = _last_day(text, length, page)
    # What is free for months is an offer, of which one is told long before it ends.
    is_short = ends_on <= page.mailed_on + _LONGEST_TRIAL
    if not is_short or not (_costs_nothing(page) or _price_after(text, page)):
        return event
    price = _price_after(text, page) or _price_taken_off(page)
    return replace(
        event,
        kind=EventKind.TRIAL_STARTED,
        amount=price or event.amount,
        trial_ends_on=ends_on,
        renews_on=event.renews_on or ends_on,
        evidence=tuple(dict.fromkeys((*event.evidence, text))),
    )


def _is_paid(page: Page) -> bool:
    total = totals.total(page)
    return total is not None and total.amount > 0


def _costs_nothing(page: Page) -> bool:
    return any(one.amount.amount == 0 and not one.is_other for one in totals.totals(page))


def _free_times(page: Page) -> Iterator[tuple[str, Length]]:
    """The sentences that say how long something is free, and how long."""
    language = page.hint.language
    about = notions_for(language).about
    for text in islice(page.sentences, _OPENING):
        if len(text) > _LONGEST or "free" not in (said := about(text)) or said & _ELSE:
            continue
        lengths = [
            one
            for lexicon, _ in look(text, language).suspects
            for one in lexicon.lengths.find(text)
        ]
        yield from ((text, one) for one in lengths[:1])


def _last_day(text: str, length: Length, page: Page) -> date:
    """The day until when it is free: the one that the sentence names, else so long from now on."""
    named = days_to_come(text, page)
    return max(named) if named else day_after(page.mailed_on, length.unit, length.count)


def _price_after(text: str, page: Page) -> Money | None:
    """What the sentence says that it costs from then on."""
    found = [one for one in find_amounts(text, page.hint) if one.amount > 0]
    behind = text[found[0].end :] if len(found) == 1 else ""
    if is_aside(text, page.hint.language):
        return None
    return found[0].money if behind and cadence_in(behind, page.hint.language) else None


def _price_taken_off(page: Page) -> Money | None:
    """The only price of the rows, of which all is taken off."""
    lines = islice(page.lines, _RECEIPTS)
    found = [one for line in lines for one in find_amounts(line, page.hint) if one.amount]
    prices = {abs(one.amount): one for one in found if one.amount > 0}
    is_one = len(prices) == 1 and {abs(one.amount) for one in found} == set(prices)
    return next(iter(prices.values())).money if is_one else None
