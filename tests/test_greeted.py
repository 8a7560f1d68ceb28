"""Whom a stranger's bill greets: by a name, or whoever reads it."""

import pytest

from parsers.fakes.claims import greets_by_name, greets_nobody


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
    ],
)
def test_a_title_alone_names_nobody(greeting: str) -> None:
    assert greets_nobody(greeting)
    assert not greets_by_name(greeting)
