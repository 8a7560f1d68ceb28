"""What is told when: reminders that come nearer, the last safe day, and many things at once."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from tests import stories
from watchdog.books import Reminders
from watchdog.catalog import load_catalog
from watchdog.degrees import Severity
from watchdog.findings import Finding, short_id
from watchdog.fixes import Fix
from watchdog.judging import Knowledge, judge_known
from watchdog.notifications import Notification, in_one, to_tell

DAY = timedelta(days=1)
USUAL = Reminders()


def _told(story: stories.Story, reminders: Reminders, days: int) -> Iterator[tuple[date, str]]:
    """What is told on each day from that of the story on: the day and what the key ends in."""
    known = Knowledge(
        facts=tuple(stories.facts(story)),
        doubtful=(),
        statements=tuple(stories.statements(story)),
    )
    seen: set[str] = set()
    for number in range(days):
        day = story.today + number * DAY
        judged = judge_known(known, catalog=load_catalog(), today=day, reminders=reminders)
        for one in to_tell(judged.findings, today=day, reminders=reminders, level=Severity.INFO):
            if one.key not in seen:
                seen.add(one.key)
                yield day, one.key.rpartition("#")[2] if "#" in one.key else ""


def _story(name: str, today: date) -> stories.Story:
    return replace(stories.load(stories.FOLDER / f"{name}.toml"), today=today)


def _yearly() -> stories.Story:
    mail = {"kind": "charge", "merchant": "tunely", "channel": "direct", "on": date(2025, 12, 31)}
    bill = mail | {"amount": "99.00 EUR", "cadence": "P1Y", "recurring": True}
    return stories.Story(says="A year.", today=date(2026, 11, 20), finds=(), mails=(bill,))


def _days_before(day: date, told: Iterator[tuple[date, str]]) -> list[tuple[int, str]]:
    return [((day - on).days, stage) for on, stage in told]


RENEWS = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("reminders", "told"),
    [
        (USUAL, [(30, "30"), (7, "7"), (3, "3"), (1, "last")]),
        (Reminders(renewal_days=(14,)), [(14, "14"), (1, "last")]),
        (Reminders(renewal_days=(14, 5), last_safe_day=False), [(14, "14"), (5, "5")]),
        (Reminders(renewal_days=()), []),
        (Reminders(merchants={"tunely": Reminders(renewal_days=(2,))}), [(2, "2"), (1, "last")]),
        (Reminders(merchants={"other": Reminders(renewal_days=())}), [(30, "30"), (7, "7")]),
    ],
)
def test_a_renewal_is_told_again_as_it_comes_nearer(
    reminders: Reminders, told: list[tuple[int, str]]
) -> None:
    found = _days_before(RENEWS, _told(_yearly(), reminders, 41))
    assert found[: len(told)] == told
    assert found == told or "other" in reminders.merchants


def test_a_service_that_charges_early_is_told_before_that_day() -> None:
    mail = {"kind": "charge", "merchant": "norton", "channel": "direct", "on": date(2025, 12, 31)}
    bill = mail | {"amount": "99.00 EUR", "cadence": "P1Y", "recurring": True}
    story = stories.Story(says="", today=date(2026, 9, 20), finds=(), mails=(bill,))
    early = load_catalog().services["norton"].billing.early_days
    last_safe = RENEWS - early * DAY
    found = [(on, stage) for on, stage in _told(story, USUAL, 80) if stage]
    assert (last_safe, "last") in found
    assert [stage for _, stage in found][:3] == ["30", "7", "3"]


def test_a_trial_is_told_on_its_last_safe_day_too() -> None:
    mail = {"kind": "trial_started", "merchant": "coursera", "channel": "direct"}
    trial = mail | {"on": date(2026, 11, 20), "trial_ends_on": date(2026, 11, 27)}
    story = stories.Story(says="", today=date(2026, 11, 20), finds=(), mails=(trial,))
    assert _days_before(date(2026, 11, 27), _told(story, USUAL, 7))[:3] == [
        (7, "7"),
        (3, "3"),
        (1, "last"),
    ]


def test_what_cannot_wait_is_urgent_on_the_last_safe_day_and_the_two_before() -> None:
    story = _story("price_change_announced/barks_plainly", date(2026, 11, 23))
    urgent = {}
    for number in range(20):
        day = story.today + number * DAY
        for finding in stories.found(replace(story, today=day)):
            urgent[day] = (finding.severity, finding.deadline)
    act_now = [day for day, (severity, _) in urgent.items() if severity is Severity.ACT_NOW]
    deadline = urgent[story.today][1]
    assert deadline is not None
    assert act_now == [deadline - number * DAY for number in (2, 1, 0)]


def _notice(number: int) -> Notification:
    return Notification(
        key=f"k{number}",
        finding=f"f{number}",
        title=f"Price went up: No. {number}",
        body=f"It costs {number} USD more.\nAct by 2026-12-0{number % 9 + 1}.\n\nHow:\n1. Cancel",
    )


def test_many_at_once_are_one_that_names_the_first_ones() -> None:
    whole = in_one([_notice(number) for number in range(12)])
    assert whole.title == "12 things need you"
    assert "Price went up: No. 9" in whole.body
    assert "Price went up: No. 10" not in whole.body
    assert "... and 2 more." in whole.body
    assert "It costs 3 USD more. Act by 2026-12-04." in whole.body
    assert "Cancel" not in whole.body
    assert "watchdog report" in whole.body


def test_the_same_ones_in_another_order_are_the_same_sum() -> None:
    notices = [_notice(number) for number in range(6)]
    assert in_one(notices).key == in_one(notices[::-1]).key
    assert in_one(notices).key != in_one(notices[1:]).key


def test_the_last_safe_day_is_named_as_such() -> None:
    key = "renewal_approaching:tunely:direct:2026-12-31"
    finding = Finding(
        id=short_id(key),
        key=key,
        kind="renewal_approaching",
        subscription=None,
        merchant="tunely",
        merchant_name="Tunely",
        channel=None,
        plan=None,
        severity=Severity.ACT_NOW,
        on=RENEWS,
        deadline=RENEWS - DAY,
        at_stake=None,
        says="Tunely renews.",
        evidence=(),
    )
    (told,) = to_tell(
        [(finding, Fix(channel=None, title="Cancel"))],
        today=RENEWS - DAY,
        reminders=USUAL,
        level=Severity.ACT_NOW,
    )
    assert told.key == f"{key}#last"
    assert "Today, 2026-12-30, is the last safe day: act now." in told.body
