"""Orders whose rows add up are purchases, unless they say that nothing was paid."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from parsers.events import EventKind
from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "orders.toml"
_MAILS = tomllib.loads(_FILE.read_text(encoding="utf-8"))
_ROWS = {one["language"]: one["rows"] for one in reversed(_MAILS["order"])}


def _named(mail: dict[str, Any]) -> str:
    return f"{mail['language']}-{mail['subject']}"


def _text(mail: dict[str, Any], between: str) -> str:
    rows = mail.get("rows", _ROWS[mail["language"]])
    table = "\n".join(between.join(row) for row in rows)
    return f"{mail['opening']}\n{table}\n\nFernhill\n"


@pytest.mark.parametrize("between", [" | ", ": ", "   "])
@pytest.mark.parametrize("mail", _MAILS["order"], ids=_named)
def test_an_order_that_adds_up_is_a_purchase(mail: dict[str, Any], between: str) -> None:
    outcome = read_plain(mail["subject"], _text(mail, between))
    said = [(one.kind, one.recurring) for one in outcome.events]
    assert outcome.outcome is OutcomeKind.PARSED, (outcome.reason, said)
    assert [kind for kind, _ in said] == [EventKind.CHARGE]
    assert said[0][1] is not True


@pytest.mark.parametrize("between", [" | ", ": "])
@pytest.mark.parametrize("mail", _MAILS["other"], ids=_named)
def test_the_same_rows_bill_nobody_where_nothing_was_paid(
    mail: dict[str, Any], between: str
) -> None:
    outcome = read_plain(mail["subject"], _text(mail, between))
    assert outcome.outcome is not OutcomeKind.PARSED, outcome.events


@pytest.mark.parametrize(
    ("rows", "amount"),
    [
        ("Teekanne | CHF 26.70\nTasse | CHF 9.90\nTotal in CHF\n36.60", "36.60 CHF"),
        ("Teapot 93.00\nDelivery 9.99\nTotal in PLN (incl. VAT) 102.99", "102.99 PLN"),
    ],
)
def test_a_total_may_name_the_money_of_a_number_alone(rows: str, amount: str) -> None:
    outcome = read_plain("Order confirmation", f"Thanks for your order!\n\n{rows}\n\nFernhill\n")
    (event,) = outcome.events
    assert event.amount is not None
    assert f"{event.amount.amount} {event.amount.currency}" == amount
