"""Mails that say the amount of what they state, and other amounts beside it: `fixtures/amounts`."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import cycle
from pathlib import Path

import msgspec
from babel.numbers import format_decimal

from tools.days import laid_out, lines, plain

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


class Priced(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that states `kind`, and its amount."""

    language: str
    kind: str
    subject: str
    texts: tuple[str, ...]
    amount: Decimal
    currency: str

    @property
    def text(self) -> str:
        """Its body as plain text."""
        return "\n\n".join(map(plain, self.texts))

    @property
    def html(self) -> str:
        """Its body with rows as rows of a table."""
        return "".join(map(laid_out, self.texts))


class _Money(msgspec.Struct, frozen=True, kw_only=True):
    """How a language writes amounts of a currency: `forms` in turn, with `{}` for the number."""

    locale: str
    currency: str
    forms: tuple[str, ...]
    is_whole: bool

    def amount(self, name: str) -> Decimal:
        value = Decimal(_AMOUNTS[name])
        return value * _HUNDRED if self.is_whole else value

    def written(self, line: str, form: str) -> str:
        pattern = "#,##0" if self.is_whole else "#,##0.00"
        for name in _AMOUNTS:
            number = format_decimal(self.amount(name), pattern, locale=self.locale)
            line = line.replace(name, form.format(number))
        return line


@cache
def priced() -> tuple[Priced, ...]:
    """All of them, language by language."""
    return tuple(one for path in sorted(FOLDER.glob("*.toml")) for one in _read(path))


def _read(path: Path) -> Iterator[Priced]:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    sets, greeting = read.pop("sets", {}), read.pop("greeting")
    money = _Money(
        locale=f"{path.stem}_{read.pop('country')}",
        currency=read.pop("currency"),
        forms=tuple(read.pop("forms")),
        is_whole=read.pop("whole", False),
    )
    forms = cycle(money.forms)
    for kind, about in read.items():
        subjects = cycle(lines(about["subject"], sets))
        beside = list(lines(about["beside"], sets))
        turns = cycle((*beside, ""))
        twice = (one for one in lines(about["said"], sets) for _ in range(2))
        for said, other in ((one, next(turns)) for one in twice):
            parts = (other, said) if len(said) % 2 else (said, other)
            form = next(forms)
            yield Priced(
                language=path.stem,
                kind=kind,
                subject=next(subjects),
                texts=(greeting, *(money.written(one, form) for one in parts if one)),
                amount=money.amount("AMOUNT"),
                currency=money.currency,
            )
