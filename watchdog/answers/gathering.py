"""All answers of a day in one: what a report says, in the order of the books."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from operator import itemgetter

from msgspec.structs import replace

from watchdog.answers.answer import Answer
from watchdog.detections import in_turn
from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.views.brief import Brief
from watchdog.views.prices import by_rise


def gathered(
    answers: Iterable[Answer], others: Iterable[tuple[Finding, Fix]], *, today: date
) -> Brief:
    """What answers say together; `others` are the findings that are about no merchant's books."""
    all_of = tuple(answers)
    placed = sorted(chain.from_iterable(one.subscriptions for one in all_of), key=itemgetter(0))
    found = [*chain.from_iterable(one.findings for one in all_of), *others]
    ahead = chain.from_iterable(one.ahead for one in all_of)
    told = chain.from_iterable(one.prices for one in all_of)
    prices = (replace(one, until=today) for one in told)  # up to the day on which they are told
    resolved = chain.from_iterable(one.resolved for one in all_of)
    return Brief(
        subscriptions=tuple(one for _, one in placed),
        findings=tuple(sorted(found, key=lambda pair: in_turn(pair[0]))),
        ahead=tuple(sorted(ahead, key=lambda one: (one.on, one.title, one.subscription))),
        prices=tuple(sorted(prices, key=by_rise)),
        resolved=tuple(sorted(resolved, key=lambda one: (one.on, one.finding))),
    )


def reach_of_all(answers: Iterable[Answer]) -> dict[str, date]:
    """The oldest day that each mailbox tells of."""
    oldest: dict[str, date] = {}
    for one in answers:
        for box, day in one.reach.items():
            oldest[box] = min(day, oldest.get(box, day))
    return oldest
