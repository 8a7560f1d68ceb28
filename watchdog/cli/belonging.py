"""What the user says of a subscription itself: it is wanted, it is none, two of them are one."""

import sys
from collections.abc import Collection, Iterable, Mapping

import typer

from parsers.domains import organisation
from parsers.merchants import fold
from watchdog import text
from watchdog.cli.asking import said_yes
from watchdog.cli.failures import UsageProblem
from watchdog.cli.whom import find_whom
from watchdog.language import say
from watchdog.pipeline import knowledge
from watchdog.setting import Setting
from watchdog.timeline import known_ids
from watchdog.timeline.facts import Fact, Statement, StatementKind
from watchdog.timeline.words import clause, noted
from watchdog.usage import one_of


def say_confirmed(setting: Setting, name: str, channel: str | None, plan: str | None) -> None:
    """Record that something is the user's own and wanted."""
    _say_of(setting, StatementKind.CONFIRMED, name, channel, plan)


def say_no_subscription(setting: Setting, name: str, channel: str | None, plan: str | None) -> None:
    """Record that something is no subscription: it leaves the report."""
    _say_of(setting, StatementKind.NOT_A_SUBSCRIPTION, name, channel, plan)


def _say_of(
    setting: Setting, kind: StatementKind, name: str, channel: str | None, plan: str | None
) -> None:
    with setting.ledger() as ledger:
        whom = find_whom(setting, ledger, name, channel, plan)
        if not whom.seen:
            raise UsageProblem(
                f"no mail of {text.safe(whom.name)} was read yet, so there is nothing to say"
            )
        word = ledger.say(
            kind=kind,
            merchant=whom.merchant,
            channel=whom.channel,
            plan=whom.plan,
            mailboxes=whom.mailboxes,
            now=setting.now(),
        )
    typer.echo(noted(text.safe(clause(word, whom.name))))


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
        first, second = _meant(into, known), _meant(other, known)
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


def _check_apart(names: Iterable[str], known: Mapping[str, str], said: Iterable[Statement]) -> None:
    """UsageProblem for one that an earlier word has made a part of another."""
    merged = {one.other: one for one in said if one.kind is StatementKind.MERGED}
    for name in names:
        word = merged.get(name)
        if word is not None and name not in known:
            raise UsageProblem(
                f"{name!r} is one with {word.subscription!r} already; "
                f"watchdog undo {word.id} parts them"
            )


def _meant(name: str, known: dict[str, str]) -> str:
    """The id that is meant by an id, or by a merchant who has just one subscription."""
    own = [one for one, merchant in known.items() if name == merchant]
    if name in known or len(own) == 1:
        return name if name in known else own[0]
    if own:
        raise UsageProblem(f"{name} has several: {_listed(own)}; name one of them")
    mend = one_of(sorted(map(text.safe, known)), "read some mail first: watchdog scan")
    raise UsageProblem(f"{name!r} is no subscription; {mend}")


def _listed(ids: Collection[str]) -> str:
    return ", ".join(sorted(text.safe(one) for one in ids))
