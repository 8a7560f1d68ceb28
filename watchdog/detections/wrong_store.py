"""Cancelled in one place, billed in another: the cancellation cannot reach that bill."""

from collections.abc import Iterable
from datetime import timedelta

from parsers.money import Money
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Evidence, Finding, finding, hang
from watchdog.language import said_day, say, say_many
from watchdog.language.places import at_place, by_place
from watchdog.places import place_name
from watchdog.proofs import shown_charge, shown_end
from watchdog.timeline.offers import same_offer
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Cancellation, Charge, Status, Subscription

_LIVE = {Status.ACTIVE, Status.TRIALING, Status.PAST_DUE}
# An end that lies longer back than this and was lived with is no mistake any more.
_FRESH_DAYS = 400


@detection("wrong_store")
def wrong_store(books: Books) -> Iterable[Finding]:
    """Each live subscription whose service was cancelled in another place after it began."""
    for billed in books.subscriptions:
        if billed.status not in _LIVE:
            continue
        for other in books.alike(billed):
            end = _end_of(other)
            if end is not None and _misdirected(billed, other, end, books):
                yield _finding(billed, other, end, books)


def _end_of(subscription: Subscription) -> Cancellation | None:
    """The cancellation that still holds."""
    ended = subscription.status in (Status.CANCELED, Status.CANCELING)
    return subscription.cancellations[-1] if ended and subscription.cancellations else None


def _misdirected(
    billed: Subscription, other: Subscription, end: Cancellation, books: Books
) -> bool:
    if place_of(billed.channel) == place_of(other.channel):
        return False
    if end.on < books.today - timedelta(days=_FRESH_DAYS):
        return False
    # Bought elsewhere after the cancellation: that is a move, not a mistake.
    began_before = billed.started_on is not None and billed.started_on <= end.on
    return began_before and same_offer(billed, other, books.catalog)


def _finding(billed: Subscription, other: Subscription, end: Cancellation, books: Books) -> Finding:
    after = [charge for charge in billed.charges if end.on < charge.on <= books.today]
    return finding(
        "wrong_store",
        billed,
        hangs_on=hang(billed, place_of(other.channel), end.on.isoformat()),
        severity=Severity.ACT_NOW,
        on=after[-1].on if after else end.on,
        deadline=billed.cancel_by,
        at_stake=_next_or_last(billed, after),
        other_channel=place_of(other.channel),
        says=say(
            "You cancelled {what} {at_other} on {day}, but it is billed {by_place}{since}.",
            what=billed.title,
            at_other=at_place(place_name(other.channel, books.catalog)),
            day=said_day(end.on),
            by_place=by_place(place_name(billed.channel, books.catalog)),
            since=_since(after),
        ),
        evidence=(shown_end(end), *_proof(billed, after)),
    )


def _next_or_last(billed: Subscription, after: list[Charge]) -> Money | None:
    return after[-1].amount if after else billed.price


def _proof(billed: Subscription, after: list[Charge]) -> tuple[Evidence, ...]:
    charges = after or list(billed.charges[-1:])
    return tuple(one for charge in charges for one in shown_charge(charge))


def _since(after: list[Charge]) -> str:
    if not after:
        return ""
    return say_many(", once since", ", {number} times since", len(after))
