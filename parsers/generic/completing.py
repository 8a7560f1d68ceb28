"""The day, the price and the rhythm that an event lacks, out of the other texts of its letter."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from parsers.dates import find_dates, find_periods
from parsers.events import BillingEvent, EventKind
from parsers.generic.by_rows import by_rows
from parsers.generic.instalments import with_instalment
from parsers.generic.own_days import with_own_days
from parsers.generic.pause_days import (
    BRIEF,
    NOT_OF_THE_BILL,
    begun,
    billed_again,
    near_days,
    next_day,
    short,
)
from parsers.generic.pricing import priced
from parsers.generic.repriced import repriced
from parsers.generic.spans import with_span
from parsers.generic.steps import rise_on
from parsers.generic.tallied import with_tally
from parsers.generic.trial_ends import counted_end, with_trial_row
from parsers.language.notions import notions_for
from parsers.language.paragraphs import texts_of_body
from parsers.language.wording import is_aside
from parsers.page import Page
from parsers.statement.when import TRIALS, bounds, dated_texts, days_to_come, telling
from parsers.values.found_money import find_amounts
from parsers.values.within import month_ends


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The field of a day, and what a text that names it is about: one of these, and of those; or it
    is brief and about what is next.
    """

    field: str
    about: frozenset[str]
    and_about: frozenset[str] = frozenset()
    is_short_next: bool = False


def _asked(field: str, about: str, and_about: str = "", *, is_short_next: bool = False) -> _Asked:
    return _Asked(
        field=field,
        about=frozenset(about.split()),
        and_about=frozenset(and_about.split()),
        is_short_next=is_short_next,
    )


_DAYS = {
    EventKind.CHARGE: _asked(
        "renews_on", "next renew", "pay take renew due invoice", is_short_next=True
    ),
    EventKind.RENEWAL_NOTICE: _asked("renews_on", "renew take pay"),
    EventKind.TRIAL_STARTED: _asked("trial_ends_on", "free end until take pay then"),
    EventKind.TRIAL_ENDING: _asked("trial_ends_on", "free end until take pay then"),
    EventKind.CANCELED: _asked("access_until", "end until cancel expire cover"),
    EventKind.PAUSED: _asked("resumes_on", "resume start pause until"),
    EventKind.RESUMED: _asked("renews_on", "take pay resume start next"),
    EventKind.PLAN_CHANGED: _asked("effective_on", "from start"),
    EventKind.PRICE_CHANGE: _asked("effective_on", "from start"),
    EventKind.INVOICE_DUE: _asked("due_on", "due pay take", "until by due please auto will"),
    EventKind.PAYMENT_FAILED: _asked("due_on", "try", "take pay we will"),
}
_PAID_THEN = frozenset(("take", "pay", "from", "then", "renew"))
_PAID_BY = ("due_on", "renews_on")
_FREE_ENDS = frozenset(("free", "end"))
_MONEY = frozenset(("price", "rise", "pay", "take", "invoice", "instead"))
_NOT_MONEY = NOT_OF_THE_BILL | frozenset(("return", "secure", "cancel", "mail", "not"))


def completed(page: Page, events: Iterable[BillingEvent]) -> list[BillingEvent]:
    """The events, each with the one day to come, or the one price after a trial, that a letter
    names and that stands too far from what states the event to be seen with it.

    Nothing is added where a letter names two that might be meant.
    """
    told = [with_trial_row(page, by_rows(page, one)) for one in events]
    is_paid = any(one.kind is EventKind.CHARGE for one in told)
    dated = (with_tally(page, _priced(page, _dated(page, one), is_paid=is_paid)) for one in told)
    rested = (billed_again(page, begun(page, one)) for one in dated)
    timed = (with_span(page, _paid_after(page, one)) for one in rested)
    each = (repriced(page, with_own_days(page, one)) for one in timed)
    return [with_instalment(page, one) for one in each]


def _priced(page: Page, event: BillingEvent, *, is_paid: bool) -> BillingEvent:
    """The event with its price; where what began is paid for beside it, that tells how much."""
    is_told = is_paid and event.kind is EventKind.SUBSCRIPTION_STARTED
    return event if is_told else priced(page, event)


def _paid_after(page: Page, event: BillingEvent) -> BillingEvent:
    """The event of a trial with the day of the first payment, where a text about that names the day
    after the trial's last one: "free until 30 November, first billed on 1 December".
    """
    last = event.trial_ends_on
    if last is None or event.renews_on is not None or event.kind not in TRIALS:
        return event
    day, notions = last + timedelta(days=1), notions_for(page.hint.language)
    texts = short(telling(page))
    is_named = any(
        notions.about(text) & _PAID_THEN and day in days_to_come(text, page) for text in texts
    )
    return replace(event, renews_on=day) if is_named else event


