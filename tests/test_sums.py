"""A sum is looked for among payments, bills and prices, in its currency where one is given."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.rigs.boxes import letter, put
from tests.rigs.door import Door

MAILS = {
    "bill": letter(
        date(2026, 11, 20),
        "Your invoice INV-1 from Kettle & Crumb",
        "Dear Pat Doe,\n\nInvoice number: INV-1\nAmount due: £1,280.00\n"
        "Please pay by 10 December.\n",
        "Kettle & Crumb <orders@kettleandcrumb.example>",
    ),
    "paid": letter(
        date(2026, 11, 20),
        "Your receipt from Inkfold",
        "Hi,\n\nThank you for your payment.\n\nPlan: Inkfold\nTotal: $1,280.00\nBilled yearly.\n",
    ),
    "risen": letter(
        date(2026, 11, 21),
        "Your Mistral plan price is changing",
        "Hi,\n\nYour price goes from €9.99 to €12.99 per month from 15 December 2026.\n",
        "Mistral <hello@mistral.example>",
    ),
}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("1280", {"Inkfold", "Kettle & Crumb"}),
        ("1,280.00", {"Inkfold", "Kettle & Crumb"}),
        ("1280 GBP", {"Kettle & Crumb"}),
        ("£1,280", {"Kettle & Crumb"}),
        ("$1280", {"Inkfold"}),
        ("12,99 €", {"Mistral"}),
        ("9.99 EUR", {"Mistral"}),
        ("12.99 USD", set()),
    ],
)
def test_a_sum_is_found(door: Door, tmp_path: Path, asked: str, found: set[str]) -> None:
    put(door, tmp_path / "mails", None, MAILS)
    ended = door("show", asked, "--json")
    if not found:
        assert ended.code == 2
        assert "nor a bill or a price" in ended.err
        return
    told = json.loads(ended.out)
    assert {one["name"] for key in ("payments", "named") for one in told[key]} == found
