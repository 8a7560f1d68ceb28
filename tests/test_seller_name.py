"""What a merchant that nobody described is called."""

import pytest

from tests.mailed import read_letter


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Kestrel <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Billing <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Hosting Billing <hello@kestrel.example>", "Kestrel Hosting"),
        ("Kestrel Hosting <hello@kestrel.example>", "Kestrel Hosting"),
        ("Maya from Kestrel <hello@kestrelcrm.example>", "Kestrel"),
        ("Anna von Kestrel <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Refunds <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Office <hello@kestrel-school.example>", "Kestrel"),
        ("Kestrel Abonneeservice <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Kundtjänst <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Økonomi <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Service clients <hello@kestrel.example>", "Kestrel"),
        ("Kestrel Coaches <hello@kestrel.example>", "Kestrel Coaches"),
        ("Comune di Kestrel <hello@kestrel.example>", "Comune di Kestrel"),
        ("Anna von Berg <hello@kestrel.example>", "Anna von Berg"),
        ("Billing <hello@kestrel.example>", "Kestrel"),
    ],
)
def test_the_firm_is_named_without_its_desks_and_people(sender: str, name: str) -> None:
    text = "Hi Pat,\n\nWe charged $12.00 to your card ending in 4242."
    outcome = read_letter(sender, "Pat <pat@example.org>", "Your receipt", text)
    assert [event.merchant_name for event in outcome.events] == [name]
