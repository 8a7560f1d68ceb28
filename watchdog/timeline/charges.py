"""One charge, several mails: what PayPal, the store and the merchant report is one payment."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache

import msgspec

from parsers.events import EventKind
from parsers.outcome import Verdict
from watchdog.timeline.facts import Fact

# A receipt, its PayPal twin and the merchant's thank-you reach the mailbox within two days.
_SAME_CHARGE_DAYS = 2
# The merchant says so at once, PayPal or the store when the money moves.
_SAME_REFUND_DAYS = 14
_SAME_DAY = 1  # or the next one, in another time zone

# Who reports: a store knows what was bought there, the merchant's own mail what it is,
# a payment service only who was paid.
_PAYMENT_SERVICES = {"paypal"}
_NO_STORES = {None, "direct", "stripe"}
_STORES = {"apple", "google_play", "amazon", "microsoft", "roku", "paddle", "fastspring"}


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """One payment and every fact that reports it, the most specific first."""

    reports: tuple[Fact, ...]

    @property
    def leading(self) -> Fact:
        """The report that names merchant, channel and plan best."""
        return self.reports[0]


def counts(fact: Fact) -> bool:
    """Whether a fact may enter the books: a forged or suspicious mail is only a claim."""
    return fact.source.trust.verdict in (Verdict.VERIFIED, Verdict.UNKNOWN)


def payments(facts: Iterable[Fact], kind: EventKind = EventKind.CHARGE) -> list[Payment]:
    """The payments behind the charge facts, oldest first; independent of arrival order.

    With another `kind` the same for refunds, which the merchant and PayPal both report, too.
    """
    paid = [fact for fact in facts if fact.event.kind is kind and not _is_free(fact)]
    shelf = _Shelf()
    for fact in sorted(paid, key=_order):
        shelf.file(fact)
    return shelf.found


class _Shelf:
    """Payments as they are found, and where those lie that a further report may be about."""

    def __init__(self) -> None:
        self.found: list[Payment] = []
        self._places: dict[str, list[int]] = defaultdict(list)

    def file(self, fact: Fact) -> None:
        """Add a report to its payment, or start a new one."""
        for place in self._near(fact) if fact.event.amount is not None else ():
            payment = self.found[place]
            if _reports(fact, payment):
                reports = tuple(sorted((*payment.reports, fact), key=_specific_first))
                self.found[place] = Payment(reports=reports)
                self._shelve(fact, place)
                return
        self.found.append(Payment(reports=(fact,)))
        self._shelve(fact, len(self.found) - 1)

    def _near(self, fact: Fact) -> Iterable[int]:
        """The payments of that amount of the last days with a name in common, newest first."""
        refund = fact.event.kind is EventKind.REFUND
        window = 2 * (_SAME_REFUND_DAYS if refund else _SAME_CHARGE_DAYS)
        earliest = fact.on - timedelta(days=window)
        near: list[int] = []
        for name in _sought(fact):
            for place in reversed(self._places[name]):
                first = self.found[place].reports[0]
                if first.on < earliest:
                    break
                if first.event.amount == fact.event.amount:
                    near.append(place)
        return sorted(set(near), reverse=True) if len(near) > 1 else near

    def _shelve(self, fact: Fact, place: int) -> None:
        for name in _offered(fact):
            self._places[name].append(place)


def _sought(fact: Fact) -> tuple[str, ...]:
    """The names under which another report of the same payment may lie."""
    event = fact.event
    if event.channel in _PAYMENT_SERVICES:
        return (event.merchant, f"at {event.merchant}")
    return (event.merchant, *_aliases("by", event.channel))


def _offered(fact: Fact) -> tuple[str, ...]:
    """The names under which a report lies: a payment service may know the store alone."""
    event = fact.event
    if event.channel in _PAYMENT_SERVICES:
        return (event.merchant, f"by {event.merchant}")
    return (event.merchant, *_aliases("at", event.channel))


@cache
def _aliases(how: str, channel: str | None) -> tuple[str, ...]:
    """A store by its own name and by the first word of it: Google Play is paid as Google."""
    if channel in _NO_STORES or channel is None:
        return ()
    return tuple({f"{how} {channel}": 0, f"{how} {channel.partition('_')[0]}": 0})


def _reports(fact: Fact, payment: Payment) -> bool:
    """Whether it is one more report; the store may link what merchant and PayPal cannot."""
    any_same = False
    for other in payment.reports:
        same = _same_charge(fact, other)
        if not same and _reporter(fact) == _reporter(other):
            return False
        any_same |= same
    return any_same


def _same_charge(one: Fact, other: Fact) -> bool:
    a, b = one.event, other.event
    if a.amount is None or a.amount != b.amount:
        return False
    if abs((one.on - other.on).days) > _days_apart(one, other) or not _same_merchant(one, other):
        return False
    if one.source.fingerprint == other.source.fingerprint:
        return False  # two items of one receipt
    if _reporter(one) == _reporter(other):
        if one.source.mailbox != other.source.mailbox:
            return a.reference is not None and a.reference == b.reference
        # The same sender with two numbers means two charges (design 4.2, rule 3).
        return _agree(a.reference, b.reference) and _agree(a.plan, b.plan)
    return True


def _days_apart(one: Fact, other: Fact) -> int:
    if one.event.kind is EventKind.REFUND and _reporter(one) != _reporter(other):
        return _SAME_REFUND_DAYS
    # A merchant's own receipt beside a store's is rare: more often it was bought in both places.
    services = {one.event.channel, other.event.channel} & _PAYMENT_SERVICES
    mixed = (_store(one) is None) != (_store(other) is None)
    return _SAME_DAY if mixed and not services else _SAME_CHARGE_DAYS


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _same_merchant(one: Fact, other: Fact) -> bool:
    a, b = one.event, other.event
    if a.merchant == b.merchant:
        return len({_store(one), _store(other)} - {None}) <= 1
    return _paid_for_store(one, other) or _paid_for_store(other, one)


def _paid_for_store(payer: Fact, receipt: Fact) -> bool:
    """A payment service's mail about a store's bill, beside that store's own receipt."""
    if payer.event.channel not in _PAYMENT_SERVICES:
        return False
    channel = receipt.event.channel or ""
    return payer.event.merchant in {channel, channel.split("_")[0]}


def _store(fact: Fact) -> str | None:
    return fact.event.channel if fact.event.channel in _STORES else None


def _reporter(fact: Fact) -> str:
    return fact.source.sender.rpartition("@")[2]


def _is_free(fact: Fact) -> bool:
    # Nobody's money: a free trial's receipt; less than nothing is a credit.
    amount = fact.event.amount
    return amount is not None and amount.amount <= 0


def _specific_first(fact: Fact) -> tuple[object, ...]:
    event = fact.event
    rank = 2 if event.channel in _PAYMENT_SERVICES else (0 if event.channel in _STORES else 1)
    return (rank, 0 if event.plan else 1, *_order(fact))


def _order(fact: Fact) -> tuple[date, datetime, str, str, str]:
    source, event = fact.source, fact.event
    return (fact.on, source.sent_at, source.fingerprint, str(event.reference), str(event.plan))
