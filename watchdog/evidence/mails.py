"""The mails of an evidence pack: which are wanted, and in what state each one is."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from parsers.outcome import Trust
from watchdog.findings import Finding
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Subscription


class State(StrEnum):
    """Whether the bytes of a mail are there, were never kept, or are not those that were read."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    DAMAGED = "damaged"


class KeptMail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as the ledger has it; `sha256` and `trust` were recorded when it was read."""

    sha256: str
    message_id: str
    sender: str
    subject: str
    sent_at: datetime | None
    received_at: datetime | None
    trust: Trust
    raw: bytes | None


class PackedMail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail in the pack; `file` and `raw` are None where there is nothing to hand over."""

    number: int
    state: State
    about: KeptMail
    file: str | None = None
    raw: bytes | None = None


def facts_of(subscriptions: Iterable[Subscription]) -> list[Fact]:
    """All that mails said of them, each mail's word once, in the order of time."""
    found = {id(fact): fact for one in subscriptions for fact in _own_facts(one)}
    return sorted(found.values(), key=lambda fact: (fact.on, fact.source.sent_at))


def _own_facts(subscription: Subscription) -> Iterable[Fact]:
    yield from subscription.facts
    for charge in subscription.charges:  # a store's receipt may be reported by PayPal as well
        yield from charge.evidence


def mails_wanted(
    subscriptions: Iterable[Subscription], findings: Iterable[Finding]
) -> frozenset[str]:
    """The sums of all mails that belong to a pack."""
    told = {fact.source.sha256 for fact in facts_of(subscriptions)}
    proofs = {one.sha256 for finding in findings for one in finding.evidence}
    return frozenset(one for one in told | proofs if one)


def packed(mails: Iterable[KeptMail], wanted: Collection[str]) -> tuple[PackedMail, ...]:
    """The wanted mails, numbered in the order of time; a file is called by number and day alone."""
    known = sorted((one for one in mails if one.sha256 in wanted), key=_order)
    return tuple(_packed(one, number) for number, one in enumerate(known, start=1))


def _order(mail: KeptMail) -> tuple[str, str]:
    moment = mail.sent_at or mail.received_at
    return (moment.isoformat() if moment else "", mail.sha256)


def _packed(mail: KeptMail, number: int) -> PackedMail:
    if mail.raw is None:
        return PackedMail(number=number, state=State.NOT_KEPT, about=mail)
    if hashlib.sha256(mail.raw).hexdigest() != mail.sha256:
        return PackedMail(number=number, state=State.DAMAGED, about=mail)
    moment = mail.sent_at or mail.received_at
    day = f"-{moment.date().isoformat()}" if moment else ""
    return PackedMail(
        number=number,
        state=State.KEPT,
        about=mail,
        file=f"mails/{number:03}{day}.eml",
        raw=mail.raw,
    )
