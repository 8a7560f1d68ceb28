"""Mails that say the amount of what they state, and other amounts beside it: `fixtures/amounts`."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, partial
from itertools import cycle
from pathlib import Path

import msgspec
from babel.numbers import format_decimal

from tools.told import Lines, Told, in_turn

FOLDER = Path(__file__).parent.parent / "fixtures" / "amounts"
# Of a bill of 24.60, net 20.50, that was 21.00 before and will be 27.00.
_AMOUNTS = {
    "AMOUNT": "24.60",
    "OLD": "21.00",
    "MORE": "27.00",
    "LESS": "20.50",
    "TAX": "4.10",
    "LITTLE": "3.60",
    "OTHER": "5.00",
    "BIG": "250.00",
    "ZERO": "0.00",
}
_HUNDRED = 100  # times as much in money that has no smaller coins


class Priced(Told, frozen=True, kw_only=True):
    """A mail with the amount of its event."""

    amount: Decimal
    currency: str


class _Money(msgspec.Struct, frozen=True, kw_only=True):
    """How a language writes amounts of a currency: in a form with `{}` for the number."""

    locale: str
    currency: str
    is_whole: bool

    def amount(self, name: str) -> Decimal:
        value = Decimal(_AMOUNTS[name])
        return value * _HUNDRED if self.is_whole else value

    def written(self, form: str, line: str) -> str:
        pattern = "#,##0" if self.is_whole else "#,##0.00"
        for name in _AMOUNTS:
            number = format_decimal(self.amount(name), pattern, locale=self.locale)
            line = line.replace(name, form.format(number))
        return line.replace("..", ".")  # "24,60 kr." ends a sentence too


@cache
def priced() -> tuple[Priced, ...]:
    """All of them, language by language."""
    return tuple(one for path in sorted(FOLDER.glob("*.toml")) for one in _read(Lines(path)))


def _read(lines: Lines) -> Iterator[Priced]:
    money = _Money(
        locale=lines.locale,
        currency=lines.take("currency"),
        is_whole=lines.take("whole", default=False),
    )
    forms = cycle(lines.take("forms"))
    for kind, about in lines.kinds():
        subjects, turns = cycle(lines.each(about["subject"])), in_turn(lines.each(about["beside"]))
        for said in lines.each(about["said"]):
            for _ in range(2):
                yield Priced(
                    language=lines.language,
                    kind=kind,
                    subject=next(subjects),
                    texts=lines.texts(said, next(turns), partial(money.written, next(forms))),
                    amount=money.amount("AMOUNT"),
                    currency=money.currency,
                )
