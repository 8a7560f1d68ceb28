"""Which plan a receipt means: its words without the rhythm, and the rhythm."""

from collections.abc import Iterable

from parsers.merchants import fold
from watchdog.catalog.model import Plan, Service

_MONTH = {"monthly", "month", "mensual", "mensuel", "mensuelle", "monatlich", "mensile"}
_YEAR = {"annual", "annually", "yearly", "year", "anual", "annuel", "annuelle", "jahrlich"}
# How it is paid is no part of a plan's name: "annual plan, billed monthly", "paid upfront".
_PAID = {"billed", "paid", "prepaid", "payable", "invoiced", "upfront", "instalments"}
_FILLER = {
    "subscription",
    "membership",
    "plan",
    "free",
    "trial",
    "renewal",
    "per",
    "a",
    "1",
    *_PAID,
}
_SAME = {"P30D": "P1M", "P31D": "P1M", "P12M": "P1Y", "P365D": "P1Y"}


def find_plan(service: Service, text: str | None, cadence: str | None) -> Plan | None:
    """The one plan that fits the text and the cadence; None when none or several do.

    A plan for a year that is billed by the month is not told by its cadence alone.
    """
    said, billed = _cadence_of(text or ""), _SAME.get(cadence or "", cadence)
    wanted = said or billed
    named = [plan for plan in service.plans if text and _is_named(plan, text)]
    fitting = [p for p in named if wanted is None or p.cadence is None or p.cadence == wanted]
    if not named and wanted is not None and billed in (None, wanted):
        fitting = [p for p in service.plans if not p.names and p.cadence == wanted]
    return fitting[0] if len(fitting) == 1 else None


def may_be(service: Service, plans: Iterable[str], cadence: str) -> bool:
    """Whether what bills in that rhythm can be one of these plans.

    A plan that has a name may be billed in parts; one without is told by its rhythm alone.
    """
    billed = _SAME.get(cadence, cadence)
    wanted = [plan for plan in service.plans if plan.id in set(plans)]
    return any(plan.names or plan.cadence in (None, billed) for plan in wanted)


def find_family(service: Service, text: str) -> str | None:
    """What makes two mails about one subscription: the plan's family, or the name of its own."""
    named = [plan for plan in service.plans if _is_named(plan, text)]
    families = {plan.family for plan in named}
    if len(families) == 1 and None not in families:
        return families.pop()
    if len(families) > 1 or not (named or service.several_plans):
        return None
    return _own_name(service, text, named)


def _own_name(service: Service, text: str, named: Iterable[Plan]) -> str | None:
    rest = _bare(text)
    for pattern in (fold(name.strip("*")) for plan in named for name in plan.names):
        rest = rest.removesuffix(pattern).removeprefix(pattern).strip()
    known = {fold(name) for name in (service.name, *service.aliases)}
    return None if rest in known or not rest else rest


def _is_named(plan: Plan, text: str) -> bool:
    bare = _bare(text)
    return any(_fits(name, bare) for name in plan.names)


def _fits(name: str, bare: str) -> bool:
    words = fold(name.strip("*"))
    if name.startswith("*"):
        return bare.endswith(f" {words}")
    return bare.startswith(f"{words} ") if name.endswith("*") else bare == words


def _bare(text: str) -> str:
    return " ".join(word for word in fold(text).split() if word not in _MONTH | _YEAR | _FILLER)


def _cadence_of(text: str) -> str | None:
    words = set(fold(text).split())
    found = [name for name, signs in (("P1M", _MONTH), ("P1Y", _YEAR)) if words & signs]
    return found[0] if len(found) == 1 else None
