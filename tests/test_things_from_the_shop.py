"""A thing bought where a subscription was cancelled is no charge after the cancellation."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.rigs.boxes import letter, put
from tests.rigs.door import Door

SHOP = "Kettle & Crumb <orders@kettleandcrumb.example>"
PAID = "Hi Pat,\n\nThanks for your payment.\n\n{what}\nReceipt number: {number}\nTotal: {price}\n"
CLUB = "Tea Club, monthly subscription"
THINGS = {
    "en": (
        "Order confirmation #5512",
        (
            "Hi Pat,\n\nThank you for your order!\n\n1 x Stoneware mug   £12.00\nTotal: £12.00\n"
            "Paid with Visa ending 4410.\n\nWe will let you know when it ships.\n"
        ),
    ),
    "behind": (
        "Your order from Kettle & Crumb",
        (
            "Hi Pat,\n\nThank you for your order!\n\nStoneware mug × 2   £12.00\n"
            "Total paid: £12.00\n\nYour parcel will arrive on Friday.\n"
        ),
    ),
    "de": (
        "Deine Bestellung 8812 ist eingegangen",
        (
            "Hallo Pat,\n\nvielen Dank für deine Bestellung!\n\n1 x Becher blau   12,00 £\n"
            "Versand 0,00 £\nGesamtsumme 12,00 £\nBezahlt mit Visa\n"
        ),
    ),
    "fr": (
        "Votre commande n° 8813",
        (
            "Bonjour Pat,\n\nMerci pour votre commande !\n\n2 x Tasse bleue   12,00 £\n"
            "Total payé : 12,00 £\nPayé par Visa\n\nNous vous informerons de l'expédition.\n"
        ),
    ),
    "nl": (
        "Bevestiging van je bestelling 8814",
        (
            "Hallo Pat,\n\nBedankt voor je bestelling!\n\n1 x Blauwe mok   £ 12,00\n"
            "Totaal betaald: £ 12,00\n\nJe pakket wordt vrijdag bezorgd.\n"
        ),
    ),
    "another price, a form that lists nothing": (
        "Your receipt from Kettle & Crumb",
        PAID.format(what="Stoneware mug, blue", number="K-99", price="£12.50"),
    ),
}
RENEWALS = {
    "in its words": (
        "Your Kettle & Crumb receipt",
        PAID.format(what=CLUB, number="K-98", price="£12.00"),
    ),
    "at its price": (
        "Order confirmation #5599",
        (
            "Hi Pat,\n\nThank you for your order!\n\n1 x Tea Club   £12.00\nTotal: £12.00\n"
            "Paid with Visa ending 4410.\n"
        ),
    ),
    "a box that is sent": (
        "Order confirmation #5600",
        (
            "Hi Pat,\n\nThank you for your order!\n\n1 x Tea Club subscription   £12.00\n"
            "Total: £12.00\nPaid with Visa ending 4410.\n\nWe will let you know when it ships.\n"
        ),
    ),
}
# On the day on which it was always due.
RISEN = ("Your receipt", PAID.format(what="Tea", number="K-97", price="£12.50"))


def told_after(door: Door, folder: Path, bought: tuple[str, str], day: int = 13) -> list[str]:
    """The findings when that comes in November; the club was cancelled in September."""
    mails = {
        f"club-{month}": letter(
            date(2026, month, 4),
            "Your Kettle & Crumb receipt",
            PAID.format(what=CLUB, number=f"K-{month}", price="£12.00"),
            SHOP,
        )
        for month in (7, 8, 9)
    }
    ended = "Hi Pat,\n\nYour Tea Club subscription has been cancelled.\n"
    mails["end"] = letter(date(2026, 9, 20), "Your subscription is cancelled", ended, SHOP)
    mails["bought"] = letter(date(2026, 11, day), *bought, SHOP)
    put(door, folder, None, mails)
    out = door("report", "--json", "--as-of", "2026-11-30").out
    return [one["kind"] for one in json.loads(out)["findings"]]


@pytest.mark.parametrize("bought", THINGS.values(), ids=THINGS)
def test_a_thing_is_none(door: Door, tmp_path: Path, bought: tuple[str, str]) -> None:
    assert told_after(door, tmp_path / "mails", bought) == []


@pytest.mark.parametrize("bought", RENEWALS.values(), ids=RENEWALS)
def test_the_subscription_is(door: Door, tmp_path: Path, bought: tuple[str, str]) -> None:
    assert told_after(door, tmp_path / "mails", bought) == ["charge_after_cancellation"]


def test_what_comes_when_it_was_due_is(door: Door, tmp_path: Path) -> None:
    assert told_after(door, tmp_path / "mails", RISEN, 5) == ["charge_after_cancellation"]
    other = door.at(tmp_path / "another")
    assert told_after(other, tmp_path / "again", RISEN, 13) == []
