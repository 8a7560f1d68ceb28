"""One service paid for in two places at once."""

from collections.abc import Iterable
from itertools import combinations

from parsers.events import EventKind
from watchdog.books import Books
from watchdog.catalog import Catalog
from watchdog.declare import detection
from watchdog.findings import Evidence, Finding, finding
from watchdog.language import said_money, say
from watchdog.language.places import at_place
from watchdog.places import place_name
from watchdog.proofs import shown, shown_charge
from watchdog.timeline.facts import Fact, last_told
from watchdog.timeline.offers import same_offer
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Status, Subscription

_CARRIER = "carrier"
_PAYING = {Status.ACTIVE, Status.PAST_DUE}


@detection("duplicate_subscription")
def duplicate_subscription(books: Books) -> Iterable[Finding]:
    """Each pair of live, paid subscriptions of one service in different places."""
    for own in books.by_merchant.values():
        paying = [s for s in own if (s.status in _PAYING or _goes_with_it(s)) and _pays(s)]
        # One finding for each that came later, beside the last one before it in another place.
        twice: dict[tuple[str, str], tuple[Subscription, Subscription]] = {}
        for one, other in combinations(sorted(paying, key=lambda s: str(s.started_on)), 2):
            if _is_twice(one, other, books.catalog):
                twice[other.id, _places(one, other)] = one, other
        for one, other in twice.values():
            # What a contract contains goes with it: the other one can be stopped.
            first, last = (other, one) if _is_contained(other) else (one, other)
            yield _finding(first, last, books)


def _pays(subscription: Subscription) -> bool:
    """Whether it was paid, or begun at a price that a first receipt has still to show, or within
    another contract.
    """
    if subscription.charges:
        return any(charge.recurring is not False for charge in subscription.charges)
    is_priced = subscription.price is not None or _is_contained(subscription)
    return is_priced and _begun(subscription) is not None


def _goes_with_it(subscription: Subscription) -> bool:
    """Whether it runs as long as the contract does that contains it, whatever mails say since."""
    return subscription.status is Status.UNKNOWN and _is_contained(subscription)


def _is_contained(subscription: Subscription) -> bool:
    """Whether it is part of a contract with somebody else, at no price of its own."""
    return place_of(subscription.channel) == _CARRIER and subscription.price is None


def _begun(subscription: Subscription) -> Fact | None:
    return last_told(subscription.told, EventKind.SUBSCRIPTION_STARTED)


def _shown(subscription: Subscription) -> tuple[Evidence, ...]:
    if subscription.charges:
        return shown_charge(subscription.charges[-1])
    begun = _begun(subscription)
    return (shown(begun),) if begun is not None else ()


def _is_twice(one: Subscription, other: Subscription, catalog: Catalog) -> bool:
    if place_of(one.channel) == place_of(other.channel):
        return False
    return same_offer(one, other, catalog)


def _places(one: Subscription, other: Subscription) -> str:
    """The same for the same pair, whichever of them turns out to be the older one."""
    return "+".join(sorted(place_of(sub.channel) for sub in (one, other)))


def _finding(one: Subscription, other: Subscription, books: Books) -> Finding:
    return finding(
        "duplicate_subscription",
        other,
        hangs_on=_places(one, other),
        severity=books.urgency(other.cancel_by),
        on=_shown(other)[0].on,
        deadline=other.cancel_by,
        at_stake=other.price,
        says=say(
            "You pay for {name} twice: {one} and {other}.",
            name=other.name,
            one=_bill(one, books.catalog),
            other=_bill(other, books.catalog),
        ),
        evidence=(*_shown(one), *_shown(other)),
    )


def _bill(subscription: Subscription, catalog: Catalog) -> str:
    place = place_name(subscription.channel, catalog)
    if _is_contained(subscription):
        return say("as part of a contract {at_place}", at_place=at_place(place))
    cost = said_money(subscription.price) or say("an unknown amount")
    return say("{price} {at_place}", price=cost, at_place=at_place(place))
