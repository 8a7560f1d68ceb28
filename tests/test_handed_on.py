"""What strangers write in services' own mail is kept out, and mostly called what it is."""

from datetime import UTC, datetime

import pytest

from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.handed_on import fakes, honestly
from tests.mailed import Mailed, passes
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


_THREADS = (
    ("GitHub <noreply@github.com>", "pay-desk/alerts <reply+AAX7B@reply.github.com>", "GitHub Pro"),
    (
        "Pay Desk <gitlab@mg.gitlab.com>",
        "GitLab <incoming+9a8b@incoming.gitlab.com>",
        "GitLab Ultimate",
    ),
)


@pytest.mark.parametrize(("sender", "answered", "plan"), _THREADS)
def test_no_bill_of_the_house_is_answered_into_a_thread(
    sender: str, answered: str, plan: str
) -> None:
    """What is answered becomes a word of an issue: so somebody wrote it, whatever he signs."""
    house = sender.partition("@")[2].rstrip(">")
    mail = Mailed(
        name=plan,
        sender=sender,
        subject=f"{plan} payment was declined (#4)",
        text=f"Your payment of $4.00 for {plan} was declined. Update your card within a day.\n"
        "https://card-settle.example/now\n\n-- \nReply to this email directly.",
        headers=(*passes(house), ("Reply-To", answered)),
    )
    assert _is_called(_outcome(mail))


def test_a_house_answers_for_its_own_bills_at_a_desk() -> None:
    mail = Mailed(
        name="own bill",
        sender="GitHub <noreply@github.com>",
        subject="[GitHub] Payment Receipt for pat",
        text="We received payment for your GitHub.com subscription.\n\nPlan: GitHub Pro\n"
        "Amount: USD $4.00\nFor service through: 2026-12-18\nDate: 18 Nov 2026",
        headers=(*passes("github.com"), ("Reply-To", "GitHub <support@github.com>")),
    )
    assert _outcome(mail).outcome is OutcomeKind.PARSED


def test_what_its_reader_has_shared_is_nobody_elses_words() -> None:
    mail = Mailed(
        name="another plan",
        sender="Microsoft <microsoft-noreply@microsoft.com>",
        subject="You switched your Microsoft 365 subscription",
        text="Hi Pat, you switched from Microsoft 365 Family to Microsoft 365 Personal.\n\n"
        "Charged today: USD 99.99 (Visa **5530), order 7104417730\n"
        "The people you shared Family with lose their access.",
        headers=passes("microsoft.com"),
    )
    assert _outcome(mail).outcome is OutcomeKind.PARSED


def test_what_people_share() -> None:
    called = [one.name for one in honestly() if _is_called(_outcome(one))]
    assert len(called) <= _ODD, called
