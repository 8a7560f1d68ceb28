"""Which facts belong to one subscription: mailbox, merchant, place of purchase, plan family."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.merchants import fold
from watchdog.catalog import Catalog
from watchdog.timeline.charges import Payment
from watchdog.timeline.facts import Fact, Statement, StatementKind
from watchdog.timeline.families import family_of, in_turn, plan_family
from watchdog.timeline.places import Boxes, Place, Story, place_of, stories

_OPEN_DAYS = 45
# The last day that is paid for, or the one after.
_SAME_END = timedelta(days=1)
# The words that belong to certain subscriptions; a pause is told as a fact (pauses.py).
_FILED = {
    StatementKind.CANCELED,
    StatementKind.CONFIRMED,
    StatementKind.MERGED,
    StatementKind.NOT_A_SUBSCRIPTION,
    StatementKind.NOTED,
    StatementKind.PAID,
}
# What is said of a merchant holds wherever it was bought, unless a place is named.
_EVERYWHERE = _FILED - {StatementKind.CANCELED, StatementKind.MERGED}


class Strand(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one subscription, before it is judged.

    `facts` are in the order of time; `told` are those of them that are no charges. `account` is
    whose it is, where several are billed side by side.
    """

    mailbox: str
    merchant: str
    place: str
    family: str | None
    account: str | None = None
    facts: tuple[Fact, ...]
    told: tuple[Fact, ...]
    payments: tuple[Payment, ...]
    statements: tuple[Statement, ...]


def strands(
    boxes: Boxes, statements: Iterable[Statement], catalog: Catalog, today: date | None = None
) -> Iterator[Strand]:
    """The facts sorted into subscriptions, one merchant after the other.

    Each merchant's come while its facts are at hand; which they are depends on no order. Only what
    can be true on `today` counts; None: that was seen to.
    """
    words: dict[str, list[Statement]] = defaultdict(list)
    for word in statements:
        if word.kind in _FILED and word.merchant is not None:
            words[word.merchant].append(word)
    for merchants, known in stories(boxes, today):
        said = _file_statements([w for name in merchants for w in words.pop(name, ())], known)
        yield from _of_places(known, said, catalog)
    for own in words.values():
        yield from _of_places({}, _file_statements(own, ()), catalog)


def _of_places(
    known: Mapping[Place, Story], said: Mapping[Place, Sequence[Statement]], catalog: Catalog
) -> Iterator[Strand]:
    for where in {**known, **said}:
        own, bills = known.get(where, ((), ()))
        yield from _families(where, own, bills, said.get(where, ()), catalog)


