"""Facts as the user corrected them: what a person has said of a mail outweighs what was read."""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers.outcome import Trust, Verdict
from watchdog.timeline.facts import Correction, Fact, Source, Statement, StatementKind

_FAKE = Trust(verdict=Verdict.SUSPICIOUS, reasons=("you said that it is a fake",))


def corrections(statements: Iterable[Statement]) -> dict[str, Correction]:
    """The corrections that stand, by the fingerprint of their mail; the last word counts."""
    said = (one.correction for one in statements if one.correction is not None)
    return {one.fingerprint: one for one in said}


def said_of_mail(said: Iterable[Statement], fingerprint: str) -> tuple[Statement, ...]:
    """The words on what a mail is, in the order in which they were said; the last one counts."""
    return tuple(
        one
        for one in said
        if one.correction is not None and one.correction.fingerprint == fingerprint
    )


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


def claimed(
    facts: Iterable[Fact], said: dict[str, Correction], sources: Iterable[Source]
) -> tuple[Fact, ...]:
    """The facts of doubtful mail of which nobody has said what it is, with what those mails claim
    that the user calls fakes. `sources` are those of the corrected mails. In the order of time.
    """
    read = [fact for fact in facts if fact.source.fingerprint not in said]
    fakes = [
        Fact(event=event, source=replace(source, trust=_FAKE))
        for source in sources
        for event in said[source.fingerprint].claims or ()
    ]
    return tuple(sorted((*read, *fakes), key=lambda fact: fact.source.sent_at))


def senders_called(statements: Iterable[Statement]) -> dict[tuple[str, str], bool]:
    """Senders whom the user called genuine (True) or fake (False), each with who signs, "" for
    nobody; the last word counts.
    """
    return {
        (one.about, one.note or ""): one.kind is StatementKind.TRUSTED
        for one in statements
        if one.about and one.kind in (StatementKind.TRUSTED, StatementKind.REVIEWED)
    }
