"""Whole trips around a cancellation: mails of several senders in, in any order, one report out."""

import random
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.rigs.desk import (
    Desk,
    canceled,
    coursera_receipt,
    letter,
    receipt,
    receipts,
    store_receipts,
    trial,
)
from tests.rigs.door import Door
from watchdog.demo.letter import Letter, long_date, moment
from watchdog.demo.stores import paypal_payment, play_renewal
from watchdog.timeline.cadence import step

STATISTICS, WRITING = "Applied Statistics Specialization", "Technical Writing Specialization"
APP, PLUS = "Coursera: Learn career skills", "Coursera Plus (Monthly)"
ENDED = canceled(date(2026, 10, 20), date(2026, 11, 8))


def of_tunely(on: date, subject: str, *says: str) -> Letter:
    """A mail of the invented music service in its own words."""
    return letter(subject, on, *says)


def coursera_canceled(plan: str, on: date, until: date) -> Letter:
    """Coursera's word that a subscription is cancelled."""
    return letter(
        "Your subscription has been canceled",
        on,
        f"You have successfully canceled your subscription to {plan}.",
        f"You will have access until {long_date(until)}.",
        sender="Coursera <noreply@coursera.org>",
    )


def coursera(first: date, count: int, plan: str, price: str) -> list[Letter]:
    """Monthly receipts of one plan on the web."""
    return [coursera_receipt(step(first, "P1M", n), plan, price) for n in range(count)]


def paid_twice_told(first: date, count: int) -> list[Letter]:
    """Each payment is told by the merchant and by PayPal."""
    days = [(step(first, "P1M", n), step(first, "P1M", n + 1)) for n in range(count)]
    told = [receipt(on, renews_on=due) for on, due in days]
    told += [
        paypal_payment(
            merchant="Tunely",
            plan="Tunely Premium",
            price="$12.00",
            on=on,
            due_on=due,
            number=f"8AB{place}2345678901234",
        )
        for place, (on, due) in enumerate(days)
    ]
    return told


def every_four_weeks(first: date, count: int) -> list[Letter]:
    """Receipts that come every 28 days."""
    days = [step(first, "P28D", n) for n in range(count + 1)]
    return [receipt(on, renews_on=days[place + 1]) for place, on in enumerate(days[:-1])]


