"""Payments that were taken from an account by direct debit, as their mails call it."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from parsers.merchants import fold
from watchdog.catalog import Catalog
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Charge, Subscription


class Scheme(StrEnum):
    """By whose rules a bank gives a direct debit back."""

    SEPA = "sepa"
    UK = "uk"
    OTHER = "other"


_OF_CURRENCIES = {"EUR": Scheme.SEPA, "GBP": Scheme.UK}
_SEPA_LAW = "sepa_8_weeks"


def scheme_of(
    charge: Charge | None, subscription: Subscription | None, catalog: Catalog
) -> Scheme | None:
    """By whose rules a payment was debited; None where it was not, or where no mail says how it
    was paid: neither its own nor the others of its subscription.
    """
    if charge is None or subscription is None:
        return None
    for facts in (charge.evidence, tuple(reversed(subscription.facts))):
        is_debit = _tell(facts, catalog)
        if is_debit is not None:
            currency = charge.amount.currency if charge.amount else None
            return usual_scheme(currency) if is_debit else None
    return None


def usual_scheme(currency: str | None) -> Scheme:
    """By whose rules direct debits in a currency are given back."""
    return _OF_CURRENCIES.get(currency or "", Scheme.OTHER)


def is_way_known(charge: Charge | None) -> bool:
    """Whether a mail of the payment names the way of payment or the card."""
    told = charge.evidence if charge is not None else ()
    return any(one.event.paid_with or one.event.last_four for one in told)


def sepa_days(catalog: Catalog) -> int:
    """For how many days a bank gives a SEPA debit back without asking why."""
    return catalog.law[_SEPA_LAW].days or 0


def claimable_until(
    charge: Charge, subscription: Subscription, catalog: Catalog, today: date, *, usual: int
) -> date | None:
    """The last day to have the money of a payment back through the bank: `usual` days after it, as
    for cards; None where no rule names one that is still to come.
    """
    scheme = scheme_of(charge, subscription, catalog)
    if scheme is None:
        return charge.on + timedelta(days=usual)
    last = charge.on + timedelta(days=sepa_days(catalog))
    return last if scheme is Scheme.SEPA and last >= today else None


def _tell(facts: Iterable[Fact], catalog: Catalog) -> bool | None:
    """What the first mail that says how it was paid says; None where none does."""
    for fact in facts:
        if fact.event.paid_with:
            return _names_debit(fact.event.paid_with, catalog)
        if any(_names_debit(one, catalog) for one in (fact.source.subject, *fact.event.evidence)):
            return True
    return None


def _names_debit(text: str, catalog: Catalog) -> bool:
    folded = f" {fold(text)}"
    return any(f" {name}" in folded for name in catalog.debits.names)
