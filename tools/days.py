"""Mails that say the day of what they state, and other days beside it: `fixtures/days`."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from html import escape
from itertools import cycle
from pathlib import Path

import msgspec
from babel.dates import format_date

from tools.wordings import spelt

FOLDER = Path(__file__).parent.parent / "fixtures" / "days"
MAILED = date(2026, 6, 16)
_DAYS = {"DAY": 19, "NEAR": 12, "LATER": 33, "PAST": -3}  # after the mail
ROW = " ¦ "  # "|" parts what may stand in a place


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that states `kind`, and the day of its `field`: None where it says none."""

    language: str
    kind: str
    field: str
    subject: str
    texts: tuple[str, ...]
    day: date | None

    @property
    def text(self) -> str:
        """Its body as plain text."""
        return "\n\n".join(map(plain, self.texts))

    @property
    def html(self) -> str:
        """Its body with rows as rows of a table."""
        return "".join(map(laid_out, self.texts))


def plain(text: str) -> str:
    """A line as plain text."""
    return text.replace(ROW, ": ")


def laid_out(text: str) -> str:
    """A line as HTML: a paragraph, or a table of one row."""
    cells = escape(text).split(ROW)
    if len(cells) == 1:
        return f"<p>{cells[0]}</p>"
    return f"<table><tr>{''.join(f'<td>{one}</td>' for one in cells)}</tr></table>"


@cache
def dated() -> tuple[Dated, ...]:
    """All of them, language by language."""
    return tuple(one for path in sorted(FOLDER.glob("*.toml")) for one in _read(path))


def _read(path: Path) -> Iterator[Dated]:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    locale = f"{path.stem}_{read.pop('country')}"
    sets, greeting, forms = read.pop("sets", {}), read.pop("greeting"), cycle(read.pop("forms"))
    for kind, about in read.items():
        subjects = cycle(lines(about["subject"], sets))
        beside = list(lines(about["beside"], sets))
        turns = cycle((*beside, ""))
        pairs = [(one, next(turns)) for one in lines(about["said"], sets)]
        for said, other in (*pairs, *(("", one) for one in beside)):
            parts = (other, said) if len(said) % 2 else (said, other)
            form = next(forms)
            texts = (greeting, *(_with_days(one, form, locale) for one in parts if one))
            yield Dated(
                language=path.stem,
                kind=kind,
                field=about["field"],
                subject=next(subjects),
                texts=texts,
                day=MAILED + timedelta(_DAYS["DAY"]) if said else None,
            )


def lines(some: str, sets: Mapping[str, str]) -> Iterator[str]:
    """All that some lines say, one by one."""
    return (text for line in some.strip().splitlines() for text in spelt(line, sets))


def _with_days(line: str, form: str, locale: str) -> str:
    for name, after in _DAYS.items():
        line = line.replace(name, format_date(MAILED + timedelta(after), form, locale=locale))
    return line
