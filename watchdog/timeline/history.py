"""What happened to one subscription up to a day: charges, ends, pauses, trials, failures."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from parsers.events import EventKind
from watchdog.timeline.apart import with_singles
from watchdog.timeline.bills import read_charges
from watchdog.timeline.endings import read_endings
from watchdog.timeline.facts import Fact
from watchdog.timeline.identity import Strand
from watchdog.timeline.offers import same_plan
from watchdog.timeline.rhythm import Rhythm, read_rhythm
from watchdog.timeline.subscriptions import Cancellation, Charge
from watchdog.timeline.taken_bills import bills_in, days_of_bills, taken

_TRIALS = {EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING}
# No trial is longer; a date further away was misread.
_LONGEST_TRIAL_DAYS = 400
# So long a card that failed is tried again without the next period being due.
_RETRIED_DAYS = 14


class History(msgspec.Struct, frozen=True, kw_only=True):
    """`told` are the facts that are no charges, `billed_on` the days of the whole charges: neither
    single purchases nor adjustments; without any, of the bills that are taken by themselves.
    `ended` is the cancellation that still holds, `paused` the pause, `failed_on` the last payment
    that failed and was not made good; `trial_told_on` is when the trial was first told.
    """

    facts: tuple[Fact, ...]
    told: tuple[Fact, ...]
    charges: tuple[Charge, ...]
    billed_on: tuple[date, ...]
    rhythm: Rhythm
    cancellations: tuple[Cancellation, ...]
    ended: Cancellation | None
    paused: Fact | None
    failed_on: date | None
    trial_ends_on: date | None
    trial_told_on: date | None
    started_on: date | None

    def running_trial(self, today: date) -> tuple[Fact, ...]:
        """The mails about the trial that runs on a day and that nothing was charged for yet."""
        end, told = self.trial_ends_on, self.trial_told_on
        if end is None or told is None or end < today:
            return ()
        # What is charged on the first day checks the card, or is the price of the trial itself.
        known = [fact for fact in self.told if fact.event.kind in _TRIALS]
        mails = tuple(fact for fact in known if fact.event.trial_ends_on == end)
        plan = next((fact.event.plan for fact in mails if fact.event.plan), None)
        paid = [charge for charge in self.charges if charge.on > told and is_whole(charge)]
        return () if any(same_plan(charge.plan, plan, "") for charge in paid) else mails


def read_history(strand: Strand, today: date) -> History:
    """The history of a strand as of `today`."""
    charges = with_singles(read_charges(strand, today))
    billed_on = tuple(_due_on(one, strand.told) for one in charges if is_whole(one))
    bills = () if charges else bills_in(strand.told)
    rhythm = read_rhythm(strand.facts, billed_on or days_of_bills(bills))
    cancellations = read_endings(strand, charges, rhythm.cadence, today)
    trial = _last(filter(_names_trial, strand.told), _TRIALS)
    first_day = [fact.on for fact in strand.facts[:1]] or [end.on for end in cancellations]
    return History(
        facts=strand.facts,
        told=strand.told,
        charges=charges,
        billed_on=billed_on or days_of_bills(taken(bills)),
        rhythm=rhythm,
        cancellations=cancellations,
        ended=next((end for end in cancellations[-1:] if end.undone_on is None), None),
        paused=_paused(strand.told, today),
        failed_on=_failed(strand.told, charges),
        trial_ends_on=trial.event.trial_ends_on if trial else None,
        trial_told_on=_trial_told_on(strand.told, trial),
        started_on=min(first_day, default=None),
    )


def _due_on(charge: Charge, told: Iterable[Fact]) -> date:
    """The day on which a charge was due: where it failed at first, the day of the first try."""
    since = charge.on - timedelta(days=_RETRIED_DAYS)
    failed = (f.on for f in told if f.event.kind is EventKind.PAYMENT_FAILED)
    return min((day for day in failed if since <= day <= charge.on), default=charge.on)


def is_whole(charge: Charge) -> bool:
    """Whether a charge may stand for a whole period of the subscription."""
    return charge.recurring is not False and not charge.partial


def _names_trial(fact: Fact) -> bool:
    end = fact.event.trial_ends_on
    return end is not None and end - fact.on <= timedelta(days=_LONGEST_TRIAL_DAYS)


def _paused(facts: Iterable[Fact], today: date) -> Fact | None:
    kinds = {EventKind.PAUSED, EventKind.RESUMED, EventKind.SUBSCRIPTION_STARTED}
    last = _last((fact for fact in facts if fact.on <= today), kinds)
    return last if last is not None and last.event.kind is EventKind.PAUSED else None


def _failed(facts: Iterable[Fact], charges: Iterable[Charge]) -> date | None:
    failed = _last(facts, {EventKind.PAYMENT_FAILED})
    if failed is None or any(charge.on >= failed.on for charge in charges):
        return None
    return failed.on


def _trial_told_on(facts: Sequence[Fact], trial: Fact | None) -> date | None:
    if trial is None:
        return None
    end = trial.event.trial_ends_on
    same = [f.on for f in facts if f.event.kind in _TRIALS and f.event.trial_ends_on == end]
    return min(same, default=None)


def _last(facts: Iterable[Fact], kinds: set[EventKind]) -> Fact | None:
    found = [fact for fact in facts if fact.event.kind in kinds]
    return found[-1] if found else None
