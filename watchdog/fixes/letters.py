"""The letter that asks for the money back, made of what the ledger knows."""

import re

from parsers.money import Money
from watchdog.findings import Finding
from watchdog.timeline.subscriptions import Cancellation, Charge, Subscription

_LINK_OR_PHONE = re.compile(
    r"https?:|www\.|@|(?<!\d)\+?\d[\d\s().-]{7,}\d(?!\d)|\d{3}[-.\s]\d{3}[-.\s]\d{4}", re.IGNORECASE
)
_REFERENCE = re.compile(r"[\w.#/-]{1,40}")
_TELEPHONE = re.compile(r"(?:\d{1,2}[-.])?\d{3}[-.]\d{3}[-.]\d{4}")
_NAME_CHARACTERS = 60


def safe_name(name: str | None, otherwise: str) -> str:
    """A name from a mail that may be shown: one short line without a link or phone number."""
    plain = " ".join((name or "").split())
    usable = plain and len(plain) <= _NAME_CHARACTERS and plain.isprintable()
    return plain if usable and not _LINK_OR_PHONE.search(plain) else otherwise


def write_letter(
    template: str, finding: Finding, subscription: Subscription, name: str
) -> str | None:
    """The letter, or None when the day of the cancellation is not known and the letter needs it."""
    charge = charge_of(finding, subscription)
    end = _end_before(finding, subscription)
    if charge is None or (end is None and "{canceled_on}" in template):
        return None
    plan = safe_name(finding.plan, "")
    return template.strip().format(
        what=f"{plan} ({name})" if plan and name not in plan else plan or name,
        canceled_on=end.on.isoformat() if end else "",
        charged_on=charge.on.isoformat(),
        amount=_amount(charge.amount),
        references=_references(charge, end),
    )


def charge_of(finding: Finding, subscription: Subscription) -> Charge | None:
    """The payment that a finding is about: the one of its day."""
    same_day = [charge for charge in subscription.charges if charge.on == finding.on]
    proofs = {one.sha256 for one in finding.evidence}
    proved = [c for c in same_day if any(fact.source.sha256 in proofs for fact in c.evidence)]
    return next(iter(proved or same_day), None)


def _end_before(finding: Finding, subscription: Subscription) -> Cancellation | None:
    ends = [end for end in subscription.cancellations if end.on <= finding.on]
    return ends[-1] if ends else None


def _amount(amount: Money | None) -> str:
    return f" {amount.amount} {amount.currency}" if amount else ""


def _references(charge: Charge, end: Cancellation | None) -> str:
    cancelled = end.fact.event.reference if end and end.fact else None
    told = [("the payment", charge.reference), ("the cancellation", cancelled)]
    lines = [f"Reference of {what}: {number}\n" for what, number in told if _is_reference(number)]
    return "".join(lines)


def _is_reference(number: str | None) -> bool:
    return bool(number and _REFERENCE.fullmatch(number) and not _TELEPHONE.fullmatch(number))
