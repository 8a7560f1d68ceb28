"""Fakes are called fakes and count for nothing; honest mail that sounds like them is let be."""

from datetime import UTC, datetime

import pytest

from parsers.outcome import OutcomeKind, Verdict
from tests.fakes import Fake, fakes, honest
from watchdog.books import Reminders
from watchdog.catalog import load_catalog
from watchdog.judging import Knowledge, judge_known
from watchdog.pipeline import read_mail
from watchdog.setting import known_to
from watchdog.timeline.facts import Fact, Source

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _name(fake: Fake) -> str:
    return f"{fake.name} {fake.address}"


@pytest.mark.parametrize("fake", tuple(fakes()), ids=_name)
def test_a_fake_is_called_one_and_counts_for_nothing(fake: Fake) -> None:
    catalog = load_catalog()
    mail = read_mail(fake.raw(), received_at=NOW, known=known_to(catalog))
    assert mail.outcome.trust.verdict is Verdict.SUSPICIOUS, mail.outcome
    assert mail.outcome.outcome is OutcomeKind.REVIEW
    facts = tuple(
        Fact(
            event=event,
            source=Source(
                fingerprint=mail.fingerprint,
                message_id=mail.message_id,
                mailbox="m",
                subject=mail.subject,
                sender=mail.sender,
                sent_at=NOW,
                sha256=mail.sha256,
                trust=mail.outcome.trust,
            ),
        )
        for event in mail.outcome.events
    )
    judged = judge_known(
        Knowledge(facts=(), doubtful=facts, statements=()),
        catalog=catalog,
        today=NOW.date(),
        reminders=Reminders(),
    )
    (told,) = judged.findings
    assert told[0].kind == "fake_invoice"
    words = f"{told[0].says} {' '.join(told[1].steps)}"
    assert "555" not in words
    assert "secure.example" not in words


@pytest.mark.parametrize("mail", tuple(honest()), ids=_name)
def test_honest_mail_is_not_called_a_fake(mail: Fake) -> None:
    read = read_mail(mail.raw(), received_at=NOW, known=known_to(load_catalog()))
    assert read.outcome.trust.verdict is Verdict.UNKNOWN, read.outcome.trust.reasons
