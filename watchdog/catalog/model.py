"""The catalogue's structs: services, channels and law, as the TOML files hold them."""

from datetime import date
from enum import StrEnum

import msgspec


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every struct of the catalogue is: frozen, and strict about its keys."""


class Plan(_Entry, frozen=True, kw_only=True):
    """A plan of a service.

    `names` are the words of receipts without their rhythm ("Coursera Plus"), with `*` before or
    after for "anything"; a plan without names is known by its `cadence` alone. Plans of one
    `family` are one subscription for a person; without a family each name is one of its own.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    cadence: str | None = None
    family: str | None = None


class Trial(_Entry, frozen=True, kw_only=True):
    """Free trials: the lengths that are known, and how many days before the end to cancel."""

    days: tuple[int, ...] = ()
    lead_days: int = 0


class Route(_Entry, frozen=True, kw_only=True):
    """How a service is stopped in one channel; `notes` say what does not stop it and why.

    Steps without `verified_on` and `source` are not allowed (tests/test_catalog.py).
    """

    steps: tuple[str, ...] = ()
    trial_steps: tuple[str, ...] = ()
    url: str | None = None
    notes: tuple[str, ...] = ()
    verified_on: date | None = None
    source: str | None = None


class Pause(_Entry, frozen=True, kw_only=True):
    """A pause the user can choose: its lengths in months, for which plans, and what is unsure."""

    months: tuple[int, ...] = ()
    plans: tuple[str, ...] = ()
    how: str
    note: str = ""
    verified_on: date
    source: str


class Note(_Entry, frozen=True, kw_only=True):
    """What only the user knows and refunds hang on; `says` in words, to stand after "that"."""

    id: str
    says: str


class RefundRule(_Entry, frozen=True, kw_only=True):
    """When money comes back: `window_days` after the payment; 0 is never, None no fixed window.

    `plans` empty means every plan. `conditions` must all hold, and no mail tells whether they do;
    `after` is what can still be tried when the window is over. `refused_by` are notes of the
    service: one that is dated on the day of the payment or later ends the refund.
    """

    channel: str
    window_days: int | None = None
    plans: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    refused_by: tuple[str, ...] = ()
    route: str | None = None
    after: str | None = None
    url: str | None = None
    verified_on: date
    source: str


class Billing(_Entry, frozen=True, kw_only=True):
    """When a charge comes at an odd time and is right all the same.

    `arrears`: billed after the period it is for; `early_days`: charged so many days before a
    period begins; `notice_days`: billed on after a cancellation; `autocancel_lag_days`: how long
    the service's own automatic cancellation may take.
    """

    arrears: bool = False
    early_days: int = 0
    notice_days: int = 0
    autocancel_lag_days: int = 0


class Service(_Entry, frozen=True, kw_only=True):
    """A service people subscribe to.

    `aliases` are names on receipts, `domains` the registrable domains that may speak for it,
    `brands` names that others must not use as the sender. `lead_days`: how early a renewal has
    to be cancelled. `several_plans`: one person can hold several subscriptions at once.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    lead_days: int = 0
    several_plans: bool = False
    plans: tuple[Plan, ...] = ()
    trial: Trial = Trial()
    billing: Billing = Billing()
    channels: dict[str, Route] = {}
    pause: Pause | None = None
    notes: tuple[Note, ...] = ()
    refunds: tuple[RefundRule, ...] = ()
    traps: tuple[str, ...] = ()


class ChannelKind(StrEnum):
    """Who takes the money: the service, a store, a payer's authority, a seller in its place."""

    DIRECT = "direct"
    STORE = "store"
    PAYMENT_AUTHORITY = "payment_authority"
    MERCHANT_OF_RECORD = "merchant_of_record"


class Channel(_Entry, frozen=True, kw_only=True):
    """A place where subscriptions are bought and cancelled; `steps` speak of `{service}`.

    `statement_lines` are how its charges begin on bank statements, `place` its name after "at";
    `dispute` is said instead of sending people to their bank.
    """

    id: str
    name: str
    kind: ChannelKind
    place: str
    domains: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    statement_lines: tuple[str, ...] = ()
    lead_days: int = 0
    steps: tuple[str, ...] = ()
    url: str | None = None
    notes: tuple[str, ...] = ()
    does_not_cancel: tuple[str, ...] = ()
    pause: str | None = None
    dispute: str | None = None
    refund: RefundRule | None = None
    verified_on: date | None = None
    source: str | None = None


class Law(_Entry, frozen=True, kw_only=True):
    """A rule of law or of a card scheme, in our words; no legal advice. `days`: its time limit."""

    id: str
    jurisdiction: str
    rule: str
    days: int | None = None
    since: date | None = None
    verified_on: date
    source: str


class Advice(_Entry, frozen=True, kw_only=True):
    """What to say around the steps of a fix, by kind of finding.

    `before` steps come first and `after` steps last, `dispute` at the very end. `asks_refund`:
    how to ask for the money is a step, too. `stops`: the steps that end the subscription belong
    to it. `owed` is said where the ordinary rules refund nothing although the charge was wrong.
    `letter`: the refund letter for that kind of finding (letters/*.toml) belongs to it.
    The texts may speak of `{service}` and `{place}`; `dispute` also of `{dispute_until}`,
    `find_out` of `{lines}`, `fake_invoice` of `{site}`.
    """

    title: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    asks_refund: bool = False
    stops: bool = True
    offers_pause: bool = False
    dispute: str | None = None
    owed: str | None = None
    letter: bool = False
