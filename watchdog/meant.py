"""Which words pick one subscription out of all that its merchant sells."""

from collections.abc import Iterable

from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Subscription


def place_and_plan(
    one: Subscription, alike: Iterable[Subscription], channel: str | None = None
) -> tuple[str, str | None]:
    """The place of a subscription, and its plan where others of the merchant share the place.

    `channel` is a place that was named instead.
    """
    place = channel or place_of(one.channel)
    shares = sum(place_of(each.channel) == place_of(place) for each in alike) > 1
    return place, (one.account or one.plan) if shares else None
