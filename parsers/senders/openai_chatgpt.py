"""OpenAI: plans of ChatGPT, and credit for its API, which is paid once."""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, found_money
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard
from parsers.statement import totals

_CHATGPT = Seller(name="ChatGPT", merchant="openai_chatgpt", takes_itself=True)


@parser(
    senders=("openai.com",),
    local=NOT_STRIPES,
    kinds="charge refund payment_failed subscription_started canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Plans and payments; the mail of a new plan is its receipt too."""
    events = overheard(page, _CHATGPT)
    paid = found_money(totals.total(page))
    started = [one for one in events if one.kind is EventKind.SUBSCRIPTION_STARTED]
    if len(events) == 1 and started and paid is not None and paid.amount > 0:
        events.append(replace(started[0], kind=EventKind.CHARGE, amount=paid, recurring=True))
    return events
