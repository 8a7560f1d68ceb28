"""`watchdog merge`: two subscriptions are one, each by its id or by words that only it has."""

import sys
from collections.abc import Iterable, Mapping

import typer

from parsers.domains import organisation
from parsers.merchants import fold
from watchdog import text
from watchdog.cli.asking import said_yes
from watchdog.cli.failures import UsageProblem
from watchdog.language import say
from watchdog.ledger import Ledger
from watchdog.pipeline import knowledge
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.timeline import known_ids
from watchdog.timeline.facts import Fact, Statement, StatementKind
from watchdog.timeline.words import clause, noted
from watchdog.usage import one_of

# By id: the name of a subscription, and all that it may be called by.
_Called = Mapping[str, tuple[str, str]]
_SHORTEST = 3  # letters; fewer are in every second name


def say_merged(setting: Setting, into: str, other: str, *, yes: bool) -> None:
    """Record that two subscriptions are one: the first takes the mails of the second.

    Of two that share neither a name nor a sender it asks first, unless `yes`.
    """
    with setting.ledger() as ledger:
        said = knowledge(ledger)
        known = known_ids(
            said.facts, said.statements, catalog=setting.catalog(), today=setting.today()
        )
        _check_apart((into, other), known, said.statements)
        called = _called(setting, ledger, known)
        first, second = (_meant(name, known, called) for name in (into, other))
        if first == second:
            raise UsageProblem(
                f"{into!r} and {other!r} are the same already; nothing is left to do"
            )
        if len({known[first], known[second]} & set(setting.catalog().services)) > 1:
            raise UsageProblem(
                f"{first!r} and {second!r} are of two services that are known apart; "
                "give two names of one"
            )
        merchants = known[first], known[second]
        if not (yes or _are_akin(merchants, said.facts)) and not _agrees(first, second):
            return
        word = ledger.say(
            kind=StatementKind.MERGED,
            merchant=known[first],
            subscription=first,
            other=second,
            now=setting.now(),
        )
    typer.echo(noted(text.safe(clause(word, first))))


def _are_akin(merchants: tuple[str, str], facts: Iterable[Fact]) -> bool:
    """Whether two merchants share a word of their names, or a domain that writes of both."""
    words, domains = [{*one.split("_")} for one in merchants], [set[str](), set[str]()]
    for fact in facts:
        for place, merchant in enumerate(merchants):
            if fact.event.merchant == merchant:
                words[place] |= set(fold(fact.event.merchant_name or "").split())
                domains[place].add(organisation(fact.source.sender.rpartition("@")[2]))
    return not (words[0].isdisjoint(words[1]) and domains[0].isdisjoint(domains[1]))


def _agrees(first: str, second: str) -> bool:
    """Whether the person means it; UsageProblem where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageProblem(
            f"{first!r} and {second!r} share neither a name nor a sender; "
            "add --yes if they are one all the same"
        )
    question = say(
        "{one} and {other} share neither a name nor a sender. Are they one?",
        one=text.safe(first),
        other=text.safe(second),
    )
    return said_yes(question, default=False, err=True)


def _called(setting: Setting, ledger: Ledger, known: Mapping[str, str]) -> _Called:
    """What each may be called by, folded: its name, and that with its place, mailbox and id."""
    judged, _ = make_report(setting, ledger, setting.today())
    names = {one.id: one.name for one in judged.subscriptions}
    where = {
        one.id: f"{one.title} {text.channel(one.channel)} {one.mailbox}"
        for one in judged.subscriptions
    }
    return {
        one: (fold(names.get(one, slug)), fold(f"{one} {names.get(one, '')} {where.get(one, '')}"))
        for one, slug in known.items()
    }


def _check_apart(names: Iterable[str], known: Mapping[str, str], said: Iterable[Statement]) -> None:
    """UsageProblem for one that an earlier word has made a part of another."""
    merged = {str(one.other): one for one in said if one.kind is StatementKind.MERGED}
    for name in names:
        gone = [one for one in merged if name in (one, one.partition(":")[0])]
        if len(gone) == 1 and name not in {*known, *known.values()}:
            word = merged[gone[0]]
            raise UsageProblem(
                f"{name!r} is one with {word.subscription!r} already; "
                f"watchdog undo {word.id} parts them"
            )


def _meant(name: str, known: Mapping[str, str], called: _Called) -> str:
    """The id that is meant by an id, by a merchant who has just one subscription, or by words all
    of which only one of them is called by.
    """
    own = [one for one, merchant in known.items() if name in (one, merchant)]
    found = [name] if name in known else own or _in_part(name, called)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageProblem(
            f"{name} has several: {_listed(found)}; name one of them, or add its mailbox or place"
        )
    mend = one_of(sorted(map(text.safe, known)), "read some mail first: watchdog scan")
    raise UsageProblem(f"{name!r} is no subscription; {mend}")


def _in_part(name: str, called: _Called) -> list[str]:
    """Those that have every word of a name, or a part of it, in what they are called by; rather
    those whose own name it holds whole: "inkfold family" is not the Inkfold Store there.
    """
    words = fold(name).split()
    if max(map(len, words), default=0) < _SHORTEST:
        return []
    found = [one for one, (_, every) in called.items() if all(word in every for word in words)]
    whole = [one for one in found if set(called[one][0].split()) <= set(words)]
    return whole or found


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(sorted(text.safe(one) for one in ids))
