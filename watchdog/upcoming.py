"""What lies ahead: renewals, trials, pauses, prices, refunds; and what will be told of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from watchdog import text
from watchdog.degrees import How, Severity
from watchdog.findings import Finding
from watchdog.fixes import Eligible, Fix
from watchdog.language import marked, translated
from watchdog.timeline.cadence import step
from watchdog.timeline.introductory import introductory
from watchdog.timeline.notices import cost_of_next
from watchdog.timeline.subscriptions import Status, Subscription
from watchdog.timeline.unpaid import unpaid

if TYPE_CHECKING:  # the report tells of no day to come
    from watchdog.replay import Told

_WHAT = {
    Status.TRIALING: "trial ends",
    Status.PAUSED: "pause ends",
    Status.ACTIVE: "renews",
    Status.PAST_DUE: "renews",
}
BILL_IS_DUE, BILL_IS_TAKEN = "bill is due", "bill is taken"
# What its reader has to renew.
LAPSES = "ends unless renewed"
# What goes on being charged although it was cancelled.
CHARGED_AGAIN = "may be charged again"
# What was cancelled to the end of a contract, and is paid until then.
STILL_CHARGED = "is charged until it ends"
BILLS = (BILL_IS_DUE, BILL_IS_TAKEN)
TO_BE_SETTLED = "failed payment to be settled"
PRICE_CHANGES, LOW_PRICE_ENDS = "price changes", "introductory price ends"
# Findings whose day lies ahead, beside those of the table above.
_REFUNDS = "refund_window_closing"
_FOUND = {
    "price_change_announced": PRICE_CHANGES,
    "promo_ending": LOW_PRICE_ENDS,
    _REFUNDS: "refund window ends",
}

_MOST_LEFT = 60  # payments
_MARGIN = timedelta(days=7)  # before the end; what falls nearer pays for what comes behind it
_DUE = {
    EventKind.INVOICE_DUE: BILL_IS_DUE,
    EventKind.PAYMENT_FAILED: TO_BE_SETTLED,
}
# The same as sentences: every language has its own place for the name.
_SENTENCES = {
    "trial ends": marked("{name} trial ends"),
    "pause ends": marked("{name} pause ends"),
    "renews": marked("{name} renews"),
    PRICE_CHANGES: marked("{name} price changes"),
    LOW_PRICE_ENDS: marked("{name} introductory price ends"),
    "refund window ends": marked("{name} refund window ends"),
    BILL_IS_DUE: marked("{name} bill is due"),
    BILL_IS_TAKEN: marked("{name} bill is taken"),
    TO_BE_SETTLED: marked("{name} failed payment to be settled"),
    CHARGED_AGAIN: marked("{name} may be charged again"),
    LAPSES: marked("{name} ends unless you renew it"),
    STILL_CHARGED: marked("{name} is charged until it ends"),
}


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that will be told on a day, by which way."""

    on: date
    how: How
    finding: str
    kind: str
    subscription: str | None
    title: str
    says: str


class Upcoming(msgspec.Struct, frozen=True, kw_only=True):
    """One day on which money is about to leave, or can no longer be asked back: `what` is a key.

    `stated` is False where only past charges tell, `cancel_by` the last safe day to stop it;
    `told` what will be told of it, and when.
    """

    on: date
    what: str
    subscription: str
    title: str
    channel: str | None
    amount: Money | None
    cancel_by: date | None
    stated: bool
    told: tuple[Notice, ...] = ()


def upcoming(
    subscriptions: Iterable[Subscription],
    findings: Iterable[tuple[Finding, Fix]],
    told: Sequence["Told"],
    *,
    today: date,
    days: int,
) -> tuple[Upcoming, ...]:
    """The days ahead, up to and including `days` from today, soonest first.

    `findings` are those of today, `told` what will be told in these days without news.
    """
    by_id = {one.id: one for one in subscriptions}
    pairs = list(findings)
    ahead = [finding for finding, _ in pairs] + [one.finding for one in told]
    until = today + timedelta(days=days)
    found = {
        (one.subscription, one.what, one.on): one
        for one in (
            *(_renewal(each) for each in by_id.values() if each.status in _WHAT),
            *map(_bill, by_id.values()),
            *map(_lapse, by_id.values()),
            *(one for each in by_id.values() for one in _until_it_ends(each, until)),
            *_from_findings(ahead, by_id),
            *_charged_again(pairs, by_id),
            *_refunds(pairs, by_id),
        )
        if one is not None and today <= one.on <= until
    }
    with_notices = (_with_notices(one, told) for one in found.values())
    return tuple(sorted(with_notices, key=lambda one: (one.on, one.title, one.subscription)))


def sentence_of(what: str) -> str:
    """What comes, as a sentence with a place for its {name}."""
    return translated(_SENTENCES[what])


def what_comes(one: Upcoming) -> str:
    """What comes, and of what: "Netflix renews", "la facture de Veolia est à payer"."""
    return sentence_of(one.what).format(name=text.unlinked(one.title))


