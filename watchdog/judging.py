"""The books of a day: what is known is judged, and what the user will not hear is left out."""

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

import msgspec
from msgspec.structs import replace

from parsers.arrival import DISBELIEVED
from watchdog.books import Books, Reminders
from watchdog.catalog import Catalog
from watchdog.detections import detect
from watchdog.findings import Finding
from watchdog.fixes import Fix, fix_for
from watchdog.outages import Outage
from watchdog.proofs import shown_word
from watchdog.readings import Readings
from watchdog.silence import audible
from watchdog.timeline import subscriptions
from watchdog.timeline.facts import Fact, Statement, StatementKind
from watchdog.timeline.subscriptions import Subscription

# A cancellation and a pause are part of what happened, so findings show them where they matter.
_ALWAYS_SHOWN = {StatementKind.CONFIRMED, StatementKind.MERGED, StatementKind.NOTED}


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """What can be known: facts, those of doubtful mail, the user's word, and how well we hear."""

    facts: tuple[Fact, ...]
    doubtful: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    outages: tuple[Outage, ...] = ()
    readings: Readings = Readings()


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What the books say on a day: the subscriptions, and each finding with its fix."""

    subscriptions: tuple[Subscription, ...]
    findings: tuple[tuple[Finding, Fix], ...]


def judge_known(
    known: Knowledge,
    *,
    catalog: Catalog,
    today: date,
    reminders: Reminders,
    off: Collection[str] = (),
) -> Judgement:
    """The subscriptions and findings of a day; `off` are kinds of findings nobody wants."""
    books, told = find_known(known, catalog=catalog, today=today, reminders=reminders, off=off)
    by_id = {one.id: one for one in books.subscriptions}
    found = tuple(with_fix(one, by_id.get(one.subscription or ""), books) for one in told)
    return Judgement(subscriptions=books.subscriptions, findings=found)


def find_known(
    known: Knowledge,
    *,
    catalog: Catalog,
    today: date,
    reminders: Reminders,
    off: Collection[str] = (),
) -> tuple[Books, tuple[Finding, ...]]:
    """The books of a day and what is told of them, without its fixes."""
    with undisturbed():
        return _find(known, catalog, today, reminders, off)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nothing that a judgement makes refers back to itself: looking for such rings is in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _age()
            gc.enable()


def _age() -> None:
    """All that was made counts as old: the first look for rings would walk through all of it."""
    gc.freeze()
    gc.unfreeze()


def _find(
    known: Knowledge, catalog: Catalog, today: date, reminders: Reminders, off: Collection[str]
) -> tuple[Books, tuple[Finding, ...]]:
    books = Books(
        subscriptions=subscriptions(known.facts, known.statements, catalog=catalog, today=today),
        claims=tuple(fact for fact in known.doubtful if fact.source.trust.verdict in DISBELIEVED),
        catalog=catalog,
        today=today,
        reminders=reminders,
        outages=known.outages,
        readings=known.readings,
    )
    by_id = {one.id: one for one in books.subscriptions}
    return books, tuple(audible(detect(books), by_id, known.statements, off=off, today=today))


def with_fix(
    finding: Finding, subscription: Subscription | None, books: Books
) -> tuple[Finding, Fix]:
    """The finding, with the user's words beside the mails, and its fix."""
    fix = fix_for(finding, subscription, books.catalog, today=books.today)
    return _with_words(finding, subscription), fix


def _with_words(finding: Finding, subscription: Subscription | None) -> Finding:
    """The finding, and what the user said of the subscription beside the mails."""
    said = subscription.statements if subscription else ()
    words = tuple(shown_word(one) for one in said if one.kind in _ALWAYS_SHOWN)
    return replace(finding, evidence=(*finding.evidence, *words)) if words else finding
