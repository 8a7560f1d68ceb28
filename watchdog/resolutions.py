"""What became of what was told: money that came back, and payments that were stopped in time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from watchdog.findings import Evidence, hang, hang_on_charge, priced, short_id
from watchdog.language import headed, marked, said_day, said_money, say
from watchdog.proofs import shown_charge, shown_end
from watchdog.timeline.history import is_whole
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Cancellation, Charge, Status, Subscription

_ABOUT_A_CHARGE = (
    "charge_after_cancellation",
    "charged_during_trial",
    "charged_while_paused",
    "double_charge",
    "price_differs_from_announced",
    "refund_window_closing",
)
# Hangs on the day on which something ends or renews.
_BY_ITS_DAY = (
    "trial_ending",
    "trial_converted",
    "renewal_approaching",
    "promo_ending",
    "pause_ending",
)
# Late receipts: a payment that has not come by then is one that was stopped.
_PATIENCE_DAYS = 10
# Who ends it later than this did not do so because of the warning.
_BECAUSE_DAYS = 45
_EARLY_DAYS = 2
# A trial that became a payment, or a price that rose, is ended after the money went.
_LATE = {"trial_converted", "price_increase", "duplicate_subscription"}


class How(StrEnum):
    """The money came back; a mail confirmed what only the user had said; it was cancelled."""

    REFUNDED = "refunded"
    CONFIRMED = "confirmed"
    STOPPED = "stopped"


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """One finding that was told and is solved; `finding` is its id, `on` the day of the solution.

    `saved` is money that came back or that was not taken, None as long as nobody can say.
    """

    finding: str
    kind: str
    subscription: str
    merchant: str
    how: How
    told_on: date
    on: date
    saved: Money | None
    title: str
    says: str
    evidence: tuple[Evidence, ...]


def resolutions(
    told: Mapping[str, date], subscriptions: Sequence[Subscription], *, today: date
) -> tuple[Resolution, ...]:
    """What is solved by a day; `told` are ids of findings and when each was first told."""
    if not told:
        return ()
    by_merchant: dict[str, list[Subscription]] = defaultdict(list)
    for one in subscriptions:
        by_merchant[one.merchant].append(one)
    found = [
        solved
        for one in subscriptions
        for solved in (*_refunded(one, told), *_ended(one, by_merchant[one.merchant], told, today))
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.finding)))


def saved(solved: Iterable[Resolution]) -> tuple[Money, ...]:
    """The sums of what was saved, one a currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in solved:
        if one.saved is not None:
            sums[one.saved.currency] += one.saved.amount
    return tuple(Money(amount=sums[currency], currency=currency) for currency in sorted(sums))


def _refunded(one: Subscription, told: Mapping[str, date]) -> Iterator[Resolution]:
    """Each refund once, whichever finding asked for it."""
    for charge in one.charges:
        if charge.refund is None:
            continue
        hangs_on = hang_on_charge(one, charge)
        keys = [(kind, hangs_on) for kind in _ABOUT_A_CHARGE]
        keys += _after_trial(one, charge)
        keys += _promises(one, charge)
        first = _first_told(one, keys, told)
        if first is not None and first[1] <= charge.refund.on:
            yield _came_back(one, charge, *first)


def _after_trial(one: Subscription, charge: Charge) -> list[tuple[str, str]]:
    """The end of the trial, which may have been told, if this is the first payment after it."""
    end = one.trial_ends_on
    if end is None or abs((charge.on - end).days) > _PATIENCE_DAYS:
        return []
    return [("trial_converted", hang(one, end.isoformat()))]


def _promises(one: Subscription, charge: Charge) -> list[tuple[str, str]]:
    """The promises of this refund that may have been told as overdue."""
    promised = [
        fact
        for fact in one.told
        if fact.event.kind is EventKind.REFUND_PROMISED
        and charge.refund is not None
        and charge.on <= fact.on <= charge.refund.on
    ]
    return [
        ("refund_overdue", hang(one, f.on.isoformat(), priced(f.event.amount))) for f in promised
    ]


def _first_told(
    one: Subscription, keys: Iterable[tuple[str, str]], told: Mapping[str, date]
) -> tuple[str, date, str] | None:
    """The finding among those keys that was told first: its kind, the day, its id."""
    named = [(kind, f"{kind}:{one.merchant}:{hangs_on}") for kind, hangs_on in keys]
    # The longer key is that of a second plan or mailbox, see `detect`.
    ids = [(kind, short_id(each)) for kind, key in named for each in (key, f"{key}@{one.id}")]
    found = [(told[each], kind, each) for kind, each in ids if each in told]
    if not found:
        return None
    day, kind, each = min(found)
    return kind, day, each


