"""In which order a mail writes day and month, by those of its days that leave no choice."""

from datetime import date

import pytest

from parsers.locale.date_order import DAY_FIRST, MONTH_FIRST, own_order
from tests.mailed import read_plain

_MAILED = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Issued on 11/21/2026, due 12/05/2026.", MONTH_FIRST),
        ("Issued on 21/11/2026, due 05/12/2026.", DAY_FIRST),
        ("Period 12/05/2026 - 12/31/2026", MONTH_FIRST),
        ("Due 12/05/2026.", None),
        ("From 21/11/2026 or from 11/30/2026", None),
        ("Version 21/11/2026x, file 1/21/2026/3", None),
        ("13/13/2026", None),
        ("Due 5 December 2026.", None),
    ],
)
def test_a_number_above_twelve_tells_the_order(text: str, order: str | None) -> None:
    assert own_order(text, _MAILED) == order


@pytest.mark.parametrize(
    ("text", "mailed_on", "order"),
    [
        ("Invoice date: 11/10/2026. Due 12/05/2026.", date(2026, 11, 10), MONTH_FIRST),
        ("Invoice date: 10-11-2026. Due 05-12-2026.", date(2026, 11, 10), DAY_FIRST),
        ("Sent on 11/10/2026", date(2026, 11, 9), MONTH_FIRST),
        ("Due 12/11/2026", date(2026, 12, 10), MONTH_FIRST),
        ("Of 11/11/2026", date(2026, 11, 11), None),
        ("Of 11/10/2026", date(2026, 6, 1), None),
    ],
)
def test_so_does_a_day_that_is_the_mail_s_own(
    text: str, mailed_on: date, order: str | None
) -> None:
    assert own_order(text, mailed_on) == order


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        ("Invoice date: 06/16/2026\n\nAmount due: $83.88\n\nDue date: 07/05/2026", "2026-07-05"),
        ("Invoice date: 16/06/2026\n\nAmount due: $83.88\n\nDue date: 05/07/2026", "2026-07-05"),
        ("Amount due: $83.88\n\nDue date: 07/05/2026", "None"),
    ],
)
def test_the_other_days_of_a_bill_are_read_in_that_order(text: str, due_on: str) -> None:
    outcome = read_plain("Your invoice", f"Hi,\n\n{text}")
    assert str(outcome.events[0].due_on) == due_on
