"""The next payments as a calendar: each with a separate last safe day, withdrawn when it ended; and
the bills and prices that are to come.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.events import EventKind
from watchdog import text
from watchdog.language import headed, marked, said_day, say, translated
from watchdog.timeline.cadence import is_long, step
from watchdog.timeline.facts import last_told
from watchdog.timeline.notices import cost_of_next
from watchdog.timeline.subscriptions import Status, Subscription
from watchdog.timeline.unpaid import unpaid
from watchdog.upcoming import (
    BILL_IS_DUE,
    BILL_IS_TAKEN,
    LOW_PRICE_ENDS,
    PRICE_CHANGES,
    TO_BE_SETTLED,
    Upcoming,
    what_comes,
)

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT = "-//billing-watchdog//calendar//EN"
_DOMAIN = "billing-watchdog.invalid"
_WHAT = {
    Status.TRIALING: marked("Free trial ends"),
    Status.PAUSED: marked("Pause ends"),
    Status.ACTIVE: marked("Renews"),
    Status.PAST_DUE: marked("Renews"),
}
_ENDED = (Status.CANCELING, Status.CANCELED, Status.LAPSED)
# Nine in the morning of the day before, and of the day itself.
_ALARMS = (timedelta(hours=-15), timedelta(hours=9))
# Calendars have long forgotten what ended before.
_WITHDRAWN_DAYS, _REMEMBERED = 400, timedelta(days=31)
# What else comes, by the entry that tells of it: one of each for a subscription.
_COMES = {
    BILL_IS_DUE: "bill",
    BILL_IS_TAKEN: "bill",
    TO_BE_SETTLED: "bill",
    PRICE_CHANGES: "price",
    LOW_PRICE_ENDS: "price",
}
AHEAD_DAYS = 400  # no bill and no price is told of earlier


def build_calendar(
    subscriptions: Iterable[Subscription],
    ahead: Iterable[Upcoming],
    *,
    today: date,
    titles_only: bool = False,
) -> bytes:
    """An iCalendar file (RFC 5545). An entry keeps its UID when its day or price changes.

    `ahead` is what comes in the next AHEAD_DAYS; `titles_only`: without amounts and places.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Billing watchdog")
    comes: dict[str, dict[str, Upcoming]] = defaultdict(dict)
    for day in ahead:
        if day.what in _COMES:
            shown_so = replace(day, amount=None) if titles_only else day
            comes[day.subscription].setdefault(_COMES[day.what], shown_so)
    for one in sorted(subscriptions, key=lambda one: one.id):
        shown = _bare(one) if titles_only else one
        for event in (*_events(shown, today), *_others(shown, comes[one.id], today)):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _bare(one: Subscription) -> Subscription:
    return replace(one, price=None, channel=None)


def _events(one: Subscription, today: date) -> Iterator["Event"]:
    if one.status in _WHAT and one.next_renewal_on is not None and one.next_renewal_on >= today:
        yield _payment(one, one.next_renewal_on, today)
        if one.cancel_by is not None and one.cancel_by >= today:
            yield _last_safe_day(one, one.cancel_by, one.next_renewal_on, today)
    elif one.lapses_on is not None and one.lapses_on >= today:
        yield _lapse(one, one.lapses_on, today)
    elif one.status in _ENDED:
        yield from _withdrawn(one, today)


def _payment(one: Subscription, on: date, today: date) -> "Event":
    cost = cost_of_next(one) if one.price else None
    amount = f", {text.money(cost)}" if cost else ""
    what = translated(_WHAT[one.status])
    event = _event(one, "payment", on, headed(what, f"{_title(one)}{amount}"), today)
    stated = one.next_renewal_stated
    sure = say("A mail names this day.") if stated else say("Expected from past payments.")
    event.add("description", f"{_place(one)}{sure}")
    return event


def _lapse(one: Subscription, on: date, today: date) -> "Event":
    summary = say("Ends unless renewed: {what}", what=_title(one))
    event = _event(one, "payment", on, summary, today)
    sure = say("A mail names this day.")
    event.add("description", f"{_place(one)}{sure}")
    return event


