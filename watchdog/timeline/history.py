"""What happened to one subscription up to a day: charges, ends, pauses, trials, failures."""

from collections.abc import Iterable
from datetime import date

import msgspec

from parsers.events import EventKind
from watchdog.timeline.charges import Payment
from watchdog.timeline.facts import Fact
from watchdog.timeline.identity import Strand
from watchdog.timeline.subscriptions import Cancellation, Charge

_REVIVALS = {EventKind.SUBSCRIPTION_STARTED, EventKind.TRIAL_STARTED, EventKind.RESUMED}
_TRIALS = {EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING}


class History(msgspec.Struct, frozen=True, kw_only=True):
    """`ended` is the cancellation that still holds, `paused` the pause, `failed_on` the last
    payment that failed and was not made good; `trial_told_on` is when the trial was first told.
    """

    facts: tuple[Fact, ...]
    charges: tuple[Charge, ...]
    cancellations: tuple[Cancellation, ...]
    ended: Cancellation | None
    paused: Fact | None
    failed_on: date | None
    trial_ends_on: date | None
    trial_told_on: date | None
    started_on: date | None


def read_history(strand: Strand, today: date) -> History:
    """The history of a strand as of `today`."""
    charges = tuple(_charge(payment) for payment in strand.payments if payment.leading.on <= today)
    cancellations = _cancellations(strand)
    trial = _last((fact for fact in strand.facts if fact.event.trial_ends_on), _TRIALS)
    first_day = [fact.on for fact in strand.facts] or [end.on for end in cancellations]
    return History(
        facts=strand.facts,
        charges=charges,
        cancellations=cancellations,
        ended=_ended(strand.facts, cancellations),
        paused=_paused(strand.facts),
        failed_on=_failed(strand.facts, charges),
        trial_ends_on=trial.event.trial_ends_on if trial else None,
        trial_told_on=_trial_told_on(strand.facts, trial),
        started_on=min(first_day, default=None),
    )


def _charge(payment: Payment) -> Charge:
    lead = payment.leading
    said = [fact.event for fact in payment.reports]
    return Charge(
        on=lead.on,
        amount=lead.event.amount,
        recurring=next((e.recurring for e in said if e.recurring is not None), None),
        plan=next((e.plan for e in said if e.plan), None),
        period=next((e.period for e in said if e.period), None),
        reference=lead.event.reference,
        evidence=payment.reports,
    )


def _cancellations(strand: Strand) -> tuple[Cancellation, ...]:
    by_mail = [
        Cancellation(on=fact.on, access_until=_until(fact), fact=fact)
        for fact in strand.facts
        if fact.event.kind in (EventKind.CANCELED, EventKind.EXPIRED)
    ]
    by_word = [
        Cancellation(on=one.on or one.said_at.date(), access_until=None, statement=one)
        for one in strand.statements
    ]
    return tuple(sorted(by_mail + by_word, key=lambda end: (end.on, end.fact is None)))


def _until(fact: Fact) -> date | None:
    return fact.event.access_until or fact.event.effective_on


def _ended(facts: Iterable[Fact], ends: tuple[Cancellation, ...]) -> Cancellation | None:
    """The last cancellation, unless a later mail says that it runs again.

    A charge is no such mail: it is judged, never believed (design 4.2, rule 1).
    """
    if not ends:
        return None
    last = ends[-1]
    revived = any(fact.event.kind in _REVIVALS and fact.on > last.on for fact in facts)
    return None if revived else last


def _paused(facts: Iterable[Fact]) -> Fact | None:
    last = _last(facts, {EventKind.PAUSED, EventKind.RESUMED})
    return last if last is not None and last.event.kind is EventKind.PAUSED else None


def _failed(facts: Iterable[Fact], charges: Iterable[Charge]) -> date | None:
    failed = _last(facts, {EventKind.PAYMENT_FAILED})
    if failed is None or any(charge.on >= failed.on for charge in charges):
        return None
    return failed.on


def _trial_told_on(facts: Iterable[Fact], trial: Fact | None) -> date | None:
    if trial is None:
        return None
    end = trial.event.trial_ends_on
    same = [f.on for f in facts if f.event.kind in _TRIALS and f.event.trial_ends_on == end]
    return min(same, default=None)


def _last(facts: Iterable[Fact], kinds: set[EventKind]) -> Fact | None:
    found = [fact for fact in facts if fact.event.kind in kinds]
    return found[-1] if found else None
