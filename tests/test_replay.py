"""Replay: days that are leaped change nothing, nothing is known too early, worth is honest."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.outcome import Verdict
from tests import stories
from tests.rigs.door import Door
from tests.test_cli import mails
from tests.test_detections import FILES
from watchdog.books import Reminders
from watchdog.catalog import load_catalog
from watchdog.findings import Finding
from watchdog.judging import Knowledge, find_known
from watchdog.moving import Turning, moving_day
from watchdog.notifications import key_of
from watchdog.replay import Kind, Letters, Replay, replay, worth_of
from watchdog.replay.days import Ahead, when_it_turns
from watchdog.timeline.cadence import step

__all__ = ["mails"]

_DAY = timedelta(days=1)
# One story for each kind of finding is judged on every day, the others at the ends of stretches.
FIRST = sorted({path.parent: path for path in reversed(FILES)}.values())


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def known_of(path: Path) -> Knowledge:
    story = stories.load(path)
    told = stories.facts(story)
    return Knowledge(
        facts=tuple(fact for fact in told if fact.source.trust.verdict is Verdict.UNKNOWN),
        doubtful=tuple(fact for fact in told if fact.source.trust.verdict is not Verdict.UNKNOWN),
        statements=tuple(stories.statements(story)),
    )


def replayed(known: Knowledge, since: date, until: date, ahead: Ahead = when_it_turns) -> Replay:
    return replay(
        known,
        catalog=load_catalog(),
        since=since,
        until=until,
        reminders=Reminders(),
        letters=Letters(),
        ahead=ahead,
    )


# -- the days between ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", FIRST, ids=_name)
def test_leaping_tells_the_same_as_day_by_day(path: Path) -> None:
    known, today = known_of(path), stories.load(path).today
    since, until = today - timedelta(days=100), today + timedelta(days=30)
    leapt = replayed(known, since, until)
    daily = replayed(known, since, until, ahead=lambda _: 1)
    assert leapt.told == daily.told
    assert leapt.subscriptions == daily.subscriptions
    assert leapt.judged <= daily.judged / 2


def _found(known: Knowledge, today: date) -> list[tuple[str, Finding]]:
    """What is found on a day, of all together, of what had arrived by then."""
    arrived = msgspec.structs.replace(
        known,
        doubtful=tuple(f for f in known.doubtful if f.source.sent_at.date() <= today),
        statements=tuple(s for s in known.statements if (s.on or s.said_at.date()) <= today),
    )
    _, found = find_known(arrived, catalog=load_catalog(), today=today, reminders=Reminders())
    return [(key_of(one, today=today, reminders=Reminders()), one) for one in found]


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_nothing_changes_before_a_moving_day_says_so(path: Path) -> None:
    """The last day before each leap, judged plainly, is as the first one was."""
    known, today = known_of(path), stories.load(path).today
    day, until = today - timedelta(days=150), today + timedelta(days=60)
    while day <= until:
        turning = Turning()
        before = _found(known, moving_day(day, turning))
        after = min(day + timedelta(days=turning.days or 500), until + _DAY)
        last = after - _DAY
        assert _found(known, last) == before, (day, last)
        day = after


@given(
    day=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    other=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    shift=st.integers(-400, 400),
    number=st.integers(-400, 400) | st.floats(-400, 400),
    period=st.sampled_from([7.0, 14.0, 28.0, 30.436875, 365.2425]),
)
@settings(max_examples=150, deadline=None)
def test_every_question_turns_when_it_is_said(
    day: date, other: date, shift: int, number: float, period: float
) -> None:
    def answers(today: date) -> Iterator[Any]:
        moved = today - timedelta(days=shift)
        yield moved < other, moved <= other, other < moved, other <= moved, moved == other
        yield (other - today).days <= number, number < (today - other).days + shift
        yield today - other > timedelta(days=shift), bool((other - today).days)
        yield (today - other).days // period, max(other, today) == other
        yield today - moved, f"{moved.month}" if number > 0 else None

    asked = list(answers(day))
    for one in range(len(asked)):
        turning = Turning()
        told = [each for place, each in enumerate(answers(moving_day(day, turning))) if place >= 0]
        assert told == asked
        for ahead in {1, 2, 30, (turning.days or 400) - 1} - {0}:
            if turning.days is None or ahead < turning.days:
                assert list(answers(day + timedelta(days=ahead)))[one] == asked[one]


# -- what is told when --------------------------------------------------------------------------


def _replay(door: Door, since: str, *more: str) -> dict[str, Any]:
    ended = door("replay", "--since", since, "--as-of", "2026-11-23", "--json", *more)
    assert ended.code == 0, ended.err
    return dict(json.loads(ended.out))


def test_the_demo_is_told_in_time_and_each_payment_counts_once(door: Door, mails: Path) -> None:
    door("import", mails)
    told = _replay(door, "2026-01-01")
    days = [one["on"] for one in told["told"]]
    assert days == sorted(days)
    assert told["judged"] < 150
    first = {one["kind"]: one["on"] for one in reversed(told["told"])}
    # The day of the second charge, not that of a letter; the trial a week ahead, in a letter.
    assert first["charge_after_cancellation"] == "2026-10-11"
    assert first["wrong_store"] == "2026-10-14"
    trial = [one for one in told["told"] if one["title"] == "Free trial ends: Super Duolingo"]
    assert [(one["on"], one["how"]) for one in trial] == [
        ("2026-11-09", "weekly_letter"),
        ("2026-11-13", "at_once"),
        ("2026-11-15", "at_once"),
    ]
    letters = [one["on"] for one in told["told"] if one["how"] == "weekly_letter"]
    assert {date.fromisoformat(day).weekday() for day in letters} == {0}
    saved = [
        (one["kind"], saving["kind"], saving["amount"]["amount"])
        for one in told["told"]
        for saving in one["saves"]
    ]
    assert saved == [
        ("charge_after_cancellation", "recoverable", "24.90"),
        ("wrong_store", "avoidable", "58.99"),
        ("wrong_store", "avoidable", "58.99"),
        ("charge_after_cancellation", "avoidable", "24.90"),
        ("charged_while_paused", "recoverable", "49.00"),
    ]
    assert told["avoidable"] == [{"amount": "142.88", "currency": "USD"}]
    assert told["recoverable"] == [{"amount": "73.90", "currency": "USD"}]

    shown = door("replay", "--since", "2026-01-01", "--as-of", "2026-11-23").out
    assert "2026-10-14  Cancelled in the wrong place: Coursera  (at once)" in shown
    assert "Told in time, this need not have been paid: 142.88 USD." in shown
    quiet = door("replay", "--since", "2020-01-01", "--as-of", "2020-02-01").out
    assert "told 0 things" in quiet
    assert "saved nothing that the ledger knows of" in quiet

    # Who began to watch after the charges can only ask for the money back.
    late = _replay(door, "2026-11-20")
    assert {one["on"] for one in late["told"]} == {"2026-11-20", "2026-11-23"}
    assert late["avoidable"] == []


def test_a_dismissal_counts_from_the_day_it_was_said(door: Door, mails: Path) -> None:
    told = [path for path in mails.glob("*.eml") if b"Greenleaf" in path.read_bytes()]
    door("import", *told)
    before = _replay(door, "2026-01-01")
    some = next(o["finding"] for o in before["told"] if o["kind"] == "charge_after_cancellation")
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        assert door("dismiss", some).code == 0
    assert _replay(door, "2026-01-01")["told"] == before["told"]


def test_a_first_day_ahead_is_told(door: Door, mails: Path) -> None:
    door("import", mails / "000.eml")
    ended = door("replay", "--since", "2027-01-01", "--as-of", "2026-11-23")
    assert ended.code == 2
    assert "--since 2027-01-01 is after 2026-11-23" in ended.err


# -- the worth of a warning ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ended_on", "saved"),
    [
        (date(2026, 6, 12), ["avoidable"]),  # paid on the 8th, ended at once: not wanted
        (date(2026, 9, 1), []),  # used for months: it was wanted
        (None, []),
    ],
)
def test_a_trial_that_was_paid_is_a_loss_only_when_it_was_ended_soon(
    ended_on: date | None, saved: list[str]
) -> None:
    mails: list[dict[str, Any]] = [
        {
            "kind": "trial_started",
            "merchant": "tunely",
            "on": date(2026, 6, 1),
            "trial_ends_on": date(2026, 6, 8),
            "amount": "9.99 USD",
        },
        {
            "kind": "charge",
            "merchant": "tunely",
            "on": date(2026, 6, 8),
            "amount": "9.99 USD",
            "recurring": True,
            "cadence": "P1M",
            "every": "P1M",
            "until": ended_on or date(2026, 10, 1),
        },
    ]
    if ended_on:
        mails.append({"kind": "canceled", "merchant": "tunely", "on": ended_on})
    story = stories.Story(says="", today=date(2026, 10, 1), finds=(), mails=tuple(mails))
    known = Knowledge(facts=tuple(stories.facts(story)), doubtful=(), statements=())
    seen = replayed(known, date(2026, 5, 1), date(2026, 10, 1))
    assert [one.finding.kind for one in seen.told][:2] == ["trial_ending", "trial_ending"]
    worth = worth_of(seen.told, seen.subscriptions)
    kinds = [str(one.kind) for savings in worth.by_told.values() for one in savings]
    assert kinds == saved
    assert set(kinds) <= {Kind.AVOIDABLE}


def _bills(channel: str, first: date, last: date, dearer_from: date = date.max) -> list[Any]:
    """Monthly payments of Tunely, dearer from a day on."""
    days = [step(first, "P1M", n) for n in range(24)]
    return [
        {
            "kind": "charge",
            "merchant": "tunely",
            "channel": channel,
            "plan": "Premium",
            "on": day,
            "amount": "12.99 USD" if day >= dearer_from else "9.99 USD",
            "recurring": True,
            "cadence": "P1M",
        }
        for day in days
        if day <= last
    ]


def _end(channel: str, on: date) -> dict[str, Any]:
    return {"kind": "canceled", "merchant": "tunely", "channel": channel, "on": on}


JANUARY, JULY = date(2026, 1, 8), date(2026, 7, 8)


@pytest.mark.parametrize(
    ("kind", "mails", "saved"),
    [
        # Told in June after the first dearer payment; July was paid and then it was ended.
        (
            "price_increase",
            [*_bills("direct", JANUARY, JULY, date(2026, 6, 8)), _end("direct", date(2026, 7, 10))],
            ["12.99"],
        ),
        ("price_increase", _bills("direct", JANUARY, JULY, date(2026, 6, 8)), []),
        # Bought in two places from May on, and given up in one of them after July was paid.
        (
            "duplicate_subscription",
            [
                *_bills("direct", JANUARY, JULY),
                *_bills("apple", date(2026, 4, 20), JULY),
                _end("direct", date(2026, 5, 10)),
            ],
            ["9.99"],
        ),
        # Cancelled on the web while Apple bills: only what Apple took after that was told.
        (
            "wrong_store",
            [
                *_bills("direct", JANUARY, date(2026, 5, 8)),
                *_bills("apple", date(2026, 4, 20), JULY),
                _end("direct", date(2026, 5, 22)),
            ],
            ["9.99"],
        ),
    ],
)
def test_what_was_owed_counts_only_when_it_came_after_it_was_told(
    kind: str, mails: list[Any], saved: list[str]
) -> None:
    story = stories.Story(says="", today=date(2026, 7, 20), finds=(), mails=tuple(mails))
    known = Knowledge(facts=tuple(stories.facts(story)), doubtful=(), statements=())
    seen = replayed(known, date(2026, 4, 1), date(2026, 7, 20))
    worth = worth_of(seen.told, seen.subscriptions)
    mine = [one for one in seen.told if one.finding.kind == kind]
    assert mine
    told = [saving for one in mine for saving in worth.by_told[one.key, one.on]]
    assert [(str(one.kind), str(one.amount.amount)) for one in told] == [
        ("avoidable", amount) for amount in saved
    ]
