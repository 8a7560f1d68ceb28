"""What presses the reader of a bill, or leaves time to ask what it is about: who is after money
seldom does. What comes of it if nobody pays, and a way out at once for whoever ordered nothing.
"""

from collections.abc import Iterable

from parsers.events import BillingEvent
from parsers.fakes.claims import hastens
from parsers.message import Message
from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000  # characters of a mail that are looked through
_LONG = 10  # days
_SOON = 5
# What comes of it if nobody pays.
_THREAT = Words(
    _WORDED.pattern("threat"),
    most=_NEAR,
)
# "Within 24 hours", in whatever language.
_HOURS = Words(
    r"\b\d{1,2} ?(?:hours|hrs|stunden|heures|horas|hores|ore|uur|godzin\w*|timmar|timer|tunnin"
    r"|hodin\w*|órán|saat|sata|valand\w*|stundu|tunni|giờ|jam)\b"
    r"|\b\d{1,2} ?(?:час|годин|ώρ|時間|시간|小时|小時|ساعة|שעות|ชั่วโมง|घंटे)",
    most=_NEAR,
)
# What to do for whom has ordered nothing.
_DENIED = Words(
    _WORDED.pattern("denied"),
    most=_NEAR,
)
# A first letter of a stranger's that says it is not the first.
_DUNNING = Words(
    _WORDED.pattern("dunning"),
    most=_NEAR,
)
# A debt, and what a court does for it: whoever is owed something says by which bill. Not what any
# bill has at its foot: what is owed in all, what who pays late is charged.
_DEBT = Words(
    _WORDED.pattern("debt"),
    most=_NEAR,
)
# A debt as well where it is said what comes of it.
_UNPAID = Words(
    r"\b(?:unpaid|insolut\w+|nieopłacon\w+|obetald\w*|ubetalt\w*|du skylder|maksamaton\w*"
    r"|nezaplacen\w+|neachitat\w*|neplătit\w*|ödenmemiş)\b|ανεξόφλητ|неоплачен|несплачен|未納|滞納"
    r"|미납|체납",
    most=_NEAR,
)


def tells_what_comes(text: str) -> bool:
    """Whether it says what comes of it if nobody pays."""
    return bool(_THREAT.search(text))


def is_denied(text: str) -> bool:
    """Whether it says what to do for whom has ordered nothing."""
    return bool(_DENIED.search(text))


def reminds(text: str) -> bool:
    """Whether it says that it is not the first, or that a payment is late."""
    return bool(_DUNNING.search(text))


def claims_a_debt(text: str) -> bool:
    """Whether it says that its reader is in debt, or what a court does then."""
    if _DEBT.search(text):
        return True
    return tells_what_comes(text) and bool(_UNPAID.search(text))


def is_unhurried(text: str) -> bool:
    """Whether nothing in it presses its reader: no haste, no threat, nothing that is late."""
    return not (hastens(text) or reminds(text) or tells_what_comes(text))


def is_far_off(message: Message, events: Iterable[BillingEvent]) -> bool:
    """Whether a day is named by which to pay, and none of them is near."""
    left = _days_left(message, events)
    return left is not None and left >= _LONG


def is_threatened(text: str) -> bool:
    """Whether hours are left, and it says what comes behind them."""
    return bool(_HOURS.search(text)) and tells_what_comes(text)


def is_near(message: Message, events: Iterable[BillingEvent]) -> bool:
    """Whether it is to be paid within days: who bills for an order leaves more."""
    left = _days_left(message, events)
    return left is not None and 0 <= left <= _SOON


def _days_left(message: Message, events: Iterable[BillingEvent]) -> int | None:
    """How many days after it was sent the first one is by which to pay."""
    due = [one.due_on for one in events if one.due_on is not None]
    if not due or message.sent_at is None:
        return None
    return (min(due) - message.sent_at.date()).days
