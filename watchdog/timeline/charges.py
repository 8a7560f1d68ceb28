"""One charge, several mails: what PayPal, the store and the merchant report is one payment."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby, pairwise
from operator import attrgetter

import msgspec

from parsers.events import BillingEvent, EventKind
from parsers.outcome import Verdict
from watchdog.timeline.facts import Fact
from watchdog.timeline.likeness import PAYMENT_SERVICES, alike_names, signed_names

# A receipt, its PayPal twin and the merchant's thank-you reach the mailbox within two days.
_SAME_CHARGE_DAYS = 2
# The merchant says so at once, PayPal or the store when the money moves.
_SAME_REFUND_DAYS = 14
# A letter says that it is sorry, and the credit note comes some days later; two numbers are two.
_REFUND_TOLD_AGAIN_DAYS = 7
# Reports are linked from one to the next.
_CHARGE_WINDOW = timedelta(days=2 * _SAME_CHARGE_DAYS)
_REFUND_WINDOW = timedelta(days=2 * _SAME_REFUND_DAYS)
_SAME_DAY = 1  # or the next one, in another time zone

# So many merchants of one ledger have their names at hand.
_NAMES = 4096
_NOTHING = Decimal(0)
_day = attrgetter("on")

# Who reports: a store knows what was bought there, the merchant's own mail what it is,
# a payment service only who was paid.
_NO_STORES = {None, "direct", "stripe"}
_STORES = {"apple", "google_play", "amazon", "microsoft", "roku", "paddle", "fastspring"}


class Payment(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One payment and every fact that reports it, the most specific first.

    `leading` is that first one, which names merchant, channel and plan best.
    """

    leading: Fact
    reports: tuple[Fact, ...]


def counts(fact: Fact) -> bool:
    """Whether a fact may enter the books: a forged or suspicious mail is only a claim."""
    return fact.source.trust.verdict in (Verdict.VERIFIED, Verdict.UNKNOWN)


def payments(facts: Iterable[Fact], kind: EventKind = EventKind.CHARGE) -> list[Payment]:
    """The payments behind the charge facts, oldest first; `facts` are as `in_order` has them.

    With another `kind` the same for refunds, which the merchant and PayPal both report, too.
    """
    paid = [fact for fact in facts if fact.event.kind is kind and not is_free(fact.event)]
    return paid_by(paid, _REFUND_WINDOW if kind is EventKind.REFUND else _CHARGE_WINDOW)


def paid_by(paid: Sequence[Fact], window: timedelta = _CHARGE_WINDOW) -> list[Payment]:
    """The payments behind facts that are all of one kind and about money, oldest first."""
    days = list(map(_day, paid))
    gaps = [place for place, (a, b) in enumerate(pairwise(days), 1) if b - a > window]
    found: list[Payment] = []
    for start, end in pairwise([0, *gaps, len(paid)]):
        if end - start == 1:
            found.append(Payment(leading=paid[start], reports=(paid[start],)))
            continue
        run = paid[start:end]
        if len({fact.event.amount for fact in run}) == len(run):
            found += [Payment(leading=fact, reports=(fact,)) for fact in run]
        else:
            found += _Shelf.of(run)
    return found


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """The facts by their day, their mail and what they say: whatever order they arrived in."""
    found = sorted(facts, key=_day)
    days = list(map(_day, found))
    if len(set(days)) == len(days):
        return found
    # Most mails have their day for themselves, and the long key costs more than the sorting.
    told: list[Fact] = []
    for _, own in groupby(found, key=_day):
        same = list(own)
        told += same if len(same) == 1 else sorted(same, key=_order)
    return told


def linked_names(merchants: Iterable[tuple[str, str | None]]) -> list[tuple[str, str]]:
    """Pairs of merchants whose mails may report one payment; `merchants` with their channels.

    PayPal may report who was paid (Apple), and the store what for.
    """
    told = set(merchants)
    payees = {merchant for merchant, channel in told if channel in PAYMENT_SERVICES}
    links = [
        (merchant, store)
        for merchant, channel in sorted(told, key=str)
        for store in sorted({channel or "", (channel or "").split("_")[0]} & payees)
    ]
    alike = [*alike_names(told).items(), *signed_names(told).items()]
    return links + [(name, other) for other, own in alike for name in own]


