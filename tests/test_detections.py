"""Every story ends in its findings; every detection barks in one and stays quiet in another."""

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests import stories
from watchdog import notifications
from watchdog.catalog import load_catalog
from watchdog.detections import __path__ as detections_folder
from watchdog.detections import all_detections, in_turn
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Subscription

# Each kind of finding with the words of the README's table that promise it.
KINDS = {
    "charge_after_cancellation": "you cancelled and were charged all the same",
    "wrong_store": "you cancelled in the wrong place",
    "cancellation_unconfirmed": "no mail confirms it",
    "trial_ending": "a free trial is about to become a payment",
    "trial_converted": "or just did",
    "charged_during_trial": "a free trial is about to become a payment, or just did",
    "renewal_approaching": "a yearly subscription is about to renew",
    "price_increase": "the price went up",
    "price_change_announced": "or is about to",
    "price_differs_from_announced": "you were charged more than was announced",
    "promo_ending": "the low price of the beginning ends",
    "duplicate_subscription": "you pay twice for one service",
    "double_charge": "you were charged twice for one period",
    "charged_while_paused": "a paused subscription is billed",
    "pause_ending": "its pause is about to end",
    "payment_failing": "a payment failed",
    "refund_window_closing": "the last days to ask for a refund",
    "refund_overdue": "a promised refund has not come",
    "resubscribed_unexpectedly": "what you cancelled runs again",
    "new_subscription": "a subscription is new",
    "receipt_missing": "a receipt that always came has not come",
    "fake_invoice": "a bill is a fake",
    "reader_drift": "the mail of a sender that it knew",
    "mailbox_unreachable": "a mailbox cannot be read",
}
# How many stories each side has to have.
_BARKS, _QUIET = 3, 5
# These judge our own hearing, not mails: fewer things can be said of them.
_OF_US = {"reader_drift": (3, 3), "mailbox_unreachable": (3, 3)}
README = Path(__file__).parent.parent / "README.md"
FILES = sorted(stories.FOLDER.glob("*/*.toml"))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_story_ends_in_its_findings(path: Path) -> None:
    story = stories.load(path)
    told = [finding.kind for finding in stories.found(story)]
    assert sorted(told) == sorted(story.finds), story.says


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_story_has_its_statuses(path: Path) -> None:
    story = stories.load(path)
    statuses = {one.id.partition(":home")[0]: one.status for one in stories.judged(story)}
    for name, status in story.status.items():
        assert statuses.get(name) == status, statuses


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_story_has_its_severities(path: Path) -> None:
    story = stories.load(path)
    told = {finding.kind: str(finding.severity) for finding in stories.found(story)}
    assert {kind: told.get(kind) for kind in story.severity} == story.severity


def test_one_refund_that_is_told_twice_settles_one_charge() -> None:
    name = "charge_after_cancellation/barks_for_one_of_two_when_one_refund_was_told_twice"
    path = next(one for one in FILES if _name(one) == name)
    told = [str(finding.severity) for finding in stories.found(stories.load(path))]
    assert told == ["act_now"]


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_story_has_its_subscriptions(path: Path) -> None:
    story = stories.load(path)
    shown = {one.id.partition(":home")[0]: _shown(one) for one in stories.judged(story)}
    for name, wanted in story.expects.items():
        assert name in shown, sorted(shown)
        assert {key: shown[name][key] for key in wanted} == wanted


def _shown(one: Subscription) -> dict[str, str]:
    told = {key: str(value) for key, value in msgspec.structs.asdict(one).items()}
    price = f"{one.price.amount} {one.price.currency}" if one.price else "None"
    return told | {"price": price, "charges": str(len(one.charges))}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_what_is_said_is_for_people(path: Path) -> None:
    for finding in stories.found(stories.load(path)):
        assert "_" not in finding.says, finding.says
        assert "None" not in finding.says, finding.says
        assert "  " not in finding.says, finding.says


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_arrival_order_changes_nothing(path: Path) -> None:
    story = stories.load(path)
    told = stories.facts(story)
    expected = stories.found(story), stories.judged(story)
    for seed in range(5):
        shuffled = list(told)
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
        assert (stories.found(story, shuffled), stories.judged(story, shuffled)) == expected


