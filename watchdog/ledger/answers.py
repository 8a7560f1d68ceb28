"""What was judged, kept by merchant, and what has to be read where something is new.

A merchant without a row here is one of whom there is news: the triggers of a file take the row out
(migrations, 0007). Whoever judges puts empty rows there before it reads, and fills in those that
are still there afterwards: what came in between is never lost.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from parsers.events import EventKind
from parsers.outcome import OutcomeKind
from watchdog.ledger import reading
from watchdog.ledger.tables import answers, events, messages
from watchdog.timeline.facts import Fact

_CHUNK = 500  # names in one statement
# One step from name to name in the index, where DISTINCT would walk all of it.
_MERCHANTS = text(
    "WITH RECURSIVE named(merchant) AS (SELECT min(merchant) FROM events UNION ALL"
    " SELECT (SELECT min(merchant) FROM events WHERE merchant > named.merchant)"
    " FROM named WHERE named.merchant IS NOT NULL)"
    " SELECT merchant FROM named WHERE merchant IS NOT NULL"
)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept: of each merchant the one with whom its answer lies, and the answers by those.

    An answer counts only while all its merchants are there, with the same leader.
    """

    leaders: Mapping[str, str]
    bodies: Mapping[str, bytes]


# By what a merchant may belong to another: it, where it was bought, and the sender of its own bill.
Tie = tuple[str, str | None, str | None]


def kept(connection: Connection) -> Kept:
    """All answers that nothing has been said against."""
    rows = connection.execute(select(answers.c.merchant, answers.c.leader, answers.c.body)).all()
    return Kept(
        leaders={merchant: leader for merchant, leader, _ in rows},
        bodies={merchant: body for merchant, _, body in rows if body is not None},
    )


def merchants(connection: Connection) -> frozenset[str]:
    """Everybody of whom a mail speaks, believed or not."""
    return frozenset(connection.scalars(_MERCHANTS))


def merchants_of(connection: Connection, fingerprint: str) -> frozenset[str]:
    """Those of whom one mail speaks."""
    query = (
        select(events.c.merchant)
        .join(messages, messages.c.id == events.c.message_id)
        .where(messages.c.fingerprint == fingerprint)
    )
    return frozenset(connection.scalars(query))


def ties(connection: Connection, names: Iterable[str]) -> Iterator[Tie]:
    """The ties of those merchants: more than there are where not all of their mails count."""
    own = (events.c.kind == EventKind.CHARGE.value) & (
        events.c.channel.is_(None) | (events.c.channel == "direct")
    )
    for some in _chunks(sorted(names)):
        query = (
            select(
                events.c.merchant,
                events.c.channel,
                messages.c.sender,
                own.label("own"),
            )
            .join(messages, messages.c.id == events.c.message_id)
            .where(events.c.merchant.in_(some))
            .distinct()
        )
        for merchant, channel, sender, is_own in connection.execute(query):
            yield merchant, channel, sender if is_own else None


def facts_about(connection: Connection, names: Sequence[str]) -> Iterator[Fact]:
    """What mails that count say of some merchants, in the order of time."""
    return reading.facts_about(connection, OutcomeKind.PARSED, names)


def claims_since(connection: Connection, since: datetime) -> Iterator[Fact]:
    """What mails say that a person should look at, of those from a moment on."""
    return reading.facts_of(connection, OutcomeKind.REVIEW, messages.c.dated_at >= since)


def begin(connection: Connection, groups: Iterable[Sequence[str]], turn: str) -> None:
    """Put empty rows where answers will come: a mail that comes meanwhile takes them out again."""
    rows = [
        {"merchant": merchant, "leader": group[0], "turn": turn, "body": None}
        for group in groups
        for merchant in group
    ]
    for some in _chunks(str(row["merchant"]) for row in rows):
        connection.execute(delete(answers).where(answers.c.merchant.in_(some)))
    if rows:
        connection.execute(insert(answers), rows)


def fill_in(connection: Connection, bodies: Mapping[str, bytes], turn: str) -> None:
    """Keep the answers of the leaders whose rows are still those of this turn."""
    own = (answers.c.merchant == bindparam("whose")) & (answers.c.turn == turn)
    rows: list[dict[str, Any]] = [{"whose": one, "told": body} for one, body in bodies.items()]
    if rows:
        connection.execute(update(answers).where(own).values(body=bindparam("told")), rows)


def forget(connection: Connection) -> None:
    """Take out all of them."""
    connection.execute(delete(answers))


def _chunks(names: Iterable[str]) -> Iterator[list[str]]:
    left = iter(names)
    while some := list(islice(left, _CHUNK)):
        yield some
