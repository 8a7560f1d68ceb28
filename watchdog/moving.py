"""A day that notes for how many days all that was asked of it comes out the same."""

import math
import operator
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

_Compare = Callable[[Any, Any], bool]


class Turning:
    """In how many days the first answer turns; None: never."""

    def __init__(self) -> None:
        self.days: int | None = None

    def note(self, days: int) -> None:
        """Something turns in that many days."""
        self.days = days if self.days is None else min(self.days, days)


def moving_day(day: date, turning: Turning) -> date:
    """`day` for all who compare it and count from it; `turning` learns when it matters next.

    Whatever else is asked of it (its weekday, its words) may be another answer tomorrow.
    """
    return cast("date", _Day(day.toordinal(), 1, turning))  # it is asked what a date is asked


def lag_of(day: date, today: date) -> int | None:
    """How many days after `today` a day is that moves along with it; None for one that stays."""
    value = day._value if isinstance(day, _Day) else None  # noqa: SLF001 - ours
    return None if value is None else value - today.toordinal()


def put_down(value: object) -> object:
    """What moves along as it is today, noted as another tomorrow; TypeError for anything else.

    For `enc_hook` of msgspec.
    """
    if isinstance(value, _Moving):
        return value._plain()  # noqa: SLF001 - ours
    raise TypeError(f"{type(value).__name__} cannot be kept")


def settled(day: date | None) -> date | None:
    """A day that was worked out: a plain one, noted as another tomorrow where it moves along."""
    return cast("date", day._plain()) if isinstance(day, _Moving) else day  # noqa: SLF001 - ours


class _Moving:
    """A whole number that goes up or down by one each day (`slope`)."""

    def __init__(self, value: int, slope: int, turning: Turning) -> None:
        self._value, self._slope, self._turning = value, slope, turning

    def _plain(self) -> Any:
        """The same as it is today, noted as another tomorrow."""
        self._turning.note(1)
        return self._still()

    def _still(self) -> Any:
        raise NotImplementedError

    def _number(self, other: object) -> float:
        """What is compared with, as a number on the same scale."""
        raise NotImplementedError

    def _shifted(self, by: int) -> "_Moving":
        return type(self)(self._value + by, self._slope, self._turning)

    def _ask(self, compare: _Compare, other: object) -> bool:
        if isinstance(other, _Moving):
            if other._slope != self._slope:  # noqa: SLF001 - its own kind
                self._turning.note(1)
            return compare(self._value, other._value)  # noqa: SLF001 - its own kind
        number = self._number(other)
        answer = compare(self._value, number)
        crossing = math.floor((number - self._value) * self._slope)
        for days in (crossing, crossing + 1):
            if days >= 1 and compare(self._value + self._slope * days, number) != answer:
                self._turning.note(days)
                break
        return answer

    def __lt__(self, other: object) -> bool:
        return self._ask(operator.lt, other)

    def __le__(self, other: object) -> bool:
        return self._ask(operator.le, other)

    def __gt__(self, other: object) -> bool:
        return self._ask(operator.gt, other)

    def __ge__(self, other: object) -> bool:
        return self._ask(operator.ge, other)

    def __eq__(self, other: object) -> bool:
        return other is not None and self._ask(operator.eq, other)

    def __hash__(self) -> int:
        return hash(self._plain())

    def __str__(self) -> str:
        return str(self._plain())

    def __format__(self, form: str) -> str:
        return format(self._plain(), form)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain(), name)


class _Day(_Moving):
    """Today, or a day that is always as far from it."""

    def _still(self) -> date:
        return date.fromordinal(self._value)

    def _number(self, other: object) -> float:
        return cast("date", other).toordinal()

    def __add__(self, other: timedelta) -> _Moving:
        return self._shifted(other.days)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self._shifted(-other.days)
        if isinstance(other, _Day):
            return timedelta(days=self._value - other._value)
        return _Span(self._value - other.toordinal(), 1, self._turning)

    def __rsub__(self, other: date) -> "_Span":
        return _Span(other.toordinal() - self._value, -1, self._turning)


class _Span(_Moving):
    """The time from a day to today, or the other way round."""

    def _still(self) -> timedelta:
        return timedelta(days=self._value)

    def _number(self, other: object) -> float:
        return cast("timedelta", other) / timedelta(days=1)

    @property
    def days(self) -> "_Count":
        """Its length."""
        return _Count(self._value, self._slope, self._turning)

    def __add__(self, other: Any) -> Any:
        return self._shifted(other.days) if isinstance(other, timedelta) else self._plain() + other

    __radd__ = __add__


class _Count(_Moving):
    """A number of days from or to today."""

    def _still(self) -> int:
        return self._value

    def _number(self, other: object) -> float:
        return cast("float", other)

    def __bool__(self) -> bool:
        return self._ask(operator.ne, 0)

    def __add__(self, other: Any) -> Any:
        return self._shifted(other) if isinstance(other, int) else self._plain() + other

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self._shifted(-other) if isinstance(other, int) else self._plain() - other

    def __rsub__(self, other: Any) -> Any:
        return other - self._plain()

    def __neg__(self) -> "_Count":
        return _Count(-self._value, -self._slope, self._turning)

    def __abs__(self) -> int:
        return abs(self._plain())  # type: ignore[no-any-return]  # a plain number

    def __mul__(self, other: Any) -> Any:
        return self._plain() * other

    __rmul__ = __mul__

    def __truediv__(self, other: float) -> "_Ratio":
        return _Ratio(self._value, self._slope, other, self._turning)

    def __floordiv__(self, other: int) -> int:
        return math.floor(self / other)

    def __index__(self) -> int:
        return cast("int", self._plain())

    def __float__(self) -> float:
        return float(self._plain())


class _Ratio:
    """A number of days in periods: whole ones are all that is asked for."""

    def __init__(self, value: int, slope: int, period: float, turning: Turning) -> None:
        self._value, self._slope, self._period, self._turning = value, slope, period, turning

    def __floor__(self) -> int:
        whole = math.floor(self._value / self._period)
        edge = (whole + 1) * self._period - self._value
        left = self._value - whole * self._period
        near = math.floor(edge if self._slope > 0 else left)
        for days in (near, near + 1, near + 2):
            then = math.floor((self._value + self._slope * days) / self._period)
            if days >= 1 and then != whole:
                self._turning.note(days)
                break
        return whole

    def __getattr__(self, name: str) -> Any:
        self._turning.note(1)
        return getattr(self._value / self._period, name)
