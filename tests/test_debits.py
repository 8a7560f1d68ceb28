"""What was debited from an account comes back by the rules of its bank, not by those of a card."""

from datetime import date
from typing import Any

import pytest

from tests import stories
from watchdog.catalog import load_catalog
from watchdog.findings import Finding
from watchdog.fixes import Draft, Fix, LetterKind, draft_letter, fix_for
from watchdog.timeline.subscriptions import Subscription

TODAY = date(2026, 12, 1)
CARD, SEPA, UK = "Visa 13.2", "within 8 weeks", "Direct Debit Guarantee"


def _case(amount: str, today: date, **payment: Any) -> tuple[Finding, Subscription]:
    """What is found of a payment after a cancellation, and of what."""
    usual = {"merchant": "formeo", "channel": "direct", "amount": amount, "recurring": True}
    story = stories.Story(
        says="",
        today=today,
        finds=(),
        mails=(
            usual | {"kind": "charge", "cadence": "P1M", "on": date(2026, 8, 5)},
            {"kind": "canceled", "merchant": "formeo", "channel": "direct"}
            | {"on": date(2026, 8, 26)},
            usual | {"kind": "charge", "on": date(2026, 11, 5)} | payment,
        ),
    )
    (one,) = stories.found(story)
    (subscription,) = stories.judged(story)
    return one, subscription


def _told(amount: str, today: date = TODAY, **payment: Any) -> tuple[Finding, Fix]:
    """The same with its fix."""
    one, subscription = _case(amount, today, **payment)
    return one, fix_for(one, subscription, load_catalog(), today=today)


def _ways(fix: Fix) -> list[str]:
    return [name for name in (CARD, SEPA, UK) if any(name in step for step in fix.steps)]


@pytest.mark.parametrize(
    ("amount", "payment", "deadline", "ways"),
    [
        ("39.90 EUR", {"paid_with": "SEPA-Lastschrift"}, date(2026, 12, 31), [SEPA]),
        ("39.90 EUR", {"evidence": ("Prélèvement du 05/11/2026",)}, date(2026, 12, 31), [SEPA]),
        ("34.99 GBP", {"evidence": ("Collected by Direct Debit",)}, None, [UK]),
        ("34.99 GBP", {"paid_with": "Visa"}, date(2027, 3, 5), [CARD]),
        ("39.90 EUR", {"last_four": "4411"}, date(2027, 3, 5), [CARD]),
        # Nobody says how it was paid: both ways stand there.
        ("39.90 EUR", {}, date(2027, 3, 5), [CARD, SEPA]),
        ("34.99 GBP", {}, date(2027, 3, 5), [CARD, UK]),
        ("34.99 USD", {}, date(2027, 3, 5), [CARD]),
        ("449.00 SEK", {"paid_with": "Autogiro"}, None, []),
    ],
)
def test_the_way_of_payment_decides_how_the_bank_gives_it_back(
    amount: str, payment: dict[str, Any], deadline: date | None, ways: list[str]
) -> None:
    found, fix = _told(amount, **payment)
    assert found.deadline == deadline
    assert _ways(fix) == ways


def test_a_debit_says_when_its_eight_weeks_are_over() -> None:
    found, fix = _told("39.90 EUR", date(2027, 1, 2), paid_with="SEPA-Lastschrift")
    assert found.deadline is None
    assert "13 months" in fix.steps[-1]
    assert "{" not in "".join(fix.steps)


def test_the_bank_is_told_of_no_card_where_none_paid() -> None:
    for way, has_card in (("Visa", True), ("SEPA-Lastschrift", False)):
        found, subscription = _case("39.90 EUR", TODAY, paid_with=way, last_four="3318")
        for language in ("en", "de"):
            draft = draft_letter(LetterKind.DISPUTE, language, found, subscription, load_catalog())
            assert isinstance(draft, Draft)
            assert (("Visa (13.2)" in draft.text), ("3318" in draft.text)) == (has_card, has_card)
            assert "{" not in draft.text


def test_who_was_charged_in_a_pause_is_not_told_to_cancel() -> None:
    for name, file in (
        ("charged_while_paused", "barks_while_paused.toml"),
        ("charged_during_trial", "barks_in_the_middle.toml"),
    ):
        story = stories.load(stories.FOLDER / name / file)
        (one,) = (each for each in stories.found(story) if each.kind == name)
        own = next(each for each in stories.judged(story) if each.id == one.subscription)
        fix = fix_for(one, own, load_catalog(), today=story.today)
        assert not [step for step in fix.steps if "ancel" in step]
        assert [note for note in fix.notes if "Only then cancel it" in note]