TRIPS: dict[str, tuple[list[Letter], list[str], dict[str, str]]] = {
    "one of two courses is left, the other is paid": (
        [
            *coursera(date(2026, 7, 8), 4, STATISTICS, "$49.00"),
            *coursera(date(2026, 7, 15), 5, WRITING, "$49.00"),
            coursera_canceled(STATISTICS, date(2026, 10, 20), date(2026, 11, 8)),
        ],
        [],
        {STATISTICS: "canceled", WRITING: "active"},
    ),
    "cancelled on the web, billed by Apple": (
        [
            *coursera(date(2026, 6, 8), 4, "Coursera Plus Monthly", "$59.00"),
            coursera_canceled("Coursera Plus Monthly", date(2026, 9, 20), date(2026, 10, 8)),
            *store_receipts(APP, PLUS, date(2026, 7, 12), 5),
        ],
        ["wrong_store"],
        {"Coursera Plus Monthly": "canceled", "Coursera Plus": "active"},
    ),
    "cancelled, and charged when access ended": (
        [
            *coursera(date(2026, 6, 8), 5, "Coursera Plus Monthly", "$59.00"),
            coursera_canceled("Coursera Plus Monthly", date(2026, 10, 20), date(2026, 11, 8)),
            coursera_receipt(date(2026, 11, 8)),
        ],
        ["charge_after_cancellation"],
        {"Coursera Plus Monthly": "canceled"},
    ),
    "one payment, told by PayPal too": (
        paid_twice_told(date(2026, 7, 12), 5),
        [],
        {"Tunely Premium": "active"},
    ),
    "reminders of one cancellation": (
        [
            *receipts(date(2026, 6, 8), 5),
            ENDED,
            of_tunely(
                date(2026, 11, 1),
                "Your subscription ends soon",
                "Your Tunely Premium subscription has been canceled and will end on "
                "November 8, 2026.",
            ),
            of_tunely(
                date(2026, 11, 8),
                "Your subscription has ended",
                "Your Tunely Premium subscription has expired.",
            ),
        ],
        [],
        {"Tunely Premium": "canceled"},
    ),
    "a receipt of before the end, mailed after it": (
        [
            *receipts(date(2026, 6, 8), 4),
            ENDED,
            replace(
                receipt(date(2026, 10, 8), renews_on=date(2026, 11, 8)),
                at=moment(date(2026, 10, 25)),
            ),
        ],
        [],
        {"Tunely Premium": "canceled"},
    ),
    "a trial cancelled in time, and charged": (
        [
            trial(date(2026, 11, 1), date(2026, 11, 15)),
            of_tunely(
                date(2026, 11, 10),
                "Your trial has been canceled",
                "Your free trial of Tunely Premium has been canceled. You will not be charged.",
            ),
            receipt(date(2026, 11, 15), renews_on=date(2026, 12, 15)),
        ],
        ["charge_after_cancellation"],
        {"Tunely Premium": "canceled"},
    ),
    "a failed payment, made good three days later": (
        [
            *receipts(date(2026, 5, 20), 5),
            of_tunely(
                date(2026, 10, 20),
                "Your payment failed",
                "We couldn't process your payment of $12.00 for Tunely Premium.",
            ),
            receipt(date(2026, 10, 23), renews_on=date(2026, 11, 20)),
            receipt(date(2026, 11, 20), renews_on=date(2026, 12, 20)),
        ],
        [],
        {"Tunely Premium": "active"},
    ),
    "every four weeks, cancelled, and paid to the end": (
        [
            *every_four_weeks(date(2026, 6, 1), 6),
            canceled(date(2026, 10, 25), date(2026, 11, 16)),
        ],
        [],
        {"Tunely Premium": "canceled"},
    ),
    "of the 31st": (
        [receipt(step(date(2026, 5, 31), "P1M", n)) for n in range(6)],
        [],
        {"Tunely Premium": "active"},
    ),
    "cancelled, taken up again with a welcome": (
        [
            *receipts(date(2026, 5, 8), 3),
            canceled(date(2026, 7, 20), date(2026, 8, 8)),
            of_tunely(
                date(2026, 8, 30),
                "Welcome back to Tunely Premium",
                "Your Tunely Premium subscription has been reactivated.",
            ),
            receipt(date(2026, 8, 30), renews_on=date(2026, 9, 30)),
            receipt(date(2026, 9, 30), renews_on=date(2026, 10, 30)),
            receipt(date(2026, 10, 30), renews_on=date(2026, 11, 30)),
        ],
        [],
        {"Tunely Premium": "active"},
    ),
    "Google Play goes on beside a cancelled web plan": (
        [
            *coursera(date(2026, 6, 8), 4, "Coursera Plus Monthly", "$59.00"),
            coursera_canceled("Coursera Plus Monthly", date(2026, 9, 20), date(2026, 10, 8)),
            *(
                play_renewal(
                    item=f"Coursera Plus ({APP})",
                    price="$58.99",
                    on=step(date(2026, 7, 12), "P1M", n),
                    number=f"GPA.3300-1111-2222-{n}0001",
                )
                for n in range(5)
            ),
        ],
        ["wrong_store"],
        {"Coursera Plus Monthly": "canceled", "Coursera Plus": "active"},
    ),
}


@pytest.mark.parametrize("name", TRIPS)
def test_a_trip_ends_in_its_report_in_any_order(name: str, door: Door, tmp_path: Path) -> None:
    letters, kinds, statuses = TRIPS[name]
    reports = []
    for turn in range(2):
        shuffled = list(letters)
        if turn:
            random.Random(7).shuffle(shuffled)  # noqa: S311 - an order, not a secret
        desk = Desk(door.at(tmp_path / f"home{turn}"), tmp_path / f"mails{turn}")
        desk.receive(shuffled)
        reports.append(desk.report())
    first, second = reports
    assert [one["kind"] for one in first["findings"]] == kinds
    assert {one["plan"]: one["status"] for one in first["subscriptions"]} == statuses
    assert first["subscriptions"] == second["subscriptions"]
    assert [one["says"] for one in first["findings"]] == [one["says"] for one in second["findings"]]