def test_every_detection_is_named_here_with_what_the_readme_promises() -> None:
    found = {one.kind for one in all_detections()}
    unnamed, gone = sorted(found - KINDS.keys()), sorted(KINDS.keys() - found)
    assert not unnamed, f"name in KINDS, with words of a row of README.md: {', '.join(unnamed)}"
    assert not gone, f"no file of watchdog/detections declares: {', '.join(gone)}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_detection_barks_and_stays_quiet(kind: str) -> None:
    own = [path.stem for path in FILES if path.parent.name == kind]
    for side, least in zip(("barks", "quiet"), _OF_US.get(kind, (_BARKS, _QUIET)), strict=True):
        there = sum(name.startswith(f"{side}_") for name in own)
        assert there >= least, (
            f"fixtures/detections/{kind} has {there} stories {side}_WHY.toml, and needs {least}"
        )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_title_advice_and_a_place_in_the_readme(kind: str) -> None:
    table = [line for line in README.read_text("utf-8").splitlines() if line.startswith("| ")]
    wanting = {
        f"a title in watchdog/notifications.py (_TITLES): {kind}": notifications.has_title(kind),
        f"what to do in watchdog/catalog/advice.toml: [{kind}]": kind in load_catalog().advice,
        f"a row in the table of README.md that says: {KINDS[kind]}": any(
            KINDS[kind] in line for line in table
        ),
    }
    missing = [what for what, is_there in wanting.items() if not is_there]
    assert not missing, "\n".join(("missing:", *missing))


def test_a_hundred_stories_around_a_cancellation_stay_quiet() -> None:
    quiet = [path for path in FILES if not stories.load(path).finds]
    assert sum(_speaks_of_an_end(stories.load(path)) for path in quiet) >= 100


def _speaks_of_an_end(story: stories.Story) -> bool:
    ends = ("canceled", "expired")
    mailed = any(mail["kind"] in ends for mail in story.mails)
    return mailed or any(one.get("kind", "canceled") == "canceled" for one in story.said)


def test_a_hundred_quiet_stories_are_about_cancellation() -> None:
    alarms = {"charge_after_cancellation", "cancellation_unconfirmed", "wrong_store"}
    quiet = [stories.load(path) for path in FILES if path.stem.startswith("quiet")]
    ended = [story for story in quiet if _has_an_end(story) and not alarms & set(story.finds)]
    assert len(ended) >= 150


def _has_an_end(story: stories.Story) -> bool:
    by_mail = any(mail["kind"] in ("canceled", "expired") for mail in story.mails)
    return by_mail or any(word.get("kind", "canceled") == "canceled" for word in story.said)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_story_is_named_after_what_it_does(path: Path) -> None:
    story = stories.load(path)
    assert path.stem.startswith("barks") == (path.parent.name in story.finds)


def test_the_folder_holds_one_detection_a_file() -> None:
    folder = Path(detections_folder[0])
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == {one.kind for one in all_detections()}
    assert {path.parent.name for path in FILES} <= files


def test_dates_after_the_day_are_not_known_yet() -> None:
    path = stories.FOLDER / "charge_after_cancellation" / "barks_plainly.toml"
    story = stories.load(path)
    before = stories.Story(says=story.says, today=story.mails[0]["on"], finds=(), mails=story.mails)
    assert stories.found(before) == ()


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_ids_are_different_and_outlive_another_mailbox(path: Path) -> None:
    story = stories.load(path)
    told = stories.facts(story)
    ids = [finding.id for finding in stories.found(story)]
    assert len(set(ids)) == len(ids)
    moved = [_moved(fact) for fact in told]
    if len({fact.source.mailbox for fact in told}) == 1:
        boxes = tuple(
            replace(one, mailbox="elsewhere" if one.mailbox == "home" else one.mailbox)
            for one in story.readings.mailboxes
        )
        elsewhere = replace(story, readings=replace(story.readings, mailboxes=boxes))
        assert [finding.id for finding in stories.found(elsewhere, moved)] == ids