def _dated(page: Page, event: BillingEvent) -> BillingEvent:
    asked = _DAYS.get(event.kind)
    known = getattr(event, asked.field) if asked is not None else None
    if event.kind is EventKind.PRICE_CHANGE and (day := _risen_on(page, known)):
        return replace(event, effective_on=day)
    # The day on which a notice came in, or on which a trial began, ends nothing; one that is named
    # is surer than "in 7 days".
    is_known = known is not None and known > page.mailed_on
    if asked is None or (is_known and not _is_only_counted(page, known)):
        return event
    day = _day(page, event.kind)
    if event.kind in TRIALS:
        day = _trial_month(page) or day or counted_end(page, event.kind)
    day = day or _only_day(page, event.kind) or _last_resort(page, event)
    # What is paid for until then is no payment after it.
    if day is None or (event.period is not None and day <= event.period.starts_on):
        return event
    return replace(event, **{asked.field: day})


def _risen_on(page: Page, known: date | None) -> date | None:
    """The day on which a sentence says that a price rises, where no text about money names the one
    that is known: of a feast, or of the meeting that decided it.
    """
    day, notions = rise_on(page), notions_for(page.hint.language)
    if day is None or known is None or known == day:
        return day
    of_known = [one for one in texts_of_body(page) if known in days_to_come(one, page)]
    is_of_money = (notions.about(one) & _MONEY or find_amounts(one, page.hint) for one in of_known)
    return None if any(is_of_money) else day


def _trial_month(page: Page) -> date | None:
    """The end of the month, where a text about the end of what is free says that it is then."""
    language = page.hint.language
    for text in short((page.subject, *telling(page))):
        ends = month_ends(text, language=language, near=page.mailed_on)
        if ends and notions_for(language).about(text) >= _FREE_ENDS:
            return ends
    return None


def _last_resort(page: Page, event: BillingEvent) -> date | None:
    """The only day by which a text of a bill asks for something, on which the subject of a notice
    says that it will be, or of what is next after a pause.
    """
    if event.kind is EventKind.PAUSED:
        return next_day(page, dated_texts(page, event.kind), page.mailed_on)
    if event.kind is EventKind.INVOICE_DUE and (day := _day_by(page)):
        return day
    if event.kind not in (EventKind.RENEWAL_NOTICE, EventKind.INVOICE_DUE):
        return None
    days = near_days(page.subject, page) - bounds(page.subject, page)
    return (
        days.pop()
        if len(days) == 1 and not _are_of(page, (page.subject,), days, NOT_OF_THE_BILL)
        else None
    )


def _day_by(page: Page) -> date | None:
    """The only day by which texts want something: "Could I have it by Friday, 17 July?" """
    notions, days = notions_for(page.hint.language), set[date]()
    for text in short(dated_texts(page, EventKind.INVOICE_DUE)):
        about = notions.about(text)
        if "by" in about and not about & _NOT_MONEY and not is_aside(text, page.hint.language):
            days |= near_days(text, page) - bounds(text, page)
    return days.pop() if len(days) == 1 else None


def _is_only_counted(page: Page, day: date | None) -> bool:
    """Whether a mail tells a day only by their number, counted from its own."""
    texts = (page.subject, *texts_of_body(page))
    each = (find_dates(one, hint=page.hint, near=page.mailed_on) for one in texts)
    named = [one for found in each for one in found if one.on == day]
    return bool(named) and all(one.is_counted for one in named)


def _day(page: Page, kind: EventKind) -> date | None:
    """The one day to come that each text which is about it names."""
    asked, texts = _DAYS[kind], tuple(short(dated_texts(page, kind)))
    for next_too in (False, True):
        found = (_days_about(text, asked, page, next_too=next_too) for text in texts)
        if days := list(filter(None, found)):
            common = set.intersection(*days)
            return common.pop() if len(common) == 1 else None
    return None


def _only_day(page: Page, kind: EventKind) -> date | None:
    """The only day to come that a letter names, where what is stated has one."""
    if kind is EventKind.CHARGE:  # that of a delivery, of a journey
        return None
    texts = [one for one in dated_texts(page, kind) if not _is_period(one, page)]
    named = {day for text in texts for day in near_days(text, page, next_too=False)}
    days = named or {day for text in texts for day in near_days(text, page)}
    else_ = (
        NOT_OF_THE_BILL - {"goods"} if kind is EventKind.PAUSED else NOT_OF_THE_BILL
    )  # boxes come again
    return days.pop() if len(days) == 1 and not _are_of(page, texts, days, else_) else None


def _is_period(text: str, page: Page) -> bool:
    return bool(find_periods(text, hint=page.hint, near=page.mailed_on))


def _are_of(page: Page, texts: Iterable[str], days: set[date], some: frozenset[str]) -> bool:
    """Whether a text that names these days is about some things, or an offer."""
    notions = notions_for(page.hint.language)
    return any(
        notions.about(text) & some or is_aside(text, page.hint.language)
        for text in texts
        if days_to_come(text, page) & days
    )


def _days_about(text: str, asked: _Asked, page: Page, *, next_too: bool) -> set[date]:
    ahead = near_days(text, page, next_too=next_too)
    if asked.field in _PAID_BY:
        ahead -= bounds(text, page)
    if not ahead:
        return ahead
    about = notions_for(page.hint.language).about(text)
    fits = about & asked.about and (not asked.and_about or about & asked.and_about)
    # "Il prossimo sarà il 2 gennaio.", "Next debit | 3 March"
    is_next = asked.is_short_next and "next" in about and len(text) <= BRIEF
    return ahead if fits or (is_next and not about & NOT_OF_THE_BILL) else set()
