"""A pause by the user's word, as the mail that never came would have told it."""

from collections.abc import Iterable, Iterator, Sequence

from parsers.events import BillingEvent, EventKind
from parsers.outcome import Trust, Verdict
from watchdog.timeline.facts import Fact, Source, Statement, StatementKind
from watchdog.timeline.identity import meant
from watchdog.timeline.words import sentence


def with_pauses(facts: Iterable[Fact], statements: Iterable[Statement]) -> Iterable[Fact]:
    """The facts, and one more for each mailbox that knows a merchant that was said to pause."""
    words = [one for one in statements if one.kind is StatementKind.PAUSED and one.merchant]
    if not words:
        return facts
    known = list(facts)
    return [*known, *_pauses(known, words)]


def _pauses(known: Sequence[Fact], words: Iterable[Statement]) -> Iterator[Fact]:
    for word in words:
        own = [fact for fact in known if fact.event.merchant == word.merchant]
        for mailbox in sorted(meant(word, {fact.source.mailbox for fact in own})):
            yield _pause(word, [fact for fact in own if fact.source.mailbox == mailbox])


def _pause(word: Statement, own: Sequence[Fact]) -> Fact:
    latest = max(own, key=lambda fact: (fact.on, fact.source.fingerprint))
    channels = {fact.event.channel for fact in own}
    only = next(iter(channels)) if len(channels) == 1 else None
    event = BillingEvent(
        kind=EventKind.PAUSED,
        merchant=latest.event.merchant,
        merchant_name=latest.event.merchant_name,
        channel=word.channel or only,
        plan=word.plan or None,
        on=word.on or word.said_at.date(),
        resumes_on=word.until,
        confidence=1.0,
        evidence=(sentence(word),),
    )
    source = Source(
        fingerprint=f"said:{word.id}",
        message_id="",
        mailbox=latest.source.mailbox,
        subject="",
        sender="",
        sent_at=word.said_at,
        sha256="",
        trust=Trust(verdict=Verdict.VERIFIED),
    )
    return Fact(event=event, source=source)
