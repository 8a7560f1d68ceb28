"""Scams as they are written today never count; honest mail that looks like them is let be."""

from datetime import UTC, datetime

import pytest

from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.eighth_scams import eighth_scams
from tests.eighth_tricky import eighth_tricky
from tests.fifth_scams import fifth_scams
from tests.fifth_tricky import fifth_tricky
from tests.fourth_scams import fourth_scams
from tests.fourth_tricky import fourth_tricky
from tests.later_scams import later_scams
from tests.later_tricky import later_tricky
from tests.latest_scams import latest_scams
from tests.latest_tricky import latest_tricky
from tests.mailed import Mailed
from tests.naming_brands import named_honestly, named_in_fakes
from tests.scams import scams
from tests.seventh_scams import seventh_scams
from tests.seventh_tricky import seventh_tricky
from tests.sixth_scams import sixth_scams
from tests.sixth_tricky import sixth_tricky
from tests.tricky import tricky
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


def read(mail: Mailed, known: object = KNOWN) -> Outcome:
    assert known in (KNOWN, ADDRESSED)
    chosen = KNOWN if known is KNOWN else ADDRESSED
    return read_mail(mail.raw(), received_at=NOW, known=chosen).outcome


def _name(mail: Mailed) -> str:
    return mail.name


@pytest.mark.parametrize(
    "mail",
    [
        *scams(),
        *later_scams(),
        *latest_scams(),
        *fourth_scams(),
        *fifth_scams(),
        *sixth_scams(),
        *seventh_scams(),
        *eighth_scams(),
        *named_in_fakes(),
    ],
    ids=_name,
)
def test_a_scam_counts_for_nothing_and_is_called_one(mail: Mailed) -> None:
    outcome = read(mail)
    assert outcome.outcome is not OutcomeKind.PARSED, outcome
    if mail.brand:
        assert outcome.trust.verdict in (Verdict.SUSPICIOUS, Verdict.FAILED), outcome
        assert outcome.events
        assert outcome.trust.reasons


@pytest.mark.parametrize(
    "mail",
    [
        *tricky(),
        *later_tricky(),
        *latest_tricky(),
        *fourth_tricky(),
        *fifth_tricky(),
        *sixth_tricky(),
        *seventh_tricky(),
        *eighth_tricky(),
        *named_honestly(),
    ],
    ids=_name,
)
def test_honest_mail_that_looks_odd_is_let_be(mail: Mailed) -> None:
    for known in (KNOWN, ADDRESSED):
        outcome = read(mail, known)
        assert outcome.trust.verdict is Verdict.UNKNOWN, outcome.trust.reasons


@pytest.mark.parametrize(
    "mail",
    [
        *latest_scams(),
        *fourth_scams(),
        *fifth_scams(),
        *sixth_scams(),
        *seventh_scams(),
        *eighth_scams(),
        *named_in_fakes(),
    ],
    ids=_name,
)
def test_a_good_signature_of_its_own_makes_no_scam_count(mail: Mailed) -> None:
    outcome = read_mail(mail.raw(), received_at=NOW, known=CHECKED).outcome
    assert outcome.outcome is not OutcomeKind.PARSED, outcome
    assert not mail.brand or outcome.trust.verdict in (Verdict.SUSPICIOUS, Verdict.FAILED)


@pytest.mark.parametrize(
    "mail",
    [
        *latest_tricky(),
        *fourth_tricky(),
        *fifth_tricky(),
        *sixth_tricky(),
        *seventh_tricky(),
        *eighth_tricky(),
        *named_honestly(),
    ],
    ids=_name,
)
def test_honest_mail_with_a_good_signature_is_verified(mail: Mailed) -> None:
    outcome = read_mail(mail.raw(), received_at=NOW, known=CHECKED).outcome
    assert outcome.trust.verdict in (Verdict.VERIFIED, Verdict.UNKNOWN), outcome.trust.reasons


def test_there_are_enough_of_both() -> None:
    assert len(tuple(scams())) >= 60
    assert len(tuple(tricky())) >= 60
    assert len(tuple(later_scams())) >= 50
    assert len(tuple(later_tricky())) >= 40
    assert len(tuple(latest_scams())) >= 53
    assert len(tuple(latest_tricky())) >= 40
    assert len(tuple(fourth_scams())) >= 60
    assert len(tuple(fourth_tricky())) >= 60
    assert len(tuple(fifth_scams())) >= 30
    assert len(tuple(fifth_tricky())) >= 30
    assert len(tuple(sixth_scams())) >= 25
    assert len(tuple(sixth_tricky())) >= 14
    assert len(tuple(seventh_scams())) >= 37
    assert len(tuple(seventh_tricky())) >= 33
    assert len(tuple(eighth_scams())) >= 15
    assert len(tuple(eighth_tricky())) >= 16
    assert len(tuple(named_in_fakes())) >= 65
    assert len(tuple(named_honestly())) >= 50
