"""Places that a mail tells without a protocol, and names that go with the places it leads to."""

import pytest

from parsers.fakes.bare import bare_hosts
from parsers.outcome import OutcomeKind
from tests.mailed import read_signed, signed

_PAID = "Hi Pat,\nthank you, we received $18.00 for November.\nCharged to: Visa 4471\n{place}\n"
_ENDS = (
    "Hello Pat,\nyour trial ends on November 28, 2026. Then your card ending in 5100 is charged"
    " $89.00 for a year.\nNot for you? Cancel: https://{place}/membership\nLoom and Ladder\n"
)
_ENDED = "Hi Pat,\nyour subscription has been canceled.\n{more}\nThe team"


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("fix it @ plan-billing.example/k7 or write", ["plan-billing.example"]),
        ("(Perks.example/account), and more", ["perks.example"]),
        ("https://perks.example/account", []),
        ("and/or 24/7, z.B./usw., 1.5/2 km/h", []),
        ("Perks.example bills you", []),
        ("mail hello@perks.example/x", []),
        ("one\nperks.example/x\nshop.example/y", ["perks.example", "shop.example"]),
    ],
)
def test_places_without_a_protocol(text: str, hosts: list[str]) -> None:
    assert list(bare_hosts(text)) == hosts


@pytest.mark.parametrize(
    ("place", "waits"),
    [
        ("Invoices: perks.example/account", False),
        ("Invoices: perks-portal.example/account", False),
        ("Not you? stop-charge.example/x", True),
    ],
)
def test_a_strangers_bill_that_only_tells_of_anothers_place_waits(place: str, waits: bool) -> None:
    mail = signed(
        "paid", "Perks <hello@perks.example>", "Your payment receipt", _PAID.format(place=place)
    )
    outcome = read_signed(mail)
    assert outcome.outcome is (OutcomeKind.REVIEW if waits else OutcomeKind.PARSED), outcome
    assert not waits or str(outcome.reason).startswith("it leads to stop-charge.example")


@pytest.mark.parametrize(
    ("place", "waits"), [("loomandladder.example", False), ("looms-trials.example", True)]
)
def test_who_writes_by_a_platform_is_known_by_the_one_place_it_leads_to(
    place: str, waits: bool
) -> None:
    mail = signed(
        "trial",
        "Loom and Ladder <hello@members.patchwell.example>",
        "Two days left in your trial",
        _ENDS.format(place=place),
    )
    outcome = read_signed(mail)
    assert outcome.outcome is (OutcomeKind.REVIEW if waits else OutcomeKind.PARSED), outcome


@pytest.mark.parametrize(
    ("more", "waits"),
    [("Come back whenever you like.", False), ("Wrong? Call us at +1 808 555 0142.", True)],
)
def test_what_only_tells_of_an_end_needs_no_name_of_its_domain(more: str, waits: bool) -> None:
    mail = signed(
        "ended",
        "Trap Defence <support@quietacademy.example>",
        "Your subscription has been canceled",
        _ENDED.format(more=more),
    )
    outcome = read_signed(mail)
    assert outcome.outcome is (OutcomeKind.REVIEW if waits else OutcomeKind.PARSED), outcome
