"""Months that a mail names instead of a day: "from September 2026"."""

from datetime import UTC, date, datetime

import pytest

from parsers.statement.months_named import month_to_come
from tests.pages import saying

_MAILED = datetime(2026, 6, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ab September 2026 kostet es mehr."),
        ("en", "It costs more from September 2026."),
        ("es", "Desde septiembre de 2026 cuesta más."),
        ("fr", "Dès septembre 2026, il coûte plus."),
        ("it", "Da settembre 2026 costa di più."),
        ("pt", "Custa mais a partir de setembro de 2026."),
        ("ro", "Din septembrie 2026 costă mai mult."),
        ("pl", "Od września 2026 kosztuje więcej."),
        ("cs", "Od září 2026 stojí více."),
    ],
)
def test_a_month_begins_on_its_first_day(language: str, text: str) -> None:
    assert month_to_come(text, saying(language, text, mailed_at=_MAILED)) == date(2026, 9, 1)


def test_a_month_may_have_an_accent() -> None:
    text = "Ab März 2027 kostet es mehr."
    assert month_to_come(text, saying("de", text, mailed_at=_MAILED)) == date(2027, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "It was dearer in May 2026.",
        "It costs more from 3 September 2026.",
        "It costs more from September 3, 2026.",
        "It costs more from the 3rd September 2026.",
        "It costs more from Plan 2027.",
        "Either July 2026 or August 2026.",
        "It costs more from September 2046.",
    ],
)
def test_what_names_no_month_to_come_names_none(text: str) -> None:
    assert month_to_come(text, saying("en", text, mailed_at=_MAILED)) is None
