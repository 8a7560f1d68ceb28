"""Whether two names mean the same plan, and whether a charge is for another rhythm."""

from parsers.merchants import fold
from watchdog.catalog import Catalog
from watchdog.timeline.subscriptions import Subscription

_RHYTHM = {"monthly", "annual", "annually", "yearly", "month", "year", "1"}
_FILLER = {"subscription", "membership", "plan", "renewal", "the"}


def same_offer(one: Subscription, other: Subscription, catalog: Catalog) -> bool:
    """Whether two subscriptions of one merchant can be the same thing bought twice.

    A plan that is not known may be any; monthly or yearly makes no other thing of it. Of a known
    service only what the catalogue tells apart is different.
    """
    if one.plan is None or other.plan is None:
        return True
    if one.merchant in catalog.services:
        families = {catalog.family(one.merchant, plan) for plan in (one.plan, other.plan)}
        return None in families or len(families) == 1
    return same_plan(one.plan, other.plan, one.name)


def same_plan(one: str | None, other: str | None, name: str) -> bool:
    """Whether two names can be one plan of the service called `name`."""
    if one is None or other is None:
        return True
    mine, theirs = _words(one, name), _words(other, name)
    return mine <= theirs or theirs <= mine


def is_another_plan(one: str, other: str, name: str) -> bool:
    """Whether two names of plans have no word in common but that of the service called `name`."""
    mine, theirs = _words(one, name), _words(other, name)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _words(plan: str, name: str) -> set[str]:
    return set(fold(plan).split()) - _RHYTHM - _FILLER - set(fold(name).split())
