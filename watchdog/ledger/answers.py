"""What was judged, kept by merchant, and what has to be read where something is new.

A merchant without a row here is one of whom there is news: the triggers of a file take the row out
(migrations, 0007), and that of ALL with each. Whoever judges puts empty rows there before it reads,
and fills in those that are still there afterwards: what came in between is never lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from parsers.outcome import OutcomeKind
from watchdog.batches import in_batches
from watchdog.ledger import facts
from watchdog.ledger.tables import answers, events, messages
from watchdog.timeline.facts import Fact

ALL = "*"  # in whose row lies what is said of all together: no merchant has such a name
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


def kept(connection: Connection) -> Kept:
    """All answers that nothing has been said against."""
    query = select(answers.c.merchant, answers.c.leader, answers.c.body)
    rows = connection.execute(query.where(answers.c.merchant != ALL)).all()
    return Kept(
        leaders={merchant: leader for merchant, leader, _ in rows},
        bodies={merchant: body for merchant, _, body in rows if body is not None},
    )


def kept_of_all(connection: Connection) -> bytes | None:
    """What is said of all together; None once anything came since."""
    return connection.scalar(select(answers.c.body).where(answers.c.merchant == ALL))


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


def facts_about(connection: Connection, names: Sequence[str]) -> Iterator[Fact]:
    """What mails that count say of some merchants, in the order of time."""
    return facts.facts_about(connection, OutcomeKind.PARSED, names)


def claims_since(connection: Connection, since: datetime) -> Iterator[Fact]:
    """What mails say that a person should look at, of those from a moment on."""
    return facts.facts_of(connection, OutcomeKind.REVIEW, messages.c.dated_at >= since)


def begin(connection: Connection, names: Sequence[str], turn: str) -> None:
    """Put empty rows where answers will come: a mail that comes meanwhile takes them out again."""
    for some in in_batches(names, _CHUNK):
        connection.execute(delete(answers).where(answers.c.merchant.in_(some)))
    rows = [{"merchant": name, "leader": name, "turn": turn, "body": None} for name in names]
    if rows:
        connection.execute(insert(answers), rows)


def fill_in(connection: Connection, bodies: Mapping[tuple[str, ...], bytes], turn: str) -> None:
    """Keep what is said of merchants together, in their rows as far as they are of this turn."""
    own = (answers.c.merchant == bindparam("whose")) & (answers.c.turn == turn)
    rows: list[dict[str, Any]] = [
        {"whose": name, "first": kin[0], "told": body if name == kin[0] else None}
        for kin, body in bodies.items()
        for name in kin
    ]
    filled = update(answers).where(own)
    if rows:
        written = filled.values(leader=bindparam("first"), body=bindparam("told"))
        connection.execute(written, rows)


def forget(connection: Connection) -> None:
    """Take out all of them."""
    connection.execute(delete(answers))
