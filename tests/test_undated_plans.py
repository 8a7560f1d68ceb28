"""A plan is called the same in every month's bill."""

import pytest

from parsers.statement.counted import undated


@pytest.mark.parametrize(
    ("plan", "language", "name"),
    [
        ("Cuota mensual octubre 2026", "es", "Cuota mensual"),
        ("Beitrag für Oktober 2026", "de", "Beitrag"),
        ("Membership, November 2026", "en", "Membership"),
        ("Abonnement mensuel (novembre 2026)", "fr", "Abonnement mensuel"),
        ("Karta MultiSport – listopad 2026", "pl", "Karta MultiSport"),
        ("Windows 2026", "en", "Windows 2026"),
        ("Office Professional 2026", "en", "Office Professional 2026"),
        ("March", "en", "March"),
    ],
)
def test_the_month_of_a_bill_is_no_part_of_it(plan: str, language: str, name: str) -> None:
    assert undated(plan, language) == name
