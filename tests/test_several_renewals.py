"""One notice of several renewals is read as several."""

from tests.mailed import read_plain

_ROWS = (
    "These domains renew soon:\n\n"
    "tallow.net | December 3, 2026 | $12.00\n"
    "reed.org | {day} | $14.00\n\n"
    "We'll charge your card ending 4410.\n"
)


def _told(text: str) -> list[tuple[str | None, str, str]]:
    events = read_plain("Your domains renew soon", text).events
    return [(one.plan, str(one.renews_on), str(one.amount.amount)) for one in events if one.amount]


def test_each_row_has_its_day_and_its_price() -> None:
    assert _told(_ROWS.format(day="December 9, 2026")) == [
        ("tallow.net", "2026-12-03", "12.00"),
        ("reed.org", "2026-12-09", "14.00"),
    ]


def test_what_renews_on_one_day_is_one_notice() -> None:
    assert len(_told(_ROWS.format(day="December 3, 2026"))) <= 1


def test_parts_of_one_sum_are_no_renewals() -> None:
    rows = "Payment 1 | December 3, 2026 | $12.00\nPayment 2 | January 3, 2027 | $12.00\n"
    assert len(_told(f"Your next payments:\n\n{rows}")) <= 1
