"""The catalogue's structs: services, channels and law, as the TOML files hold them."""

from datetime import date
from enum import StrEnum

import msgspec

from watchdog.catalog.sources import Commitment, Downgrade, Entry, Sourced, Trap


class PosedAs(Entry, frozen=True, kw_only=True):
    """Names that fakes pose under: `distinct` ones, which nobody else bears, and `also` others;
    `abroad` are distinct ones by service or channel, as other languages spell them.
    """

    distinct: tuple[str, ...] = ()
    also: dict[str, str] = msgspec.field(default_factory=dict)
    abroad: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Plan(Entry, frozen=True, kw_only=True):
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


class Trial(Sourced, frozen=True, kw_only=True):
    """Free trials: the lengths that are known, and how many days before the end to cancel."""

    days: tuple[int, ...] = ()
    lead_days: int = 0
    note: str = ""


class Route(Sourced, frozen=True, kw_only=True):
    """How a service is stopped in one channel; `notes` say what does not stop it and why.

    Steps without `verified_on` and `source` are not allowed (tests/test_catalog.py).
    """

    steps: tuple[str, ...] = ()
    trial_steps: tuple[str, ...] = ()
    url: str | None = None
    notes: tuple[str, ...] = ()


class Pause(Sourced, frozen=True, kw_only=True):
    """A pause the user can choose: its lengths in months, for which plans, and what is unsure."""

    months: tuple[int, ...] = ()
    plans: tuple[str, ...] = ()
    channels: tuple[str, ...] = ("direct", "paypal")
    how: str
    note: str = ""


class Note(Entry, frozen=True, kw_only=True):
    """What only the user knows and refunds hang on; `says` in words, to stand after "that"."""

    id: str
    says: str


class Payment(StrEnum):
    """Which payment it is: the first of all, the first after a free trial, or a later one."""

    FIRST = "first"
    AFTER_TRIAL = "after_trial"
    RENEWAL = "renewal"


class RefundRule(Sourced, frozen=True, kw_only=True):
    """When money comes back: `window_days` after the payment; 0 is never, None no fixed window.

    `plans` empty means every plan, `payment` None every payment, `countries` empty everywhere;
    `where` are the countries in words. `conditions` must all hold, and no mail tells whether they
    do; `after` is what can still be tried when the window is over. `to_the_hour`: the window ends
    at the hour of the payment. `working_days`: Saturdays and Sundays do not count. `refused_by`
    are notes of the service: one that is dated on the day of the payment or later ends the refund.
    """

    channel: str
    window_days: int | None = None
    to_the_hour: bool = False
    working_days: bool = False
    plans: tuple[str, ...] = ()
    payment: Payment | None = None
    countries: tuple[str, ...] = ()
    where: str = ""
    conditions: tuple[str, ...] = ()
    refused_by: tuple[str, ...] = ()
    route: str | None = None
    after: str | None = None
    url: str | None = None


class Billing(Sourced, frozen=True, kw_only=True):
    """When a charge comes at an odd time and is right all the same.

    `arrears`: billed after the period it is for; `early_days`: charged so many days before a
    period begins; `notice_days`: billed on after a cancellation; `autocancel_lag_days`: how long
    the service's own automatic cancellation may take.
    """

    arrears: bool = False
    early_days: int = 0
    notice_days: int = 0
    autocancel_lag_days: int = 0


class Service(Entry, frozen=True, kw_only=True):
    """A service people subscribe to.

    `aliases` are names on receipts, `domains` the registrable domains that may speak for it,
    `brands` names that others must not use as the sender. `lead_days`: how early a renewal has
    to be cancelled. `several_plans`: one person can hold several subscriptions at once.
    `sold_at`: the places where it is known to be sold; empty where nobody has checked.
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
    sold_at: tuple[str, ...] = ()
    channels: dict[str, Route] = msgspec.field(default_factory=dict)
    pause: Pause | None = None
    notes: tuple[Note, ...] = ()
    downgrade: Downgrade | None = None
    commitments: tuple[Commitment, ...] = ()
    refunds: tuple[RefundRule, ...] = ()
    traps: tuple[Trap, ...] = ()


class ChannelKind(StrEnum):
    """Who takes the money: the service, a store, a payer's authority, a seller in its place."""

    DIRECT = "direct"
    STORE = "store"
    PAYMENT_AUTHORITY = "payment_authority"
    MERCHANT_OF_RECORD = "merchant_of_record"


class Channel(Sourced, frozen=True, kw_only=True):
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
    traps: tuple[Trap, ...] = ()


class Law(Sourced, frozen=True, kw_only=True):
    """A rule of law or of a card scheme, in our words; no legal advice.

    `countries` are where it holds (codes of countries and their parts, or groups of them) and
    `about` the kinds of findings that it is shown with; without either nobody is told by himself.
    `days` is its time limit, which runs from the payment where `from_payment` says so.
    """

    id: str
    jurisdiction: str
    rule: str
    countries: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    days: int | None = None
    from_payment: bool = False
    since: date | None = None


class Debits(Entry, frozen=True, kw_only=True):
    """What mails call a direct debit, in folded words."""

    names: tuple[str, ...] = ()


class LawBook(Entry, frozen=True, kw_only=True):
    """All of law.toml; `groups` are countries that rules name together."""

    groups: dict[str, tuple[str, ...]]
    debits: Debits = Debits()
    law: tuple[Law, ...]


class Advice(Entry, frozen=True, kw_only=True):
    """What to say around the steps of a fix, by kind of finding.

    `before` steps come first and `after` steps last, `dispute` at the very end. `asks_refund`:
    how to ask for the money is a step, too. `stops`: the steps that end the subscription belong
    to it. `owed` is said where the ordinary rules refund nothing although the charge was wrong.
    `letter`: the refund letter for that kind of finding (letters/*.toml) belongs to it.
    `own_title`: there is more to do than to stop it, also where its place is not known.
    The texts may speak of `{service}` and `{place}`, and of it within a sentence: `{at_place}`,
    `{by_place}`, `{at_other}`; `dispute` also of `{dispute_until}`, `find_out` of `{lines}`,
    `fake_invoice` of `{site}`.
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
    own_title: bool = False
