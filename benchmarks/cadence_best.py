"""What no rule can surpass: the right rhythm, when the generator is known, over every first day.

`python -m benchmarks.cadence_best FIRST_SEED LAST_SEED`, about ten seconds a seed.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from benchmarks.cadence import _COMMON, samples, trusted
from watchdog.timeline.cadence import days_of, step

_SERIES = 2500
_ASTRAY, _LOST, _LOST_AGAIN = 0.03, 0.07, 0.3
_MORE = math.exp(-1 / 0.9)
_NOTHING = 1e-14

_step = cache(step)


def main(first: int, last: int) -> None:
    """Print a line a seed: how many series are told, and how often their rhythm is right."""
    for seed in range(first, last):
        told = [one for one in samples(_SERIES, lengths=(3, 4), seed=seed) if one.cadence]
        found = [(one, named) for one in told if (named := trusted(one))]
        ours = sum(one.cadence == named for one, named in found)
        best = sum(one.cadence == likeliest(one.days) for one, _ in found)
        print(f"seed {seed}: {len(found)} told, {ours / len(found):.4f} right, "
              f"{best / len(found):.4f} at best", flush=True)  # fmt: skip


def likeliest(days: Sequence[date]) -> str:
    """The rhythm that most often gives these days."""
    sums = {cadence: common * sum(_ways(days, cadence)) for cadence, common in _COMMON.items()}
    return max(sums, key=lambda cadence: sums[cadence])


def _ways(days: Sequence[date], cadence: str) -> Iterator[float]:
    """How likely these days are from each first day that may have been due."""
    furthest = int(days_of(cadence) / 3) + 1
    for off in range(-furthest, furthest + 1):
        yield _from(days[0] + timedelta(days=off), days, cadence)


def _from(first: date, days: Sequence[date], cadence: str) -> float:
    length = days_of(cadence)
    likely, last = _off_by(abs((days[0] - first).days), length), 0
    for day in days[1:]:
        slot = round((day - first).days / length)
        if slot <= last or likely < _NOTHING:
            return 0.0
        likely *= _off_by(abs((day - _step(first, cadence, slot)).days), length)
        likely *= _lost(slot - last - 1)
        last = slot
    return likely


def _lost(count: int) -> float:
    return 1 - _LOST if not count else _LOST * (1 - _LOST_AGAIN) * _LOST_AGAIN ** (count - 1)


@cache
def _off_by(late: int, length: float) -> float:
    near = (1 - _MORE) * (_MORE**late / 2 if late else 1)
    return (1 - _ASTRAY) * near + _ASTRAY * (3 / (2 * length) if late <= length / 3 + 0.5 else 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
