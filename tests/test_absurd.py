"""Absurd mail: told plainly, never guessed over, never a crash, the rest of the report intact."""

import json
import random
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from parsers.events import BillingEvent, EventKind, Period
from parsers.money import Money
from parsers.outcome import Trust, Verdict
from tests.rigs.desk import TODAY, Desk, canceled, letter, receipts
from tests.rigs.door import Door
from watchdog.books import Reminders
from watchdog.catalog import load_catalog
from watchdog.demo.letter import Letter, written
from watchdog.judging import Knowledge, judge_known
from watchdog.report import Coverage, Health
from watchdog.reporting import build_report, tell_subscription
from watchdog.timeline.facts import Fact, Source, Statement, StatementKind

T = TypeVar("T")
FAR = [date.min, date(1970, 1, 1), date(2024, 2, 29), date(2099, 12, 31), date.max]
CADENCES = ["P1M", "P1Y", "P1W", "P28D", "P9999Y", "P0D", "P99999D", "monthly", "P1Y6M"]
IMPOSSIBLE = re.compile(rb"(?<!\d)(?:0001|9999|1970|2099)-\d\d-")
AMOUNTS = ["12.00 USD", "12.00 EUR", "-5 USD", "0 USD", "9e30 USD", "13.5 XXX", "1200 JPY"]


