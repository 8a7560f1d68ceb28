"""What came back is told under what changed, and what the next payment costs where it comes."""

from datetime import date
from typing import Any

from tests import stories
from watchdog.report import Coverage, Health, Report
from watchdog.reporting import build_report, tell_subscription
from watchdog.views.glance import changes_of

TUNELY: dict[str, Any] = {"merchant": "tunely", "channel": "direct", "cadence": "P1M"}
PAID = TUNELY | {"kind": "charge", "amount": "9.99 EUR", "recurring": True, "every": "P1M"}


def _report(today: date, *more: dict[str, Any]) -> Report:
    paid = PAID | {"on": date(2026, 5, 4), "until": date(2026, 11, 4)}
    story = stories.Story(says="", today=today, finds=(), mails=(paid, *more))
    return build_report(
        today=today,
        subscriptions=tuple(
            tell_subscription(one, today=story.today) for one in stories.judged(story)
        ),
        findings=(),
        coverage=Coverage(),
        health=Health(),
    )


def test_money_that_came_back_is_told_for_two_months_and_once() -> None:
    back = TUNELY | {"kind": "refund", "amount": "9.99 EUR", "on": date(2026, 11, 9)}
    again = back | {"on": date(2026, 11, 10), "channel": "paypal", "sender": "service@paypal.com"}
    report = _report(date(2026, 12, 1), back, again)
    (told,) = (one for one in changes_of(report, ()) if "paid back" in one.says)
    assert (told.on.month, told.says) == (11, "Tunely paid back 9.99 EUR")
    late = _report(date(2027, 1, 20), back)
    assert not [one for one in changes_of(late, ()) if "paid back" in one.says]


def test_the_next_payment_costs_what_was_announced_for_its_day() -> None:
    dearer = TUNELY | {"kind": "price_change", "amount": "14.99 EUR", "on": date(2026, 11, 12)}
    for day, cost in ((date(2026, 12, 4), "14.99"), (date(2027, 1, 4), "9.99")):
        (one,) = _report(date(2026, 12, 1), dearer | {"effective_on": day}).subscriptions
        assert one.next_cost is not None
        assert str(one.next_cost.amount) == cost
