"""The time for asking money back: how long it is, in words, and its last day."""

from datetime import date, timedelta

from watchdog.catalog.model import Payment, RefundRule
from watchdog.language import marked, say, say_many, translated

_DAYS_IN_HOURS = 3
_SATURDAY = 5
_PAYMENTS = {
    Payment.FIRST: marked("first payment"),
    Payment.AFTER_TRIAL: marked("after trial payment"),
    Payment.RENEWAL: marked("renewal payment"),
}


def span(rule: RefundRule) -> str:
    """ "14 days", "48 hours", "3 working days"."""
    days = rule.window_days or 0
    if rule.to_the_hour and days <= _DAYS_IN_HOURS:
        return say_many("{number} hour", "{number} hours", days * 24)
    if rule.working_days:
        return say_many("{number} working day", "{number} working days", days)
    return say_many("{number} day", "{number} days", days)


def terms(rule: RefundRule) -> str:
    """A rule in one line: how long, for what, where, and on which conditions."""
    time = say("never") if rule.window_days == 0 else say("no fixed time")
    parts = [
        say("within {time}", time=span(rule)) if rule.window_days else time,
        ", ".join(rule.plans),
        translated(_PAYMENTS[rule.payment]) if rule.payment else "",
        say("in {where}", where=rule.where) if rule.countries else "",
        "; ".join(rule.conditions),
    ]
    return ", ".join(part for part in parts if part)


def last_day(rule: RefundRule, charged_on: date) -> date | None:
    """The day on which the window ends; None for a rule without one.

    Working days are those from Monday to Friday: no holiday is counted on.
    """
    if rule.window_days is None:
        return None
    if not rule.working_days:
        return charged_on + timedelta(days=rule.window_days)
    day, left = charged_on, rule.window_days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day


def safe_day(rule: RefundRule, charged_on: date, today: date) -> date | None:
    """The last day to ask: one earlier where the window ends at the hour of the payment, which
    no mail need tell, unless that day has come.
    """
    last = last_day(rule, charged_on)
    if last is None or not rule.to_the_hour or today >= last:
        return last
    return last - timedelta(days=1)
