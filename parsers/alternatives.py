"""Whether the two forms of one mail, text and HTML, name the same sums."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from parsers.document import MAX_SHOWN
from parsers.events import BillingEvent, EventKind
from parsers.message import Message
from parsers.page import Page
from parsers.statement import totals
from parsers.values.found_money import find_amounts

_CHECKED = frozenset({EventKind.CHARGE, EventKind.REFUND, EventKind.INVOICE_DUE})


def disagreement(
    message: Message, events: Iterable[BillingEvent], lay_out: Callable[[Message], Page]
) -> str | None:
    """How the total in the text part contradicts what the HTML says was paid; None if it does not.

    A text that names the sum anywhere agrees, and one without a total says nothing: many are
    stubs, or left as the designer of the mail found them.
    """
    paid = [one.amount for one in events if one.kind in _CHECKED and one.amount]
    if not paid or not message.html or not message.text.strip():
        return None
    stated = {one.amount for one in find_amounts(message.text[:MAX_SHOWN])}
    missing = [money for money in paid if money.amount not in stated]
    if not stated or not missing or sum(money.amount for money in paid) in stated:
        return None
    total = totals.total(lay_out(replace(message, html="", carried=())))
    if total is None:
        return None
    return f"its text part says {total.text}, its HTML {missing[0].amount} {missing[0].currency}"
