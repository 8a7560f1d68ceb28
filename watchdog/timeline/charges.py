"""One charge, several mails: what PayPal, the store and the merchant report is one payment."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from parsers.outcome import Verdict
from watchdog.timeline.facts import Fact

# A receipt, its PayPal twin and the merchant's thank-you reach the mailbox within two days.
_SAME_CHARGE_DAYS = 2
_SAME_DAY = 1  # or the next one, in another time zone

# Who reports: a store knows what was bought there, the merchant's own mail what it is,
# a payment service only who was paid.
_PAYMENT_SERVICES = {"paypal"}
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
    found: list[Payment] = []
    by_amount: dict[Money | None, list[int]] = defaultdict(list)
    for fact in sorted(facts, key=_order):
        if fact.event.kind is kind and not _is_free(fact):
            _file(fact, found, by_amount[fact.event.amount])
    return found


def _file(fact: Fact, found: list[Payment], alike: list[int]) -> None:
    """Add a report to its payment, or start a new one; `alike` are the places of that amount."""
    for place in reversed(alike):
        payment = found[place]
        if (fact.on - payment.reports[0].on).days > 2 * _SAME_CHARGE_DAYS:
            break
        if _reports(fact, payment):
            reports = tuple(sorted((*payment.reports, fact), key=_specific_first))
            found[place] = Payment(reports=reports)
            return
    alike.append(len(found))
    found.append(Payment(reports=(fact,)))


def _reports(fact: Fact, payment: Payment) -> bool:
    """Whether it is one more report; the store may link what merchant and PayPal cannot."""
    same = [_same_charge(fact, other) for other in payment.reports]
    apart = any(
        _reporter(fact) == _reporter(other) and not alike
        for other, alike in zip(payment.reports, same, strict=True)
    )
    return any(same) and not apart


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


def _specific_first(fact: Fact) -> tuple[int, int, tuple[str, ...]]:
    event = fact.event
    rank = 2 if event.channel in _PAYMENT_SERVICES else (0 if event.channel in _STORES else 1)
    return (rank, 0 if event.plan else 1, tuple(map(str, _order(fact))))


def _order(fact: Fact) -> tuple[str, str, str, str]:
    sent = fact.source.sent_at.isoformat()
    return (fact.on.isoformat(), sent, fact.source.fingerprint, str(fact.event.reference))