def _moved(fact: Fact) -> Fact:
    return replace(fact, source=replace(fact.source, mailbox="elsewhere"))


def test_an_id_stays_when_another_mail_reports_the_same_charge_later() -> None:
    folder = stories.FOLDER / "charge_after_cancellation"
    story = stories.load(folder / "barks_plainly.toml")
    last = story.mails[-1]
    paypal = last | {"channel": "paypal", "reference": "5M370362P66534715"}
    numbered = last | {"reference": "A-11", "plan": "Tunely Premium", "mailed": story.today}
    ids = set()
    for more in ((), (paypal,), (paypal, numbered), (numbered,)):
        (found,) = stories.found(replace(story, mails=(*story.mails, *more)))
        ids.add(found.id)
    assert len(ids) == 1


def test_the_receipt_after_a_trial_tells_nothing_a_second_time() -> None:
    story = stories.load(stories.FOLDER / "trial_converted" / "barks_without_a_receipt.toml")
    (before,) = stories.found(story)
    receipt = {"kind": "charge", "merchant": "gritlog", "channel": "direct", "recurring": True}
    receipt |= {"on": date(2026, 11, 17), "cadence": "P1M", "amount": "120.00 USD"}
    (after,) = stories.found(replace(story, mails=(*story.mails, receipt)))
    assert before.id == after.id
    assert before.unproven
    assert "no receipt has come" in before.says
    assert "became a paid subscription: 120.00 USD on 2026-11-17" in after.says
    assert not after.unproven


@pytest.mark.parametrize(
    ("name", "says", "stake", "deadline"),
    [
        (
            "barks_before_it_is_tried_again",
            "of 59.95 EUR for Harrow Lease failed on 2026-11-20. By 2026-11-30 it has to be",
            "59.95",
            date(2026, 11, 30),
        ),
        (
            "barks_after_the_day_of_its_retry",
            "failed on 2026-11-14 and again on 2026-11-18, the last time for 64.95 EUR. A failed",
            "64.95",
            None,
        ),
        ("barks_in_the_store", "The payment for Tunely failed on 2026-11-09. A failed", "12", None),
    ],
)
def test_a_failed_payment_says_how_much_and_by_when(
    name: str, says: str, stake: str, deadline: date | None
) -> None:
    (one,) = stories.found(stories.load(stories.FOLDER / "payment_failing" / f"{name}.toml"))
    assert says in one.says
    assert one.deadline == deadline
    assert one.at_stake is not None
    assert one.at_stake.amount == Decimal(stake)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "price_change_announced/barks_although_it_holds_already",
            "costs 16.50 USD instead of 14.00 USD from 2026-11-16 on, as its mail says; no receipt",
        ),
        ("renewal_approaching/barks_at_twice_the_price", "59.99 USD; the last time it was 29.99"),
        (
            "renewal_approaching/barks_dearer_than_in_an_earlier_notice",
            "59.99 USD; the last time it was 29.99 USD.",
        ),
        ("renewal_approaching/barks_by_notice", " USD."),
        ("renewal_approaching/barks_for_a_year_after_months", "for 59.99 USD."),
    ],
)
def test_a_rise_is_said_where_it_is_known(name: str, says: str) -> None:
    found = stories.found(stories.load(stories.FOLDER / f"{name}.toml"))
    (one,) = (one for one in found if one.kind == name.partition("/")[0])
    assert says in one.says
    assert ("last time" in one.says) is ("last time" in says)


