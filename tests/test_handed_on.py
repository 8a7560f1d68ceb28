"""What strangers write in services' own mail is kept out, and mostly called what it is."""

from datetime import UTC, datetime

from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.handed_on import fakes, honestly
from tests.mailed import Mailed
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_KNOWN = known_to(load_catalog(), ("mx.google.com",), own_addresses=frozenset({"pat@example.org"}))
_NOW = datetime(2026, 11, 22, tzinfo=UTC)
_MOST = 0.97  # of those that want a call, the card or money at a place of theirs
# An account to pay into is any reseller's: it waits.
_WAITS = ("person, account",)
_ODD = 8  # of honest ones that look like a fake: a folder's or a tenant's name has all there is


def _outcome(mail: Mailed) -> Outcome:
    return read_mail(mail.raw(), received_at=_NOW, known=_KNOWN).outcome


def _is_called(outcome: Outcome) -> bool:
    return outcome.trust.verdict is Verdict.SUSPICIOUS and bool(outcome.events)


def test_what_a_stranger_bills_in_a_services_mail() -> None:
    read = [(one.name, _outcome(one)) for one in fakes()]
    assert not [name for name, one in read if one.outcome is OutcomeKind.PARSED]
    wanting = [(name, one) for name, one in read if not name.startswith(_WAITS)]
    missed = [name for name, one in wanting if not _is_called(one)]
    assert len(missed) <= (1 - _MOST) * len(wanting), missed


def test_what_people_share() -> None:
    called = [one.name for one in honestly() if _is_called(_outcome(one))]
    assert len(called) <= _ODD, called
