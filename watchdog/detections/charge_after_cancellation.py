"""You cancelled, and were charged all the same."""

from collections.abc import Iterable
from datetime import date, timedelta

from parsers.events import EventKind
from watchdog.catalog import Catalog
from watchdog.findings import (
    DISPUTABLE_DAYS,
    Books,
    Finding,
    Severity,
    detection,
    finding,
    shown_charge,
    shown_end,
)
from watchdog.timeline.cadence import step
from watchdog.timeline.subscriptions import Cancellation, Charge, Subscription

# Some billers charge the next period a day or two before it begins.
_EARLY_DAYS = 2
_REVIVALS = {EventKind.SUBSCRIPTION_STARTED, EventKind.TRIAL_STARTED, EventKind.RESUMED}


@detection("charge_after_cancellation")
def charge_after_cancellation(books: Books) -> Iterable[Finding]:
    """Every recent charge that a cancellation before it forbids and nothing explains."""
    for subscription in books.subscriptions:
        for charge in subscription.charges:
            end = _end_before(subscription, charge)
            if end is None or not books.is_recent(charge.on, DISPUTABLE_DAYS):
                continue
            if not _explained(subscription, charge, end, books.catalog):
                yield _finding(subscription, charge, end)


def _end_before(subscription: Subscription, charge: Charge) -> Cancellation | None:
    """The last cancellation before a charge that no later start has undone."""
    ends = [end for end in subscription.cancellations if end.on < charge.on]
    if not ends:
        return None
    revived = any(
        fact.event.kind in _REVIVALS and ends[-1].on < fact.on <= charge.on
        for fact in subscription.facts
    )
    return None if revived else ends[-1]


def _explained(sub: Subscription, charge: Charge, end: Cancellation, catalog: Catalog) -> bool:
    """Whether the charge is owed all the same (design 4.2, rule 1)."""
    if charge.recurring is False:
        return True
    if charge.period is not None:
        return charge.period.starts_on < _access_ends(sub, end, charge)
    if _billed_late(sub, charge, end, catalog):
        return True
    return charge.on < _access_ends(sub, end, charge) - timedelta(days=_EARLY_DAYS)


def _access_ends(sub: Subscription, end: Cancellation, charge: Charge) -> date:
    """The day from which nothing more is owed: stated, else the end of what was paid before."""
    if end.access_until is not None:
        return end.access_until
    before = [one for one in sub.charges if one.on <= end.on and one is not charge]
    if not before:
        return end.on
    paid = before[-1]
    if paid.period is not None:
        return max(end.on, paid.period.ends_on)
    renews = [f.event.renews_on for f in paid.evidence if f.event.renews_on is not None]
    if renews:
        return max(end.on, renews[0])
    return max(end.on, step(paid.on, sub.cadence, 1)) if sub.cadence else end.on


def _billed_late(sub: Subscription, charge: Charge, end: Cancellation, catalog: Catalog) -> bool:
    """Bills in arrears, notice periods and ends that take days to reach the biller."""
    service = catalog.services.get(sub.merchant)
    if service is None:
        return False
    billing = service.billing
    if billing.arrears and sub.cadence and charge.on <= step(end.on, sub.cadence, 1):
        return True
    return charge.on <= end.on + timedelta(days=billing.notice_days)


def _finding(sub: Subscription, charge: Charge, end: Cancellation) -> Finding:
    amount = f" {charge.amount.amount} {charge.amount.currency}" if charge.amount else ""
    return finding(
        "charge_after_cancellation",
        sub,
        hangs_on=f"{charge.on.isoformat()}:{charge.reference or ''}",
        severity=Severity.ACT_NOW,
        on=charge.on,
        deadline=charge.on + timedelta(days=DISPUTABLE_DAYS),
        at_stake=charge.amount,
        says=f"You cancelled {sub.title} on {end.on.isoformat()} and were charged{amount} "
        f"on {charge.on.isoformat()} all the same.",
        evidence=(shown_end(end), *shown_charge(charge)),
    )
