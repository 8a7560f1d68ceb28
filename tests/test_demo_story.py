"""The demo's mailbox tells its stories to the real readers, on any day of the year."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from parsers import parse
from parsers.events import EventKind
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.test_senders import known
from watchdog.books import Books
from watchdog.catalog import load_catalog
from watchdog.demo import noise
from watchdog.demo.letter import Letter, written
from watchdog.demo.story import STORIES, Story, letters
from watchdog.detections import detect
from watchdog.timeline import subscriptions
from watchdog.timeline.facts import Fact, Source

DAYS = (
    date(2026, 11, 23),
    date(2028, 2, 29),
    date(2027, 3, 31),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 1),
)
# How often each story says what; a story's first column is the finding it leads to.
SAID = {
    "wrong_store": {EventKind.CHARGE: 14, EventKind.CANCELED: 1},
    "trial_ending": {EventKind.TRIAL_STARTED: 1, EventKind.TRIAL_ENDING: 5},
    "renewal_approaching": {EventKind.CHARGE: 2, EventKind.RENEWAL_NOTICE: 1},
    "price_increase": {EventKind.CHARGE: 9, EventKind.PRICE_CHANGE: 1},
    "trial_converted": {EventKind.TRIAL_STARTED: 1, EventKind.CHARGE: 1},
    "charge_after_cancellation": {EventKind.CHARGE: 8, EventKind.CANCELED: 1},
    "charged_while_paused": {EventKind.CHARGE: 6, EventKind.PAUSED: 1},
    "fake_invoice": {EventKind.CHARGE: 1},
}
MERCHANTS = {
    "wrong_store": ("coursera", {"direct", "apple"}),
    "trial_ending": ("coursera", {"direct"}),
    "renewal_approaching": ("larkfield_software", {"direct"}),
    "price_increase": ("netflix", {"direct"}),
    "trial_converted": ("duolingo", {"google_play"}),
    "charge_after_cancellation": ("greenleaf_fitness", {"paypal", "direct"}),
    "charged_while_paused": ("coursera", {"direct"}),
}


def message(raw: bytes, at: datetime) -> Message:
    read = read_message(raw, received_at=at)
    assert isinstance(read, Message), read.reason
    return read


def said(letter: Letter) -> Outcome:
    return parse(message(written(letter), letter.at), known())


def facts(today: date) -> list[Fact]:
    told: list[Fact] = []
    for raw, at in letters(today):
        mail = message(raw, at)
        outcome = parse(mail, known())
        source = Source(
            fingerprint=mail.fingerprint,
            message_id=mail.message_id,
            mailbox="demo",
            subject=mail.subject,
            sender=mail.from_address,
            sent_at=at,
            sha256=mail.fingerprint,
            trust=outcome.trust,
        )
        told += [Fact(event=event, source=source) for event in outcome.events]
    return told


def by_finding(story: Story) -> str:
    return story.finds


@pytest.mark.parametrize("today", DAYS)
def test_the_mailbox_is_large_and_in_order_and_reaches_up_to_today(today: date) -> None:
    told = letters(today)
    moments = [at for _, at in told]
    assert len(told) >= 60
    assert moments == sorted(moments)
    assert all(at.tzinfo is UTC for at in moments)
    assert today.toordinal() - 2 <= moments[-1].date().toordinal() < today.toordinal()


def test_the_same_day_tells_the_same_and_another_day_another_story() -> None:
    assert letters(DAYS[0]) == letters(DAYS[0])
    assert letters(DAYS[0]) != letters(DAYS[1])


@pytest.mark.parametrize("today", DAYS)
def test_every_letter_is_a_sound_mail_of_its_own(today: date) -> None:
    mails = [(message(raw, at), at) for raw, at in letters(today)]
    assert [mail.defects for mail, _ in mails if mail.defects] == []
    assert len({mail.message_id for mail, _ in mails}) == len(mails)
    for mail, at in mails:
        assert mail.sent_at == at
        assert mail.text
        assert mail.html
        assert "pat@example.org" in mail.headers["to"][0]
        assert "received" in mail.headers


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("story", STORIES, ids=by_finding)
def test_a_story_says_what_it_is_told_for(story: Story, today: date) -> None:
    outcomes = [said(letter) for letter in story.tell(today)]
    kinds = Counter(event.kind for outcome in outcomes for event in outcome.events)
    wanted = OutcomeKind.REVIEW if story.finds == "fake_invoice" else OutcomeKind.PARSED
    assert [one.reason for one in outcomes if one.outcome is not wanted] == []
    assert kinds == Counter(SAID[story.finds])


@pytest.mark.parametrize("story", [s for s in STORIES if s.finds in MERCHANTS], ids=by_finding)
def test_a_story_is_about_one_merchant_and_its_places(story: Story) -> None:
    events = [event for letter in story.tell(DAYS[0]) for event in said(letter).events]
    merchant, channels = MERCHANTS[story.finds]
    assert {event.merchant for event in events} == {merchant}
    assert {event.channel for event in events} == channels


def test_every_charge_of_a_story_names_its_price_and_comes_in_the_past() -> None:
    today = DAYS[0]
    events = [e for story in STORIES for one in story.tell(today) for e in said(one).events]
    charges = [event for event in events if event.kind is EventKind.CHARGE]
    assert all(event.amount is not None and event.amount.amount > 0 for event in charges)
    assert all(event.on is not None and event.on <= today for event in charges)


def test_the_fake_is_seen_through() -> None:
    (fake,) = next(s for s in STORIES if s.finds == "fake_invoice").tell(DAYS[0])
    trust = said(fake).trust
    assert trust.verdict is Verdict.SUSPICIOUS
    assert len(trust.reasons) >= 2


@pytest.mark.parametrize("today", DAYS)
def test_the_noise_says_nothing(today: date) -> None:
    loud = [
        (letter.subject, outcome.events)
        for letter in noise.letters(today)
        if (outcome := said(letter)).outcome is not OutcomeKind.IGNORED
    ]
    assert loud == []


def test_the_noise_is_worth_the_name() -> None:
    today = date(2026, 11, 23)
    told = list(noise.letters(today))
    assert len(told) >= 30
    assert all(letter.at < datetime(2026, 11, 23, tzinfo=UTC) for letter in told)


@pytest.mark.parametrize("today", DAYS)
def test_the_whole_mailbox_leads_to_its_findings_and_to_no_other(today: date) -> None:
    told, catalog = facts(today), load_catalog()
    doubted = [one for one in told if one.source.trust.verdict is Verdict.SUSPICIOUS]
    believed = [one for one in told if one not in doubted]
    books = Books(
        subscriptions=subscriptions(believed, [], catalog=catalog, today=today),
        claims=tuple(doubted),
        catalog=catalog,
        today=today,
    )
    found = Counter(one.kind for one in detect(books))
    assert found == Counter([story.finds for story in STORIES] + ["charge_after_cancellation"])
