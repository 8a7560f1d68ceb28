"""What lies ahead, and what waits for a person's eyes."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests import stories
from tests.rigs.door import Door
from watchdog.books import Reminders
from watchdog.catalog import load_catalog
from watchdog.demo.story import letters
from watchdog.judging import Knowledge, judge_known
from watchdog.replay import Letters, will_be_told
from watchdog.upcoming import upcoming

TODAY = date(2026, 11, 23)


def _fill(door: Door, folder: Path) -> None:
    for number, (raw, _) in enumerate(letters(TODAY)):
        (folder / f"{number:03}.eml").write_bytes(raw)
    assert door("import", folder).code == 0


def test_the_days_ahead_come_soonest_first(door: Door, tmp_path: Path) -> None:
    (tmp_path / "mails").mkdir()
    _fill(door, tmp_path / "mails")
    ended = door("upcoming", "--json", "--as-of", "2026-11-23", "--days", "30")
    ahead = json.loads(ended.out)["upcoming"]
    days = [date.fromisoformat(one["on"]) for one in ahead]
    assert days == sorted(days)
    assert all(TODAY <= day <= TODAY + timedelta(days=30) for day in days)
    first = ahead[0]
    assert (first["what"], first["on"], first["cancel_by"]) == (
        "trial ends",
        "2026-11-26",
        "2026-11-25",
    )
    assert "2026-12-02" in {one["on"] for one in ahead}
    shown = door("upcoming", "--as-of", "2026-11-23", "--days", "30").out
    lines, _, plan = shown.partition("\nIf nothing new comes, you will be told:\n")
    assert len(lines.splitlines()) == len(ahead)
    told = json.loads(ended.out)["notices"]
    assert [line[2:12] for line in plan.splitlines()] == [one["on"] for one in told]
    # The last safe day of the trial, and that it is over if no receipt comes; the renewal 3 days
    # ahead and on its last safe day, and that of what is billed in another place than the one where
    # it was cancelled.
    assert [(one["on"], one["how"], one["kind"]) for one in told] == [
        ("2026-11-25", "at_once", "trial_ending"),
        ("2026-11-27", "at_once", "trial_converted"),
        ("2026-11-29", "at_once", "renewal_approaching"),
        ("2026-12-01", "at_once", "renewal_approaching"),
        ("2026-12-17", "at_once", "wrong_store"),
    ]
    assert [one["on"] for one in first["told"]] == ["2026-11-25", "2026-11-27"]


def test_doubtful_mail_is_listed_with_its_reason(door: Door, tmp_path: Path) -> None:
    (tmp_path / "mails").mkdir()
    _fill(door, tmp_path / "mails")
    shown = door("review", "--fakes").out
    assert "free mail service" in shown
    assert json.loads(door("review", "--fakes", "--json").out)["mails"][0]["outcome"] == "review"
    assert "Nothing is due" in door("upcoming", "--as-of", "2019-01-01").out


STORY = {"merchant": "tunely", "recurring": True, "cadence": "P1Y", "amount": "99.00 USD"}


def _ahead(today: date, *mails: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    story = stories.Story(says="", today=today, finds=(), mails=mails)
    known = Knowledge(facts=tuple(stories.facts(story)), doubtful=(), statements=())
    catalog, reminders = load_catalog(), Reminders()
    judged = judge_known(known, catalog=catalog, today=today, reminders=reminders)
    told = will_be_told(
        known, catalog=catalog, today=today, days=60, reminders=reminders, letters=Letters()
    )
    ahead = upcoming(judged.subscriptions, judged.findings, told, today=today, days=60)
    return [(str(one.on), one.what, str(one.cancel_by) if one.cancel_by else None) for one in ahead]


def test_announced_prices_come_with_the_last_day_to_act() -> None:
    told = _ahead(
        date(2026, 6, 1),
        {"kind": "charge", "on": date(2025, 7, 1), **STORY},
        {
            "kind": "price_change",
            "on": date(2026, 5, 30),
            "merchant": "tunely",
            "amount": "129.00 USD",
            "old_amount": "99.00 USD",
            "effective_on": date(2026, 7, 1),
        },
    )
    assert ("2026-07-01", "price changes", "2026-06-30") in told
    assert ("2026-07-01", "renews", "2026-06-30") in told


def test_the_last_day_of_a_refund_is_ahead() -> None:
    told = _ahead(
        date(2026, 6, 5),
        {"kind": "charge", "on": date(2026, 6, 1), **STORY, "merchant": "coursera"}
        | {"plan": "Coursera Plus Annual", "channel": "direct"},
    )
    assert told == [("2026-06-15", "refund window ends", None)]


BILL = {"kind": "invoice_due", "merchant": "rivergrid", "amount": "84.20 EUR"}


def test_a_bill_is_ahead_on_the_day_it_names_until_it_is_paid() -> None:
    bill = BILL | {"on": date(2026, 6, 4), "due_on": date(2026, 6, 18)}
    assert ("2026-06-18", "bill is due", None) in _ahead(date(2026, 6, 5), bill)
    paid = BILL | {"kind": "charge", "on": date(2026, 6, 10)}
    days = [on for on, what, _ in _ahead(date(2026, 6, 11), bill, paid) if what == "bill is due"]
    assert not days


def test_a_failed_payment_is_ahead_on_the_day_it_is_tried_again() -> None:
    before = {"kind": "charge", "on": date(2026, 5, 4), **STORY, "cadence": "P1M"}
    failed = STORY | {"kind": "payment_failed", "on": date(2026, 6, 4), "cadence": "P1M"}
    told = _ahead(date(2026, 6, 5), before, failed | {"due_on": date(2026, 6, 9)})
    assert ("2026-06-09", "failed payment to be settled", None) in told


def test_a_renewal_is_listed_at_the_price_that_its_notice_names() -> None:
    paid = STORY | {"kind": "charge", "channel": "direct", "on": date(2025, 12, 5)}
    notice: dict[str, Any] = {"kind": "renewal_notice", "merchant": "tunely", "channel": "direct"}
    notice |= {"on": date(2026, 11, 10), "renews_on": date(2026, 12, 5), "amount": "119.00 USD"}
    story = stories.Story(says="", today=TODAY, finds=(), mails=(paid, notice))
    (one,) = upcoming(stories.judged(story), (), (), today=TODAY, days=30)
    (told,) = (each for each in stories.found(story) if each.kind == "renewal_approaching")
    assert one.amount == told.at_stake
    assert told.at_stake is not None
    assert str(told.at_stake.amount) == "119.00"


GYM = {"merchant": "leafgym", "amount": "24.90 EUR", "recurring": True, "cadence": "P1M"}


def test_what_is_charged_though_it_was_cancelled_comes_again() -> None:
    paid = [{"kind": "charge", "on": date(2026, n, 18), **GYM} for n in (6, 7, 8)]
    ended = {"kind": "canceled", "on": date(2026, 8, 28), "merchant": "leafgym"}
    later = [{"kind": "charge", "on": date(2026, n, 18), **GYM} for n in (10, 11)]
    again = ("2026-12-18", "may be charged again", None)
    assert again in _ahead(date(2026, 11, 18), *paid, ended, *later)
    assert again in _ahead(date(2026, 12, 1), *paid, ended, *later)
    assert _ahead(date(2026, 9, 1), *paid, ended) == []
    assert _ahead(date(2026, 12, 20), *paid, ended, *later) == []
    back = {"kind": "refund", "on": date(2026, 10, 25), "merchant": "leafgym"}
    assert _ahead(date(2026, 11, 1), *paid, ended, later[0], back | {"amount": "24.90 EUR"}) == []


def test_what_is_bound_for_some_time_is_charged_until_it_ends() -> None:
    paid = [{"kind": "charge", "on": date(2026, n, 16), **GYM} for n in (8, 9, 10, 11)]
    ended = {"kind": "canceled", "on": date(2026, 10, 25), "merchant": "leafgym"}
    bound = ended | {"access_until": date(2027, 1, 20)}
    at_once = ended | {"access_until": date(2026, 12, 15)}
    what = "is charged until it ends"
    days = _ahead(date(2026, 12, 1), *paid, bound)
    assert days == [("2026-12-16", what, None)]
    assert _ahead(date(2026, 12, 1), *paid, at_once) == []
