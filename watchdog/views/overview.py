"""Everything that is shown of a day, with what is drawn: where the money went, and the calendar."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.report import Report
from watchdog.timeline.subscriptions import Subscription
from watchdog.upcoming import upcoming
from watchdog.views.ahead import Month, months_ahead
from watchdog.views.glance import AHEAD_DAYS, Glance, changes_of
from watchdog.views.places import Place, places_of
from watchdog.views.prices import PriceHistory, price_histories
from watchdog.views.spending import Spending, spending_of

_SHEETS = 3
_SHEET_DAYS = 92


class Overview(Glance, frozen=True, kw_only=True):
    """What is drawn, too; `months` are the sheets of three months with all that is due."""

    months: tuple[Month, ...]
    spending: tuple[Spending, ...]
    prices: tuple[PriceHistory, ...]
    places: tuple[Place, ...]


def build_overview(
    report: Report,
    subscriptions: Sequence[Subscription],
    findings: Iterable[tuple[Finding, Fix]],
    *,
    now: datetime,
) -> Overview:
    """The whole view of the report's day, of the same as `build_glance`."""
    today = report.as_of
    due = upcoming(subscriptions, findings, (), today=today, days=_SHEET_DAYS)
    prices = price_histories(subscriptions, today=today)
    return Overview(
        report=report,
        now=now,
        ahead=tuple(one for one in due if one.on <= today + timedelta(days=AHEAD_DAYS)),
        months=months_ahead(due, today=today, count=_SHEETS),
        changes=changes_of(report, prices),
        spending=spending_of(subscriptions, today=today),
        prices=prices,
        places=places_of(subscriptions),
    )
