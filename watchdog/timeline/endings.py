"""Cancellations: which mails and words mean the same one, until when it is paid, what undid it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from parsers.events import EventKind
from parsers.merchants import fold
from watchdog.timeline.facts import Fact, StatementKind
from watchdog.timeline.identity import Strand
from watchdog.timeline.rhythm import cadence_of, next_billing
from watchdog.timeline.subscriptions import Cancellation, Charge

REVIVALS = {EventKind.SUBSCRIPTION_STARTED, EventKind.TRIAL_STARTED, EventKind.RESUMED}
_FREE = {"free", "gratis", "kostenlos", "gratuit", "gratuito"}
_ENDS = {EventKind.CANCELED, EventKind.EXPIRED}
# A promise of money that comes so near to an end is about what it ends.
_WITH_IT = timedelta(days=3)


def read_endings(
    strand: Strand, charges: Sequence[Charge], cadence: str | None, today: date
) -> tuple[Cancellation, ...]:
    """The cancellations of a strand, oldest first."""
    merged: list[Cancellation] = []
    for end in _said(strand, today):
        last = merged[-1] if merged else None
        if last is not None and _is_repeated(last, end, strand.told, charges):
            merged[-1] = _joined(last, end)
        else:
            merged.append(end)
    return tuple(_completed(end, strand, charges, cadence) for end in merged)


def _said(strand: Strand, today: date) -> list[Cancellation]:
    by_mail = [
        Cancellation(on=fact.on, access_until=_until(fact), fact=fact)
        for fact in strand.told
        if fact.event.kind in _ENDS and fact.on <= today
    ]
    by_word = [
        Cancellation(on=one.on or one.said_at.date(), access_until=None, statement=one)
        for one in strand.statements
        if one.kind is StatementKind.CANCELED
    ]
    return sorted(by_mail + by_word, key=lambda end: (end.on, end.fact is None))


def _until(fact: Fact) -> date | None:
    return fact.event.access_until or fact.event.effective_on


def _is_repeated(
    last: Cancellation, end: Cancellation, facts: Iterable[Fact], charges: Iterable[Charge]
) -> bool:
    """Merchant, PayPal and the user speak of one end, as long as nothing happened in between."""
    if any(_undoes(fact, last) and fact.on <= end.on for fact in facts):
        return False
    if end.fact is not None and end.fact.event.kind is EventKind.EXPIRED:
        return True  # what was cancelled runs out
    return not any(last.on < charge.on <= end.on for charge in charges)


def _joined(first: Cancellation, again: Cancellation) -> Cancellation:
    return msgspec.structs.replace(
        first,
        access_until=again.access_until or first.access_until,
        fact=first.fact or again.fact,
    )


def _completed(
    end: Cancellation, strand: Strand, charges: Sequence[Charge], cadence: str | None
) -> Cancellation:
    undone = [fact.on for fact in strand.told if _undoes(fact, end)]
    undone += _bought_anew(end, charges)
    promised = _promised_with(end, strand.told)
    kept = [one for one in charges if not _is_paid_back(one, promised)]
    before = [one for one in charges if one.on <= end.on]
    # Where the money for the rest came back, there is no rest.
    stated = end.access_until if not before or before[-1] in kept else None
    paid = stated or _paid_until(end, strand.facts, kept, cadence, charges)
    return msgspec.structs.replace(
        end, ends_on=max(end.on, paid or end.on), undone_on=min(undone, default=None)
    )


def _bought_anew(end: Cancellation, charges: Sequence[Charge]) -> Iterator[date]:
    """Monthly was cancelled and a year is paid for (or the other way round): a switch."""
    last_two = [one for one in charges if one.on <= end.on][-2:]
    before = [(one, rhythm_of(one)) for one in last_two]
    for charge in charges:
        if charge.on < end.on or charge.recurring is False:
            continue
        old = next((rhythm for one, rhythm in reversed(before) if one is not charge), None)
        new = rhythm_of(charge) if old is not None else None
        if new is not None and old != new:
            yield charge.on
            return  # the first is what undoes it


def rhythm_of(charge: Charge) -> str | None:
    """How often a charge comes, as a mail about it says or shows."""
    return next((c for fact in charge.evidence if (c := cadence_of(fact.event))), None)


def _promised_with(end: Cancellation, told: Iterable[Fact]) -> list[Fact]:
    """The promises of money that came with an end."""
    promises = (fact for fact in told if fact.event.kind is EventKind.REFUND_PROMISED)
    return [fact for fact in promises if abs(fact.on - end.on) <= _WITH_IT]


def _is_paid_back(charge: Charge, promised: Iterable[Fact]) -> bool:
    """Whether all of a payment came back, or is promised to."""
    if charge.refund is not None or charge.amount is None:
        return charge.refund is not None
    own = (fact.event.amount for fact in promised if fact.on >= charge.on)
    known = (back for back in own if back and back.currency == charge.amount.currency)
    return any(back.amount >= charge.amount.amount for back in known)


def _undoes(fact: Fact, end: Cancellation) -> bool:
    """Whether a mail says that it runs again, or on; on the same day the hours decide.

    A charge is no such mail: it is judged, never believed (design 4.2, rule 1).
    """
    if fact.event.kind is EventKind.CANCELLATION_PENDING:
        # What the user took for done is not; he may have asked for it in a mail of his own.
        return end.fact is None and fact.on > end.on and not fact.event.by_reader
    if not (fact.event.kind in REVIVALS or _moves_on(fact, end)):
        return False
    if fact.on != end.on:
        return fact.on > end.on
    if fact.event.kind is EventKind.PLAN_CHANGED:
        return True
    return end.fact is not None and fact.source.sent_at > end.fact.source.sent_at


def _moves_on(fact: Fact, end: Cancellation) -> bool:
    """What was cancelled was one plan for another; a free plan is what is left after an end."""
    plan = fact.event.plan
    if fact.event.kind is not EventKind.PLAN_CHANGED or plan is None:
        return False
    given_up = end.fact.event.plan if end.fact is not None else None
    return plan != given_up and not _FREE & set(fold(plan).split())


def _paid_until(
    end: Cancellation,
    facts: Iterable[Fact],
    kept: Sequence[Charge],
    cadence: str | None,
    charges: Iterable[Charge],
) -> date | None:
    """The end of the trial or of what was paid before the cancellation, and kept."""
    paid = [c for c in charges if c.on <= end.on and c.recurring is not False]
    billed_on = [charge.on for charge in paid if not charge.partial]
    days = [covered_until(c, cadence, billed_on) for c in paid if c in kept]
    days += [fact.event.trial_ends_on for fact in facts if fact.on <= end.on]
    return max((day for day in days if day is not None), default=None)


def covered_until(charge: Charge, cadence: str | None, billed_on: Sequence[date]) -> date | None:
    """The day on which a charge is used up: stated by a mail about it, else a period later."""
    for event in (fact.event for fact in charge.evidence):
        if event.period is not None:
            return event.period.ends_on
        if (day := event.renews_on or event.access_until) is not None:
            return day
    return (
        next_billing([day for day in billed_on if day <= charge.on], cadence) if cadence else None
    )
