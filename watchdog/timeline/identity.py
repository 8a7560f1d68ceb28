"""Which facts belong to one subscription: mailbox, merchant, place of purchase, plan family."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from parsers.events import EventKind
from parsers.merchants import fold
from watchdog.catalog import Catalog
from watchdog.timeline.charges import Payment, payments
from watchdog.timeline.facts import Fact, Statement, StatementKind

# PayPal and card processors move the money of a contract made with the merchant itself, so a
# cancellation there and a charge through them are one story; a store is a place of its own.
_WEB = {None, "direct", "paypal", "stripe"}
_OPEN_DAYS = 45
# The words that belong to certain subscriptions; a pause is told as a fact (pauses.py).
_FILED = {
    StatementKind.CANCELED,
    StatementKind.CONFIRMED,
    StatementKind.MERGED,
    StatementKind.NOT_A_SUBSCRIPTION,
    StatementKind.NOTED,
}
# What is said of a merchant holds wherever it was bought, unless a place is named.
_EVERYWHERE = _FILED - {StatementKind.CANCELED, StatementKind.MERGED}


class Strand(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one subscription, before it is judged."""

    mailbox: str
    merchant: str
    place: str
    family: str | None
    facts: tuple[Fact, ...]
    payments: tuple[Payment, ...]
    statements: tuple[Statement, ...]


class _Place(msgspec.Struct, frozen=True, kw_only=True):
    mailbox: str
    merchant: str
    place: str


def place_of(channel: str | None) -> str:
    """Where a contract lives: a store, or the merchant itself (however it was paid)."""
    return "direct" if channel in _WEB else str(channel)


def strands(
    facts: Iterable[Fact], statements: Iterable[Statement], catalog: Catalog
) -> list[Strand]:
    """The facts sorted into subscriptions; the result does not depend on their order."""
    paid = payments(facts := list(facts))
    places: dict[_Place, list[Fact]] = defaultdict(list)
    bills: dict[_Place, list[Payment]] = defaultdict(list)
    for payment in paid:
        bills[_place(payment.leading)].append(payment)
        places[_place(payment.leading)].extend(payment.reports)
    for fact in facts:
        if fact.event.kind is not EventKind.CHARGE:
            places[_place(fact)].append(fact)
    said = _file_statements(statements, places)
    found: list[Strand] = []
    for where in sorted(set(places) | set(said), key=_place_key):
        found += _families(where, places[where], bills[where], said[where], catalog)
    return found


def _place(fact: Fact) -> _Place:
    event = fact.event
    return _Place(
        mailbox=fact.source.mailbox, merchant=event.merchant, place=place_of(event.channel)
    )


def _place_key(where: _Place) -> tuple[str, str, str]:
    return (where.mailbox, where.merchant, where.place)


