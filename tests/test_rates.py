"""One sum over several currencies, at the user's own rates and no others."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.rigs.door import Door
from watchdog.demo.story import letters
from watchdog.rates import Converted, Rates, converted, read_rates

TODAY = date(2026, 11, 23)


def total(currency: str, month: str, year: str) -> tuple[str, Decimal, Decimal]:
    return currency, Decimal(month), Decimal(year)


def test_all_is_added_up_in_one_currency() -> None:
    rates = Rates(into="EUR", worth={"USD": Decimal("0.9")}, on=TODAY)
    sums = [total("USD", "10.05", "120.60"), total("EUR", "5", "60")]
    told = converted(sums, rates)
    assert (told.per_month, told.per_year) == (Decimal("14.04"), Decimal("168.54"))
    assert (told.currency, told.on, told.missing) == ("EUR", TODAY, ())


def test_without_a_rate_there_is_no_sum() -> None:
    told = converted([total("JPY", "100", "1200")], Rates(into="EUR", worth={}))
    assert told == Converted(currency="EUR", missing=("JPY",))


LINES = "date,currency,worth\n2026-10-01,USD,0.8\n2026-11-01,USD,0.9\n\n2027-01-01,USD,2\n"


def test_the_last_day_up_to_today_counts() -> None:
    rates = read_rates(LINES, "EUR", today=TODAY)
    assert rates == Rates(into="EUR", worth={"USD": Decimal("0.9")}, on=date(2026, 11, 1))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-11-01,USD", "line 1: give a day, a currency and a rate"),
        ("# mine\n2026-11-31,USD,1", "line 2: give a day, a currency and a rate"),
        ("2026-11-01,USD,-1", "line 1: give a day, a currency and a rate"),
        ("2026-11-01,USD,NaN", "line 1: give a day, a currency and a rate"),
        ("", "it holds no rate up to today; add one"),
        ("2027-11-01,USD,1", "it holds no rate up to today; add one"),
    ],
)
def test_a_line_that_is_none_is_told(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_rates(text, "EUR", today=TODAY)


def test_the_report_says_the_sum_and_whose_rates_they_are(door: Door, tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    mails.mkdir()
    for number, (raw, _) in enumerate(letters(TODAY)):
        (mails / f"{number:03}.eml").write_bytes(raw)
    door("import", mails)
    config = door.home / "config.toml"
    config.touch(mode=0o600)

    def told(rates: str, *words: str) -> str:
        config.write_text(f"version = 1\n{rates}\n")
        ended = door("report", *words, "--as-of", "2026-11-23")
        assert ended.code == 0, ended.err
        return ended.out

    mine = '[rates]\ninto = "EUR"\non = 2026-11-01\nworth = { USD = "0.5" }'
    for words in ((), ("--plain",)):
        said = " ".join(told(mine, *words).split())
        assert "All together about 49.94 EUR a month, 599.32 EUR a year, at your rates of" in said
    assert json.loads(told(mine, "--json"))["converted"]["per_year"] == "599.32"
    assert "together" not in told("")
    assert "no rate for USD" in told('[rates]\ninto = "EUR"\nworth = { GBP = "1.1" }')
    file = tmp_path / "rates.csv"
    named = f'[rates]\ninto = "EUR"\nfile = "{file}"'
    assert "cannot be read (no such file or directory)" in " ".join(told(named).split())
    file.write_text("nonsense\n")
    assert "line 1: give a day" in " ".join(told(named).split())
    file.write_text(LINES)
    assert "at your rates of 2026-11-01." in " ".join(told(named).split())


@pytest.mark.parametrize(
    ("rates", "says"),
    [
        ('into = "euro"\nworth = { USD = 1 }', "is no currency; give three letters such as EUR"),
        ('into = "EUR"', "give worth, or a file"),
        ('into = "EUR"\nworth = { USD = 0 }', "must be more than nothing"),
    ],
)
def test_rates_that_cannot_be_are_refused(door: Door, rates: str, says: str) -> None:
    door.home.mkdir(mode=0o700)
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    config.write_text(f"version = 1\n[rates]\n{rates}\n")
    refused = door("report")
    assert refused.code == 2
    assert says in refused.err
