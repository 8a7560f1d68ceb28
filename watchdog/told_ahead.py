"""The days to come that a person can say of a mail: when a trial ends, a payment comes, a bill is
due.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

import msgspec

from parsers.events import BillingEvent, EventKind
from watchdog.language import marked, said_day, say

_TRIALS = (EventKind.TRIAL_ENDING, EventKind.TRIAL_STARTED)


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an event, and the kinds that have one: what is said of another becomes the first.

    `asked` is a question of it, `told` what is told of it, in English.
    """

    field: str
    kinds: tuple[EventKind, ...]
    asked: str
    told: str


AHEAD: Mapping[str, Ahead] = MappingProxyType(
    {
        one.field: one
        for one in (
            Ahead(
                field="trial_ends_on",
                kinds=_TRIALS,
                asked=marked("When does the trial end (YYYY-MM-DD; - if the mail does not say)"),
                told=marked("the trial ends on {day}"),
            ),
            Ahead(
                field="renews_on",
                kinds=(
                    EventKind.RENEWAL_NOTICE,
                    EventKind.CHARGE,
                    EventKind.SUBSCRIPTION_STARTED,
                ),
                asked=marked(
                    "When does the next payment come (YYYY-MM-DD; - if the mail does not say)"
                ),
                told=marked("the next payment comes on {day}"),
            ),
            Ahead(
                field="due_on",
                kinds=(EventKind.INVOICE_DUE, EventKind.PAYMENT_FAILED),
                asked=marked("By when has it to be paid (YYYY-MM-DD; - if the mail does not say)"),
                told=marked("to be paid by {day}"),
            ),
        )
    }
)
Days = dict[str, date | None]


def of_kind(kind: EventKind) -> Iterator[Ahead]:
    """What can be asked of an event of a kind."""
    return (one for one in AHEAD.values() if kind in one.kinds)


def kind_of(days: Mapping[str, date | None], read: EventKind | None) -> EventKind | None:
    """The kind of an event of which somebody says such days: the one that was read, where it has
    them; None where no day was said.
    """
    said = [AHEAD[field] for field, day in days.items() if day is not None]
    if not said or any(read in one.kinds for one in said):
        return read
    return said[0].kinds[0]


def told_days(event: BillingEvent) -> list[str]:
    """The days to come of an event that a person may say, in words."""
    if event.kind is EventKind.RENEWAL_NOTICE and event.collected is False and event.renews_on:
        return [say("it ends on {day} unless you renew it", day=said_day(event.renews_on))]
    days = ((one, getattr(event, one.field)) for one in AHEAD.values())
    return [say(one.told, day=said_day(day)) for one, day in days if day is not None]
