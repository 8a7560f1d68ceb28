"""Where the bars and steps of a chart stand; the templates draw them as SVG."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec

from parsers.money import Money
from watchdog.language import figures, headed, said_money, say
from watchdog.views.prices import PriceHistory
from watchdog.views.spending import Spending

_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 4, 10, 24
_WORD = 46  # how wide "Dec 25" is
_GAP = 0.28  # of a month's width
# Into how many parts an axis is cut that ends at 1, 2, 3 ... times a power of ten.
_PARTS = {1: 2, 2: 4, 3: 3, 4: 4, 5: 5, 6: 3, 8: 4}


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a column, in units of the view box; `series` is its colour, `says` its words."""

    x: float
    y: float
    width: float
    height: float
    series: int
    says: str


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A word at a place of an axis."""

    at: float
    says: str


class StackedBars(msgspec.Struct, frozen=True, kw_only=True):
    """A chart of columns: `rows` are the lines across, `columns` the words below."""

    width: int
    height: int
    left: int
    right: int
    base: float
    bars: tuple[Bar, ...]
    rows: tuple[Mark, ...]
    columns: tuple[Mark, ...]


class Steps(msgspec.Struct, frozen=True, kw_only=True):
    """A line of prices: `path` goes through the points, a dot stands at each of `dots`."""

    width: int
    height: int
    path: str
    dots: tuple[tuple[float, float], ...]


def stacked_bars(spending: Spending, *, width: int, height: int) -> StackedBars:
    """One column a month, the dearest service at its foot."""
    top = _nice(max(spending.totals, default=Decimal(0)))
    base = float(height - _BOTTOM)
    unit = (base - _TOP) / float(top)
    room = (width - _LEFT - _RIGHT) / len(spending.months)
    bars = [
        bar
        for place, month in enumerate(spending.months)
        for bar in _column(spending, place, month, _LEFT + room * place, room, base, unit)
    ]
    return StackedBars(
        width=width,
        height=height,
        left=_LEFT,
        right=width - _RIGHT,
        base=base,
        bars=tuple(bars),
        rows=tuple(
            Mark(at=round(base - float(level) * unit, 1), says=figures.level(level))
            for level in _levels(top)
        ),
        columns=_months(spending.months, room),
    )


def _column(
    spending: Spending, place: int, month: date, x: float, room: float, base: float, unit: float
) -> list[Bar]:
    bars: list[Bar] = []
    y = base
    for number, one in enumerate(spending.series):
        amount = one.amounts[place]
        if amount > 0:
            height = float(amount) * unit
            y -= height
            spent = said_money(Money(amount=amount, currency=spending.currency))
            bars.append(
                Bar(
                    x=round(x + room * _GAP / 2, 1),
                    y=round(y, 1),
                    width=round(room * (1 - _GAP), 1),
                    height=round(height, 1),
                    series=number,
                    says=headed(f"{one.name}, {figures.month_and_year(month)}", spent),
                )
            )
    return bars


def _months(months: Sequence[date], room: float) -> tuple[Mark, ...]:
    """The names of the months, as many as there is room for; the year where a new one begins."""
    every = next(step for step in (1, 2, 3, 6, 12) if room * step >= _WORD)
    places = range((len(months) - 1) % every, len(months), every)
    marks: list[Mark] = []
    year = 0
    for place in places:
        month = months[place]
        name = figures.short_month(month, with_year=month.year != year)
        marks.append(Mark(at=round(_LEFT + room * (place + 0.5), 1), says=name))
        year = month.year
    return tuple(marks)


def _nice(largest: Decimal) -> Decimal:
    """The top of the axis: a round number that is not below the largest column."""
    if largest <= 0:
        return Decimal(1)
    power = Decimal(10) ** (largest.adjusted())
    return next(power * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if power * step >= largest)


def _levels(top: Decimal) -> list[Decimal]:
    parts = _PARTS[top.as_tuple().digits[0]]
    return [(top * number / parts).normalize() + 0 for number in range(1, parts + 1)]


def price_line(history: PriceHistory, *, width: int = 220, height: int = 44) -> Steps:
    """A line that steps where the price did, up to the day of the report."""
    first = history.steps[0].on
    days = max(1, (history.until - first).days)
    amounts = [float(one.price.amount) for one in history.steps]
    low, high = min(amounts), max(amounts)
    span = (high - low) or 1.0
    spots = [
        (
            round(4 + (width - 8) * (one.on - first).days / days, 1),
            round(height - 6 - (height - 12) * (amount - low) / span, 1),
        )
        for one, amount in zip(history.steps, amounts, strict=True)
    ]
    return Steps(width=width, height=height, path=_path(spots, width - 4), dots=tuple(spots))


def _path(spots: Sequence[tuple[float, float]], end: float) -> str:
    x, y = spots[0]
    steps = "".join(f"H{x}V{y}" for x, y in spots[1:])
    return f"M{x} {y}{steps}H{end}"


def step_words(history: PriceHistory) -> str:
    """The steps as one sentence, for whoever does not see the line."""
    return say(", then ").join(
        say("{price} from {day}", price=said_money(one.price), day=figures.short_day(one.on))
        for one in history.steps
    )
