"""What the user said of what `show` shows, each with the number that takes it back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import typer

from watchdog.language import said_day, say
from watchdog.ledger import Ledger
from watchdog.reviews import in_words
from watchdog.timeline.facts import Statement, StatementKind
from watchdog.timeline.subscriptions import Subscription

_PUT_AWAY = (StatementKind.DISMISSED, StatementKind.SNOOZED)


def words_about(
    ledger: Ledger,
    subscriptions: Sequence[Subscription],
    findings: Collection[str],
    payees: Collection[str],
) -> tuple[Statement, ...]:
    """The words that stand about some subscriptions, their mails and findings, as they were said;
    `findings` are ids, `payees` merchants of whom there is no subscription.
    """
    own = {one.id for each in subscriptions for one in each.statements}
    mails = {fact.source.fingerprint for each in subscriptions for fact in each.facts}
    merchants = {*payees, *(one.merchant for one in subscriptions)}
    return tuple(
        one
        for one in ledger.statements()
        if one.id in own
        or one.merchant in payees
        or f"said:{one.id}" in mails  # a pause, which is told as a mail would have told it
        or _is_of_mail(one, mails, merchants, ledger)
        or (one.kind in _PUT_AWAY and (one.merchant in merchants or one.finding in findings))
    )


def _is_of_mail(
    one: Statement, mails: Collection[str], merchants: Collection[str], ledger: Ledger
) -> bool:
    """Whether it says what a mail of theirs is; also one that was theirs, and is none any more."""
    if one.correction is None:
        return False
    name = one.correction.fingerprint
    if one.correction.events:
        return name in mails
    return not ledger.answers.merchants_of(name).isdisjoint(merchants)


def print_words(words: Iterable[Statement], names: Mapping[str, str]) -> None:
    """Each in a line, below what it is about; `names` are those of `names_of`."""
    lines = list(_lines(words, names))
    if lines:
        typer.echo(say("What you said:"))
    for line in lines:
        typer.echo(line)


def tell_word(one: Statement, names: Mapping[str, str]) -> Mapping[str, object]:
    """A word as the JSON contract has it (docs/contracts.md)."""
    return {"id": one.id, "said_at": one.said_at, "kind": one.kind, "says": in_words(one, names)}


def _lines(words: Iterable[Statement], names: Mapping[str, str]) -> Iterator[str]:
    for one in words:
        day = said_day(one.said_at.date())
        what = in_words(one, names)
        yield f"  {day}  {what}  (watchdog undo {one.id})"
