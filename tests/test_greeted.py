"""Whom a stranger's bill greets: by a name, or whoever reads it."""

import pytest

from parsers.fakes.claims import greets_by_name, greets_nobody
from parsers.fakes.naming import is_made_of


@pytest.mark.parametrize(
    "greeting",
    [
        "Geachte heer Jansen,",
        "Geachte mevrouw Example,",
        "Beste mevrouw de Vries,",
        "Beste heer van der Berg,",
        "Bäste Pat, vi skickar",
        "Sehr geehrte/r Pat, wir",
        "Kære hr. Example",
        "Kære fru Example",
        "Hyvä rouva Example",
    ],
)
def test_a_name_behind_a_title_is_a_name(greeting: str) -> None:
    assert greets_by_name(greeting)


@pytest.mark.parametrize(
    "greeting",
    [
        "Geachte heer/mevrouw,",
        "Geachte heer, mevrouw,",
        "Geachte heer of mevrouw,",
        "Geachte mevrouw,",
        "Beste klant,",
        "Sehr geehrte/r Kunde,",
        "Kära kund,",
        "Estimado(a) cliente,",
        "Prezado(a) cliente,",
        "Sayın borçlu,",
        "Dear Debtor,",
    ],
)
def test_a_title_alone_names_nobody(greeting: str) -> None:
    assert greets_nobody(greeting)
    assert not greets_by_name(greeting)


def test_a_domain_made_of_the_words_of_a_name_goes_with_it() -> None:
    assert is_made_of("Attic Self Storage", "atticstorage.co.uk")
    assert is_made_of("Dr. Wenning & Partner", "wenning-partner.de")
    assert not is_made_of("Attic Self Storage", "atticstore.co.uk")
    assert not is_made_of("Customer Billing Support", "billing-support.net")
