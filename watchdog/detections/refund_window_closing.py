"""The last days on which the money of a payment can be asked back."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from parsers.events import EventKind
from watchdog.books import Books
from watchdog.catalog import Catalog, RefundRule
from watchdog.catalog.scope import is_for, lives_there, rules_for
from watchdog.catalog.windows import safe_day
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang_on_charge
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown_charge, shown_end
from watchdog.timeline.cadence import is_long
from watchdog.timeline.history import is_whole
from watchdog.timeline.payment import payment_of
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Cancellation, Charge, Subscription

_AHEAD_DAYS = 3
_BACK = (EventKind.REFUND, EventKind.REFUND_PROMISED)


@detection("refund_window_closing")
def refund_window_closing(books: Books) -> Iterable[Finding]:
    """Each long or cancelled subscription whose last payment can still be asked back for days."""
    for subscription in books.subscriptions:
        charge = _open_charge(subscription)
        until = _until(subscription, charge, books) if charge else None
        if charge is None or until is None:
            continue
        if books.today <= until <= books.today + timedelta(days=_AHEAD_DAYS):
            ended = _end_after(subscription, charge) is not None
            severity = books.urgency(until) if ended else Severity.INFO
            yield _finding(subscription, charge, until, severity)


def _open_charge(subscription: Subscription) -> Charge | None:
    """The last payment, where people may want it back and nothing was done about it yet."""
    paid = (one for one in reversed(subscription.charges) if is_whole(one) and one.amount)
    last = next(paid, None)
    if last is None or last.refund is not None:
        return None
    asked = any(f.event.kind in _BACK and f.on >= last.on for f in subscription.told)
    # A charge after the cancellation is worse, and told by another finding.
    wrong = any(end.stands_on(last.on) for end in subscription.cancellations)
    # A month's money is habit; that of a year is worth a last look.
    wanted = is_long(subscription.cadence) or _end_after(subscription, last) is not None
    return last if wanted and not asked and not wrong else None


def _end_after(subscription: Subscription, charge: Charge) -> Cancellation | None:
    """The cancellation that came after the payment and holds."""
    ends = [end for end in subscription.cancellations if end.undone_on is None]
    return ends[-1] if ends and ends[-1].on >= charge.on else None


def _until(subscription: Subscription, charge: Charge, books: Books) -> date | None:
    """The last day to ask by the rules of the place.

    None where one of them gives no money, or may not be for this payment.
    """
    payment = payment_of(charge, subscription)
    rules = _rules(subscription, charge, books.catalog)
    fitting = [(rule, is_for(rule, payment)) for rule in rules]
    rules = [rule for rule, fits in fitting if fits is not False]
    if any(_is_refused(rule, subscription, charge) for rule in rules):
        return None
    if (
        not rules
        or any(fits is None for _, fits in fitting)
        or not all(r.window_days for r in rules)
    ):
        return None
    days = [safe_day(rule, charge.on, books.today) for rule in rules]
    return min(day for day in days if day is not None)


def _is_refused(rule: RefundRule, subscription: Subscription, charge: Charge) -> bool:
    """Whether a note of the user ends the refund, such as a certificate that was earned."""
    return any(
        one.note in rule.refused_by and (one.on or one.said_at.date()) >= charge.on
        for one in subscription.statements
    )


def _rules(subscription: Subscription, charge: Charge, catalog: Catalog) -> Sequence[RefundRule]:
    place = place_of(subscription.channel)
    service, channel = catalog.services.get(subscription.merchant), catalog.channels.get(place)
    named = charge.plan or subscription.plan
    cadence = subscription.cadence
    plan = catalog.plan_of(subscription.merchant, named, cadence)
    rules = rules_for(service, channel, plan, catalog, cadence=cadence)
    return [rule for rule in rules if lives_there(rule, catalog)]


def _finding(
    subscription: Subscription, charge: Charge, until: date, severity: Severity
) -> Finding:
    end = _end_after(subscription, charge)
    since = say(" You have cancelled it since, on {day}.", day=said_day(end.on)) if end else ""
    return finding(
        "refund_window_closing",
        subscription,
        hangs_on=hang_on_charge(subscription, charge),
        severity=severity,
        on=charge.on,
        deadline=until,
        at_stake=charge.amount,
        says=say(
            "You paid {amount} for {what} on {day}. You can ask for it back until {until}.",
            amount=said_money(charge.amount),
            what=subscription.title,
            day=said_day(charge.on),
            until=said_day(until),
        )
        + since,
        evidence=(*([shown_end(end)] if end else []), *shown_charge(charge)),
    )