def roots(links: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """For a name the one that stands for all it is linked with; itself where that is none."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.get(name, name) != name:
            name = above[name]
        return name

    for one, other in links:
        above[root(other)] = root(one)
    return root


class _Shelf:
    """Payments as they are found, and where those lie that a further report may be about."""

    def __init__(self) -> None:
        self.found: list[Payment] = []
        self._places: dict[str, list[int]] = {}

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> list[Payment]:
        """The payments that some days of reports come to."""
        shelf = cls()
        for fact in facts:
            shelf.file(fact)
        return shelf.found

    def file(self, fact: Fact) -> None:
        """Add a report to its payment, or start a new one."""
        for place in self._near(fact):
            payment = self.found[place]
            if _reports(fact, payment):
                reports = tuple(sorted((*payment.reports, fact), key=_specific_first))
                self.found[place] = Payment(leading=reports[0], reports=reports)
                self._shelve(fact, place)
                return
        self.found.append(Payment(leading=fact, reports=(fact,)))
        self._shelve(fact, len(self.found) - 1)

    def _near(self, fact: Fact) -> Iterable[int]:
        """The payments of that amount of the last days with a name in common, newest first."""
        event = fact.event
        window = _REFUND_WINDOW if event.kind is EventKind.REFUND else _CHARGE_WINDOW
        earliest, amount = fact.on - window, event.amount
        near: list[int] = []
        for name in _sought(event.merchant, event.channel) if amount is not None else ():
            for place in reversed(self._places.get(name, ())):
                first = self.found[place].leading
                if first.on < earliest:
                    break
                if first.event.amount == amount:
                    near.append(place)
        return sorted(set(near), reverse=True) if len(near) > 1 else near

    def _shelve(self, fact: Fact, place: int) -> None:
        for name in _offered(fact.event.merchant, fact.event.channel):
            shelf = self._places.get(name)
            if shelf is None:
                self._places[name] = [place]
            else:
                shelf.append(place)


@lru_cache(maxsize=_NAMES)
def _sought(merchant: str, channel: str | None) -> tuple[str, ...]:
    """The names under which another report of the same payment may lie."""
    if channel in PAYMENT_SERVICES:
        return (merchant, f"at {merchant}")
    return (merchant, *_aliases("by", channel))


@lru_cache(maxsize=_NAMES)
def _offered(merchant: str, channel: str | None) -> tuple[str, ...]:
    """The names under which a report lies: a payment service may know the store alone."""
    if channel in PAYMENT_SERVICES:
        return (merchant, f"by {merchant}")
    return (merchant, *_aliases("at", channel))


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
    if one.event.kind is EventKind.REFUND:
        told_twice = _reporter(one) == _reporter(other)
        return _REFUND_TOLD_AGAIN_DAYS if told_twice else _SAME_REFUND_DAYS
    # A merchant's own receipt beside a store's is rare: more often it was bought in both places.
    services = {one.event.channel, other.event.channel} & PAYMENT_SERVICES
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
    if payer.event.channel not in PAYMENT_SERVICES:
        return False
    channel = receipt.event.channel or ""
    return payer.event.merchant in {channel, channel.split("_")[0]}


def _store(fact: Fact) -> str | None:
    return fact.event.channel if fact.event.channel in _STORES else None


def _reporter(fact: Fact) -> str:
    return fact.source.sender.rpartition("@")[2]


def is_free(event: BillingEvent) -> bool:
    """Nobody's money: a free trial's receipt; less than nothing is a credit."""
    return event.amount is not None and event.amount.amount <= _NOTHING


def _specific_first(fact: Fact) -> tuple[object, ...]:
    event = fact.event
    rank = 2 if event.channel in PAYMENT_SERVICES else (0 if event.channel in _STORES else 1)
    return (rank, 0 if event.plan else 1, *_order(fact))


def _order(fact: Fact) -> tuple[date, datetime, str, str, str, str]:
    source, event = fact.source, fact.event
    number, plan = event.reference or "", event.plan or ""
    return (fact.on, source.sent_at, event.kind, source.fingerprint, number, plan)