def _last_safe_day(one: Subscription, on: date, renews_on: date, today: date) -> "Event":
    summary = say("Last safe day to cancel: {what}", what=_title(one))
    event = _event(one, "cancel-by", on, summary, today)
    when = say("{what} on {day}.", what=translated(_WHAT[one.status]), day=said_day(renews_on))
    how = say("How: watchdog fix {service}", service=text.unlinked(one.merchant, 60))
    event.add("description", f"{when} {_place(one)}{how}")
    if _is_easily_forgotten(one):
        for trigger in _ALARMS:
            event.add_component(_alarm(summary, trigger))
    return event


def _others(one: Subscription, comes: Mapping[str, Upcoming], today: date) -> Iterator["Event"]:
    """The bill that waits and the price that is to come; taken back once it is paid, or over."""
    for entry, day in comes.items():
        amount = f", {text.money(day.amount)}" if day.amount else ""
        event = _event(one, entry, day.on, f"{what_comes(day)}{amount}", today)
        sure = say("A mail names this day.")
        event.add("description", f"{_place(one)}{sure}")
        yield event
    for entry, on in (("bill", _paid_bill(one)), ("price", _moot_price(one))):
        if entry not in comes and on is not None and on >= today:
            event = _event(one, entry, on, say("Ended: {what}", what=_title(one)), today)
            event.add("status", "CANCELLED")
            yield event


def _paid_bill(one: Subscription) -> date | None:
    """The day by which the newest bill had to be paid, if it waits no more."""
    bill = last_told(one.told, EventKind.INVOICE_DUE)
    return bill.event.due_on if bill is not None and unpaid(one) is None else None


def _moot_price(one: Subscription) -> date | None:
    """The day of the last announced price, if there is nothing left to be paid at it."""
    told = last_told(one.told, EventKind.PRICE_CHANGE)
    return told.event.effective_on if told is not None and one.status in _ENDED else None


def _place(one: Subscription) -> str:
    return say("Bought at: {place}", place=text.channel(one.channel)) + "\n" if one.channel else ""


def _withdrawn(one: Subscription, today: date) -> Iterator["Event"]:
    """Its entries, taken back: a calendar that knows them takes them out."""
    on = _ended_on(one) or today
    if _last_entry(one, on) < today:
        return
    for entry in ("payment", "cancel-by"):
        event = _event(one, entry, on, say("Ended: {what}", what=_title(one)), today)
        event.add("status", "CANCELLED")
        yield event


def _last_entry(one: Subscription, ended_on: date) -> date:
    """Until when a calendar may show an entry of it that was still ahead when it was made."""
    if one.cadence is None or not one.charges:
        return ended_on + timedelta(days=_WITHDRAWN_DAYS)
    return max(ended_on, step(one.charges[-1].on, one.cadence, 1)) + _REMEMBERED


def _ended_on(one: Subscription) -> date | None:
    """The day of the end, which may come months after that of the cancellation."""
    standing = [end for end in one.cancellations if end.undone_on is None]
    if standing and standing[-1].ends_on is not None:
        return standing[-1].ends_on
    return one.canceled_on or one.paid_through


def _event(one: Subscription, entry: str, on: date, summary: str, today: date) -> "Event":
    from icalendar import Event

    event = Event()
    mark = hashlib.sha256(f"{one.id}\n{entry}".encode("utf-8", "replace")).hexdigest()[:32]
    event.add("uid", f"{mark}@{_DOMAIN}")
    event.add("dtstamp", datetime.combine(today, time(), tzinfo=UTC))
    # What is known of it only grows, and an entry that says something else comes after.
    event.add("sequence", len(one.facts) + len(one.statements))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _alarm(words: str, trigger: timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", trigger)
    return alarm


def _is_easily_forgotten(one: Subscription) -> bool:
    # An alarm for each month's payment would be barking at nothing, as for the reminders.
    return is_long(one.cadence) or one.status in (Status.TRIALING, Status.PAUSED)


def _title(one: Subscription) -> str:
    return text.unlinked(one.title, 80)