def _file_statements(
    statements: Iterable[Statement], places: Iterable[_Place]
) -> dict[_Place, list[Statement]]:
    """A user's word belongs to every mailbox that knows the merchant."""
    known = list(places)
    said: dict[_Place, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.kind not in _FILED or statement.merchant is None:
            continue
        mine = [one for one in known if one.merchant == statement.merchant]
        for mailbox in {one.mailbox for one in mine} or {""}:
            shops = {one.place for one in mine if one.mailbox == mailbox}
            for place in _said_places(statement, shops):
                where = _Place(mailbox=mailbox, merchant=statement.merchant, place=place)
                said[where].append(statement)
    return said


def _said_places(statement: Statement, places: Collection[str]) -> Collection[str]:
    """Where it was cancelled; without a word about that, the only place there is."""
    everywhere = statement.kind in _EVERYWHERE
    if statement.channel is None and places and (everywhere or len(places) == 1):
        return places
    return (place_of(statement.channel),)


def _families(
    where: _Place,
    facts: Sequence[Fact],
    bills: Sequence[Payment],
    said: Sequence[Statement],
    catalog: Catalog,
) -> list[Strand]:
    named: dict[str, list[Fact]] = defaultdict(list)
    homeless: list[Fact] = []
    apart = _side_by_side(where, bills, catalog)
    plans = {plan for fact in facts if (plan := fact.event.plan)} if apart else ()
    families = {plan: _family_of(where.merchant, plan, catalog) for plan in plans}
    for fact in facts:
        family = families.get(fact.event.plan or "")
        (homeless if family is None else named[family]).append(fact)
    names = set(named)
    members: dict[str | None, list[Fact]] = {name: list(own) for name, own in named.items()}
    if not named and homeless:
        members[None] = homeless
    for fact in homeless if named else ():
        members.setdefault(_adopt(fact, named), []).append(fact)
    if said and not members:
        members[None] = []
    return [
        _strand(where, family, own, bills, _said_of(family, names, said, catalog))
        for family, own in sorted(members.items(), key=lambda item: str(item[0]))
    ]


def _said_of(
    family: str | None, names: Collection[str], said: Iterable[Statement], catalog: Catalog
) -> list[Statement]:
    """The words about one plan among several; without a plan they are about every one of them."""
    if not names:
        return list(said)
    return [one for one in said if _is_about(one, family, names, catalog)]


def _is_about(
    word: Statement, family: str | None, names: Collection[str], catalog: Catalog
) -> bool:
    if word.plan:
        return _family_of(str(word.merchant), word.plan, catalog) == family
    return family in names or word.kind is StatementKind.NOT_A_SUBSCRIPTION


def _side_by_side(where: _Place, bills: Sequence[Payment], catalog: Catalog) -> bool:
    """Two plans at once, not one after the other (that is a change of plan)."""
    service = catalog.services.get(where.merchant)
    if service is not None and service.several_plans:
        return True
    order = [bill.leading.event.plan for bill in bills if bill.leading.event.plan]
    runs = [plan for place, plan in enumerate(order) if place == 0 or order[place - 1] != plan]
    return len(runs) > len(set(runs)) > 1


def plan_family(fact: Fact, catalog: Catalog) -> str | None:
    """What makes the plan of a fact one of its own; None when it names none."""
    plan = fact.event.plan
    return _family_of(fact.event.merchant, plan, catalog) if plan else None


def _family_of(merchant: str, plan: str, catalog: Catalog) -> str | None:
    return catalog.family(merchant, plan) if merchant in catalog.services else fold(plan)


def _adopt(fact: Fact, named: Mapping[str, Sequence[Fact]]) -> str | None:
    """The one plan that a mail without a plan can be about, else nobody's (None)."""
    if len(named) == 1:
        return next(iter(named))
    reference = fact.event.reference
    same = [f for f, own in named.items() if reference and _has_reference(own, reference)]
    if len(same) == 1:
        return same[0]
    alive = [family for family, own in named.items() if _open_on(own, fact.on)]
    return alive[0] if len(alive) == 1 else None


def _has_reference(own: Iterable[Fact], reference: str) -> bool:
    return any(fact.event.reference == reference for fact in own)


def _open_on(own: Iterable[Fact], day: date) -> bool:
    recent = [f for f in own if day - timedelta(days=_OPEN_DAYS) <= f.on <= day]
    ended = [f for f in own if f.event.kind is EventKind.CANCELED and f.on < day]
    return bool(recent) and not ended


def _strand(
    where: _Place,
    family: str | None,
    own: Sequence[Fact],
    bills: Sequence[Payment],
    said: Iterable[Statement],
) -> Strand:
    mine = {id(fact) for fact in own}
    return Strand(
        mailbox=where.mailbox,
        merchant=where.merchant,
        place=where.place,
        family=family,
        facts=tuple(sorted(own, key=_fact_order)),
        payments=tuple(bill for bill in bills if id(bill.leading) in mine),
        statements=tuple(said),
    )


def identifier(strand: Strand) -> str:
    """The id of a subscription: its merchant, place, plan family and mailbox."""
    parts = (strand.merchant, strand.place, strand.family, strand.mailbox)
    return ":".join(part.replace(" ", "-") for part in parts if part)


def _fact_order(fact: Fact) -> tuple[date, datetime, str, str]:
    source = fact.source
    return (fact.on, source.sent_at, fact.event.kind, source.fingerprint)
