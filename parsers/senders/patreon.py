"""Patreon: one receipt for all creators charged that day; posts share its addresses."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind, Period
from parsers.kit import Seller, shorten, statements
from parsers.language.wording import cadence_in
from parsers.page import Page
from parsers.small_talk import overheard
from parsers.statement import fields, totals
from parsers.text.bounded import Bounded
from parsers.values.found_money import AmountFound, find_amounts

_PATREON = Seller(name="Patreon", merchant="patreon")
_RECEIPT = re.compile(r"(?i)\byour patreon receipt is here\b")
_POST = re.compile(r"(?i)newsletterpost|digest")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
# "$9 per month for September", beside or under the creator's name.
_PLEDGE = re.compile(
    r"^(?:(?P<creator>.+?) \| )?(?P<price>\S.{0,15}?) (?P<rhythm>per \w+)"
    rf"(?: for (?P<month>{'|'.join(_MONTHS)}))?(?: \|.*)?$"
)
_CREATOR = Bounded(
    r"(?i)\b(?:membership|pledge|subscription|payment)\b(?: \w+)? (?:to|for|of|with) "
    r"(?P<name>[^.,!?|]{2,60}?)(?= (?:has|have|was|is|will|on|for|could|failed)\b|[.,!?|]|$)",
    most=1000,
)
_SURE = 0.97
_SEVERAL = 2
_LONGEST_NAME = 80


@parser(
    senders=("no-reply@patreon.com", "bingo@patreon.com"),
    kinds="charge refund payment_failed canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts creator by creator; the rest by what it says. Posts and digests are none."""
    if _is_post(page):
        return ()
    if _RECEIPT.search(page.subject):
        return list(_pledges(page)) or list(_shares(page)) or statements(page, _PATREON)
    return overheard(page, _PATREON, plan=_creator(page))


def _is_post(page: Page) -> bool:
    return any(_POST.search(tag) for tag in page.message.headers.get("x-mailgun-tag", ()))


def _pledges(page: Page) -> Iterator[BillingEvent]:
    for above, line in pairwise(("", *page.lines)):
        pledge = _PLEDGE.match(line)
        found = find_amounts(pledge["price"], page.hint) if pledge else ()
        creator = (pledge["creator"] or above) if pledge else ""
        if pledge and found and creator:
            yield _charge(page, creator, pledge, found[0])


def _charge(page: Page, creator: str, pledge: re.Match[str], price: AmountFound) -> BillingEvent:
    cadence = cadence_in(pledge["rhythm"], page.hint.language)
    return BillingEvent(
        kind=EventKind.CHARGE,
        merchant=_PATREON.slug,
        merchant_name=_PATREON.name,
        plan=creator,
        channel=_PATREON.channel,
        amount=price.money,
        recurring=True if cadence else None,
        cadence=cadence,
        on=_labelled(page, "paid_on") or page.mailed_on,
        period=_month(pledge["month"], page.mailed_on) if cadence == "P1M" else None,
        renews_on=_labelled(page, "renews") if cadence == "P1M" else None,
        confidence=_SURE,
        evidence=(shorten(creator), shorten(pledge[0])),
    )


def _shares(page: Page) -> Iterator[BillingEvent]:
    """A charge for each creator in another layout: the rows that come to just the total.

    Raises UnreadableEmailError when the mail states a payment but names no amount.
    """
    whole = next(iter(statements(page, _PATREON)), None)
    rows = list(_priced_rows(page))
    parts = [price.money for _, price in rows]
    if whole is None or whole.amount is None or len(rows) < _SEVERAL or None in parts:
        return
    if sum(part.amount for part in parts if part) != whole.amount.amount:
        return
    for creator, price in rows:
        evidence = (shorten(f"{creator}: {price.text}"),)
        yield replace(whole, plan=creator, amount=price.money, evidence=evidence)


def _priced_rows(page: Page) -> Iterator[tuple[str, AmountFound]]:
    """The amounts that no label calls a total or a tax, each with the name beside or above it."""
    summed = {one.at for one in totals.totals(page)}
    for at, (above, line) in enumerate(pairwise(("", *page.lines))):
        found = find_amounts(line, page.hint)
        if len(found) != 1 or at in summed or (at - 1 in summed and found[0].text == line):
            continue
        creator = line[: found[0].start].strip(" |:–-") or above
        if creator and len(creator) <= _LONGEST_NAME:
            yield creator, found[0]


def _month(name: str | None, mailed_on: date) -> Period | None:
    """The month paid for, this one or one just past: many creators are paid in arrears."""
    if name is None:
        return None
    month = _MONTHS.index(name) + 1
    year = mailed_on.year if month <= mailed_on.month else mailed_on.year - 1
    last = monthrange(year, month)[1]
    return Period(starts_on=date(year, month, 1), ends_on=date(year, month, last))


def _labelled(page: Page, label: str) -> date | None:
    return fields.labelled_day(page, label, lines=page.lines)


def _creator(page: Page) -> str | None:
    """The creator a mail is about: a membership is of one creator, whatever else is paid."""
    texts = (page.subject, *page.sentences)
    named = (found["name"] for text in texts if (found := _CREATOR.search(text)))
    return next((name for name in named if name[0].isupper() and name != "Patreon"), None)
