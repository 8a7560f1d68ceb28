"""How the mails of an outside tester are read: `python -m benchmarks.stranger FOLDER [odd|even]`.

A folder has `scams` and `honest`, each with mails and a `labels.json`. Only odd numbers are named:
even ones are kept aside, to be measured and not to be looked at.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.scores import DATES, is_of_kinds
from parsers.events import BillingEvent
from parsers.fakes.naming import LATIN
from parsers.merchants import fold, slug
from parsers.outcome import Outcome, OutcomeKind, Verdict
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_NOW = datetime(2026, 11, 28, tzinfo=UTC)
_ME, _SERVER = "pat@example-mailbox.net", "mx.example-mailbox.net"
_DOUBTED = (Verdict.SUSPICIOUS, Verdict.FAILED)
_KNOWN = known_to(load_catalog(), (_SERVER,), own_addresses=frozenset({_ME}))
_NO_BILL = ("none", "not_billing")
# A label for a bill that somebody has to pay, or that is taken soon, is a notice to us as well.
_ALSO = {
    "invoice_to_pay": {"invoice_due", "renewal_notice"},
    "renewal_notice": {"renewal_notice", "invoice_due"},
    "cancellation": {"canceled"},
    "failed_payment": {"payment_failed"},
    "plan_change": {"plan_changed"},
    "pause": {"paused"},
    "resume": {"resumed"},
}


def main() -> int:
    """Print both figures of each half."""
    folder = Path(sys.argv[1])
    for half in sys.argv[2:] or ("odd", "even"):
        print(half, _of_scams(folder / "scams", half), sep=": ")
        print(half, _of_honest(folder / "honest", half), sep=": ")
    return 0


def _labelled(folder: Path, half: str) -> Iterator[tuple[dict[str, Any], Outcome]]:
    for label in msgspec.json.decode((folder / "labels.json").read_bytes()):
        name = label["file"]
        if (int(name.partition("-")[0]) % 2 == 1) == (half == "odd"):
            mail = read_mail((folder / name).read_bytes(), received_at=_NOW, known=_KNOWN)
            yield label, mail.outcome


def _of_scams(folder: Path, half: str) -> str:
    accepted = posing = called = seen = 0
    for label, outcome in _labelled(folder, half):
        seen += 1
        counts = outcome.outcome is OutcomeKind.PARSED
        is_called = outcome.trust.verdict in _DOUBTED and bool(outcome.events)
        poses = bool(label["poses_as_bill"]) and is_known(label["imitates"])
        accepted, posing, called = accepted + counts, posing + poses, called + (poses and is_called)
        if half == "odd" and (counts or not is_called):
            print(f"  {'POSES' if poses else '-'} {label['file']}: {_said(outcome)}")
    return f"{seen} scams, {accepted} accepted; {posing} pose as a brand known, {called} called"


def _of_honest(folder: Path, half: str) -> str:
    seen = bills = suspicious = counted = right = whole = waiting = 0
    for label, outcome in _labelled(folder, half):
        seen, is_bill = seen + 1, label["kind"] not in _NO_BILL
        counts = outcome.outcome is OutcomeKind.PARSED
        wanted = _ALSO.get(label["kind"], {label["kind"]})
        fits = counts and is_bill and is_of_kinds(outcome.events, wanted)
        wrong = [] if not fits else list(_differs(label, outcome.events))
        bills, counted = bills + is_bill, counted + counts
        right, whole = right + fits, whole + (fits and not wrong)
        suspicious += outcome.trust.verdict is Verdict.SUSPICIOUS
        waiting += is_bill and outcome.outcome is OutcomeKind.REVIEW
        if half == "odd" and (wrong or fits != is_bill or (counts and not is_bill)):
            print(f"  {label['file']} {label['kind']}: {_said(outcome)} {'; '.join(wrong)}")
    return (
        f"{seen} honest, {suspicious} suspicious; {bills} bills, {counted} counted, kinds right"
        f" {right}: precision {right / max(counted, 1):.3f}, recall {right / max(bills, 1):.3f};"
        f" {waiting} wait for a person;"
        f" every field right {whole}: {whole / max(counted, 1):.3f}, {whole / max(bills, 1):.3f}"
    )


def _differs(label: dict[str, Any], events: tuple[BillingEvent, ...]) -> Iterator[str]:
    """The labelled fields that no event states so."""
    amounts = {(one.amount.amount, one.amount.currency) for one in events if one.amount}
    if label["amount"] and (Decimal(str(label["amount"])), label["currency"]) not in amounts:
        yield f"amount {sorted(amounts)} not {label['amount']} {label['currency']}"
    names = {one.merchant_name for one in events}
    if label["merchant"] and not any(is_called(label["merchant"], name) for name in names):
        yield f"merchant {sorted(map(fold, names))} not {label['merchant']}"
    days = {str(day) for one in events for day in _days(one)}
    if label["date"] and label["date"] not in days:
        yield f"days {sorted(days)} not {label['date']}"


def is_called(label: str, name: str) -> bool:
    """Whether a name has the one of a label, as a person reads it: without legal forms and the
    article before it, without regard to case, accents, hyphens and where its words are parted.
    """
    return _read(label) in _read(name)


def _read(name: str) -> str:
    words = slug(fold(name).translate(LATIN)).split("_")
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _days(event: BillingEvent) -> Iterator[object]:
    for name in ("on", *DATES):
        if day := getattr(event, name):
            yield day
    if event.period is not None:
        yield from (event.period.starts_on, event.period.ends_on)


def is_known(brand: str | None) -> bool:
    """Whether the catalogue has a brand, or one that it begins with ("Amazon Prime")."""
    name = fold(brand or "")
    names = {fold(one) for one in (*_KNOWN.brands, *_KNOWN.names, *_KNOWN.merchants)}
    return bool(name) and any(name == one or name.startswith(f"{one} ") for one in names)


def _said(outcome: Outcome) -> str:
    kinds = ", ".join(f"{one.kind} {one.confidence:.2f}" for one in outcome.events)
    reasons = "; ".join((outcome.reason or "", *outcome.trust.reasons))
    return f"{outcome.outcome}/{outcome.trust.verdict} [{kinds}] {reasons}"


if __name__ == "__main__":
    sys.exit(main())
