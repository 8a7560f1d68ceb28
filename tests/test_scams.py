"""Scams as they are written today never count; honest mail that looks like them is let be."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from parsers.merchants import Known
from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.mailed import Mailed, signed, unsigned
from tests.naming_brands import missed_of_handed, missed_of_hushed
from tests.scam_rounds import ROUNDS, SIGNED, all_honest, all_scams
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

NOW = datetime(2026, 11, 22, tzinfo=UTC)
KNOWN = known_to(load_catalog())
CHECKED = known_to(
    load_catalog(),
    trusted_servers=("mx.google.com",),
    own_addresses=frozenset({"pat@example.org"}),
)
ADDRESSED = known_to(load_catalog(), own_addresses=frozenset({"pat@example.org"}))


def read(mail: Mailed, known: Known = KNOWN) -> Outcome:
    return read_mail(mail.raw(), received_at=NOW, known=known).outcome


# How many scams, and honest mails, each round has at least.
_ENOUGH = {
    "1": (60, 60),
    "2": (50, 40),
    "3": (53, 40),
    "4": (60, 60),
    "5": (30, 30),
    "6": (25, 14),
    "7": (37, 33),
    "8": (15, 16),
    "everyday": (65, 50),
    "abroad": (70, 20),
    "borrowed": (130, 20),
    "spelled": (200, 70),
    "hidden": (110, 75),
    "strangers": (200, 75),
    "carried": (135, 95),
    "left": (97, 110),
    "hushed": (120, 90),
    "unasked": (115, 40),
    "clubs": (24, 26),
    "offices": (25, 50),
    "handed": (155, 55),
    "nobodies": (80, 0),
}


def _name(mail: Mailed) -> str:
    return mail.name


@pytest.mark.parametrize(
    "mail",
    all_scams(),
    ids=_name,
)
def test_a_scam_counts_for_nothing_and_is_called_one(mail: Mailed) -> None:
    # A thread that somebody else sends on is told by whose addresses are the reader's own.
    outcome = read(mail, ADDRESSED)
    assert outcome.outcome is not OutcomeKind.PARSED, outcome
    if mail.brand:
        assert outcome.trust.verdict in (Verdict.SUSPICIOUS, Verdict.FAILED), outcome
        assert outcome.events
        assert outcome.trust.reasons


# All by one and then all by the other: how its names look is kept of the last one only.
@pytest.mark.parametrize("mail", all_honest(), ids=_name)
@pytest.mark.parametrize("known", [KNOWN, ADDRESSED], ids=["anybody", "addressed"])
def test_honest_mail_that_looks_odd_is_let_be(mail: Mailed, known: Known) -> None:
    outcome = read(mail, known)
    assert outcome.trust.verdict is Verdict.UNKNOWN, outcome.trust.reasons


@pytest.mark.parametrize(
    "mail",
    all_scams(SIGNED),
    ids=_name,
)
def test_a_good_signature_of_its_own_makes_no_scam_count(mail: Mailed) -> None:
    outcome = read_mail(mail.raw(), received_at=NOW, known=CHECKED).outcome
    assert outcome.outcome is not OutcomeKind.PARSED, outcome
    assert not mail.brand or outcome.trust.verdict in (Verdict.SUSPICIOUS, Verdict.FAILED)


@pytest.mark.parametrize(
    "mail",
    all_honest(SIGNED),
    ids=_name,
)
def test_honest_mail_with_a_good_signature_is_verified(mail: Mailed) -> None:
    outcome = read_mail(mail.raw(), received_at=NOW, known=CHECKED).outcome
    assert outcome.trust.verdict in (Verdict.VERIFIED, Verdict.UNKNOWN), outcome.trust.reasons


@pytest.mark.parametrize("mail", [*missed_of_hushed(), *missed_of_handed()], ids=_name)
def test_a_fake_that_says_a_name_of_its_own_waits(mail: Mailed) -> None:
    outcome = read_mail(mail.raw(), received_at=NOW, known=CHECKED).outcome
    assert outcome.outcome is not OutcomeKind.PARSED, outcome


_NOTE = """
- Netflix 17.99 cancel before 28th
- Adobe ask for refund, call 0800 555 0142 monday
- Norton: update card?? or let lapse
"""


@pytest.mark.parametrize(
    ("sender", "verdict"),
    [("pat@example.org", Verdict.VERIFIED), ("pet@example.org", Verdict.SUSPICIOUS)],
)
def test_a_note_of_ones_own_is_no_fake(sender: str, verdict: Verdict) -> None:
    mail = signed("a note", f"Pat Quill <{sender}>", "cancel list", _NOTE)
    outcome = read_mail(mail.raw(), received_at=NOW, known=CHECKED).outcome
    assert outcome.trust.verdict is verdict, outcome


def test_a_note_in_ones_own_name_that_nobody_proves_is_called() -> None:
    mail = signed("a note", "Pat Quill <pat@example.org>", "cancel list", _NOTE)
    outcome = read_mail(mail.raw(), received_at=NOW, known=ADDRESSED).outcome
    assert outcome.trust.verdict is Verdict.SUSPICIOUS, outcome


def test_what_bears_ones_own_address_and_is_found_forged_is_no_note() -> None:
    text = (
        "Guten Tag,\n\nIhre Zahlung von 17,99 € für Spotify Premium konnte nicht abgebucht werden."
        " Bitte aktualisieren Sie Ihre Karte: https://sp-konto.example/k\n"
    )
    forged = "mx.google.com; spf=fail smtp.mailfrom=a@bulk.example; dmarc=fail header.from={}"
    mail = unsigned("own", "Pat Quill <pat@example.org>", "Spotify Premium", text)
    found = (("Authentication-Results", forged.format("example.org")),)
    outcome = read_mail(replace(mail, headers=found).raw(), received_at=NOW, known=CHECKED).outcome
    assert outcome.trust.verdict is Verdict.SUSPICIOUS, outcome
    assert [one.merchant_name for one in outcome.events] == ["Spotify"]


_FOUND_NOTHING = (
    "spf=none smtp.mailfrom={0}; dkim=none; dmarc=none header.from={0}",
    "spf=softfail smtp.mailfrom={0}; dkim=none",
    "spf=pass smtp.mailfrom=x@bulk.example; dkim=pass header.d=bulk.example",
)
_LEADS_AWAY = "Hi,\n\nwe could not bill $17.99. Your plan stops: https://plan-resume.example/go\n"
_LEADS_HOME = "Hi,\n\nwe could not bill $17.99. Your plan stops: https://www.netflix.com/account\n"
_WANTS_A_CALL = "Hi,\n\n$17.99 was charged. Not you? Call 808 555 0142.\n"


@pytest.mark.parametrize("found", _FOUND_NOTHING)
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (_LEADS_AWAY, Verdict.SUSPICIOUS),
        (_WANTS_A_CALL, Verdict.SUSPICIOUS),
        (_LEADS_HOME, Verdict.UNKNOWN),
    ],
)
def test_a_brands_address_that_nobody_proves_leads_home(
    found: str, text: str, verdict: Verdict
) -> None:
    domain = "account.netflix.com"
    checked = ("Authentication-Results", f"mx.google.com; {found.format(domain)}")
    mail = unsigned("forged", f"Netflix <info@{domain}>", "Your membership", text)
    raw = replace(mail, headers=(checked,)).raw()
    outcome = read_mail(raw, received_at=NOW, known=CHECKED).outcome
    assert outcome.trust.verdict is verdict, outcome
    assert outcome.outcome is not OutcomeKind.PARSED


@pytest.mark.parametrize("text", [_LEADS_AWAY, _WANTS_A_CALL, _LEADS_HOME])
def test_a_brands_address_that_nobody_looked_at_is_not_called(text: str) -> None:
    """It may be the brand's own, with an advertisement below; what leads away does not count."""
    mail = unsigned("kept", "Netflix <info@account.netflix.com>", "Your membership", text)
    outcome = read_mail(mail.raw(), received_at=NOW, known=CHECKED).outcome
    assert outcome.trust.verdict is Verdict.UNKNOWN, outcome
    assert text is not _LEADS_AWAY or outcome.outcome is not OutcomeKind.PARSED


def test_there_are_enough_of_both() -> None:
    assert [one.name for one in ROUNDS] == list(_ENOUGH)
    for one in ROUNDS:
        scams, honest = _ENOUGH[one.name]
        assert len(tuple(one.scams())) >= scams
        assert len(tuple(one.honest())) >= honest
