"""A second look at mail that its sender's own reader does not make out: what any mail would state.

A reader knows its sender's layouts, languages and subjects as they were. Where it states nothing,
doubts or leaves open what its kind of event needs, the mail is read as anybody's. Of what that is
sure of, the reader is asked once more as if its words were known: so it says whose bill it is, and
what it never states stays silent: posts, parcels, invoices of others.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers import generic
from parsers.declare import Read, UnreadableEmailError
from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.generic.contained import CARRIER
from parsers.kit import shorten
from parsers.language.wording import Claim, straight, telling
from parsers.merchants import fold
from parsers.page import Page

_SURE, _ACCEPTED = 0.9, 0.7
_MONEY = (EventKind.CHARGE, EventKind.REFUND, EventKind.INVOICE_DUE)
# The day that a mail of this kind is sent to tell; an amount may be that of its small print.
_TOLD = {
    EventKind.TRIAL_STARTED: "trial_ends_on",
    EventKind.TRIAL_ENDING: "trial_ends_on",
    EventKind.CANCELED: "access_until",
    EventKind.EXPIRED: "access_until",
    EventKind.RENEWAL_NOTICE: "renews_on",
}
# What the second reading may add to an event of its own.
_OPEN = (
    "plan",
    "amount",
    "recurring",
    "cadence",
    "period",
    "renews_on",
    "due_on",
    "trial_ends_on",
    "access_until",
    "resumes_on",
    "effective_on",
    "old_amount",
    "reference",
)


def looked_over(page: Page, events: tuple[BillingEvent, ...], read: Read) -> Iterable[BillingEvent]:
    """What a reader states of a mail, with what a second look adds; nothing of what goes to many
    that it did not state itself.
    """
    is_whole = bool(events) and not any(map(_is_open, events))
    if is_whole or (not events and page.message.goes_to_many):
        return events
    told = {one.kind: one for one in generic.read(page) if _is_certain(one)}
    if not told:
        return events
    if events:
        return [_completed(page, one, told.get(one.kind)) for one in events]
    again = telling(page, [_claim(page, one) for one in told.values()])
    return [_filled(one, told[one.kind]) for one in _said(again, read) if one.kind in told]


def _is_open(event: BillingEvent) -> bool:
    field = _TOLD.get(event.kind)
    return event.confidence < _ACCEPTED or (field is not None and getattr(event, field) is None)


def _is_certain(event: BillingEvent) -> bool:
    """Whether nothing is left open: what was given away for nothing is no payment."""
    has_amount = event.amount is not None and event.amount.amount > 0
    return event.confidence >= _SURE and (has_amount or event.kind not in _MONEY)


def _claim(page: Page, event: BillingEvent) -> Claim:
    """The event as its own sentence claims it."""
    quoted = event.evidence[0] if event.evidence else page.subject
    said = (straight(one) for one in page.sentences)
    sentence = next((one for one in said if shorten(one) == quoted), quoted)
    return Claim(kind=event.kind, sentence=sentence, in_subject=True, money=event.amount)


def _said(page: Page, read: Read) -> Iterable[BillingEvent]:
    try:
        return list(read(page))
    except UnreadableEmailError:
        return ()


def _completed(page: Page, event: BillingEvent, told: BillingEvent | None) -> BillingEvent:
    """The event with what it left open, and believed where only its words were not known."""
    if told is None or told.amount not in (None, event.amount or told.amount):
        return event
    field = _TOLD.get(event.kind)
    if field is not None and getattr(event, field) is None:
        event = replace(event, **{field: getattr(told, field)})
    is_believed = event.confidence >= _ACCEPTED or _is_nobodys(page, event)
    return event if is_believed else replace(event, confidence=told.confidence)


def _is_nobodys(page: Page, event: BillingEvent) -> bool:
    """Whether the mail names nobody but who sent it."""
    place = fold(organisation(page.message.from_domain).partition(".")[0]).replace(" ", "")
    return fold(event.merchant_name).replace(" ", "") in place


def _filled(event: BillingEvent, told: BillingEvent) -> BillingEvent:
    known = {name: getattr(event, name) for name in _OPEN}
    lacking = {name: getattr(told, name) for name, value in known.items() if value is None}
    if told.channel == CARRIER:  # who sells it here is not its maker
        lacking["channel"] = CARRIER
    return replace(event, **lacking, confidence=min(event.confidence, told.confidence))
