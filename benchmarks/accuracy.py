"""How well the readers read labelled billing mail: `make accuracy CORPUS=../shared/corpus`.

The corpus is a folder with manifest.jsonl and items; nothing of it is kept here.
"""

import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import msgspec

from parsers.events import BillingEvent
from parsers.outcome import OutcomeKind
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_SAME = {
    "cancellation": "canceled",
    "pause": "paused",
    "resume": "resumed",
    "plan_change": "plan_changed",
    "one_time_purchase": "charge",
}


def main(folder: Path) -> int:
    """Print, for each tier and role: mails, mails that count, right kinds, right totals."""
    known = known_to(load_catalog())
    scores: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        one = msgspec.json.decode(line)
        mail = read_mail(_raw(folder, one), received_at=_moment(one), known=known)
        outcome = mail.outcome
        events = outcome.events if outcome.outcome is OutcomeKind.PARSED else ()
        scores[one["tier"], one["role"]] += _score(one["truth"], events)
    print(f"{'tier role':28} mails counted kinds totals/of")
    for (tier, role), score in sorted(scores.items()):
        print(
            f"{tier} {role:26} {score['mails']:5} {score['counted']:7} {score['kinds']:5} "
            f"{score['totals']:6}/{score['priced']}"
        )
    return 0


def _score(truth: dict[str, Any], events: tuple[BillingEvent, ...]) -> Counter[str]:
    wanted = {_SAME.get(kind, kind) for kind in truth["kinds"]} - {"not_billing"}
    said = {str(event.kind) for event in events}
    amount = _decimal(truth.get("amount"))
    sums = {sum((e.amount.amount for e in events if e.amount), Decimal(0))}
    sums |= {event.amount.amount for event in events if event.amount}
    return Counter(
        mails=1,
        counted=bool(events),
        kinds=bool(wanted & said) if wanted else not said,
        priced=amount is not None and bool(wanted),
        totals=amount is not None and bool(wanted) and amount in sums,
    )


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _moment(one: dict[str, Any]) -> datetime:
    text = one["date"] or "2026-01-01"
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return parsedate_to_datetime(text)


def _raw(folder: Path, one: dict[str, Any]) -> bytes:
    """The mail; a bare text or HTML part gets the headers that the manifest knows."""
    path = folder / str(one["file"])
    if path.suffix == ".eml":
        return path.read_bytes()
    message = EmailMessage()
    message["From"] = one["sender"] if "@" in one["sender"] else f"{one['sender']} <a@example.com>"
    message["Subject"] = one["subject"] or ""
    subtype = "html" if path.suffix == ".html" else "plain"
    message.set_content(path.read_text(encoding="utf-8", errors="replace"), subtype=subtype)
    return message.as_bytes()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
