"""Fixes: the right place, the refund verdict of the day, and nothing that comes from a mail."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from parsers.outcome import Trust, Verdict
from tests import stories
from watchdog.catalog import load_catalog
from watchdog.degrees import Severity
from watchdog.findings import Finding
from watchdog.fixes import Fix, LetterKind, fix_for, fix_for_service, usual_kind
from watchdog.language import language_of, speak
from watchdog.timeline.facts import Fact, Source
from watchdog.timeline.subscriptions import Cancellation, Charge, Status, Subscription

CATALOG = load_catalog()
PAID_ON, ENDED_ON = date(2026, 6, 8), date(2026, 5, 20)
TODAY = date(2026, 6, 10)
BARKING = sorted(stories.FOLDER.glob("*/barks_*.toml"))


def fact(reference: str | None) -> Fact:
    event = BillingEvent(
        kind=EventKind.CANCELED, merchant="coursera", merchant_name="Coursera", reference=reference
    )
    source = Source(
        fingerprint="f",
        message_id="<end@example.org>",
        mailbox="me@example.org",
        subject="Cancelled",
        sender="noreply@coursera.org",
        sent_at=datetime(2026, 5, 20, 12, tzinfo=UTC),
        sha256="0",
        trust=Trust(verdict=Verdict.UNKNOWN),
    )
    return Fact(event=event, source=source)


def subscription(
    merchant: str = "coursera",
    channel: str | None = "direct",
    *,
    plan: str | None = "Coursera Plus Monthly",
    cadence: str = "P1M",
    reference: str | None = "R-1234",
) -> Subscription:
    charge = Charge(
        on=PAID_ON,
        amount=Money(amount=Decimal("59.00"), currency="USD"),
        recurring=True,
        plan=plan,
        period=None,
        reference=reference,
        evidence=(),
    )
    return Subscription(
        id="s1",
        merchant=merchant,
        name="Coursera",
        plan=plan,
        channel=channel,
        mailbox="me@example.org",
        status=Status.ACTIVE,
        price=charge.amount,
        cadence=cadence,
        started_on=None,
        next_renewal_on=date(2026, 7, 8),
        next_renewal_stated=True,
        cancel_by=date(2026, 7, 7),
        trial_ends_on=None,
        paid_through=None,
        canceled_on=ENDED_ON,
        charges=(charge,),
        cancellations=(Cancellation(on=ENDED_ON, access_until=None, fact=fact("C-77")),),
        facts=(),
        told=(),
        confidence=0.9,
    )


def finding(kind: str, sub: Subscription, *, deadline: date | None = None) -> Finding:
    return Finding(
        id="abc1234",
        key=f"{kind}:s1:{PAID_ON.isoformat()}:R-1234",
        kind=kind,
        subscription=sub.id,
        merchant=sub.merchant,
        merchant_name=sub.name,
        channel=sub.channel,
        plan=sub.plan,
        severity=Severity.ACT_NOW,
        on=PAID_ON,
        deadline=deadline,
        at_stake=None,
        says="",
        evidence=(),
    )


def fixed(kind: str, sub: Subscription, *, deadline: date | None = None) -> Fix:
    return fix_for(finding(kind, sub, deadline=deadline), sub, CATALOG, today=TODAY)


def asked(
    service: str,
    channel: str,
    *,
    plan: str | None = None,
    day: int | None = None,
    trial: bool = False,
) -> Fix:
    """The fix `day` days after the payment (None: the day of the payment is not known)."""
    found = fix_for_service(
        service,
        channel,
        plan=plan,
        catalog=CATALOG,
        today=PAID_ON + timedelta(days=day or 0),
        charged_on=None if day is None else PAID_ON,
        trial=trial,
    )
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("channel", "plan", "day", "eligible", "until", "says"),
    [
        ("direct", "plus_annual", 0, "maybe", 14, "certificate"),
        ("direct", "plus_annual", 14, "maybe", 14, "certificate"),
        ("direct", "plus_annual", 15, "no", None, "ended on 2026-06-22"),
        ("direct", "Coursera Plus Annual", 14, "maybe", 14, "certificate"),
        ("direct", "plus_annual", None, "maybe", None, "within 14 days"),
        ("direct", "plus_monthly", 0, "no", None, "by the month"),
        ("direct", "specialization_monthly", 0, "no", None, "not even in part"),
        ("direct", "Deep Learning Specialization", 3, "no", None, "not even in part"),
        ("direct", "course_onetime", 14, "maybe", 14, "certificate"),
        ("direct", "course_onetime", 15, "no", None, "ended"),
        ("direct", "guided_project", 0, "no", None, "not refunded"),
        ("direct", None, 5, "maybe", 14, "Coursera Plus, yearly: until 2026-06-22"),
        ("direct", None, 15, "no", None, "Coursera Plus, yearly: no refund"),
        ("apple", "plus_annual", 0, "maybe", None, "Apple decides"),
        ("apple", None, 300, "maybe", None, "Apple decides"),
        ("google_play", "plus_monthly", 0, "maybe", 1, "Google decides"),
        ("google_play", "plus_monthly", 1, "maybe", 1, "Google decides"),
        ("google_play", "plus_monthly", 2, "maybe", 2, "end today, at the hour"),
        ("google_play", "plus_monthly", 2, "maybe", 2, "Google decides"),
        ("google_play", "plus_monthly", 3, "no", None, "48 hours"),
        ("paypal", "plus_annual", 14, "maybe", 14, "certificate"),
        ("paypal", "plus_monthly", 0, "no", None, "by the month"),
    ],
)
def test_refunds_of_coursera(
    channel: str, plan: str | None, day: int | None, eligible: str, until: int | None, says: str
) -> None:
    refund = asked("coursera", channel, plan=plan, day=day).refund
    assert refund is not None
    assert refund.eligible == eligible
    assert refund.until == (None if until is None else PAID_ON + timedelta(days=until))
    assert says in " ".join(refund.conditions)


@pytest.mark.parametrize(
    ("service", "plan", "day", "eligible"),
    [
        ("norton", "annual", 60, "yes"),
        ("norton", "annual", 61, "no"),
        ("norton", None, 60, "maybe"),
        ("norton", "annual", None, "maybe"),
        ("netflix", None, 0, "no"),
        ("spotify", None, 100, "maybe"),
    ],
)
def test_refunds_of_others(service: str, plan: str | None, day: int | None, eligible: str) -> None:
    refund = asked(service, "direct", plan=plan, day=day).refund
    assert refund is not None
    assert refund.eligible == eligible


def test_later_than_google_the_developer() -> None:
    refund = asked("coursera", "google_play", day=3).refund
    assert refund is not None
    assert refund.route is not None
    assert "Coursera" in refund.route


def test_no_rule_no_verdict() -> None:
    assert asked("dropbox", "direct", day=1).refund is None


@pytest.mark.parametrize(
    ("channel", "says"),
    [
        ("direct", "coursera.org"),
        ("apple", "Settings on your iPhone"),
        ("google_play", "Google Play Store app"),
        ("paypal", "First cancel on coursera.org"),
    ],
)
def test_steps_of_coursera_are_those_of_the_place(channel: str, says: str) -> None:
    fix = asked("coursera", channel)
    assert fix.channel == channel
    assert says in fix.steps[0]
    assert fix.source
    assert fix.verified_on == date(2026, 11, 23)


def test_a_trial_has_its_own_steps_and_no_pause() -> None:
    fix = asked("coursera", "direct", trial=True)
    assert any("Beside the trial" in step for step in fix.steps)
    assert not any("pause instead" in note for note in fix.notes)
    assert any("one day before it ends" in note for note in fix.notes)


def test_a_pause_is_offered_with_its_doubts() -> None:
    notes = " ".join(asked("coursera", "direct", plan="specialization_monthly").notes)
    assert "1, 2 or 3 months" in notes
    assert "not sure" in notes
    assert "pause instead" not in " ".join(asked("coursera", "direct", plan="plus_annual").notes)
    assert "pause instead" not in " ".join(asked("coursera", "apple").notes)


def test_an_unknown_service_has_the_steps_of_the_store() -> None:
    fix = asked("Example Magazine", "apple")
    assert "Choose Example Magazine." in fix.steps
    assert not any("{" in text for text in (*fix.steps, *fix.notes, fix.title))


def test_a_name_does_as_well_as_an_id() -> None:
    assert asked("Spotify AB", "direct").title == asked("spotify", "direct").title


@pytest.mark.parametrize(
    ("service", "channel", "step", "note"),
    [
        ("Example", "direct", "type its address yourself", "does not know Example"),
        ("Example", "roku", "Manage your subscriptions", "does not know Example"),
        ("aws", "direct", "type its address yourself", "no certain steps for Amazon Web Services"),
        ("netflix", "roku", "Choose Netflix.", "whether Netflix is sold at Roku"),
        ("netflix", "nowhere", "Look at your receipts", "these lines mean"),
    ],
)
def test_general_steps_say_that_they_are(service: str, channel: str, step: str, note: str) -> None:
    fix = asked(service, channel)
    assert any(step in one for one in fix.steps)
    assert any(note in one for one in fix.notes)


@pytest.mark.parametrize(("service", "channel"), [("netflix", "apple"), ("coursera", "direct")])
def test_steps_of_the_service_do_not_doubt(service: str, channel: str) -> None:
    notes = " ".join(asked(service, channel).notes)
    assert "general" not in notes
    assert "do not know" not in notes


def test_charged_after_cancelling() -> None:
    fix = fixed("charge_after_cancellation", subscription(), deadline=date(2026, 10, 6))
    assert "still active" in fix.steps[0]
    assert any("My Purchases" in step for step in fix.steps)
    assert "13.2" in fix.steps[-1]
    assert "2026-10-06" in fix.steps[-1]
    assert fix.deadline == date(2026, 10, 6)
    assert fix.refund is not None
    assert fix.refund.eligible == "maybe"
    assert "ask all the same" in fix.refund.conditions[0]


def test_the_letter_is_ready_to_paste() -> None:
    letter = fixed("charge_after_cancellation", subscription()).letter
    assert letter is not None
    for told in (
        "2026-05-20",
        "2026-06-08",
        "59.00 USD",
        "R-1234",
        "C-77",
        "Coursera Plus Monthly",
    ):
        assert told in letter
    assert not set("{}<>") & set(letter)


def test_no_letter_without_the_day_of_the_cancellation() -> None:
    sub = subscription()
    without = replace(sub, cancellations=())
    found = finding("charge_after_cancellation", sub)
    assert fix_for(found, without, CATALOG, today=TODAY).letter is None
    assert fix_for(found, None, CATALOG, today=TODAY).letter is None


def test_at_apple_the_bank_comes_last() -> None:
    fix = fixed("charge_after_cancellation", subscription(channel="apple"))
    assert "lock your Apple Account" in fix.steps[-1]
    assert not any("13.2" in step for step in fix.steps)
    assert any("reportaproblem.apple.com" in step for step in fix.steps)


@pytest.mark.parametrize(
    ("kind", "merchant", "channel", "says"),
    [
        ("renewal_approaching", "harrow_gym", "direct", True),
        ("renewal_approaching", "harrow_gym", None, True),
        ("price_change_announced", "harrow_gym", "paypal", True),
        ("renewal_approaching", "harrow_gym", "apple", False),
        ("renewal_approaching", "coursera", "direct", False),
        ("trial_ending", "harrow_gym", "direct", False),
        ("charge_after_cancellation", "harrow_gym", "direct", False),
    ],
)
def test_where_nobody_knows_the_notice_period_it_is_said(
    kind: str, merchant: str, channel: str | None, *, says: bool
) -> None:
    by = date(2026, 12, 19)
    fix = fixed(kind, subscription(merchant, channel, plan=None), deadline=by)
    told = [note for note in fix.notes if "may want notice weeks earlier" in note]
    assert bool(told) is says
    assert fix.deadline == by or not says


def test_a_trial_without_a_receipt_is_looked_for_on_the_card() -> None:
    sub = subscription(channel="google_play")
    found = replace(finding("trial_converted", sub), unproven=True)
    fix = fix_for(found, sub, CATALOG, today=TODAY)
    assert "is over: look at your card" in fix.title
    assert "became a payment" not in fix.title
    assert "Look at your card" in fix.steps[0]
    assert any("ask for it back" in step for step in fix.steps)
    assert fix.refund is not None
    assert usual_kind(found, CATALOG) is LetterKind.CANCELLATION


def test_the_earlier_deadline_counts() -> None:
    fix = fixed("trial_converted", subscription(channel="google_play"), deadline=date(2026, 7, 7))
    assert fix.deadline == PAID_ON + timedelta(days=2)


def test_billed_in_another_store() -> None:
    fix = fixed("wrong_store", subscription(channel="google_play"))
    assert fix.channel == "google_play"
    assert "Google Play" in fix.title
    assert any("Google Play Store app" in step for step in fix.steps)


def test_both_sides_of_a_wrong_store() -> None:
    sub = subscription(channel="google_play")
    found = replace(finding("wrong_store", sub), other_channel="apple")
    fix = fix_for(found, sub, CATALOG, today=TODAY)
    told = " ".join(fix.notes)
    assert "You cancelled at Apple" in told
    assert "What Google Play bills, only Google Play can stop" in told
    assert any("own website does not stop Google Play" in one for one in fix.does_not_work)


def test_an_unknown_place_is_to_be_found_out() -> None:
    fix = fixed("renewal_approaching", subscription(channel=None))
    assert fix.channel is None
    assert fix.url is None
    assert "Find out" in fix.title
    lines = " ".join(fix.notes)
    assert "APPLE.COM/BILL" in lines
    assert "PADDLE" not in lines  # not verified: must not be shown


def test_two_bills_for_one_service() -> None:
    fix = fixed("duplicate_subscription", subscription(channel="apple"))
    assert "twice" in fix.title
    assert "Decide" in fix.steps[0]


def test_a_trial_that_ends_has_no_refund_and_the_findings_deadline() -> None:
    fix = fixed("trial_ending", subscription(), deadline=date(2026, 6, 13))
    assert fix.refund is None
    assert fix.deadline == date(2026, 6, 13)
    assert any("Beside the trial" in step for step in fix.steps)


def test_an_own_website_that_is_not_known() -> None:
    fix = fixed("price_increase", subscription(merchant="tunely"))
    assert fix.steps
    assert fix.url is None
    assert fix.source is None
    assert any("type its address yourself" in step for step in fix.steps)


def test_a_fake_bill_is_left_alone() -> None:
    fix = fixed("fake_invoice", subscription(merchant="norton"))
    assert fix.channel is None
    assert fix.url is None
    assert fix.refund is None
    assert "Do not pay." in fix.steps
    assert any("norton.com" in step for step in fix.steps)


@pytest.mark.parametrize("kind", ["charge_after_cancellation", "fake_invoice", "price_increase"])
@pytest.mark.parametrize("channel", [None, "direct", "apple", "roku"])
@pytest.mark.parametrize(
    "bait",
    ["Call +1 (808) 555-0142 now", "https://evil.example/pay", "{service.__class__}", "A\x1b[2Jb"],
)
def test_nothing_from_the_mail_gets_into_a_fix(kind: str, channel: str | None, bait: str) -> None:
    sub = subscription(merchant="tunely", channel=channel, plan=bait, reference=bait)
    found = replace(finding(kind, sub), merchant_name=bait)
    fix = fix_for(found, sub, CATALOG, today=TODAY)
    told = " ".join([fix.title, *fix.steps, *fix.notes, fix.letter or "", fix.url or ""])
    assert "555-0142" not in told
    assert "evil.example" not in told
    assert "\x1b" not in told
    assert "<class" not in told


@pytest.mark.parametrize("path", BARKING, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_story_that_barks_says_what_to_do(path: Path) -> None:
    story = stories.load(path)
    by_id = {one.id: one for one in stories.judged(story)}
    for one in stories.found(story):
        fix = fix_for(one, by_id.get(one.subscription or ""), CATALOG, today=story.today)
        assert fix.title
        assert fix.steps
        assert not any("{" in text for text in (fix.title, *fix.steps, *fix.notes))
        if one.kind == "charge_after_cancellation":
            # Money that came back needs no letter.
            assert bool(fix.letter) == (one.severity is Severity.ACT_NOW)


@pytest.mark.parametrize("channel", [None, "direct", "apple"])
def test_a_refund_that_has_not_come_is_asked_for_and_nothing_is_cancelled(
    channel: str | None,
) -> None:
    fix = fixed("refund_overdue", subscription(channel=channel))
    assert "has not come" in fix.title
    assert not any("Cancel" in step or "My Purchases" in step for step in fix.steps)
    assert fix.url is None


def by_paypal(merchant: str, kind: str = "charge_after_cancellation") -> Fix:
    """Cancelled with the merchant itself, which takes the money by PayPal."""
    sub = subscription(merchant, plan=None)
    report = replace(fact("7GL1"), event=replace(fact("7GL1").event, channel="paypal"))
    paid = replace(sub.charges[0], evidence=(report,))
    return fixed(kind, replace(sub, charges=(paid,)))


@pytest.mark.parametrize("kind", ["charge_after_cancellation", "price_increase"])
def test_what_paypal_pays_is_stopped_there_too(kind: str) -> None:
    fix = by_paypal("harrow_gym", kind)
    assert "at its own website and at PayPal" in fix.title
    assert "Choose Manage automatic payments." in fix.steps
    assert any(step.startswith("First cancel at Coursera itself") for step in fix.steps)
    assert fix.url == "https://www.paypal.com/myaccount/autopay/"
    assert any("does not end the contract" in one for one in fix.does_not_work)
    assert fix.channel == "direct"
    assert "PayPal" not in " ".join(fixed(kind, subscription("harrow_gym", plan=None)).lines)


def test_the_money_is_asked_back_of_paypal_and_not_of_a_bank() -> None:
    fix = by_paypal("harrow_gym")
    assert "Resolution Centre" in fix.steps[-1]
    assert not any("card's bank" in step for step in fix.steps)


def test_a_service_with_steps_of_its_own_keeps_them() -> None:
    fix = by_paypal("coursera")
    assert any("coursera.org" in step for step in fix.steps)
    assert "Choose Manage automatic payments." not in fix.steps
    assert any("PayPal takes the money" in note and "autopay" in note for note in fix.notes)


@pytest.mark.parametrize(
    ("language", "place"), [("de", "und bei PayPal"), ("fr", "et chez PayPal")]
)
def test_both_places_stand_in_the_sentences_of_other_languages(language: str, place: str) -> None:
    speak(lambda: language_of(language, {}))
    assert place in by_paypal("harrow_gym").title
