"""What the books of a day say without their mails: all that a report or a notice needs."""

from datetime import date

import msgspec

from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.judging import Judgement
from watchdog.report import ToldSubscription
from watchdog.reporting import tell_subscription
from watchdog.resolutions import Resolution
from watchdog.upcoming import Upcoming, upcoming
from watchdog.views.glance import AHEAD_DAYS, recent
from watchdog.views.prices import PriceHistory, price_histories


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """Each in the order of the books; `ahead` is what comes in AHEAD_DAYS, `prices` are those whose
    last step is news.
    """

    subscriptions: tuple[ToldSubscription, ...]
    findings: tuple[tuple[Finding, Fix], ...]
    ahead: tuple[Upcoming, ...]
    prices: tuple[PriceHistory, ...]
    resolved: tuple[Resolution, ...]


def brief_of_all(judged: Judgement, *, resolved: tuple[Resolution, ...], today: date) -> Brief:
    """What a judgement of all that is known says; `resolved` is what became of what was told."""
    known = judged.subscriptions
    return Brief(
        subscriptions=tuple(tell_subscription(one, today=today) for one in known),
        findings=judged.findings,
        ahead=upcoming(known, judged.findings, (), today=today, days=AHEAD_DAYS),
        prices=recent(price_histories(known, today=today), today),
        resolved=resolved,
    )
