"""When what a mail states took effect, will take effect, or ends."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from parsers.dates import find_dates, find_periods
from parsers.events import EventKind
from parsers.language.lexicon import has_label, says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import survey, texts_of_body
from parsers.language.wording import Claim, without_brackets
from parsers.page import Page, once
from parsers.statement import fields

PAID = (EventKind.CHARGE, EventKind.INVOICE_DUE, EventKind.PAYMENT_FAILED)
REFUNDS = (EventKind.REFUND, EventKind.REFUND_PROMISED)
TRIALS = (EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING)
ENDS = (EventKind.CANCELED, EventKind.EXPIRED)
_TRIED_SINCE = -10  # days: who could not take a payment says so sooner
_JUST_PAST = range(-31, 1)
# A receipt dated further from its mail has had the wrong date read: that of the next one, mostly,
# or that of the first order. But an old receipt that is sent again names no newer day at all.
_RECEIPT_DAYS = range(-45, 8)
_LATE_DAYS = range(-400, -31)
# What is over, of the reader's; not when it was paid for, or called off by somebody.
_EXPIRED, _OPENING = EventKind.EXPIRED, 6  # sentences
OVER, _THEIRS = frozenset(("end", "expire")), frozenset(("you", "sub", "plan"))
_NOT_OVER, _CHOSEN = frozenset(("pay", "take", "will", "if")), frozenset(("cancel",))
_ROW = 80  # characters; a longer line is running text
# "10 to" before "14 August".
_FROM_DAY = re.compile(
    r"(?<![\w.,:/-])\d{1,2}(?:st|nd|rd|th|er|[.º°])? ?"
    r"(?:[-–]|to|bis|au|al?|t/m|tot|do|till?|og|és|la) ?(?:el |il |the |den |le |zum )?\Z"
)
_SPAN = 16  # characters in which a span begins before its end


def taken_on(page: Page, claim: Claim) -> date | None:
    """The day money moved, as the mail labels or says it; else the day of the mail."""
    if claim.kind not in PAID and claim.kind not in REFUNDS:
        return page.mailed_on
    given = _given_back_on(page) if claim.kind in REFUNDS else None
    if given is not None:
        return given
    paid = fields.labelled_day(page, "paid_on", lines=page.lines)
    if paid is None:
        return _said_day(page, claim) or page.mailed_on
    late = (paid - page.mailed_on).days
    if claim.kind is EventKind.CHARGE and late > 1:  # that of the journey that was paid for
        return page.mailed_on
    believed = late in _RECEIPT_DAYS or (late in _LATE_DAYS and _is_old(page))
    return paid if believed else page.mailed_on


def _given_back_on(page: Page) -> date | None:
    """The only day, just past, that rows name which say that money was given back."""
    about = notions_for(page.hint.language).about
    days = {
        one.on
        for line in page.lines
        if len(line) <= _ROW and "return" in about(line)
        for one in find_dates(line, hint=page.hint, near=page.mailed_on)
        if one.on is not None and (one.on - page.mailed_on).days in _JUST_PAST
    }
    return days.pop() if len(days) == 1 else None


def _said_day(page: Page, claim: Claim) -> date | None:
    """The only day that the claim itself names, when it is just past."""
    found = find_dates(claim.sentence, hint=page.hint, near=page.mailed_on)
    days = {one.on for one in found if one.on is not None}
    day = days.pop() if len(days) == 1 else None
    if day is None:
        return None
    late = (day - page.mailed_on).days
    if claim.kind is EventKind.PAYMENT_FAILED and late < _TRIED_SINCE:
        return None  # that payment had come: a bank took it back since
    # A copy of an old receipt names no newer day.
    is_late = claim.kind is EventKind.CHARGE and late in _LATE_DAYS and _is_old(page)
    return day if late in _JUST_PAST or is_late else None


def days_to_come(text: str, page: Page, *, next_too: bool = True) -> set[date]:
    """The days of a text that come after its mail; `next_too`: "by Friday" as well."""
    found = find_dates(text, hint=page.hint, near=page.mailed_on)
    kept = (one for one in found if next_too or not one.is_next)
    return {one.on for one in kept if one.on is not None and one.on > page.mailed_on}


def bounds(text: str, page: Page) -> set[date]:
    """The first and last days of the spans that a text names, of a term or a camp ("10 to 14
    August"): nothing is due on them.
    """
    spans = find_periods(text, hint=page.hint, near=page.mailed_on)
    ends = {
        one.on
        for one in find_dates(text, hint=page.hint, near=page.mailed_on)
        if one.on is not None and _FROM_DAY.search(text[max(0, one.start - _SPAN) : one.start])
    }
    return ends.union(*((one.starts_on, one.ends_on) for one in spans))


def only_day_to_come(texts: Sequence[str], page: Page) -> date | None:
    """The day to come that texts name, if it is one; "by Friday" where they name no other."""
    for next_too in (False, True):
        days = {day for text in texts for day in days_to_come(text, page, next_too=next_too)}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _is_old(page: Page) -> bool:
    """Whether every day that the mail names lies well before it was sent."""
    since = page.mailed_on + timedelta(days=_JUST_PAST.start)
    named = (
        found
        for line in page.lines
        for found in find_dates(line, hint=page.hint, near=page.mailed_on)
    )
    return all(day < since for found in named for day in found.candidates)


@once
def telling(page: Page) -> tuple[str, ...]:
    """The rows and sentences whose days may be those of the mail's event: not of a card that
    expires, of what is to be sent back, of what will be erased.
    """
    texts = texts_of_body(page)
    others = frozenset(those_with(texts, "elsewhere", page))
    return tuple(_telling(texts, others, page)) if others else texts


def _telling(texts: tuple[str, ...], others: frozenset[str], page: Page) -> Iterator[str]:
    """The texts but for others; of such that are others by their brackets alone, the rest."""
    for text in texts:
        if text not in others:
            yield text
        elif "(" in text:
            rest = without_brackets(text)
            if not says(rest, "elsewhere", page.hint.language):
                yield rest


@once
def binding(page: Page) -> tuple[str, ...]:
    """Those of them that name no day by which the reader may object."""
    others = objecting(page)
    return tuple([one for one in telling(page) if one not in others]) if others else telling(page)


@once
def objecting(page: Page) -> frozenset[str]:
    """Those that do."""
    return frozenset(those_with(telling(page), "way_out", page))


@once
def _undoubted(page: Page) -> tuple[str, ...]:
    """The lines, whole paragraphs too, in which every day may be that of the mail's event."""
    return those_without(those_without(page.lines, "elsewhere", page), "way_out", page)


@once
def _of_several_days(page: Page) -> tuple[str, ...]:
    """The texts that name several days to come, of which one is another thing's: "your last payment
    is on 3 May, and it ends on 2 June".
    """
    texts = texts_of_body(page)
    others = those_with(texts, "elsewhere", page)
    return tuple([text for text in others if len(days_to_come(text, page)) > 1])


def dated_texts(page: Page, kind: EventKind) -> tuple[str, ...]:
    """The texts whose days may be those of an event: a trial ends on the day by which to cancel
    it, nothing else does; and nothing on the one by which somebody is wanted back.
    """
    if kind in ENDS:
        return those_without(binding(page), "wanted_back", page)
    return telling(page) if kind in TRIALS else binding(page)


def those_with(texts: tuple[str, ...], label: str, page: Page) -> list[str]:
    """The texts of a mail in which such a label stands."""
    seen = survey(page, texts)
    return [texts[at] for at in seen.places(label) if has_label(seen.at(at, texts[at]), label)]


def those_without(texts: tuple[str, ...], label: str, page: Page) -> tuple[str, ...]:
    """The texts of a mail in which no such label stands."""
    others = set(those_with(texts, label, page))
    return tuple([one for one in texts if one not in others]) if others else texts


def is_counted(page: Page, claim: Claim) -> bool:
    """Whether a claim only counts the days to come ("in 7 days"): one that is named is surer."""
    named = find_dates(claim.sentence, hint=page.hint, near=page.mailed_on)
    return bool(named) and all(one.is_counted for one in named)


def day_of(page: Page, claim: Claim, label: str) -> date | None:
    """A date by its label in the claim's sentence, then in the mail; else the sentence's own."""
    ended = _ended_on(page, claim)
    if claim.kind is _EXPIRED and ended is not None:
        return ended
    texts = dated_texts(page, claim.kind)
    own = () if is_counted(page, claim) else (claim.sentence,)
    shared = _of_several_days(page) if claim.kind in ENDS else ()
    # The day may stand a sentence on.
    for some in (own, texts, (claim.sentence,), _undoubted(page), shared):
        lines = those_without(some, "wanted_back", page) if claim.kind in ENDS else some
        day = fields.labelled_day_to_come(page, label, lines=lines)
        if day is not None and day >= page.mailed_on:
            return day
    if claim.kind in TRIALS:
        found = find_dates(claim.sentence, hint=page.hint, near=page.mailed_on)
        day = max((one.on for one in found if one.on is not None), default=None)
        # "Your trial starts today": what begins on a day does not end on it.
        is_begun = claim.kind is EventKind.TRIAL_STARTED and day == page.mailed_on
        return None if is_begun else day
    if ended is not None:
        return ended
    day = fields.settled(fields.date_in(claim.sentence, page))
    # What was cancelled on a day that is past was heard of then.
    is_heard = claim.kind is EventKind.CANCELED and day is not None and day < page.mailed_on
    return None if is_heard else day


def _ended_on(page: Page, claim: Claim) -> date | None:
    """The only day that what states an end, or one of the first sentences, names for what is over:
    where that is past, no later day is until when it may be used.
    """
    if claim.kind not in ENDS:
        return None
    about = notions_for(page.hint.language).about
    for text in (claim.sentence, *page.sentences[:_OPENING]):
        said = about(text)
        if not said & OVER or said & _NOT_OVER or (said & _CHOSEN and claim.kind is not _EXPIRED):
            continue
        if text == claim.sentence or said & _THEIRS:
            days = {one.on for one in find_dates(text, hint=page.hint, near=page.mailed_on)}
            day = days.pop() if len(days) == 1 else None
            if day is not None and (day - page.mailed_on).days in (*_JUST_PAST, *_LATE_DAYS):
                return day
    return None
