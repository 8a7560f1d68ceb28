"""One service paid for in two places at once."""

from collections.abc import Iterable
from itertools import combinations

from watchdog.findings import Books, Finding, Severity, detection, finding, shown_charge
from watchdog.timeline.identity import place_of
from watchdog.timeline.subscriptions import Status, Subscription

_PAYING = {Status.ACTIVE, Status.PAST_DUE}


@detection("duplicate_subscription")
def duplicate_subscription(books: Books) -> Iterable[Finding]:
    """Each pair of live, paid subscriptions of one service in different places."""
    paying = [s for s in books.subscriptions if s.status in _PAYING and _pays(s)]
    for one, other in combinations(sorted(paying, key=lambda s: str(s.started_on)), 2):
        if one.merchant == other.merchant and place_of(one.channel) != place_of(other.channel):
            yield _finding(one, other)


def _pays(subscription: Subscription) -> bool:
    return any(charge.recurring is not False for charge in subscription.charges)


def _finding(one: Subscription, other: Subscription) -> Finding:
    return finding(
        "duplicate_subscription",
        other,
        hangs_on=one.id,
        severity=Severity.SOON,
        on=other.charges[-1].on,
        deadline=other.cancel_by,
        at_stake=other.price,
        says=f"You pay for {other.name} twice: {_bill(one)} and {_bill(other)}.",
        evidence=(*shown_charge(one.charges[-1]), *shown_charge(other.charges[-1])),
    )


def _bill(subscription: Subscription) -> str:
    price = subscription.price
    cost = f"{price.amount} {price.currency}" if price else "an unknown amount"
    place = (subscription.channel or "direct").replace("_", " ")
    return f"{cost} ({'its own website' if place == 'direct' else place.title()})"
