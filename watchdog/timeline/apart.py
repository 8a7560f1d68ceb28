"""What was bought once at a merchant who also bills a subscription, by how its bills come."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from msgspec.structs import replace

from watchdog.timeline.cadence import fit, step
from watchdog.timeline.endings import rhythm_of
from watchdog.timeline.rhythm import FIT_IS_TRUSTED
from watchdog.timeline.subscriptions import Charge

# A series of one amount without a word of a subscription is one from so many bills on.
_FEWEST_WORDED, _FEWEST = 2, 4
_ALIKE = Decimal("1.1")
# Weekends and cards that are tried again move a payment by so much; mails of some are lost.
_NEAR = timedelta(days=3)
_PERIODS = 3


def with_singles(charges: Sequence[Charge]) -> tuple[Charge, ...]:
    """The charges; those that say nothing of a subscription, and come neither at the price nor on
    the days of the one whose bills stand beside them, are no part of it.
    """
    series, cadence = _series(charges)
    if cadence is None:
        return tuple(charges)
    return tuple(
        one if _belongs(one, series, cadence) else replace(one, recurring=False) for one in charges
    )


def _series(charges: Sequence[Charge]) -> tuple[Sequence[Charge], str | None]:
    """The charges that are the subscription's beyond doubt, and how often they come."""
    if all(one.recurring is not None for one in charges):
        return (), None
    worded = [one for one in charges if one.recurring]
    if worded:
        rhythms = (rhythm_of(one) for one in reversed(worded))
        return worded, next(filter(None, rhythms), None) if len(worded) >= _FEWEST_WORDED else None
    return _unworded(charges)


def _unworded(charges: Sequence[Charge]) -> tuple[Sequence[Charge], str | None]:
    """Those of one amount that come regularly, where all together do not."""
    amounts = Counter(one.amount for one in charges if one.amount is not None)
    amount, count = amounts.most_common(1)[0] if amounts else (None, 0)
    if count < _FEWEST or len(amounts) == 1 or _rhythm(charges) is not None:
        return (), None
    series = [one for one in charges if one.amount == amount]
    return series, _rhythm(series)


def _rhythm(charges: Sequence[Charge]) -> str | None:
    found = fit([one.on for one in charges])
    return found.cadence if found and found.confidence >= FIT_IS_TRUSTED else None


def _belongs(charge: Charge, series: Sequence[Charge], cadence: str) -> bool:
    if charge.recurring is not None or charge.partial or charge.period is not None:
        return True
    return any(_is_alike(charge, one) or _is_due(charge, one, cadence) for one in series)


def _is_alike(charge: Charge, one: Charge) -> bool:
    a, b = charge.amount, one.amount
    if a is None or b is None or a.currency != b.currency:
        return True
    return max(a.amount, b.amount) <= min(a.amount, b.amount) * _ALIKE


def _is_due(charge: Charge, one: Charge, cadence: str) -> bool:
    days = (step(one.on, cadence, count) for count in range(-1, _PERIODS + 1) if count)
    return any(abs(charge.on - day) <= _NEAR for day in days)
