"""What became of what was told: only what was told counts, each payment once, nothing projected."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from parsers.money import Money
from tests import stories
from watchdog.notifications import resolved_of
from watchdog.resolutions import How, Resolution, resolutions, saved

TODAY = date(2026, 11, 23)


def _charge(on: date, **more: object) -> dict[str, object]:
    mail = {"kind": "charge", "merchant": "tunely", "channel": "direct", "on": on}
    return mail | {"amount": "12.00 USD", "recurring": True, "cadence": "P1M"} | more


def _mail(kind: str, on: date, **more: object) -> dict[str, object]:
    return {"kind": kind, "merchant": "tunely", "channel": "direct", "on": on} | more


def _story(*mails: dict[str, object], said: tuple[dict[str, object], ...] = ()) -> stories.Story:
    return stories.Story(says="", today=TODAY, finds=(), mails=mails, said=said)


def _told_on(story: stories.Story, day: date) -> dict[str, date]:
    """The ids of everything that was found on a day, as if it had been told then."""
    return {finding.id: day for finding in stories.found(replace(story, today=day))}


def _solved(
    story: stories.Story, told: Mapping[str, date], today: date = TODAY
) -> tuple[Resolution, ...]:
    return resolutions(told, stories.judged(replace(story, today=today)), today=today)


RUNNING = _charge(date(2026, 3, 8), every="P1M", until=date(2026, 8, 8))
ENDED = _mail("canceled", date(2026, 8, 20), access_until=date(2026, 9, 7))
WRONG = _charge(date(2026, 10, 8))
BACK = _mail("refund", date(2026, 11, 2), amount="12.00 USD")


def test_money_that_came_back_after_it_was_told_is_saved() -> None:
    story = _story(RUNNING, ENDED, WRONG, BACK)
    (one,) = _solved(story, _told_on(story, date(2026, 10, 9)))
    assert (one.how, one.kind, one.on) == (
        How.REFUNDED,
        "charge_after_cancellation",
        date(2026, 11, 2),
    )
    assert one.says == "12.00 USD for Tunely, charged on 2026-10-08, came back on 2026-11-02."
    assert saved([one]) == (Money(amount=Decimal("12.00"), currency="USD"),)


def test_what_was_never_told_is_nobodys_merit() -> None:
    assert _solved(_story(RUNNING, ENDED, WRONG, BACK), {}) == ()
    assert _solved(_story(RUNNING, ENDED, WRONG, BACK), {"0000000": TODAY}) == ()


def test_what_was_told_after_the_money_came_back_is_nobodys_merit() -> None:
    story = _story(RUNNING, ENDED, WRONG, BACK)
    assert _solved(story, _told_on(story, date(2026, 11, 5))) == ()


def test_a_refund_that_was_overdue_and_came_is_counted_once() -> None:
    promise = _mail("refund_promised", date(2026, 10, 12), amount="12.00 USD")
    story = _story(RUNNING, ENDED, WRONG, promise, BACK)
    before = _told_on(story, date(2026, 10, 9))
    told = _told_on(story, date(2026, 10, 30)) | before
    assert len(told) == 2
    (one,) = _solved(story, told)
    assert one.kind == "charge_after_cancellation"
    overdue = {key: day for key, day in told.items() if key not in before}
    assert [one.kind for one in _solved(story, overdue)] == ["refund_overdue"]


TRIAL = _mail("trial_started", date(2026, 10, 1), trial_ends_on=date(2026, 10, 8))
PRICED = TRIAL | {"amount": "59.00 USD"}


@pytest.mark.parametrize(
    ("today", "amount"),
    [
        (date(2026, 10, 7), None),
        (date(2026, 10, 18), None),
        (date(2026, 10, 19), Money(amount=Decimal("59.00"), currency="USD")),
    ],
)
def test_a_trial_that_was_ended_in_time_saves_when_its_day_has_passed(
    today: date, amount: Money | None
) -> None:
    story = _story(PRICED, _mail("canceled", date(2026, 10, 6)))
    (one,) = _solved(story, _told_on(story, date(2026, 10, 5)), today)
    assert (one.how, one.title, one.saved) == (How.STOPPED, "Cancelled in time: Tunely", amount)


def test_a_trial_that_was_charged_all_the_same_saved_nothing() -> None:
    charged = _charge(date(2026, 10, 8), amount="59.00 USD")
    story = _story(PRICED, _mail("canceled", date(2026, 10, 6)), charged)
    (one,) = _solved(story, _told_on(story, date(2026, 10, 5)))
    assert one.saved is None


def test_a_trial_that_was_told_without_its_receipt_is_solved_by_the_refund_of_it() -> None:
    charged = _charge(date(2026, 10, 9), amount="59.00 USD")
    later = _charge(date(2026, 11, 9), amount="61.00 USD")
    back = _mail("refund", date(2026, 11, 12), amount="59.00 USD")
    story = _story(PRICED, charged, later, back)
    told = _told_on(_story(PRICED), date(2026, 10, 10))
    (one,) = _solved(story, told)
    assert (one.how, one.kind, one.on) == (How.REFUNDED, "trial_converted", date(2026, 11, 12))
    of_another = _mail("refund", date(2026, 11, 12), amount="61.00 USD")
    assert _solved(_story(PRICED, charged, later, of_another), told) == ()


def test_a_trial_that_was_told_without_its_receipt_is_solved_by_an_end() -> None:
    story = _story(PRICED, _mail("canceled", date(2026, 10, 11), access_until=date(2026, 11, 8)))
    (one,) = _solved(story, _told_on(_story(PRICED), date(2026, 10, 10)))
    assert (one.how, one.kind, one.title) == (How.STOPPED, "trial_converted", "Cancelled: Tunely")


def test_whoever_cancelled_before_the_warning_needed_none() -> None:
    story = _story(PRICED, _mail("canceled", date(2026, 10, 6)))
    told = {key: date(2026, 10, 7) for key in _told_on(story, date(2026, 10, 5))}
    assert _solved(story, told) == ()


def test_whoever_cancelled_long_after_the_warning_had_another_reason() -> None:
    year = _charge(date(2025, 6, 1), amount="99.00 USD", cadence="P1Y")
    rise = _mail("price_change", date(2026, 4, 1), amount="119.00 USD", old_amount="99.00 USD")
    story = _story(year, rise, _mail("canceled", date(2026, 5, 30)))
    told = _told_on(story, date(2026, 4, 2))
    assert told
    assert _solved(story, told) == ()


def test_a_renewal_that_was_warned_of_and_cancelled_is_one_payment() -> None:
    year = _charge(date(2025, 10, 20), amount="99.00 EUR", cadence="P1Y")
    ended = _mail("canceled", date(2026, 10, 2), access_until=date(2026, 10, 20))
    story = _story(year, ended)
    (one,) = _solved(story, _told_on(story, date(2026, 9, 25)))
    assert one.saved == Money(amount=Decimal("99.00"), currency="EUR")
    assert one.says == "You cancelled Tunely on 2026-10-02; the next 99.00 EUR were not taken."


def test_a_cancellation_that_was_confirmed_at_last_is_told() -> None:
    word = {"merchant": "tunely", "on": date(2026, 11, 10)}
    running = _charge(date(2026, 3, 28), every="P1M", until=date(2026, 10, 28))
    asked = _story(running, said=(word,))
    told = _told_on(asked, date(2026, 11, 15))
    assert len(told) == 1
    assert _solved(asked, told) == ()
    answered = _story(running, _mail("canceled", date(2026, 11, 18)), said=(word,))
    (one,) = _solved(answered, told)
    assert (one.how, one.on) == (How.CONFIRMED, date(2026, 11, 18))
    assert one.says == "A mail of 2026-11-18 confirms that Tunely is cancelled."


def test_the_wrong_store_that_was_cancelled_at_last_is_stopped() -> None:
    apple = {"channel": "apple", "amount": "59.00 USD"}
    bought = _charge(date(2026, 6, 8), every="P1M", until=date(2026, 10, 8), **apple)
    web = _charge(date(2026, 5, 8))
    off = _mail("canceled", date(2026, 9, 20))
    right = _mail("canceled", date(2026, 10, 12), channel="apple", access_until=date(2026, 11, 7))
    story = _story(web, bought, off, right)
    told = _told_on(story, date(2026, 10, 10))
    (one,) = [each for each in _solved(story, told) if each.how is How.STOPPED]
    assert one.kind in {"wrong_store", "duplicate_subscription"}
    assert one.saved == Money(amount=Decimal("59.00"), currency="USD")


def test_solved_long_ago_is_no_news() -> None:
    story = _story(RUNNING, ENDED, WRONG, BACK)
    solved = _solved(story, _told_on(story, date(2026, 10, 9)))
    (notice,) = resolved_of(solved, today=date(2026, 11, 3))
    assert notice.key == f"resolved:{solved[0].finding}"
    assert notice.title == "Money came back: Tunely"
    assert "Nothing is left to do." in notice.body
    assert resolved_of(solved, today=TODAY) == ()
