"""The end of which an answer to somebody who asked for it tells the day, in words of its own."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.naming import seller_name
from parsers.generic.outright import outright
from parsers.generic.statement import is_titled_as_answer
from parsers.kit import Seller, statements
from parsers.language.denied import denies
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight
from parsers.page import Page, once
from parsers.statement.unpaid import is_brief
from parsers.statement.when import days_to_come

_OPENING = 8  # sentences
_LONGEST = 300  # characters
_QUOTED = 12  # lines of what is answered
_ENDS, _WHOSE = frozenset(("end", "expire")), frozenset(("you",))
_ELSE = frozenset("if can not fail offer quote try please".split())
# What may be told beside an end.
_BACKS = (EventKind.REFUND, EventKind.REFUND_PROMISED)


def as_answered(page: Page, events: list[BillingEvent]) -> list[BillingEvent]:
    """The events; of an answer to who asked for an end, which tells on what day it is, that end:
    "With three weeks' notice your share ends on 24 November".
    """
    told = [one for one in events if one.kind is EventKind.CANCELED]
    if not is_brief(page) or not _is_asked(page) or not _is_open(events):
        return events
    found = _told(page)
    if found is None:
        return events
    sentence, day = found
    end = told[0] if told else next(iter(_stated(page, sentence)), None)
    if end is None or end.access_until not in (None, day):
        return events
    backs = [one for one in events if one.kind in _BACKS]
    return [outright(replace(end, access_until=day)), *backs]


def _is_open(events: Iterable[BillingEvent]) -> bool:
    """Whether nothing else is stated: what is missing, a pause, a change."""
    kinds = (EventKind.CANCELED, EventKind.CHARGE, EventKind.INVOICE_DUE, *_BACKS)
    return all(one.kind in kinds for one in events)


@once
def _is_asked(page: Page) -> bool:
    """Whether the mail that is answered asked for an end, by its subject or its quoted lines."""
    if not is_titled_as_answer(page.subject):
        return False
    lines = (line.lstrip() for line in page.message.text.splitlines())
    quoted = [line.lstrip("> ") for line in lines if line.startswith(">")][:_QUOTED]
    asked = (page.subject, *quoted, " ".join(quoted)[:_LONGEST])
    return any(says(straight(one), "asks_to_end", page.hint.language) for one in asked)


@once
def _told(page: Page) -> tuple[str, date] | None:
    """The sentence that tells the reader of an end on one day to come, under no condition."""
    language = page.hint.language
    about = notions_for(language).about
    for one in map(straight, page.sentences[:_OPENING]):
        said = about(one) if len(one) <= _LONGEST else frozenset()
        if (
            not (said & _ENDS and said & _WHOSE)
            or said & _ELSE
            or denies(one, "cancel", language) == "not"
        ):
            continue
        days = set(days_to_come(one, page))
        if len(days) == 1:
            return one, days.pop()
    return None


def _stated(page: Page, sentence: str) -> list[BillingEvent]:
    claim = Claim(kind=EventKind.CANCELED, sentence=sentence, in_subject=False)
    return statements(page, Seller(name=seller_name(page)), found=(claim,))
