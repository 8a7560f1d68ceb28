"""Two subscriptions that are one, by the user's word: the first takes the facts of the other."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from watchdog.catalog import Catalog
from watchdog.timeline.facts import Fact, Statement, StatementKind
from watchdog.timeline.families import plan_family
from watchdog.timeline.identity import Strand, identifier, strands
from watchdog.timeline.places import boxed, place_of


def merged(
    facts: Iterable[Fact], statements: Sequence[Statement], catalog: Catalog
) -> tuple[Iterable[Fact], Sequence[Statement]]:
    """The facts and words with merchant, place, plan and mailbox of the subscription they go to.

    Words are followed in the order in which they were said, so that what was merged before can
    be merged again.
    """
    for word in statements:
        if word.kind is StatementKind.MERGED:
            facts = list(facts)
            found = list(strands(boxed(facts), statements, catalog))
            into, gone = _named(found, word.subscription), _named(found, word.other)
            if into is not None and gone is not None and into is not gone:
                facts = _moved(facts, gone, into, catalog)
                statements = _said_of(statements, found, gone, into)
    return facts, statements


def _named(found: Iterable[Strand], name: str | None) -> Strand | None:
    """The strand of that id, or the one it has become.

    A plan may be known by now, and imported mail may have been found in a mailbox since.
    """
    alike: list[Strand] = []
    moved: dict[str, list[Strand]] = {}
    for strand in found:
        if identifier(strand) == name:
            return strand
        start, _, end = identifier(replace(strand, family="\n")).partition("\n")
        if str(name).startswith(start.rstrip(":")) and str(name).endswith(end):
            alike.append(strand)
        elsewhere = identifier(replace(strand, mailbox=""))
        if str(name).startswith(f"{elsewhere}:"):
            moved.setdefault(elsewhere, []).append(strand)
    near = alike or moved.get(max(moved, key=len, default=""), [])
    return near[0] if len(near) == 1 else None


def _moved(facts: Iterable[Fact], gone: Strand, into: Strand, catalog: Catalog) -> list[Fact]:
    moving = {id(fact) for fact in gone.facts}
    plan = _plan(into, catalog)
    name = next((fact.event.merchant_name for fact in reversed(into.facts)), into.merchant)
    return [_at(fact, into, name, plan) if id(fact) in moving else fact for fact in facts]


def _at(fact: Fact, into: Strand, name: str, plan: str | None) -> Fact:
    event = fact.event
    event = replace(
        event,
        merchant=into.merchant,
        merchant_name=name,
        channel=event.channel if place_of(event.channel) == into.place else into.place,
        plan=plan or event.plan,
        account=into.account or event.account,
    )
    return Fact(event=event, source=replace(fact.source, mailbox=into.mailbox))


def _plan(into: Strand, catalog: Catalog) -> str | None:
    """The plan by which the strand is told from its neighbours, else the one named last."""
    named = [fact for fact in into.facts if fact.event.plan]
    own = [fact for fact in named if plan_family(fact, catalog) == into.family]
    return next((fact.event.plan for fact in reversed(own or named)), None)


def _said_of(
    statements: Iterable[Statement], found: Iterable[Strand], gone: Strand, into: Strand
) -> list[Statement]:
    """What was said of the one that goes is said of the other, but stays for its neighbours."""
    moving = {one.id for one in gone.statements}
    staying = {one.id for strand in found if strand is not gone for one in strand.statements}
    channel = into.place
    told: list[Statement] = []
    for one in statements:
        if one.id not in moving or one.id in staying:
            told.append(one)
        if one.id in moving:
            word = replace(one, merchant=into.merchant, channel=channel, plan=None)
            told.append(replace(word, mailboxes=(into.mailbox,)))
    return told