def _came_back(
    one: Subscription, charge: Charge, kind: str, told_on: date, finding: str
) -> Resolution:
    day = charge.refund.on if charge.refund is not None else charge.on
    amount = charge.refunded or charge.amount
    return Resolution(
        finding=finding,
        kind=kind,
        subscription=one.id,
        merchant=one.merchant,
        how=How.REFUNDED,
        told_on=told_on,
        on=day,
        saved=amount,
        title=say("Money came back: {name}", name=one.name),
        says=say(
            "{amount} for {what}, charged on {charged}, came back on {day}.",
            amount=said_money(amount),
            what=one.title,
            charged=said_day(charge.on),
            day=said_day(day),
        ),
        evidence=shown_charge(charge),
    )


def _ended(
    one: Subscription, own: Sequence[Subscription], told: Mapping[str, date], today: date
) -> Iterator[Resolution]:
    """The end of a subscription whose next payment had been told."""
    end = one.cancellations[-1] if one.cancellations else None
    if end is None or one.status not in (Status.CANCELED, Status.CANCELING):
        return
    said = _first_told(one, _unconfirmed(one, end), told)
    if said is not None and end.fact is not None:
        yield _stopped(one, end, said, How.CONFIRMED, today)
        return
    first = _first_told(one, _warnings(one, end, own), told)
    if said is None and first is not None and _is_because(first[1], end):
        yield _stopped(one, end, first, How.STOPPED, today)


def _unconfirmed(one: Subscription, end: Cancellation) -> Iterator[tuple[str, str]]:
    """The user's word of this end, and the mails before it that still wanted something."""
    asked = (f.on for f in one.told if f.event.kind is EventKind.CANCELLATION_PENDING)
    for day in (end.on, *(day for day in asked if day <= end.on)):
        yield "cancellation_unconfirmed", hang(one, day.isoformat())


def _is_because(told_on: date, end: Cancellation) -> bool:
    return told_on <= end.on <= told_on + timedelta(days=_BECAUSE_DAYS)


def _warnings(
    one: Subscription, end: Cancellation, own: Sequence[Subscription]
) -> Iterator[tuple[str, str]]:
    """What may have been told of the payments that this end stops."""
    for day in {end.ends_on, one.trial_ends_on, end.access_until} - {None}:
        for kind in _BY_ITS_DAY:
            yield kind, hang(one, str(day))
    for charge in one.charges[-2:]:
        hangs_on = hang_on_charge(one, charge)
        yield "price_increase", hangs_on
    yield from _announced(one)
    yield from _in_two_places(one, own)


def _announced(one: Subscription) -> Iterator[tuple[str, str]]:
    for fact in one.told:
        if fact.event.kind is EventKind.PRICE_CHANGE:
            yield "price_change_announced", hang(one, priced(fact.event.amount))
        if fact.event.kind is EventKind.PAUSED:
            yield "pause_ending", hang(one, str(fact.event.resumes_on))


def _in_two_places(one: Subscription, own: Sequence[Subscription]) -> Iterator[tuple[str, str]]:
    for other in own:
        places = sorted(place_of(sub.channel) for sub in (one, other))
        yield "duplicate_subscription", "+".join(places)
        for earlier in other.cancellations:
            yield "wrong_store", hang(one, place_of(other.channel), earlier.on.isoformat())


def _stopped(
    one: Subscription, end: Cancellation, first: tuple[str, date, str], how: How, today: date
) -> Resolution:
    kind, told_on, finding = first
    kept = _kept(one, end, today)
    return Resolution(
        finding=finding,
        kind=kind,
        subscription=one.id,
        merchant=one.merchant,
        how=how,
        told_on=told_on,
        on=end.fact.on if end.fact is not None else end.on,
        saved=kept,
        title=headed(_title(kind, how), one.name),
        says=_ending(one, end, how, kept),
        evidence=(shown_end(end),),
    )


def _ending(one: Subscription, end: Cancellation, how: How, kept: Money | None) -> str:
    saved = say("; the next {amount} were not taken", amount=said_money(kept)) if kept else ""
    if how is How.CONFIRMED and end.fact is not None:
        words, on = marked("A mail of {day} confirms that {what} is cancelled{saved}."), end.fact.on
    else:
        words, on = marked("You cancelled {what} on {day}{saved}."), end.on
    return say(words, day=said_day(on), what=one.title, saved=saved)


def _title(kind: str, how: How) -> str:
    if how is How.CONFIRMED:
        return say("Cancellation confirmed")
    return say("Cancelled") if kind in _LATE else say("Cancelled in time")


def _kept(one: Subscription, end: Cancellation, today: date) -> Money | None:
    """The one payment that would have been due next, when its day has passed without it."""
    due = end.ends_on or end.on
    if today <= due + timedelta(days=_PATIENCE_DAYS):
        return None
    first = due - timedelta(days=_EARLY_DAYS)
    taken = any(first <= c.on and c.on > end.on and is_whole(c) for c in one.charges)
    return one.price if not taken else None