class Chance:
    """Draws what a broken mail may say."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - nonsense, not a secret

    def one_of(self, values: list[T], share: float = 1.0) -> T | None:
        return self.random.choice(values) if self.random.random() < share else None

    def day(self, share: float = 0.3) -> date | None:
        near = [TODAY + timedelta(days=self.random.randint(-400, 60))]
        return self.one_of(near if self.random.random() < 0.6 else FAR, share)

    def money(self) -> Money | None:
        told = self.one_of(AMOUNTS, 0.9)
        amount, currency = told.split() if told else ("", "")
        return Money(amount=Decimal(amount), currency=currency) if told else None

    def event(self) -> BillingEvent:
        first, last = self.day(), self.day()
        return BillingEvent(
            kind=self.random.choice(list(EventKind)),
            merchant=self.random.choice(["tunely", "coursera", "norton", "patreon"]),
            merchant_name="Tunely",
            plan=self.one_of(["A", "B Plan", "Coursera Plus"], 0.6),
            channel=self.one_of(["direct", "apple", "paypal", "google_play"], 0.8),
            amount=self.money(),
            recurring=self.one_of([True, False], 0.6),
            cadence=self.one_of(CADENCES, 0.6),
            on=self.day(0.8),
            period=Period(starts_on=first, ends_on=last) if first and last else None,
            renews_on=self.day(),
            trial_ends_on=self.day(),
            access_until=self.day(),
            resumes_on=self.day(),
            effective_on=self.day(),
            old_amount=self.money(),
            reference=self.one_of(["A-1", "A-2"], 0.6),
            later_amount=self.one_of([self.money()], 0.3),
            later_on=self.day(),
            cancel_by=self.day(),
            tax=self.one_of([self.money()], 0.3),
            account=self.one_of(["ana@example.org", "pat@example.org"], 0.5),
        )

    def fact(self, number: int) -> Fact:
        back = timedelta(days=self.random.randint(0, 500))
        source = Source(
            fingerprint=f"mail {number}",
            message_id=f"<{number}@example.org>",
            mailbox=self.random.choice(["anna", "ben"]),
            subject="A bill",
            sender=self.random.choice(["billing@tunely.example", "service@paypal.com"]),
            sent_at=datetime(2026, 11, 23, 12, tzinfo=UTC) - back,
            sha256=str(number),
            trust=Trust(verdict=Verdict.UNKNOWN),
        )
        return Fact(event=self.event(), source=source)

    def word(self, number: int) -> Statement:
        kinds = [kind for kind in StatementKind if kind is not StatementKind.REVIEWED]
        return Statement(
            id=number,
            kind=self.random.choice(kinds),
            said_at=datetime(2026, 11, 1, tzinfo=UTC),
            merchant=self.random.choice(["tunely", "coursera"]),
            channel=self.one_of(["direct", "apple"], 0.6),
            on=self.one_of([date(2026, 10, 24)], 0.5),
            until=self.one_of([date(2026, 12, 2)], 0.5),
            plan=self.one_of(["A"], 0.4),
            note="certificate-earned",
            about="you earned a certificate",
            subscription="tunely:direct:anna",
            other="tunely:apple:ben",
        )


def told(facts: list[Fact], words: tuple[Statement, ...]) -> bytes:
    """The report of nonsense, as JSON."""
    judged = judge_known(
        Knowledge(facts=tuple(facts), doubtful=(), statements=words),
        catalog=load_catalog(),
        today=TODAY,
        reminders=Reminders(),
    )
    report = build_report(
        today=TODAY,
        subscriptions=tuple(tell_subscription(one, today=TODAY) for one in judged.subscriptions),
        findings=judged.findings,
        coverage=Coverage(),
        health=Health(),
    )
    return msgspec.json.encode(report)


@pytest.mark.parametrize("decade", range(12))
def test_nonsense_in_any_order_leads_to_one_report_without_impossible_days(decade: int) -> None:
    for seed in range(10 * decade, 10 * decade + 10):
        chance = Chance(seed)
        facts = [chance.fact(number) for number in range(chance.random.randint(1, 14))]
        words = tuple(chance.word(number + 1) for number in range(chance.random.choice([0, 0, 3])))
        report = told(facts, words)
        chance.random.shuffle(facts)
        assert told(facts, words) == report, seed
        assert not IMPOSSIBLE.search(report), seed


@pytest.fixture
def desk(door: Door, tmp_path: Path) -> Desk:
    """A desk of its own for each test."""
    return Desk(door, tmp_path / "mails")


def bill(number: str, *rows: tuple[str, str]) -> Letter:
    """A receipt of a company of its own, with whatever rows."""
    return letter(
        f"Your receipt from Oddly #{number}",
        date(2026, 11, 10),
        "Thank you for your payment.",
        ("Receipt number", number),
        *rows,
        sender="Oddly <billing@oddly.example>",
    )


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("Date paid", "January 1, 1970"), ("Total paid", "$9.00 USD")], "1970"),
        ([("Date paid", "December 31, 2099"), ("Total paid", "$9.00 USD")], "2099"),
        ([("Date paid", "November 10, 2026"), ("Total paid", "$990,000,000.00 USD")], "as much as"),
    ],
    ids=["1970", "2099", "absurd amount"],
)
def test_what_cannot_be_waits_for_a_person(
    desk: Desk, door: Door, rows: list[tuple[str, str]], reason: str
) -> None:
    desk.receive([*receipts(date(2026, 8, 8), 4), bill("OD-1", *rows)])
    report = desk.report()
    assert [one["merchant"] for one in report["subscriptions"]] == ["tunely"]
    assert report["coverage"]["review"] + report["coverage"]["parsed"] == 5
    assert all("oddly" not in str(one) for one in report["findings"])
    if report["coverage"]["review"]:
        (waiting,) = json.loads(door("review", "--json").out)["mails"]
        assert "Oddly" in str(waiting)
        assert reason in str(waiting) or "not sure" in str(waiting)


@pytest.mark.parametrize(
    ("subject", "says", "amount"),
    [
        ("Your receipt", "You paid {} for Oddly Premium.", "$99,999,999,999,999,999,999.00"),
        ("Your invoice from Oddly", "Amount due: {}", "$9" + ",999" * 12 + ".00"),
        (
            "Your subscription renews soon",
            "Your Oddly Premium subscription will renew on December 3, 2026 for {}.",
            "$99,999,999,999,999.00",
        ),
    ],
    ids=["paid", "due", "coming"],
)
def test_more_than_anybody_pays_is_told_however_long_the_number_is(
    desk: Desk, door: Door, subject: str, says: str, amount: str
) -> None:
    odd = letter(subject, date(2026, 11, 10), says.format(amount), sender="Oddly <b@oddly.example>")
    desk.receive([*receipts(date(2026, 8, 8), 4), odd])
    assert [one["merchant"] for one in desk.report()["subscriptions"]] == ["tunely"]
    (waiting,) = json.loads(door("review", "--json").out)["mails"]
    assert "nobody is billed as much as" in str(waiting)


def test_a_clock_that_runs_years_ahead_is_not_believed(
    desk: Desk, door: Door, tmp_path: Path
) -> None:
    last = written(receipts(date(2026, 8, 8), 4)[-1])
    ahead = last.replace(b"Date: Sun, 08 Nov 2026", b"Date: Thu, 08 Nov 2096")
    assert ahead != last
    desk.receive(receipts(date(2026, 8, 8), 3))
    (tmp_path / "ahead.eml").write_bytes(ahead)
    assert door("import", tmp_path / "ahead.eml").code == 0
    (one,) = desk.report()["subscriptions"]
    assert (one["charges"], one["status"], one["next_renewal_on"]) == (4, "active", "2026-12-08")


def test_a_cancellation_of_the_never_seen_is_a_fact_and_no_alarm(desk: Desk) -> None:
    desk.receive([canceled(date(2026, 11, 10), date(2026, 12, 8))])
    assert desk.kinds() == []
    assert desk.statuses() == {"tunely:direct": "canceling"}


def test_mails_that_contradict_each_other_do_not_revive_it(desk: Desk) -> None:
    story = receipts(date(2026, 8, 8), 3)
    ended = canceled(date(2026, 10, 20), date(2026, 11, 8))
    notice = letter(
        "Your subscription renews soon",
        date(2026, 10, 21),
        "Your Tunely Premium subscription renews on November 8, 2026 for $12.00 USD.",
    )
    desk.receive([*story, ended, notice])
    assert desk.statuses()["tunely:direct"] in ("canceled", "canceling")
    assert "charge_after_cancellation" not in desk.kinds()
