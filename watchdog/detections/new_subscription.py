"""A subscription that was not there before: if it was not you, somebody uses your card."""

from collections.abc import Iterable
from datetime import date

from parsers.events import EventKind
from watchdog import text
from watchdog.books import Books
from watchdog.catalog import Catalog
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang
from watchdog.language import said_day, said_money, say
from watchdog.language.places import by_place
from watchdog.places import place_name
from watchdog.proofs import shown
from watchdog.timeline.cadence import days_of
from watchdog.timeline.facts import Fact
from watchdog.timeline.offers import same_offer
from watchdog.timeline.subscriptions import Status, Subscription

_RECENT_DAYS = 14
# How far the mailbox has to reach back before a first bill is a first bill, in periods.
_PERIODS = 1.3
_UNKNOWN_DAYS = 400
_TRIALS = (EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING)
_FIRST_WORDS = (EventKind.SUBSCRIPTION_STARTED, EventKind.CHARGE, EventKind.INVOICE_DUE)


@detection("new_subscription")
def new_subscription(books: Books) -> Iterable[Finding]:
    """Each paid subscription that began within two weeks, without a trial that told of it."""
    for subscription in books.subscriptions:
        began = subscription.started_on
        if began is None or not books.is_recent(began, _RECENT_DAYS) or not subscription.facts:
            continue
        if not _is_plain(subscription) or _was_there(subscription, books):
            continue
        if _is_first(subscription, began, books.oldest[subscription.mailbox]):
            yield _finding(subscription, began, books.catalog)


def _is_plain(subscription: Subscription) -> bool:
    """It runs, it costs money, and no trial or end of it is told of by another finding."""
    trial = any(fact.event.kind in _TRIALS for fact in subscription.told)
    running = subscription.status is Status.ACTIVE and not subscription.cancellations
    return running and not trial and subscription.price is not None


def _was_there(subscription: Subscription, books: Books) -> bool:
    """Whether it is known from another place, mailbox or plan: then it is a move, or paid twice."""
    return any(same_offer(one, subscription, books.catalog) for one in books.alike(subscription))


def _is_first(subscription: Subscription, began: date, oldest: date) -> bool:
    """A mail says that it begins, or the mailbox would know an earlier bill."""
    first = [fact for fact in subscription.facts if fact.on == began]
    kinds = {fact.event.kind for fact in first}
    if not kinds <= set(_FIRST_WORDS):
        return False  # what renews or changes was there before
    if EventKind.SUBSCRIPTION_STARTED in kinds:
        return True
    period = days_of(subscription.cadence) * _PERIODS if subscription.cadence else _UNKNOWN_DAYS
    return (began - oldest).days > period


def _finding(subscription: Subscription, began: date, catalog: Catalog) -> Finding:
    told: list[Fact] = [fact for fact in subscription.facts if fact.on == began]
    return finding(
        "new_subscription",
        subscription,
        hangs_on=hang(subscription, began.isoformat()),
        severity=Severity.INFO,
        on=began,
        at_stake=subscription.price,
        says=say(
            "{what} is new: it began on {day} and costs {price}{often}, billed {by_place}.",
            what=subscription.title,
            day=said_day(began),
            price=said_money(subscription.price),
            often=_how_often(subscription),
            by_place=by_place(place_name(subscription.channel, catalog)),
        ),
        evidence=[shown(fact) for fact in told[:2]],
    )


def _how_often(subscription: Subscription) -> str:
    return f" {text.cadence(subscription.cadence)}" if subscription.cadence else ""
