"""Facts as the user corrected them: what a person has said of a mail outweighs what was read."""

from collections.abc import Iterable

from watchdog.timeline.facts import Correction, Fact, Source, Statement


def corrections(statements: Iterable[Statement]) -> dict[str, Correction]:
    """The corrections that stand, by the fingerprint of their mail; the last word counts."""
    said = (one.correction for one in statements if one.correction is not None)
    return {one.fingerprint: one for one in said}


def corrected(
    facts: Iterable[Fact], said: dict[str, Correction], sources: Iterable[Source]
) -> tuple[Fact, ...]:
    """The facts without what was read of corrected mails, with what the user says of them.

    `sources` are those of the corrected mails. In the order of time.
    """
    read = [fact for fact in facts if fact.source.fingerprint not in said]
    told = [
        Fact(event=event, source=source)
        for source in sources
        for event in said[source.fingerprint].events
    ]
    return tuple(sorted((*read, *told), key=lambda fact: fact.source.sent_at))
