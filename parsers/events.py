"""The vocabulary: everything a billing mail can say, and nothing that is concluded from it."""

from datetime import date
from enum import StrEnum

import msgspec

from parsers.money import Money


class EventKind(StrEnum):
    """What one mail states. Conclusions (a conversion, an increase) are no kinds."""

    CHARGE = "charge"
    REFUND = "refund"
    REFUND_PROMISED = "refund_promised"
    PAYMENT_FAILED = "payment_failed"
    INVOICE_DUE = "invoice_due"
    TRIAL_STARTED = "trial_started"
    TRIAL_ENDING = "trial_ending"
    SUBSCRIPTION_STARTED = "subscription_started"
    RENEWAL_NOTICE = "renewal_notice"
    PRICE_CHANGE = "price_change"
    PLAN_CHANGED = "plan_changed"
    PAUSED = "paused"
    RESUMED = "resumed"
    CANCELED = "canceled"
    CANCELLATION_PENDING = "cancellation_pending"
    EXPIRED = "expired"


class Period(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The first and the last day a charge pays for, both included."""

    starts_on: date
    ends_on: date


class BillingEvent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One statement of one mail. What the mail does not say is None.

    `merchant` is a slug, `channel` the place of purchase (design section 4), `cadence` an ISO 8601
    period, `on` the day the event took effect, `reference` the order, receipt or transaction
    number, `access_until` the day until which what ended may be used, or of a charge the one until
    which it pays ("it now runs until 3 May"), `due_on` the day by which an invoice has to be paid
    or on which its money is taken, or a failed payment is tried again or has to be settled, or by
    which the last bill of what ended comes,
    `later_amount` what it costs from `later_on` on, once a low price is over, `cancel_by` the last
    day to stop what renews or ends, where the mail names one well before that, or to do what a
    cancellation still wants, `tax` how much of
    `amount` is tax, `collected` whether the money of an invoice is taken from an account or a card
    by itself (False: its reader has to pay it; of a trial: what follows has to be chosen, or is
    free; of a renewal: it ends on `renews_on` unless its reader renews it), `account` whose
    account, workspace or licence is billed, `entity` the company that bills as the mail names it
    ("Anthropic, PBC"), `last_four` the end of the card's number, `paid_with` the way of payment as
    the mail calls it ("PayPal", "SEPA-Lastschrift"), `by_reader` whether what runs again does so
    by its reader's own doing ("thanks for restarting"; of a cancellation that is pending: he asked
    for it in a mail of his own), `confidence` a probability, `evidence` the
    words it was read from.
    """

    kind: EventKind
    merchant: str
    merchant_name: str
    plan: str | None = None
    channel: str | None = None
    processor: str | None = None
    amount: Money | None = None
    recurring: bool | None = None
    cadence: str | None = None
    on: date | None = None
    period: Period | None = None
    renews_on: date | None = None
    due_on: date | None = None
    collected: bool | None = None
    trial_ends_on: date | None = None
    access_until: date | None = None
    resumes_on: date | None = None
    by_reader: bool | None = None
    effective_on: date | None = None
    old_amount: Money | None = None
    later_amount: Money | None = None
    later_on: date | None = None
    cancel_by: date | None = None
    tax: Money | None = None
    account: str | None = None
    reference: str | None = None
    entity: str | None = None
    last_four: str | None = None
    paid_with: str | None = None
    confidence: float = 0.9
    evidence: tuple[str, ...] = ()


# The days that an event may name besides the one on which it took effect; in its order.
DAYS_AHEAD = (
    "renews_on",
    "due_on",
    "trial_ends_on",
    "access_until",
    "resumes_on",
    "effective_on",
    "later_on",
)
