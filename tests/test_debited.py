"""Debits that were only announced: they were paid once their day is over, unless one failed."""

from datetime import date

import pytest

from tests import stories
from watchdog.export import ANNOUNCED, FORMATS, entries_of
from watchdog.reporting import tell_subscription
from watchdog.timeline.subscriptions import Subscription

TODAY = date(2026, 12, 1)


def bill(on: date, due: date, amount: str = "36.00 GBP") -> dict[str, object]:
    return {
        "kind": "invoice_due",
        "merchant": "skerryfibre",
        "merchant_name": "Skerryfibre",
        "on": on,
        "due_on": due,
        "amount": amount,
        "collected": True,
        "recurring": True,
    }


BILLS = (
    bill(date(2026, 9, 10), date(2026, 9, 23)),
    bill(date(2026, 10, 10), date(2026, 10, 23)),
    bill(date(2026, 10, 20), date(2026, 10, 23)),  # a reminder of the same one
    bill(date(2026, 11, 10), date(2026, 11, 23)),
    bill(date(2026, 11, 30), date(2026, 12, 23)),
)
FAILED = {
    "kind": "payment_failed",
    "merchant": "skerryfibre",
    "merchant_name": "Skerryfibre",
    "on": date(2026, 10, 26),
    "amount": "36.00 GBP",
}


def story(*mails: dict[str, object]) -> stories.Story:
    return stories.Story(says="", today=TODAY, finds=(), mails=mails)


def the_one(told: stories.Story) -> Subscription:
    (one,) = stories.judged(told)
    return one


@pytest.mark.parametrize(
    ("mails", "charges", "total"),
    [(BILLS, 3, "108.00"), ((*BILLS, FAILED), 2, "72.00")],
    ids=["taken", "one came back"],
)
def test_what_was_announced_and_is_over_was_paid(
    mails: tuple[dict[str, object], ...], charges: int, total: str
) -> None:
    told = tell_subscription(the_one(story(*mails)), today=TODAY)
    assert told.total_paid is not None
    assert (told.charges, str(told.total_paid.amount)) == (charges, total)


def test_a_bill_that_its_reader_pays_is_no_payment() -> None:
    by_hand = tuple({**one, "collected": False} for one in BILLS)
    told = tell_subscription(the_one(story(*by_hand)), today=TODAY)
    assert (told.charges, told.total_paid) == (0, None)


def test_a_bookkeeper_sees_which_payments_were_only_announced() -> None:
    told = story(*BILLS)
    entries = entries_of(
        stories.facts(told), since=None, until=TODAY, subscriptions=stories.judged(told)
    )
    assert [(one.on, one.kind) for one in entries] == [
        (date(2026, month, 23), ANNOUNCED) for month in (9, 10, 11)
    ]
    assert '2026-09-23 ! "Skerryfibre"' in FORMATS["beancount"](entries)
    assert "2026-09-23 ! Skerryfibre" in FORMATS["hledger"](entries)
