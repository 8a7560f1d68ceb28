"""The law where the user lives: only when he says where, in its time, and as information."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.test_fixes import finding, subscription
from watchdog.catalog import load_catalog
from watchdog.catalog.countries import holds_in, is_country, likely_country
from watchdog.config.config import ConfigError, load_config
from watchdog.fixes import Right, fix_for, fix_for_service

CATALOG = load_catalog()
PAID_ON = date(2026, 6, 8)


def rights(country: str | None, kind: str, *, day: int = 2) -> tuple[Right, ...]:
    sub = subscription()
    catalog = replace(CATALOG, country=country)
    return fix_for(finding(kind, sub), sub, catalog, today=PAID_ON + timedelta(days=day)).law


@pytest.mark.parametrize(
    ("country", "kind", "where", "says"),
    [
        ("DE", "charge_after_cancellation", "SEPA", "within 8 weeks"),
        ("DE", "charge_after_cancellation", "Germany", "button"),
        ("DE", "cancellation_unconfirmed", "Germany", "without notice"),
        ("FR", "trial_converted", "EU/EEA", "within 14 days"),
        ("NO", "trial_ending", "EU/EEA", "once, from signing up for the trial"),
        ("GB", "double_charge", "United Kingdom", "Direct Debit"),
        ("GB", "trial_converted", "United Kingdom", "14 days"),
        ("US", "charge_after_cancellation", "United States", "simple way to stop"),
        ("US-CA", "charge_after_cancellation", "California", "cancel online"),
        ("US-CA", "charge_after_cancellation", "United States", "60 days"),
        ("KR", "trial_converted", "South Korea", "7 days"),
        ("CH", "double_charge", "SEPA", "within 8 weeks"),
    ],
)
def test_where_it_holds(country: str, kind: str, where: str, says: str) -> None:
    told = [one for one in rights(country, kind) if one.where == where]
    assert any(says in one.says for one in told)
    assert all(one.source and one.verified_on and one.sure for one in told)


@pytest.mark.parametrize(
    ("country", "kind"),
    [
        (None, "charge_after_cancellation"),  # never guessed
        ("JP", "charge_after_cancellation"),
        ("DE", "pause_ending"),
        ("DE", "fake_invoice"),
    ],
)
def test_where_nothing_is_said(country: str | None, kind: str) -> None:
    assert rights(country, kind) == ()


def test_california_is_not_all_of_the_states() -> None:
    assert {one.where for one in rights("US", "trial_converted")} == {"United States"}


def test_eight_weeks_have_a_last_day() -> None:
    def eight_weeks(day: int) -> list[Right]:
        found = rights("DE", "charge_after_cancellation", day=day)
        return [one for one in found if "8 weeks" in one.says]

    (right,) = eight_weeks(56)
    assert right.until == date(2026, 8, 3)
    assert eight_weeks(57) == []


def test_a_rule_that_is_to_come_is_not_told() -> None:
    fix = fix_for_service(
        "coursera",
        "direct",
        catalog=replace(CATALOG, country="FR"),
        today=date(2026, 6, 18),
    )
    assert not any("button to withdraw" in one.says for one in fix.law)


@pytest.mark.parametrize(
    ("countries", "country", "holds"),
    [
        ((), None, True),
        (("eu",), None, None),
        (("eu",), "DE", True),
        (("eu",), "GB", False),
        (("US",), "US-CA", True),
        (("US-CA",), "US", None),
        (("US-CA",), "US-TX", False),
        (("eu", "GB"), "GB", True),
    ],
)
def test_countries(countries: tuple[str, ...], country: str | None, *, holds: bool | None) -> None:
    assert holds_in(countries, country, CATALOG.groups) is holds


def test_codes() -> None:
    assert all(map(is_country, ("DE", "US-CA", "GB")))
    assert not any(map(is_country, ("de", "UK", "EU", "ZZ", "XX", "D", "US-", "Germany")))
    assert likely_country("uk") == "GB"
    assert likely_country("germany") == "DE"
    assert likely_country("Nowhere") is None


@pytest.mark.parametrize(
    ("country", "hint"),
    [("UK", "did you mean 'GB'?"), ("Germany", "did you mean 'DE'?"), ("Oz", "two letters")],
)
def test_a_country_that_is_none(tmp_path: Path, country: str, hint: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'country = "{country}"\n')
    file.chmod(0o600)
    with pytest.raises(ConfigError, match="country: ") as caught:
        load_config(file)
    assert hint in str(caught.value)
