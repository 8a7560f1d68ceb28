"""What is drawn of the books: tables of sums, steps of prices, places and sheets of days."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from parsers.outcome import Trust, Verdict
from watchdog.catalog import load_catalog
from watchdog.fixes import Eligible, Refund
from watchdog.pages.charts import price_line, stacked_bars, step_words
from watchdog.report import Coverage, Health, MailboxHealth
from watchdog.reporting import build_report, tell_subscription
from watchdog.timeline import subscriptions
from watchdog.timeline.facts import Fact, Source
from watchdog.timeline.subscriptions import Subscription
from watchdog.views.glance import freshness
from watchdog.views.history import history_of
from watchdog.views.overview import build_overview
from watchdog.views.places import places_of
from watchdog.views.prices import price_histories
from watchdog.views.spending import spending_of
from watchdog.wording.bills import unbilled_line
from watchdog.wording.findings import refund_line

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def usd(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="USD")


def fact(kind: EventKind, on: date, amount: Money | None = None, **more: Any) -> Fact:
    merchant = more.pop("merchant", "tunely")
    mark = f"{merchant}-{kind}-{on}-{amount}"
    source = Source(
        fingerprint=mark,
        message_id=f"<{mark}@example.org>",
        mailbox="home",
        subject=f"Your {kind.replace('_', ' ')}",
        sender=f"billing@{merchant}.example",
        sent_at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC),
        sha256=mark,
        trust=Trust(verdict=Verdict.UNKNOWN),
    )
    event = BillingEvent(
        kind=kind,
        merchant=merchant,
        merchant_name=merchant.title(),
        amount=amount,
        on=on,
        confidence=0.99,
        evidence=(f"{kind} {amount}",),
        **more,
    )
    return Fact(event=event, source=source)


def monthly(merchant: str, prices: list[str], **more: Any) -> list[Fact]:
    """A charge on the 10th of each month, the last in November 2026."""
    first = 2026 * 12 + 10 - len(prices) + 1
    return [
        fact(
            EventKind.CHARGE,
            date(month // 12, month % 12 + 1, 10),
            usd(price),
            merchant=merchant,
            recurring=True,
            cadence="P1M",
            **more,
        )
        for month, price in enumerate(prices, first)
    ]


def judged(*facts: Fact) -> tuple[Subscription, ...]:
    return subscriptions(list(facts), (), catalog=load_catalog(), today=TODAY)


def test_spending_is_summed_by_month_and_service_less_what_came_back() -> None:
    facts = [*monthly("tunely", ["9.99"] * 3), *monthly("gymly", ["30.00"] * 2)]
    facts.append(fact(EventKind.REFUND, date(2026, 10, 12), usd("30.00"), merchant="gymly"))
    (table,) = spending_of(judged(*facts), today=TODAY, months=4)
    assert table.currency == "USD"
    assert table.months == (*(date(2026, month, 1) for month in (8, 9, 10, 11)),)
    told = {one.name: [str(amount) for amount in one.amounts] for one in table.series}
    assert told == {"Gymly": ["0", "0", "0", "30.00"], "Tunely": ["0", "9.99", "9.99", "9.99"]}
    assert [str(total) for total in table.totals] == ["0", "9.99", "9.99", "39.99"]
    assert [one.name for one in table.latest(1).series] == ["Gymly", "Tunely"]


def test_currencies_are_never_added_up_and_small_services_are_put_together() -> None:
    facts = [one for n in range(12) for one in monthly(f"shop{n:02}", [f"{20 - n}.00"] * 2)]
    facts.append(
        fact(
            EventKind.CHARGE,
            date(2026, 11, 3),
            Money(amount=Decimal(900), currency="JPY"),
            merchant="manga",
            recurring=True,
        )
    )
    dollars, yen = spending_of(judged(*facts), today=TODAY)
    assert (dollars.currency, yen.currency) == ("USD", "JPY")
    assert len(dollars.series) == 8
    assert dollars.series[-1].name == "5 others"
    assert dollars.total == Decimal(2 * sum(20 - n for n in range(12)))
    assert yen.total == 900


def test_bars_stand_on_each_other_and_fill_their_axis() -> None:
    facts = [*monthly("tunely", ["10.00"] * 3), *monthly("gymly", ["30.00"] * 3)]
    (table,) = spending_of(judged(*facts), today=TODAY, months=6)
    chart = stacked_bars(table, width=720, height=260)
    assert len(chart.bars) == 6
    lower, upper = chart.bars[0], chart.bars[1]
    assert (lower.series, upper.series) == (0, 1)
    assert lower.says == "Gymly, September 2026: 30.00 USD"
    assert lower.y + lower.height == chart.base
    assert abs(upper.y + upper.height - lower.y) < 0.2
    assert abs(lower.height - 3 * upper.height) < 0.3
    assert min(row.at for row in chart.rows) <= upper.y
    assert [one.says for one in chart.columns][-1] == "Nov"
    assert all(bar.x > 0 and bar.x + bar.width <= 720 for bar in chart.bars)


def test_prices_are_told_step_by_step() -> None:
    facts = monthly("tunely", ["9.99", "9.99", "9.99", "11.99", "11.99", "12.99"])
    (history,) = price_histories(judged(*facts), today=TODAY)
    assert [(str(one.price.amount), one.percent) for one in history.steps] == [
        ("9.99", None),
        ("11.99", 20),
        ("12.99", 8),
    ]
    assert history.percent == 30
    assert step_words(history).startswith("9.99 USD from 10 Jun 2026, then 11.99 USD")
    line = price_line(history)
    assert line.path.startswith("M4.0 ")
    assert len(line.dots) == 3
    assert [y for _, y in line.dots] == sorted((y for _, y in line.dots), reverse=True)


def test_a_bill_by_use_and_a_price_that_stays_have_no_steps() -> None:
    by_use = monthly("power", ["40.10", "38.20", "51.00", "47.30", "39.90", "44.00"])
    assert not price_histories(judged(*by_use), today=TODAY)
    assert not price_histories(judged(*monthly("tunely", ["9.99"] * 6)), today=TODAY)


def test_places_count_what_runs_there() -> None:
    facts = [
        *monthly("tunely", ["9.99"] * 4, channel="apple"),
        *monthly("gymly", ["30.00"] * 4, channel="apple"),
        *monthly("netly", ["5.00"] * 4, channel="direct"),
        fact(EventKind.CANCELED, date(2026, 9, 1), merchant="gone"),
    ]
    places = places_of(judged(*facts))
    assert [(one.name, one.subscriptions) for one in places] == [("Apple", 2), ("web", 1)]
    assert [str(total.per_month) for total in places[0].totals] == ["39.99"]


def test_the_overview_says_what_comes_and_what_changed() -> None:
    facts = monthly("tunely", ["9.99", "9.99", "9.99", "11.99"])
    found = judged(*facts)
    report = build_report(
        today=TODAY,
        subscriptions=tuple(tell_subscription(one, today=TODAY) for one in found),
        findings=(),
        coverage=Coverage(),
        health=Health(),
    )
    overview = build_overview(report, found, (), now=NOW)
    assert overview.headline == "Nothing needs you today"
    assert [(one.on, one.what) for one in overview.ahead] == [(date(2026, 12, 10), "renews")]
    assert overview.changes[0].says == "Tunely: 9.99 USD became 11.99 USD"
    days = [day for month in overview.months for week in month.weeks for day in week]
    due = [day for day in days if day.entries]
    assert [day.on for day in due] == [date(2026, 12, 10)]
    assert all(len(week) == 7 for month in overview.months for week in month.weeks)


def test_what_runs_without_a_bill_is_for_the_card_to_watch() -> None:
    begun = date(2026, 9, 1)
    facts = [
        *monthly("tunely", ["9.99"] * 4),
        fact(EventKind.SUBSCRIPTION_STARTED, begun, merchant="quietly"),
        fact(EventKind.SUBSCRIPTION_STARTED, TODAY - timedelta(days=9), merchant="newly"),
        fact(EventKind.SUBSCRIPTION_STARTED, begun, merchant="gone"),
        fact(EventKind.CANCELED, date(2026, 10, 1), merchant="gone"),
    ]
    found = judged(*facts)
    report = build_report(
        today=TODAY,
        subscriptions=tuple(tell_subscription(one, today=TODAY) for one in found),
        findings=(),
        coverage=Coverage(),
        health=Health(),
    )
    assert unbilled_line(report) == "No bill ever seen of Quietly: watch your card."
    billed = msgspec.structs.replace(report, subscriptions=report.subscriptions[:0])
    assert unbilled_line(billed) == ""


def test_the_reasons_of_a_refund_are_whole_or_left_out() -> None:
    reasons = ("It is late", "x" * 200, "Ask all the same")
    refund = Refund(eligible=Eligible.MAYBE, conditions=reasons)
    assert refund_line(refund) == "Refund: maybe (It is late)"
    assert "Ask all the same" in refund_line(refund, longest=400)


def test_a_timeline_has_the_mail_and_marks_what_a_finding_rests_on() -> None:
    facts = monthly("tunely", ["9.99", "9.99"])
    (one,) = judged(*facts)
    newest, oldest = history_of(one, {facts[1].source.sha256})
    assert (newest.row.on, oldest.row.on) == (date(2026, 11, 10), date(2026, 10, 10))
    assert newest.key
    assert not oldest.key
    assert newest.subject == "Your charge"
    assert newest.sender == "billing@tunely.example"
    assert newest.fingerprint == facts[1].source.fingerprint


def test_freshness_counts_mailboxes() -> None:
    def box(folder: str, at: datetime | None, problem: str | None = None) -> MailboxHealth:
        return MailboxHealth(account="home", folder=folder, last_success_at=at, problem=problem)

    assert freshness(Health(), now=NOW).startswith("no mailbox is configured")
    boxes = (box("INBOX", NOW - timedelta(minutes=4)), box("Bills", None, "refused"))
    told = freshness(Health(mailboxes=boxes), now=NOW)
    assert told == "looked 4 minutes ago, 1 of 2 mailbox folders could be read"
    never = freshness(Health(mailboxes=(box("INBOX", None),)), now=NOW)
    assert never == "never looked yet: 0 of 1 mailbox folders could be read"
