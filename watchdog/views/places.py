"""Where what runs was bought, and what it costs there."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from watchdog import text
from watchdog.report import Total
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import OVER, Subscription
from watchdog.timeline.unpaid import is_paid_by_hand
from watchdog.totals import totals


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One place, how many subscriptions run there, and what they cost, a line a currency."""

    channel: str
    name: str
    subscriptions: int
    totals: tuple[Total, ...]


def places_of(subscriptions: Iterable[Subscription]) -> tuple[Place, ...]:
    """The places, the one with the most subscriptions first."""
    found: dict[str, list[Subscription]] = defaultdict(list)
    for one in subscriptions:
        if one.status not in OVER and not is_paid_by_hand(one):
            found[place_of(one.channel)].append(one)
    told = [
        Place(
            channel=channel,
            name=text.channel(channel),
            subscriptions=len(own),
            totals=totals(own),
        )
        for channel, own in found.items()
    ]
    return tuple(sorted(told, key=lambda one: (-one.subscriptions, one.name)))
