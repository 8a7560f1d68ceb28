"""Labelled mail that nobody here wrote, for measuring only: a folder with a manifest."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from parsers.events import BillingEvent
from parsers.merchants import Known
from parsers.outcome import Outcome, OutcomeKind
from watchdog.pipeline import read_mail

_SAME = {
    "cancellation": "canceled",
    "pause": "paused",
    "resume": "resumed",
    "plan_change": "plan_changed",
    "one_time_purchase": "charge",
}
# The labels have no word for a bill that is still to be paid: they call it a notice of a payment.
_ALSO = {"invoice_due": "renewal_notice"}


class Judged(NamedTuple):
    """A mail of the corpus: what it is, what was read out of it, and whether that is right.

    `kinds` and `total` are None where the labels say nothing about them.
    """

    id: str
    tier: str
    role: str
    language: str
    counted: bool
    kinds: bool | None
    total: bool | None
    wanted: tuple[str, ...]
    said: tuple[str, ...]


def judge(folder: Path, known: Known) -> Iterator[Judged]:
    """Read every mail of a corpus and hold it against its labels."""
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        label = msgspec.json.decode(line)
        mail = read_mail(_raw(folder, label), received_at=_moment(label), known=known)
        yield _judged(label, mail.outcome)


def mails(folder: Path, but: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The mails of a corpus, by id, but those of some roles."""
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        label = msgspec.json.decode(line)
        if label["role"] not in but:
            yield label["id"], _raw(folder, label)


def fingerprint(folder: Path) -> str:
    """The hash of the labels, to say which corpus a figure is of."""
    return sha256((folder / "manifest.jsonl").read_bytes()).hexdigest()[:12]


def _judged(label: dict[str, Any], outcome: Outcome) -> Judged:
    truth = label["truth"]
    events = outcome.events if outcome.outcome is OutcomeKind.PARSED else ()
    wanted = {_SAME.get(kind, kind) for kind in truth["kinds"]} - {"not_billing"}
    said = {str(event.kind) for event in events}
    amount = _decimal(truth.get("amount"))
    return Judged(
        id=label["id"],
        tier=label["tier"],
        role=label["role"],
        language=label["language"] or "",
        counted=bool(events),
        kinds=bool(wanted & {*said, *map(_ALSO.get, said)}) if wanted else not said,
        total=amount in _sums(events) if amount is not None and wanted else None,
        wanted=tuple(sorted(wanted)),
        said=tuple(sorted(said)) or (f"({outcome.outcome})",),
    )


def _sums(events: tuple[BillingEvent, ...]) -> set[Decimal]:
    amounts = [event.amount.amount for event in events if event.amount]
    return {sum(amounts, Decimal(0)), *amounts}


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _moment(label: dict[str, Any]) -> datetime:
    text = label["date"] or "2026-01-01"
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return parsedate_to_datetime(text)


def _raw(folder: Path, label: dict[str, Any]) -> bytes:
    """The mail; a bare text or HTML part gets the headers that the manifest knows."""
    path = folder / str(label["file"])
    if path.suffix == ".eml":
        return path.read_bytes()
    message = EmailMessage()
    sender = label["sender"]
    message["From"] = sender if "@" in sender else f"{sender} <a@example.com>"
    message["Subject"] = label["subject"] or ""
    subtype = "html" if path.suffix == ".html" else "plain"
    message.set_content(path.read_text(encoding="utf-8", errors="replace"), subtype=subtype)
    return message.as_bytes()
