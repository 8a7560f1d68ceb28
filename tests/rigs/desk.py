"""A desk for stories told in letters: letters in, the report of a day out."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from tests.rigs.door import Door
from watchdog.demo.letter import Block, Letter, long_date, moment, written
from watchdog.demo.stores import apple_receipt
from watchdog.timeline.cadence import step

TODAY = date(2026, 11, 23)
SENDER = "Tunely <billing@tunely.example>"
PLAN = "Tunely Premium"
COURSERA = "Coursera <noreply@coursera.org>"


def letter(subject: str, on: date, *blocks: Block, sender: str = SENDER) -> Letter:
    """A plain business mail; its title repeats its subject."""
    return Letter(sender=sender, subject=subject, at=moment(on), title=subject, blocks=blocks)


def receipt(on: date, price: str = "$12.00", *, renews_on: date | None = None) -> Letter:
    """A receipt of an invented music service."""
    due = [("Next billing date", long_date(renews_on))] if renews_on else []
    return letter(
        f"Your receipt from Tunely #TN-{on:%y%m%d}",
        on,
        "Thank you for your payment.",
        ("Receipt number", f"TN-{on:%y%m%d}"),
        ("Plan", PLAN),
        ("Date paid", long_date(on)),
        ("Total paid", f"{price} USD"),
        *due,
    )


def receipts(first: date, count: int, price: str = "$12.00") -> list[Letter]:
    """Monthly receipts, each naming the next day."""
    return [
        receipt(step(first, "P1M", n), price, renews_on=step(first, "P1M", n + 1))
        for n in range(count)
    ]


def canceled(on: date, until: date) -> Letter:
    """The confirmation of a cancellation."""
    return letter(
        "Cancellation confirmation",
        on,
        f"This is to confirm that your {PLAN} subscription has been canceled.",
        f"You have access until {long_date(until)}.",
    )


def trial(on: date, ends_on: date) -> Letter:
    """A free trial has started."""
    return letter(
        "Your free trial has started",
        on,
        f"Your free trial of {PLAN} has started.",
        ("Plan", PLAN),
        ("Trial ends", long_date(ends_on)),
        ("Price after the trial", "$12.00 per month"),
    )


def coursera_receipt(
    on: date, plan: str = "Coursera Plus Monthly", price: str = "$59.00"
) -> Letter:
    """A payment to Coursera on the web."""
    return letter(
        "Your Coursera payment",
        on,
        f"You were charged {price} for {plan}.",
        ("Order number", f"{on:%y%m%d}4471"),
        ("Order date", long_date(on)),
        ("Subscription", plan),
        ("Total", f"{price} USD"),
        ("Next billing date", long_date(step(on, "P1M", 1))),
        sender=COURSERA,
    )


def store_receipts(app: str, plan: str, first: date, count: int) -> list[Letter]:
    """Monthly receipts of the App Store."""
    return [
        apple_receipt(
            app=app,
            plan=plan,
            price="$9.99",
            paid_on=step(first, "P1M", n),
            renews_on=step(first, "P1M", n + 1),
        )
        for n in range(count)
    ]


class Desk:
    """Letters in, the report of a day out."""

    def __init__(self, door: Door, folder: Path) -> None:
        self._door, self._folder, self._count = door, folder, 0

    def receive(self, letters: Iterable[Letter]) -> None:
        """Import letters from files."""
        self._folder.mkdir(exist_ok=True)
        for one in letters:
            self._count += 1
            (self._folder / f"{self._count:03}.eml").write_bytes(written(one))
        assert self._door("import", self._folder).code == 0

    def report(self, day: date = TODAY) -> dict[str, Any]:
        """What `report --json` says on a day."""
        ended = self._door("report", "--json", "--as-of", day.isoformat())
        assert ended.code == 0, ended.err
        return dict(json.loads(ended.out))

    def kinds(self, day: date = TODAY) -> list[str]:
        """The kinds of the day's findings."""
        return sorted(str(one["kind"]) for one in self.report(day)["findings"])

    def statuses(self, day: date = TODAY) -> dict[str, str]:
        """Merchant and channel to status."""
        told = self.report(day)["subscriptions"]
        return {f"{one['merchant']}:{one['channel']}": str(one["status"]) for one in told}
