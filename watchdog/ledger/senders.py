"""The senders of the mail that is kept: who bills, and whose mail counts."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from parsers.domains import organisation
from parsers.outcome import OutcomeKind
from watchdog.ledger import facts, statements
from watchdog.ledger.tables import messages


def billers(connection: Connection) -> frozenset[str]:
    """The senders of mails that state events."""
    states = (OutcomeKind.PARSED.value, OutcomeKind.REVIEW.value)
    found = select(messages.c.sender).where(messages.c.outcome.in_(states)).distinct()
    return frozenset(connection.scalars(found))


def met(connection: Connection) -> frozenset[str]:
    """The registrable domains from which mail came more than once that counts, or once that
    the user has looked at and called a bill.
    """
    said = (one.correction for one in statements.standing(connection) if one.correction)
    seen = [one.fingerprint for one in said if one.events]
    looked_at = facts.sources(connection, seen) if seen else []
    domains: Counter[str] = Counter()
    for sender, count in (*_counts(connection), *((one.sender, 2) for one in looked_at)):
        domains[organisation(sender.rpartition("@")[2])] += count
    return frozenset(domain for domain, count in domains.items() if count > 1)


def _counts(connection: Connection) -> Iterator[tuple[str, int]]:
    """The senders of mails that count, with how many."""
    counts = (
        select(messages.c.sender, func.count())
        .where(messages.c.outcome == OutcomeKind.PARSED.value)
        .group_by(messages.c.sender)
    )
    return ((row[0], row[1]) for row in connection.execute(counts))
