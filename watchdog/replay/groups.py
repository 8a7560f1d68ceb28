"""What is known, in groups that know nothing of each other: each is judged on its own days."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from watchdog.judging import Knowledge
from watchdog.timeline.charges import linked_names, roots
from watchdog.timeline.described import named_for
from watchdog.timeline.facts import Fact, Statement
from watchdog.timeline.places import boxed
from watchdog.timeline.renaming import renames


def groups(known: Knowledge) -> tuple[Knowledge, ...]:
    """One group for the merchants that share a story; words about no merchant are in each."""
    told = ((f.event.merchant, f.event.channel) for f in (*known.facts, *known.doubtful))
    boxes = boxed(known.facts)
    names = (*renames(boxes).items(), *named_for(boxes))
    root = roots([*linked_names(told), *names, *_merged(known.statements)])
    facts, doubtful = _sorted(known.facts, root), _sorted(known.doubtful, root)
    said = _sorted_words(known.statements, root)
    return tuple(
        replace(
            known,
            facts=tuple(facts[name]),
            doubtful=tuple(doubtful[name]),
            statements=tuple(one for one in known.statements if one.id in said[name] | said[""]),
        )
        for name in sorted(({*facts, *doubtful, *said}) - {""})
    )


def _sorted(facts: Iterable[Fact], root: Callable[[str], str]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[root(fact.event.merchant)].append(fact)
    return found


def _sorted_words(
    statements: Iterable[Statement], root: Callable[[str], str]
) -> dict[str, set[int]]:
    """The numbers of the words about each group; "" are those that name no merchant."""
    found: dict[str, set[int]] = defaultdict(set)
    for one in statements:
        ids = [name.partition(":")[0] for name in (one.subscription, one.other) if name]
        for name in [*ids, *([one.merchant] if one.merchant else [])] or [""]:
            found[root(name)].add(one.id)
    return found


def _merged(statements: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Subscriptions that are one by the user's word; an id begins with its merchant."""
    for one in statements:
        if one.subscription and one.other:
            yield one.subscription.partition(":")[0], one.other.partition(":")[0]
