"""Facts as the evidence of a finding: the mail with its words, or the user's own."""

from datetime import date

from watchdog.findings import Evidence
from watchdog.timeline.facts import Fact, Statement
from watchdog.timeline.subscriptions import Cancellation, Charge
from watchdog.timeline.words import sentence


def shown(fact: Fact) -> Evidence:
    """A fact as evidence: the mail and the words it was read from."""
    source = fact.source
    return Evidence(
        message_id=source.message_id,
        on=source.sent_at.date(),
        subject=source.subject,
        sha256=source.sha256,
        says=" … ".join(fact.event.evidence) or fact.event.kind.replace("_", " "),
    )


def shown_charge(charge: Charge) -> tuple[Evidence, ...]:
    """Every mail that reports a charge, and the one that gives it back."""
    came = charge.refund or charge.refund_unsaid
    back = (came,) if came is not None else ()
    return tuple(shown(fact) for fact in (*charge.evidence, *back))


def shown_end(end: Cancellation) -> Evidence:
    """A cancellation as evidence: the mail, or the user's own word."""
    return shown(end.fact) if end.fact is not None else shown_word(end.statement)


def shown_word(statement: Statement | None) -> Evidence:
    """What the user said, as evidence."""
    said_on = statement.said_at.date() if statement is not None else date.min
    says = sentence(statement) if statement is not None else ""
    return Evidence(message_id="", on=said_on, subject="", sha256="", says=says)
