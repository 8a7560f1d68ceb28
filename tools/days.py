"""Mails that say the day of what they state, and other days beside it: `fixtures/days`."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial
from itertools import cycle
from pathlib import Path

from babel.dates import format_date

from tools.told import Lines, Told, in_turn

FOLDER = Path(__file__).parent.parent / "fixtures" / "days"
MAILED = date(2026, 6, 16)
_DAYS = {"DAY": 19, "NEAR": 12, "LATER": 33, "PAST": -3}  # after the mail


class Dated(Told, frozen=True, kw_only=True):
    """A mail with the day of a `field` of its event: None where it says none."""

    field: str
    day: date | None


@cache
def dated() -> tuple[Dated, ...]:
    """All of them, language by language."""
    return tuple(one for path in sorted(FOLDER.glob("*.toml")) for one in _read(Lines(path)))


def _read(lines: Lines) -> Iterator[Dated]:
    forms = cycle(lines.take("forms"))
    for kind, about in lines.kinds():
        subjects, beside = cycle(lines.each(about["subject"])), lines.each(about["beside"])
        turns = in_turn(beside)
        pairs = [(one, next(turns)) for one in lines.each(about["said"])]
        for said, other in (*pairs, *(("", one) for one in beside)):
            yield Dated(
                language=lines.language,
                kind=kind,
                field=about["field"],
                subject=next(subjects),
                texts=lines.texts(said, other, partial(_with_days, next(forms), lines.locale)),
                day=MAILED + timedelta(_DAYS["DAY"]) if said else None,
            )


def _with_days(form: str, locale: str, line: str) -> str:
    for name, after in _DAYS.items():
        line = line.replace(name, format_date(MAILED + timedelta(after), form, locale=locale))
    return line
