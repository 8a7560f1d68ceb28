"""An end that was asked for and is not done: it waits for a click, a signature, a call, a proof."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from parsers.dates import find_dates
from parsers.events import BillingEvent, EventKind
from parsers.generic.model import Model
from parsers.generic.naming import seller_name
from parsers.generic.outright import TOLD
from parsers.generic.statement import is_news, is_titled_as_answer
from parsers.kit import Seller, statements
from parsers.language.denied import denies
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import is_said, those_saying
from parsers.language.wording import Claim, claims
from parsers.page import Page, once
from parsers.statement import fields
from parsers.statement.when import ENDS, days_to_come
from parsers.values.within import days_within, days_within_hours

_OPENING = 10  # sentences in which it is told
_FIRST = 4  # of them, which name what it is about
_BEGUN = 2  # words
_LONGEST = 400  # characters of a sentence
_BESIDE_DAY = 16  # characters around a day in which stands that something lasts until then
# A subject that states one of these is about that.
_ELSE = frozenset(
    (
        EventKind.CHARGE,
        EventKind.REFUND,
        EventKind.REFUND_PROMISED,
        EventKind.PAYMENT_FAILED,
        EventKind.INVOICE_DUE,
        EventKind.TRIAL_STARTED,
        EventKind.TRIAL_ENDING,
        EventKind.PRICE_CHANGE,
    )
)
_UNTIL = frozenset(("until", "by"))
_OPEN = ("not_ended_yet", "unfinished")


def as_pending(page: Page, events: list[BillingEvent], weights: Model) -> list[BillingEvent]:
    """The events; in their place that the end which the reader asked for is not done, where a
    letter says so. What goes to many, and what only wants something, has to be told plainly.
    """
    is_taken_back = any(one.by_reader for one in events)
    if is_taken_back or not _is_asked(page) or _is_among_friends(page):
        return events
    told = _open_texts(page)
    wanted = [one for one in _opening(page)[1:] if _wants(page, one)]
    if not (told or _wants_plainly(page, wanted)) or _is_done(page, events, told, wanted):
        return events
    is_sure = not is_news(page) and (bool(told and wanted) or not page.message.goes_to_many)
    return _stated(page, (told or wanted)[0], TOLD if is_sure else weights.waits)


@once
def _opening(page: Page) -> tuple[str, ...]:
    texts = (page.subject, *page.sentences[:_OPENING])
    return tuple(one for one in texts if len(one) <= _LONGEST)


def _open_texts(page: Page) -> list[str]:
    """The texts that say that nothing has ended yet; a title may be that of a confirmation."""
    subject, *body = _opening(page) or ("",)
    titled = [subject] if says(subject, "not_ended_yet", page.hint.language) else []
    return [*(one for one in body if _says_any(page, one, _OPEN)), *titled]


def _wants(page: Page, text: str) -> bool:
    """Whether a text asks for something that is still missing, or says that nothing was ended; not
    for an answer to a survey, nor in case of questions.
    """
    language = page.hint.language
    if denies(text, "cancel", language) == "not":
        return True
    return says(text, "wanted_yet", language) and not says(text, "asks_else", language)


def _says_any(page: Page, text: str, labels: Iterable[str]) -> bool:
    return any(says(text, label, page.hint.language) for label in labels)


def _is_asked(page: Page) -> bool:
    """Whether the reader wanted a contract to end: no order, no visit, no news by mail."""
    language = page.hint.language
    if says(page.subject, "how_to", language):
        return False
    if any(one.in_subject and one.kind in _ELSE for one in claims(page)):
        return False
    asked = list(those_saying(page, _opening(page), "asked_to_end"))
    # "As you asked, it has been cancelled."
    if all(_is_condition(page, one) or says(one, "at_request", language) for one in asked):
        return False
    return not is_said(page, _opening(page)[:_FIRST], "ends_else")


def _wants_plainly(page: Page, wanted: list[str]) -> bool:
    """Whether the wish is told in a sentence, since "Your cancellation" may be the title of its
    end, and what is wanted stands under no condition, nor behind a survey.
    """
    language, texts = page.hint.language, _opening(page)
    if not any(says(one, "asked_to_end", language) for one in texts[1:]):
        return False
    behind = {text for before, text in pairwise(texts) if says(before, "asks_else", language)}
    return any(one not in behind and not _is_condition(page, one) for one in wanted)


def _is_among_friends(page: Page) -> bool:
    """Whether an answer tells of others: who bills says "we", or answers a cancellation."""
    about = notions_for(page.hint.language).about
    if not is_titled_as_answer(page.subject) or "cancel" in about(page.subject):
        return False
    return not any("we" in about(one) for one in _opening(page)[1:])


def _is_condition(page: Page, text: str) -> bool:
    """Whether a text begins with a condition, or is a question that is one: "If you want to leave,
    open your account", "Would you like to change or end your gift?"
    """
    about = notions_for(page.hint.language).about
    if text.endswith("?") and "change" in about(text) and "asked" not in about(text):
        return True
    begun = " ".join(text.split()[:_BEGUN])
    return "if" in about(begun)


def _is_done(
    page: Page, events: Iterable[BillingEvent], told: list[str], wanted: list[str]
) -> bool:
    """Whether it says that it is done all the same: it names the last day, or confirms it."""
    claimed = [one for one in claims(page) if one.kind in ENDS and not one.in_subject]
    if any(not _says_any(page, one.sentence, (*_OPEN, "asked_to_end")) for one in claimed):
        return True
    is_confirmed = any(_confirms(page, one) for one in _opening(page)[1:])
    asked_by = _last_day(page, ("wanted_yet",))
    ends = {one.access_until for one in events if one.kind in ENDS} - {None, asked_by}
    if told and (wanted or told[1:]):
        return bool(ends) and is_confirmed
    return bool(ends) or (is_confirmed and not told)


def _confirms(page: Page, text: str) -> bool:
    """Whether a text says of an end that it is done; not that it is to be confirmed."""
    about = notions_for(page.hint.language).about(text)
    if not {"cancel", "done"} <= about or _says_any(page, text, ("wanted_yet", *_OPEN)):
        return False
    return denies(text, "cancel", page.hint.language) != "not"


def _stated(page: Page, text: str, confidence: float) -> list[BillingEvent]:
    claim = Claim(kind=EventKind.CANCELLATION_PENDING, sentence=text, in_subject=False)
    found = statements(page, Seller(name=seller_name(page)), found=(claim,))
    last = _last_day(page, ("wanted_yet", *_OPEN))
    return [_with_days(page, replace(one, confidence=confidence), last) for one in found]


def _with_days(page: Page, event: BillingEvent, last: date | None) -> BillingEvent:
    """The event with the day by which to do it, and that of the next payment, which alone tells
    what an amount is.
    """
    renews = _renewal(page, event, last)
    amount = event.amount if renews is not None else None
    return replace(event, amount=amount, cancel_by=last, renews_on=renews)


def _last_day(page: Page, labels: Iterable[str]) -> date | None:
    """The first day that a text which wants something names, or counts."""
    for text in _opening(page):
        if _says_any(page, text, labels):
            days = set(_days_of(page, text))
            if days:
                return min(days)
    return None


def _days_of(page: Page, text: str) -> Iterator[date]:
    language, near = page.hint.language, page.mailed_on
    yield from days_within_hours(text, language=language, near=near)
    yield from days_within(text, language=language, near=near)
    renews = fields.labelled_day_to_come(page, "renews", lines=(text,))
    yield from (day for day in days_to_come(text, page) if day != renews)


def _renewal(page: Page, event: BillingEvent, last: date | None) -> date | None:
    """The day of the next payment; not the one until which it would go on."""
    day = event.renews_on
    if day is None or day == last:
        return None
    notions = notions_for(page.hint.language)
    for text in _opening(page):
        for one in find_dates(text, hint=page.hint, near=page.mailed_on):
            beside = text[max(0, one.start - _BESIDE_DAY) : one.start]
            if one.on == day and notions.about(beside) & _UNTIL:
                return None
    return day