def _file_statements(
    statements: Iterable[Statement], places: Iterable[Place]
) -> dict[Place, list[Statement]]:
    """A user's word belongs to the mailboxes that it is about; of several, to the one that it names
    where a plan stands.
    """
    known = list(places)
    said: dict[Place, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.merchant is None:
            continue
        mine = [one for one in known if one.merchant == statement.merchant]
        boxes = {one.mailbox for one in mine} or {""}
        named = {one for one in boxes if len(boxes) > 1 and one and _names(statement, one)}
        word = replace(statement, plan=None) if named else statement
        for mailbox in named or meant(statement, boxes):
            shops = {one.place for one in mine if one.mailbox == mailbox}
            for place in _said_places(statement, shops):
                where = Place(mailbox=mailbox, merchant=statement.merchant, place=place)
                said[where].append(word)
    return said


def meant(statement: Statement, boxes: Collection[str]) -> Collection[str]:
    """The mailboxes of a merchant that a word is about. Where none of those of which it was said
    has any mail of the merchant left, it is about all there are: its mail lies elsewhere now.
    """
    return {one for one in boxes if one in statement.mailboxes} or boxes


def _names(statement: Statement, mailbox: str) -> bool:
    return statement.plan is not None and fold(statement.plan) == fold(mailbox)


def _said_places(statement: Statement, places: Collection[str]) -> Collection[str]:
    """Where it was cancelled; without a word about that, the only place there is."""
    everywhere = statement.kind in _EVERYWHERE
    if statement.channel is None and places and (everywhere or len(places) == 1):
        return places
    return (place_of(statement.channel),)


def _families(
    where: Place,
    facts: Sequence[Fact],
    bills: Sequence[Payment],
    said: Sequence[Statement],
    catalog: Catalog,
) -> list[Strand]:
    accounts = _by_account(facts, bills)
    if not accounts:
        return _plans(where, facts, bills, said, catalog)
    return [
        replace(strand, account=account)
        for account, own in _shared_out(facts, accounts)
        for strand in _plans(
            where, own, _paid_by(own, bills), _said_to(account, accounts, said), catalog
        )
    ]


def _said_to(
    account: str | None, names: Iterable[str], said: Iterable[Statement]
) -> list[Statement]:
    """The words about one account among several: who names one where a plan stands means it."""
    known = {fold(name) for name in names}
    of_plans = [one for one in said if not one.plan or fold(one.plan) not in known]
    own = [one for one in said if account and one.plan and fold(one.plan) == fold(account)]
    return sorted([*of_plans, *(replace(one, plan=None) for one in own)], key=attrgetter("id"))


def _by_account(facts: Sequence[Fact], bills: Sequence[Payment]) -> Mapping[str, Sequence[Fact]]:
    """The facts that name their account, by it, where several run side by side.

    One after the other they are one whose address changed; and who names two for one payment, or
    leaves one out, does not tell accounts apart by them.
    """
    order = [fact.event.account for fact in facts if fact.event.account]
    names = set(order)
    if len(names) < 2:
        return {}
    runs = sum(place == 0 or order[place - 1] != name for place, name in enumerate(order))
    paid = [{fact.event.account for fact in bill.reports} - {None} for bill in bills]
    if runs <= len(names) or any(len(told) != 1 for told in paid):
        return {}
    billed = {name for told in paid for name in told}
    named: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.event.account in billed:
            named[str(fact.event.account)].append(fact)
    return named if len(named) > 1 else {}


def _plans(
    where: Place,
    facts: Sequence[Fact],
    bills: Sequence[Payment],
    said: Sequence[Statement],
    catalog: Catalog,
) -> list[Strand]:
    named = _named(where, facts, catalog) if _side_by_side(where, bills, catalog) else {}
    shares = _shared_out(facts, named) if named else in_turn(facts, said, catalog)
    if not shares:
        return [_strand(where, None, facts, bills, said)] if facts or said else []
    named_by = ((plan_family(fact, catalog), family) for family, own in shares for fact in own)
    names = {plan: family for plan, family in named_by if plan is not None}
    return [
        _strand(
            where,
            family,
            own,
            _paid_by(own, bills),
            _said_of(family, names, said, catalog),
        )
        if family is not None
        else _unnamed(where, own, _paid_by(own, bills), said)
        for family, own in shares
    ]


def _unnamed(
    where: Place, own: Sequence[Fact], bills: Sequence[Payment], said: Iterable[Statement]
) -> Strand:
    """What names no plan beside some that do. A word without a plan about a cancellation means it
    where it is billed more than once: one payment is none of several subscriptions.
    """
    meant = [
        one
        for one in said
        if one.plan == ""
        or (one.plan is None and one.kind is StatementKind.NOT_A_SUBSCRIPTION)
        or (one.plan is None and one.kind is StatementKind.CANCELED and len(bills) > 1)
    ]
    return _strand(where, None, own, bills, meant)


def _shared_out(
    facts: Iterable[Fact], named: Mapping[str, Sequence[Fact]]
) -> list[tuple[str | None, list[Fact]]]:
    """All facts by what some of them name; what names nothing goes where it can belong."""
    members: dict[str | None, list[Fact]] = defaultdict(list)
    home = {id(fact): family for family, own in named.items() for fact in own}
    for fact in facts:
        mine = home[id(fact)] if id(fact) in home else _adopt(fact, named)
        members[mine].append(fact)
    return sorted(members.items(), key=lambda item: str(item[0]))


def _named(where: Place, facts: Iterable[Fact], catalog: Catalog) -> Mapping[str, Sequence[Fact]]:
    """The facts that name their plan, by its family."""
    families: dict[str, str | None] = {}
    named: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        plan = fact.event.plan
        if plan and plan not in families:
            families[plan] = family_of(where.merchant, plan, catalog)
        family = families[plan] if plan else None
        if family is not None:
            named[family].append(fact)
    return named


def _paid_by(own: Iterable[Fact], bills: Iterable[Payment]) -> list[Payment]:
    mine = {id(fact) for fact in own}
    return [bill for bill in bills if id(bill.leading) in mine]


def _said_of(
    family: str,
    names: Mapping[str, str | None],
    said: Iterable[Statement],
    catalog: Catalog,
) -> list[Statement]:
    """The words about one plan among several; without a plan they are about every one of them.

    `names` are the families of all plans that mails name, each with the one that it belongs to.
    """
    return [one for one in said if _is_about(one, family, names, catalog)]


def _is_about(
    word: Statement,
    family: str,
    names: Mapping[str, str | None],
    catalog: Catalog,
) -> bool:
    if word.plan is None:
        return True
    meant = family_of(str(word.merchant), word.plan, catalog)
    return bool(meant) and names.get(str(meant), meant) == family


def _side_by_side(where: Place, bills: Sequence[Payment], catalog: Catalog) -> bool:
    """Two plans at once, not one after the other (that is a change of plan)."""
    service = catalog.services.get(where.merchant)
    if service is not None and service.several_plans:
        return True
    order = [bill.leading.event.plan for bill in bills if bill.leading.event.plan]
    runs = [plan for place, plan in enumerate(order) if place == 0 or order[place - 1] != plan]
    return len(runs) > len(set(runs)) > 1


def _adopt(fact: Fact, named: Mapping[str, Sequence[Fact]]) -> str | None:
    """The one plan that a mail without a plan can be about, else nobody's (None)."""
    if len(named) == 1:
        return next(iter(named))
    said = _said_in(fact, named)
    if said is not None:
        return said
    reference = fact.event.reference
    same = [f for f, own in named.items() if reference and _has_reference(own, reference)]
    if len(same) == 1:
        return same[0]
    until = [f for f, own in named.items() if _is_paid_until(own, fact)]
    if len(until) == 1:
        return until[0]
    alive = [family for family, own in named.items() if _open_on(own, fact.on)]
    return alive[0] if len(alive) == 1 else None


def _said_in(fact: Fact, named: Iterable[str]) -> str | None:
    """The only plan of which a mail has all words that the others lack: "Terminated: bees.org"."""
    words = {family: set(family.split()) for family in named}
    shared = set.intersection(*words.values())
    text = set(fold(" ".join((fact.source.subject, *fact.event.evidence))).split())
    told = [one for one, own in words.items() if own - shared and own - shared <= text]
    return told[0] if len(told) == 1 else None


def _is_paid_until(own: Iterable[Fact], end: Fact) -> bool:
    """Whether an end leaves access until just the day to which one of the plans is paid."""
    until = end.event.access_until
    if until is None:
        return False
    paid = [fact.event for fact in own if fact.on <= end.on]
    days = (_used_up_on(event) for event in paid)
    return any(day is not None and abs(until - day) <= _SAME_END for day in days)


def _used_up_on(event: BillingEvent) -> date | None:
    paid_until = event.access_until if event.kind is EventKind.CHARGE else None
    return event.renews_on or paid_until or (event.period.ends_on if event.period else None)


def _has_reference(own: Iterable[Fact], reference: str) -> bool:
    return any(fact.event.reference == reference for fact in own)


def _open_on(own: Iterable[Fact], day: date) -> bool:
    recent = [f for f in own if day - timedelta(days=_OPEN_DAYS) <= f.on <= day]
    ended = [f for f in own if f.event.kind is EventKind.CANCELED and f.on < day]
    return bool(recent) and not ended


def _strand(
    where: Place,
    family: str | None,
    own: Sequence[Fact],
    bills: Sequence[Payment],
    said: Iterable[Statement],
) -> Strand:
    charge = EventKind.CHARGE
    return Strand(
        mailbox=where.mailbox,
        merchant=where.merchant,
        place=where.place,
        family=family,
        facts=tuple(own),
        told=tuple([fact for fact in own if fact.event.kind is not charge]),
        payments=tuple(bills),
        statements=tuple(said),
    )


def identifier(strand: Strand) -> str:
    """The id of a subscription: its merchant, place, account, plan family and mailbox."""
    parts = (strand.merchant, strand.place, strand.account, strand.family, strand.mailbox)
    return ":".join(part.replace(" ", "-") for part in parts if part)