def notices(told: Iterable["Told"]) -> tuple[Notice, ...]:
    """What will be told, day by day."""
    return tuple(
        Notice(
            on=one.on,
            how=one.how,
            finding=one.finding.id,
            kind=one.finding.kind,
            subscription=one.finding.subscription,
            title=one.title,
            says=one.finding.says,
        )
        for one in told
    )


def _with_notices(one: Upcoming, told: Iterable["Told"]) -> Upcoming:
    own = (each for each in told if each.finding.subscription == one.subscription)
    about = notices(each for each in own if one.on in (each.finding.on, each.finding.deadline))
    return msgspec.structs.replace(one, told=about)


def _renewal(one: Subscription) -> Upcoming | None:
    if one.next_renewal_on is None:
        return None
    return Upcoming(
        on=one.next_renewal_on,
        what=_WHAT[one.status],
        subscription=one.id,
        title=one.title,
        channel=one.channel,
        amount=cost_of_next(one),
        cancel_by=one.cancel_by,
        stated=one.next_renewal_stated,
    )


def _bill(one: Subscription) -> Upcoming | None:
    """The day that the newest bill, or failed payment, names for its money, if none came since."""
    told = unpaid(one, _DUE)
    event = told.event if told is not None else None
    if event is None or event.due_on is None or event.due_on == one.next_renewal_on:
        return None
    return Upcoming(
        on=event.due_on,
        what=BILL_IS_TAKEN if event.collected else _DUE[event.kind],
        subscription=one.id,
        title=one.title,
        channel=one.channel,
        amount=event.amount,
        cancel_by=None,
        stated=True,
    )


def _lapse(one: Subscription) -> Upcoming | None:
    """The day on which something ends unless its reader renews it; no money leaves by itself."""
    return _about(one, LAPSES, one.lapses_on, cost_of_next(one)) if one.lapses_on else None


def _until_it_ends(one: Subscription, until: date) -> Iterator[Upcoming]:
    """The payments of what was cancelled, but is bound and paid for some time yet."""
    last = one.charges[-1] if one.charges else None
    if last is None or last.amount is None or one.ends_on is None or one.cadence is None:
        return
    for count in range(1, _MOST_LEFT):
        day = step(last.on, one.cadence, count)
        if day > until or day >= one.ends_on - _MARGIN:
            return
        told = _about(one, STILL_CHARGED, day, last.amount)
        yield msgspec.structs.replace(told, cancel_by=None, stated=False)


def _from_findings(
    findings: Iterable[Finding], by_id: dict[str, Subscription]
) -> Iterator[Upcoming]:
    for finding in findings:
        own = by_id.get(finding.subscription or "")
        if own is not None and finding.kind in _FOUND:
            day = finding.deadline if finding.kind == _REFUNDS else finding.on
            told = _about(own, _FOUND[finding.kind], day or finding.on, _amount(finding, own))
            last = told.cancel_by if finding.kind == _REFUNDS else finding.deadline
            yield msgspec.structs.replace(told, cancel_by=last)


def _charged_again(
    pairs: Iterable[tuple[Finding, Fix]], by_id: dict[str, Subscription]
) -> Iterator[Upcoming]:
    """The next payment of what was cancelled, and was charged in its rhythm all the same."""
    for finding, _ in pairs:
        own = by_id.get(finding.subscription or "")
        if own is None or finding.kind != "charge_after_cancellation" or finding.resolved_on:
            continue
        if own.cadence is None or not own.charges or own.next_renewal_on is not None:
            continue
        last = own.charges[-1]
        told = _about(own, CHARGED_AGAIN, step(last.on, own.cadence, 1), last.amount)
        yield msgspec.structs.replace(told, cancel_by=None, stated=False)


def _amount(finding: Finding, subscription: Subscription) -> Money | None:
    """The new price where one was announced, else what the finding is about."""
    if finding.kind == "promo_ending":
        offer = introductory(subscription.facts)
        return offer.price if offer is not None else finding.at_stake
    if finding.kind != "price_change_announced":
        return finding.at_stake
    told = [f for f in subscription.told if f.event.kind is EventKind.PRICE_CHANGE]
    return told[-1].event.amount if told else None


def _refunds(
    pairs: Iterable[tuple[Finding, Fix]], by_id: dict[str, Subscription]
) -> Iterator[Upcoming]:
    """The last days to ask for the money of payments that are found to be wrong."""
    for finding, fix in pairs:
        own, refund = by_id.get(finding.subscription or ""), fix.refund
        if own is None or refund is None or refund.until is None:
            continue
        if refund.eligible is not Eligible.NO and finding.severity is not Severity.INFO:
            yield _about(own, "refund window ends", refund.until, finding.at_stake)


def _about(one: Subscription, what: str, on: date, amount: Money | None) -> Upcoming:
    before_bill = what != "refund window ends"
    return Upcoming(
        on=on,
        what=what,
        subscription=one.id,
        title=one.title,
        channel=one.channel,
        amount=amount,
        cancel_by=one.cancel_by if before_bill else None,
        stated=True,
    )
