"""Stepping through billing days, and fitting a cadence to past charges."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import cadence as bench
from watchdog.timeline.cadence import cadence_of_period, days_of, fit, next_after, step

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
# How fast a machine draws dates, with others at work on it, is not what is tested.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
CADENCES = st.sampled_from(["P1W", "P14D", "P28D", "P30D", "P1M", "P2M", "P3M", "P6M", "P1Y"])


@pytest.mark.parametrize(
    ("anchor", "cadence", "count", "day"),
    [
        (date(2026, 1, 31), "P1M", 1, date(2026, 2, 28)),
        (date(2026, 1, 31), "P1M", 2, date(2026, 3, 31)),
        (date(2024, 2, 29), "P1Y", 1, date(2025, 2, 28)),
        (date(2024, 2, 29), "P1Y", 4, date(2028, 2, 29)),
        (date(2026, 8, 31), "P6M", 1, date(2027, 2, 28)),
        (date(2026, 12, 15), "P1M", 1, date(2027, 1, 15)),
        (date(2026, 1, 1), "P28D", 2, date(2026, 2, 26)),
        (date(2026, 1, 1), "P2W", 1, date(2026, 1, 15)),
    ],
)
def test_steps_keep_the_day_of_the_series(
    anchor: date, cadence: str, count: int, day: date
) -> None:
    assert step(anchor, cadence, count) == day


@pytest.mark.parametrize(
    ("days", "cadence"),
    [
        (["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"], "P1M"),
        (["2026-01-08", "2026-02-08", "2026-03-09", "2026-04-08"], "P1M"),
        (["2026-01-08", "2026-02-08", "2026-04-08", "2026-05-08"], "P1M"),
        (["2024-03-01", "2025-03-01", "2026-03-01"], "P1Y"),
        (["2026-01-01", "2026-01-29", "2026-02-26", "2026-03-26", "2026-04-23"], "P28D"),
        (["2026-01-01", "2026-01-08", "2026-01-15", "2026-01-22"], "P1W"),
        (["2026-01-15", "2026-04-15", "2026-07-15"], "P3M"),
    ],
)
def test_a_clear_rhythm_is_trusted(days: list[str], cadence: str) -> None:
    found = fit([date.fromisoformat(day) for day in days])
    assert found is not None
    assert found.cadence == cadence
    assert found.confidence > 0.8


@pytest.mark.parametrize(
    "days",
    [
        ["2026-01-08", "2026-01-20", "2026-03-08"],
        ["2026-01-01", "2026-02-12", "2026-02-20", "2026-05-03"],
        ["2026-01-03", "2026-01-04", "2026-01-11", "2026-02-27", "2026-03-02"],
    ],
)
def test_a_habit_is_not_trusted(days: list[str]) -> None:
    found = fit([date.fromisoformat(day) for day in days])
    assert found is not None
    assert found.confidence < 0.8


def test_instalments_months_apart_fit_nothing() -> None:
    assert fit([date(2025, 9, 15), date(2026, 1, 15), date(2026, 4, 15)]) is None
    lost = fit([date(2026, 1, 15), date(2026, 3, 15), date(2026, 4, 15), date(2026, 6, 15)])
    assert lost is not None


def test_two_charges_fit_nothing() -> None:
    assert fit([date(2026, 1, 1), date(2026, 2, 1)]) is None
    assert fit([date(2026, 1, 1)] * 3) is None


@UNHURRIED
@given(anchor=DAYS, cadence=CADENCES, count=st.integers(1, 40))
def test_the_next_day_is_the_first_that_is_not_before(
    anchor: date, cadence: str, count: int
) -> None:
    day = step(anchor, cadence, count)
    assert next_after(anchor, cadence, day) == day
    assert next_after(anchor, cadence, day - timedelta(days=1)) in (day, day - timedelta(days=1))
    assert next_after(anchor, cadence, day + timedelta(days=1)) > day


@UNHURRIED
@given(anchor=DAYS, cadence=st.sampled_from(["P28D", "P1M", "P3M", "P1Y"]))
def test_an_exact_series_is_found_again(anchor: date, cadence: str) -> None:
    found = fit([step(anchor, cadence, count) for count in range(6)])
    assert found is not None
    assert found.cadence == cadence


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "cadence"),
    [
        ("2026-06-08", "2026-07-07", "P1M"),
        ("2026-06-08", "2026-07-08", "P1M"),
        ("2026-02-01", "2026-02-28", "P1M"),
        ("2025-12-02", "2026-12-01", "P1Y"),
        ("2026-01-01", "2026-03-31", "P3M"),
        ("2026-06-08", "2026-06-10", None),
        ("2026-06-08", "2026-08-20", None),
    ],
)
def test_a_period_shows_its_cadence(starts_on: str, ends_on: str, cadence: str | None) -> None:
    found = cadence_of_period(date.fromisoformat(starts_on), date.fromisoformat(ends_on))
    assert found == cadence


def test_what_is_no_period_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="monthly"):
        days_of("monthly")


@pytest.mark.parametrize(
    ("rule", "bars"),
    [(bench.trusted, bench.BARS), (bench.trusted_with_words, bench.BARS_WITH_WORDS)],
    ids=["days alone", "with a word in the mail"],
)
def test_three_or_four_charges_tell_the_rhythm(
    rule: Callable[[bench.Sample], str | None], bars: tuple[float, float, float]
) -> None:
    told = bench.score(bench.samples(1500, lengths=(3, 4)), rule)
    assert told.meets(bars), told
