"""When a mailbox that failed is tried again."""

from datetime import timedelta

import pytest

from watchdog.patience import pause_after

POLL = timedelta(minutes=15)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def pause(
    kind: str,
    failures: int,
    *,
    chance: float = 1.0,
    poll: timedelta = POLL,
    asked: timedelta | None = None,
) -> timedelta:
    return pause_after(kind, failures, poll=poll, asked=asked, chance=chance)


@pytest.mark.parametrize(
    ("kind", "longest"),
    [
        ("transient", [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, POLL, POLL]),
        ("protocol", [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 16 * MINUTE, 32 * MINUTE, HOUR]),
        ("bug", [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 16 * MINUTE, 32 * MINUTE, HOUR]),
        ("sign_in", [POLL, POLL, HOUR, HOUR]),
        ("configuration", [POLL, POLL, POLL, POLL]),
    ],
)
def test_it_waits_longer_each_time(kind: str, longest: list[timedelta]) -> None:
    assert [pause(kind, failures + 1) for failures in range(len(longest))] == longest
    assert pause(kind, 10_000) == longest[-1]


def test_chance_spreads_the_clients_that_lost_one_server() -> None:
    assert pause("transient", 3, chance=0.25) == MINUTE
    assert pause("transient", 3, chance=0) == timedelta(0)


def test_a_server_gets_the_pause_that_it_asked_for() -> None:
    assert pause("throttled", 1, asked=3 * HOUR, chance=0) == 3 * HOUR
    assert pause("throttled", 9, asked=3 * HOUR) == 4 * HOUR
    assert pause("throttled", 1, asked=timedelta(seconds=5), chance=0) == POLL
    assert pause("throttled", 1, chance=0) == POLL


def test_whoever_looks_rarely_is_not_made_to_look_more_often() -> None:
    assert pause("sign_in", 3, poll=5 * HOUR) == 5 * HOUR
    assert pause("configuration", 3, poll=5 * HOUR) == 5 * HOUR
