"""The next day of payment that a mail names, or announces."""

from collections.abc import Sequence
from datetime import date

from parsers.dates import find_dates
from parsers.events import EventKind, Period
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL
from parsers.language.wording import Claim, straight
from parsers.page import Page
from parsers.statement import fields
from parsers.statement.when import (
    ENDS,
    OVER,
    REFUNDS,
    binding,
    days_to_come,
    is_counted,
    only_day_to_come,
    those_without,
)
from parsers.values.found_money import find_amounts

# What a mail may state and announce the next payment of.
_ANNOUNCED = (EventKind.CHARGE, EventKind.SUBSCRIPTION_STARTED, EventKind.RENEWAL_NOTICE)
_CONTRACTS = frozenset(("sub", "plan"))


def renews_on(
    page: Page, claim: Claim, span: Period | None, notices: Sequence[str] = ()
) -> date | None:
    """The next day of payment that the mail names; never one that is past.

    `notices` are the sentences that announce it.
    """
    if claim.kind in ENDS or claim.kind in (*REFUNDS, EventKind.PAUSED):
        return None
    is_notice = claim.kind is EventKind.RENEWAL_NOTICE
    is_own = is_notice and not is_counted(page, claim)
    day = _that_day(page, claim) if is_own else None
    day = day or (_own_day(page, claim, "renews") if is_own else None)
    texts = binding(page)
    if claim.kind is EventKind.CHARGE:  # "Our offer is valid until 3 May"
        texts = those_without(texts, "lasts_too", page)
    day = day or fields.labelled_day_to_come(page, "renews", lines=texts)
    if day is None and is_notice:
        day = _own_day(page, claim, "renews") or _day_of_end(page, claim) or _day_below(page, claim)
    if day is None and claim.kind in _ANNOUNCED:
        day = only_day_to_come(notices, page)
    if day is not None and day >= page.mailed_on and day != (span.starts_on if span else None):
        return day
    return None


def _that_day(page: Page, claim: Claim) -> date | None:
    """The day that the sentence before a notice names, which says that money is taken "that day"
    and names another one until which it then goes on.
    """
    if not days_to_come(claim.sentence, page):
        return None
    is_meant = says(claim.sentence, "that_day", page.hint.language)
    return _day_of_end(page, claim) if is_meant else None


def _day_of_end(page: Page, claim: Claim) -> date | None:
    """The only day to come of the sentence before a notice, on which it says that something ends:
    "Your cover ends on 3 May. We'll renew it for you."
    """
    said = [straight(one) for one in page.sentences]
    at = said.index(claim.sentence) if claim.sentence in said else 0
    before = said[at - 1] if at else ""
    days = days_to_come(before, page)
    if len(days) != 1 or page.message.goes_to_many:
        return None
    about = notions_for(page.hint.language).about(before)
    return days.pop() if about & OVER and about & _CONTRACTS and "offer" not in about else None


def _day_below(page: Page, claim: Claim) -> date | None:
    """The only day to come of the row below a notice that has a price, too: "We'll charge your card
    automatically.", "27 December | Scheduled | £423".
    """
    said = [straight(one) for one in page.sentences]
    at = said.index(claim.sentence) if claim.sentence in said else len(said)
    row = said[at + 1] if at + 1 < len(said) else ""
    days = days_to_come(row, page) if CELL in row and find_amounts(row, page.hint) else set()
    return days.pop() if len(days) == 1 else None


def _own_day(page: Page, claim: Claim, label: str) -> date | None:
    """The day that the claim's own sentence names: by its label, else the first. One by which to
    object is none.
    """
    if says(claim.sentence, "way_out", page.hint.language):
        named = find_dates(claim.sentence, hint=page.hint, near=page.mailed_on)
        if len(named) == 1:
            return None
    day = fields.labelled_day_to_come(page, label, lines=(claim.sentence,))
    return day or fields.settled(fields.date_in(claim.sentence, page))
