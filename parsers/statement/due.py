"""The day on which a bill has to be paid or is taken, or a failed payment is tried again."""

from datetime import date

from parsers.events import EventKind
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, claims, straight
from parsers.page import Page, once
from parsers.statement import fields
from parsers.statement.when import bounds, only_day_to_come, telling, those_with, those_without
from parsers.values.within import days_within

_NAMES = {EventKind.INVOICE_DUE: "due_by", EventKind.PAYMENT_FAILED: "retried"}
_AHEAD = range(131)  # days; nobody is told of a payment longer before
_OVERDUE = range(-120, 0)
_PAYING = frozenset(("pay", "due"))


def due_on(page: Page, claim: Claim) -> date | None:
    """That day of an invoice or a failed payment; None of anything else, or where none is named. A
    failed payment that is not tried again has to be settled by the only day that is named.

    Of a reminder it may be past.
    """
    name = _NAMES.get(claim.kind)
    if name is None:
        return None
    last = _overdue if name == "due_by" else _only_day
    return _ahead(page, name) or last(page) or _in_days(page)


@once
def of_this_bill(page: Page) -> tuple[str, ...]:
    """The lines that are not about the payment after it: "Next payment" is that of another bill,
    and so is a new price each month, "first due on 15 December".
    """
    later = {one.sentence for one in claims(page) if one.kind is EventKind.PRICE_CHANGE}
    texts = tuple([one for one in telling(page) if straight(one) not in later])
    return those_without(texts, "renews", page)


def _ahead(page: Page, name: str) -> date | None:
    """The day behind the most telling label, else the only one of a sentence that has any."""
    for lines in (_in_full(page), of_this_bill(page), telling(page)):
        day = fields.labelled_day(page, name, lines=lines, every=True)
        if day is not None and (day - page.mailed_on).days in _AHEAD and day not in _spans(page):
            return day
    for sentence in those_with(telling(page), name, page):
        day = only_day_to_come((sentence,), page)
        if day is not None and (day - page.mailed_on).days in _AHEAD:
            return day
    return None


@once
def _in_full(page: Page) -> tuple[str, ...]:
    """Those of them that do not only tell by when there is something off."""
    return those_without(of_this_bill(page), "early_pay", page)


@once
def _spans(page: Page) -> set[date]:
    """The first and last days of spans in sentences that do not say that these are due then."""
    texts = those_without(telling(page), "due", page)
    return {day for text in texts for day in bounds(text, page)}


def _only_day(page: Page) -> date | None:
    """By when a payment that failed has to be settled: the only day to come that the mail names."""
    day = only_day_to_come(telling(page), page)
    return day if day is not None and (day - page.mailed_on).days in _AHEAD else None


def _in_days(page: Page) -> date | None:
    """The day until which the mail gives time to pay, where it gives one; that which is named
    beside it: "within 7 days (20 June)" of a bill that is older than its mail.
    """
    language = page.hint.language
    about = notions_for(language).about
    days: set[date] = set()
    for text in telling(page):
        within = days_within(text, language=language, near=page.mailed_on)
        if within and about(text) & _PAYING:
            named = only_day_to_come((text,), page)
            days |= within if named is None else {named}
    return days.pop() if len(days) == 1 else None


def _overdue(page: Page) -> date | None:
    day = fields.labelled_day(page, "due", lines=page.lines, every=True)
    return day if day is not None and (day - page.mailed_on).days in _OVERDUE else None
