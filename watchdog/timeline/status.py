"""Whether a subscription still runs as of a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from parsers.events import EventKind
from watchdog.timeline.facts import Fact
from watchdog.timeline.history import History
from watchdog.timeline.lapsing import lapses_on
from watchdog.timeline.schedule import Schedule
from watchdog.timeline.subscriptions import Status
from watchdog.timeline.taken_bills import bills_in

# Receipts come late and cards are tried again: a renewal is missed only after this long.
_GRACE = timedelta(days=7)
_LOST_MAIL_DAYS = 45
# Cards are tried again for weeks, not for months: after that it has silently ended.
_RETRY_DAYS = 60


def status_of(history: History, schedule: Schedule, today: date) -> Status:
    """Whether it still runs; an end that was told outweighs all else."""
    if history.ended is not None:
        until = history.ended.ends_on or history.ended.on
        return Status.CANCELING if until > today else Status.CANCELED
    if history.paused is not None and not _is_over(history.paused, today):
        return Status.PAUSED
    if history.running_trial(today):
        return Status.TRIALING
    if history.failed_on is not None and is_tried_again(history.failed_on, today):
        return Status.PAST_DUE
    return _running(history, schedule, today)


def is_tried_again(failed_on: date, today: date) -> bool:
    """Whether a payment that failed on a day may still be taken."""
    return failed_on + timedelta(days=_RETRY_DAYS) >= today


def _running(history: History, schedule: Schedule, today: date) -> Status:
    if _is_over_by_itself(history, today) or (lapses_on(history) or today) < today:
        return Status.LAPSED
    covered = schedule.paid_through
    if history.paused is not None and history.paused.event.resumes_on is not None:
        # What came before the pause is no measure of what is missing after it.
        covered = max(covered or date.min, history.paused.event.resumes_on)
    billed_on = [fact.on for fact in bills_in(history.told)]
    is_regular = bool(history.charges) or len(billed_on) > 1
    if covered is None and is_regular:
        covered = max(billed_on, default=None)
    if covered is None and _has_begun(history) and max(_repriced(history)) >= today - _GRACE:
        return Status.ACTIVE
    if covered is None or _is_trial_without_price(history, schedule, today):
        return Status.UNKNOWN
    # Who still sends bills has not ended it, though no mail tells that they were paid.
    covered = max(covered, *billed_on, *_repriced(history))
    if covered + _GRACE >= today:
        return Status.ACTIVE
    late, period = (today - covered).days, max(schedule.days, _days_between(billed_on))
    if late >= 2 * period:
        return Status.LAPSED
    # One missing receipt is a lost mail far more often than an end; but a year is too long a wait.
    waits = min(period, _LOST_MAIL_DAYS)
    return Status.ACTIVE if is_regular and late < waits else Status.UNKNOWN


def _days_between(billed_on: Sequence[date]) -> int:
    """How long the last bill came after the one before: whoever reads meters sends six a year."""
    return (billed_on[-1] - billed_on[-2]).days if len(billed_on) > 1 else 0


def _repriced(history: History) -> list[date]:
    """From when on new prices hold, of one who sends no receipts, but for the first: nobody is told
    of a price who does not pay it. Where receipts came and stopped, it says less than they do.
    """
    told = (fact for fact in history.told if fact.event.kind is EventKind.PRICE_CHANGE)
    days = (fact.event.effective_on or fact.on for fact in told)
    return [date.min, *(() if len(history.charges) > 1 else days)]


def _has_begun(history: History) -> bool:
    """Whether a mail says that it began: then a new price says that it runs, without a receipt."""
    began = EventKind.SUBSCRIPTION_STARTED
    return any(fact.event.kind is began for fact in history.told)


def _is_trial_without_price(history: History, schedule: Schedule, today: date) -> bool:
    """Whether all that is known is a trial that is over and what it costs was never said: it may
    as well have ended by itself.
    """
    end = history.trial_ends_on
    return end is not None and end < today and not history.charges and schedule.price is None


def _is_over_by_itself(history: History, today: date) -> bool:
    """Whether a trial is over after which nothing is taken, as its mails say, and nothing was."""
    end = history.trial_ends_on
    if end is None or end >= today or history.charges:
        return False
    told = [fact.event for fact in history.told if fact.event.trial_ends_on == end]
    return any(event.collected is False for event in told) and all(
        fact.on <= end for fact in history.told
    )


def _is_over(paused: Fact, today: date) -> bool:
    return paused.event.resumes_on is not None and paused.event.resumes_on <= today
