"""Stories: what some mails and the user said, and what must be found on a day."""

import tomllib
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from parsers.events import BillingEvent
from parsers.money import Money
from parsers.outcome import Trust, Verdict
from watchdog.books import Books
from watchdog.catalog import load_catalog
from watchdog.detections import detect
from watchdog.findings import Finding
from watchdog.outages import Outage
from watchdog.readings import Readings
from watchdog.timeline import subscriptions
from watchdog.timeline.cadence import step
from watchdog.timeline.facts import Fact, Source, Statement, StatementKind
from watchdog.timeline.subscriptions import Subscription

FOLDER = Path(__file__).parent.parent / "fixtures" / "detections"
_SENDERS = {
    "apple": "no_reply@email.apple.com",
    "google_play": "googleplay-noreply@google.com",
    "paypal": "service@paypal.com",
}
_NOT_OF_THE_EVENT = {
    "every",
    "until",
    "mailed",
    "mailbox",
    "sender",
    "trust",
    "amount",
    "old_amount",
    "later_amount",
    "tax",
}
_MONEY = ("amount", "old_amount", "later_amount", "tax")


class Story(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`mails` are events with money as "59.00 USD"; `every` and `until` repeat one.

    `severity` by kind of finding; `expects` by subscription what the report shows of it, written
    as text ("charges" is their number). `readings` and `outages` are how well
    the watchdog hears.
    """

    says: str
    today: date
    finds: tuple[str, ...]
    mails: tuple[dict[str, Any], ...] = ()
    said: tuple[dict[str, Any], ...] = ()
    status: dict[str, str] = {}
    severity: dict[str, str] = {}
    expects: dict[str, dict[str, str]] = {}
    readings: Readings = Readings()
    outages: tuple[Outage, ...] = ()


def load(path: Path) -> Story:
    """A story from its file."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Story)


def facts(story: Story) -> list[Fact]:
    """The facts of a story, in the order told."""
    return [fact for number, mail in enumerate(story.mails) for fact in _facts(mail, number)]


def statements(story: Story) -> list[Statement]:
    """The user's word in a story."""
    found = []
    for number, one in enumerate(story.said, start=1):
        said_on = one["said_on"] if "said_on" in one else one["on"]
        moment = datetime.combine(said_on, time(12), tzinfo=UTC)
        kind = StatementKind(one.get("kind", "canceled"))
        rest = {k: v for k, v in one.items() if k not in ("said_on", "kind")}
        found.append(Statement(id=number, kind=kind, said_at=moment, **rest))
    return found


def judged(story: Story, told: list[Fact] | None = None) -> tuple[Subscription, ...]:
    """The subscriptions of a story on its day."""
    known = facts(story) if told is None else told
    kept = [fact for fact in known if fact.source.trust.verdict is Verdict.UNKNOWN]
    catalog = load_catalog()
    return subscriptions(kept, statements(story), catalog=catalog, today=story.today)


def found(story: Story, told: list[Fact] | None = None) -> tuple[Finding, ...]:
    """What is found on the day of a story."""
    known = facts(story) if told is None else told
    claims = tuple(f for f in known if f.source.trust.verdict is not Verdict.UNKNOWN)
    books = Books(
        subscriptions=judged(story, known),
        claims=claims,
        catalog=load_catalog(),
        today=story.today,
        readings=story.readings,
        outages=story.outages,
    )
    return detect(books)


def _facts(mail: dict[str, Any], number: int) -> list[Fact]:
    days = [mail["on"]]
    while "every" in mail and (day := step(days[0], mail["every"], len(days))) <= mail["until"]:
        days.append(day)
    return [_fact(mail, day, f"{number}.{place}") for place, day in enumerate(days)]


def _fact(mail: dict[str, Any], day: date, name: str) -> Fact:
    plain = {key: value for key, value in mail.items() if key not in _NOT_OF_THE_EVENT}
    plain |= {key: _money(mail[key]) for key in _MONEY if key in mail}
    plain.setdefault("merchant_name", str(mail["merchant"]).replace("_", " ").title())
    if "every" in mail:
        plain["renews_on"] = step(mail["on"], mail["every"], _index(mail, day) + 1)
    plain["on"] = day
    sent = mail.get("mailed", day)
    channel = str(mail.get("channel"))
    source = Source(
        fingerprint=name,
        message_id=f"<{name}@example.org>",
        mailbox=mail.get("mailbox", "home"),
        subject=str(mail["kind"]),
        sender=mail.get("sender", _SENDERS.get(channel, f"billing@{mail['merchant']}.example")),
        sent_at=datetime.combine(sent, time(9, 30), tzinfo=UTC),
        sha256=name,
        trust=Trust(verdict=Verdict(mail.get("trust", "unknown")), reasons=("a reason",)),
    )
    return Fact(event=msgspec.convert(plain, BillingEvent, strict=False), source=source)


def _index(mail: dict[str, Any], day: date) -> int:
    count = 0
    while step(mail["on"], mail["every"], count) < day:
        count += 1
    return count


def _money(text: str) -> Money:
    amount, currency = text.split()
    return Money(amount=Decimal(amount), currency=currency)
