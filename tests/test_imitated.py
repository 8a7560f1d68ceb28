"""Firms that everybody knows and no catalogue has: mail in their name comes from their domain."""

import pytest

from parsers.fakes.imitated import listed
from parsers.merchants import fold
from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.mailed import read_signed, signed

_RECEIPT = "Hi Pat,\nthank you for your payment on 20 November 2026.\nTotal paid: $39.99\n"
_RENEWED = (
    "Hi Pat,\nyour plan was renewed for $39.99 on 20 November 2026, paid by card ending 4417.\n"
)


def _read(sender: str, subject: str, text: str) -> Outcome:
    return read_signed(signed("imitated", sender, subject, text))


@pytest.mark.parametrize(
    ("sender", "place"),
    [
        ("DHL Express <pay@dhl-parcel-fee.example>", "dhl-parcel-fee.example"),
        ("Avast Premium <order@avastrenew.example>", "avastrenew.example"),
        ("Crunchyroll <hi@crunchyroll-club.example>", "crunchyroll-club.example"),
        ("Orange <facture@orange-clients.example>", "orange-clients.example"),
        ("T-Mobile <bill@tmobile-desk.example>", "tmobile-desk.example"),
        ("AvastCare <order@avastcare.example>", "avastcare.example"),
        ("Bitdefender <order@bitdefender.online>", "bitdefender.online"),
    ],
)
def test_a_name_that_all_know_from_elsewhere_waits(sender: str, place: str) -> None:
    outcome = _read(sender, "Your payment receipt", _RECEIPT)
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.trust.verdict is Verdict.VERIFIED
    name = sender.partition(" <")[0]
    assert outcome.reason == f"it calls itself {name}, and {place} is not theirs"


@pytest.mark.parametrize(
    "sender",
    [
        "DHL <noreply@dhl.com>",
        "Avast <orders@avast.com>",
        "T-Mobile <bill@t-mobile.com>",
        "Steam Support <noreply@steampowered.com>",
        "Deutsche Telekom <rechnung@telekom.com>",
        # Others that are only called so.
        "Orange Tree Dental <desk@orangetreedental.example>",
        "Pandora Nails <hello@pandoranails.example>",
        "Bolt & Sons <office@boltandsons.example>",
    ],
)
def test_their_own_mail_counts_and_that_of_others_who_are_called_so(sender: str) -> None:
    assert _read(sender, "Your payment receipt", _RECEIPT).outcome is OutcomeKind.PARSED


def test_what_somebody_else_bills_for_a_service_waits() -> None:
    outcome = _read("Kestrel Tiles <info@kestreltiles.example>", "Your Surfshark plan", _RENEWED)
    assert outcome.reason == "it bills for Surfshark, and kestreltiles.example is not theirs"


def test_a_shop_that_sends_by_a_parcel_service_counts() -> None:
    text = _RECEIPT + "We have sent it with DHL.\n"
    outcome = _read("Kestrel Tiles <info@kestreltiles.example>", "Your payment receipt", text)
    assert outcome.outcome is OutcomeKind.PARSED


def test_names_are_written_as_they_are_looked_for_once_each() -> None:
    read = listed()
    named = [*read.services, *read.houses, *read.words]
    assert [one for one in named if fold(one) != one] == []
    assert len(named) == len(set(named))
    assert set(read.elsewhere) <= set(named)