def test_an_announcement_that_has_come_into_force_is_told_once() -> None:
    path = stories.FOLDER / "price_change_announced" / "barks_although_it_holds_already.toml"
    story = stories.load(path)
    ahead, holds = (
        stories.found(replace(story, today=day))[0]
        for day in (date(2026, 11, 10), date(2026, 11, 23))
    )
    assert "is going to cost" in ahead.says
    assert ahead.id == holds.id


def test_what_has_happened_comes_before_what_is_months_ahead_and_after_what_is_near() -> None:
    (failed,) = stories.found(
        stories.load(stories.FOLDER / "payment_failing" / "barks_plainly.toml")
    )
    days = (date(2026, 11, 12), date(2027, 3, 1), None, date(2026, 11, 30))
    ranked = sorted((replace(failed, deadline=day) for day in days), key=in_turn)
    # It failed on 2026-11-08, and names no day.
    assert [one.deadline for one in ranked] == [
        date(2026, 11, 12),
        None,
        date(2026, 11, 30),
        date(2027, 3, 1),
    ]


def test_an_id_stays_when_older_mail_is_imported_later() -> None:
    for path in FILES:
        story = stories.load(path)
        known = {finding.id for finding in stories.found(story)}
        if path.parent.name != "charge_after_cancellation" or not known:
            continue
        older = dict(story.mails[0]) | {"on": date(2024, 1, 3), "until": date(2024, 1, 3)}
        more = replace(story, mails=(older, *story.mails))
        assert known <= {finding.id for finding in stories.found(more)}, path.stem


@pytest.mark.parametrize(
    ("name", "says", "deadline"),
    [
        ("payment_failing/barks_once_for_its_retries", "3 times by 2026-11-15", None),
        ("payment_failing/barks_two_months_after_another_one", "failed on 2026-11-08.", None),
        ("payment_failing/barks_two_weeks_after_one_was_paid", "failed on 2026-11-10.", None),
        ("price_change_announced/barks_plainly", "14.00 USD instead of 12.00 USD", "2026-12-07"),
        ("price_change_announced/barks_without_a_day", "names no day", "2026-12-07"),
        ("refund_overdue/barks_once_for_two_promises", "was promised on 2026-10-20", "2027-02-17"),
        ("pause_ending/barks_tomorrow", "billed again for 12.00 USD", "2026-11-23"),
        ("double_charge/barks_on_one_day", "two numbers, on 2026-11-08.", None),
        ("double_charge/barks_on_the_next_day", "2026-11-08 and on 2026-11-09", None),
        (
            "price_differs_from_announced/barks_plainly",
            "USD on 2026-10-08: 2.00 USD m",
            "2027-02-05",
        ),
        ("promo_ending/barks_plainly", "2026-12-03, is 9.99 USD; the last one", "2026-12-02"),
        ("refund_window_closing/barks_after_a_cancellation", "until 2026-11-26", "2026-11-26"),
        ("resubscribed_unexpectedly/barks_before_the_money_goes", "will renew on", "2026-12-07"),
        ("resubscribed_unexpectedly/barks_at_a_resumption", "says that it runs again.", None),
        ("new_subscription/barks_plainly", "costs 12.00 USD monthly", None),
        ("receipt_missing/barks_plainly", "due around 2026-11-08 has not come", None),
        ("reader_drift/barks_once_for_many", "10 mails from coursera.org", None),
        ("mailbox_unreachable/barks_plainly", "since 2026-11-22 20:15 UTC", None),
        ("cancellation_unconfirmed/barks_plainly", "no mail has confirmed it", "2026-12-13"),
        ("cancellation_unconfirmed/barks_on_one_who_bills_weeks_early", "2027-01-20", "2026-12-16"),
    ],
)
def test_what_is_said_and_until_when(name: str, says: str, deadline: str | None) -> None:
    (told,) = stories.found(stories.load(stories.FOLDER / f"{name}.toml"))
    assert says in told.says
    assert (told.deadline.isoformat() if told.deadline else None) == deadline
