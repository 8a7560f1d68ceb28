"""What was judged, kept by merchant, and what has to be read where something is new.

A merchant without a row here is one of whom there is news: the triggers of a file take the row out
(migrations, 0007), and that of ALL with each. Whoever judges puts empty rows there before it reads,
and fills in those that are still there afterwards: what came in between is never lost.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, insert, select, text, update

from parsers.outcome import OutcomeKind
from watchdog.batches import in_batches
from watchdog.ledger import facts
from watchdog.ledger.tables import answers, events, messages
from watchdog.ledger.transactions import Transactions
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


class Answers:
    """The answers of an open ledger; each question and each addition is one transaction."""

    def __init__(self, each: Transactions) -> None:
        self._each = each

    @property
    def are_kept(self) -> bool:
        """Whether what was judged is kept: in a file, whose triggers know when it is over."""
        return self._each.in_file

    def kept(self) -> Kept:
        """All that nothing has been said against."""
        query = select(answers.c.merchant, answers.c.leader, answers.c.body)
        with self._each.reads() as connection:
            rows = connection.execute(query.where(answers.c.merchant != ALL)).all()
        return Kept(
            leaders={merchant: leader for merchant, leader, _ in rows},
            bodies={merchant: body for merchant, _, body in rows if body is not None},
        )

    def kept_of_all(self) -> bytes | None:
        """What was said of all merchants together, while no mail says anything else."""
        with self._each.reads() as connection:
            return connection.scalar(select(answers.c.body).where(answers.c.merchant == ALL))

    def merchants(self) -> frozenset[str]:
        """Everybody of whom a mail speaks, believed or not."""
        with self._each.reads() as connection:
            return frozenset(connection.scalars(_MERCHANTS))

    def merchants_of(self, fingerprint: str) -> frozenset[str]:
        """Those of whom one mail speaks."""
        query = (
            select(events.c.merchant)
            .join(messages, messages.c.id == events.c.message_id)
            .where(messages.c.fingerprint == fingerprint)
        )
        with self._each.reads() as connection:
            return frozenset(connection.scalars(query))

    def facts_about(self, names: Sequence[str]) -> tuple[Fact, ...]:
        """What mails that count say of some merchants, a few hundred at most, in order of time."""
        with self._each.reads() as connection:
            return tuple(facts.facts_about(connection, OutcomeKind.PARSED, names))

    def claims_since(self, since: datetime) -> tuple[Fact, ...]:
        """The facts of `Ledger.review_facts` that are no older than that."""
        recent = messages.c.dated_at >= since
        with self._each.reads() as connection:
            return tuple(facts.facts_of(connection, OutcomeKind.REVIEW, recent))

    def begin(self, names: Sequence[str], turn: str) -> None:
        """Before the mails of those merchants are read for answers: see `fill_in`.

        Empty rows stand where answers will come: a mail that comes meanwhile takes them out again.
        `ALL` stands for all merchants together, like one of that name.
        """
        rows = [{"merchant": name, "leader": name, "turn": turn, "body": None} for name in names]
        with self._each.writes() as connection:
            for some in in_batches(names, _CHUNK):
                connection.execute(delete(answers).where(answers.c.merchant.in_(some)))
            if rows:
                connection.execute(insert(answers), rows)

    def fill_in(self, bodies: Mapping[tuple[str, ...], bytes], turn: str) -> None:
        """Keep the answers of a turn by their merchants, but where news came since it began."""
        own = (answers.c.merchant == bindparam("whose")) & (answers.c.turn == turn)
        filled = update(answers).where(own)
        rows: list[dict[str, Any]] = [
            {"whose": name, "first": kin[0], "told": body if name == kin[0] else None}
            for kin, body in bodies.items()
            for name in kin
        ]
        with self._each.writes() as connection:
            if rows:
                written = filled.values(leader=bindparam("first"), body=bindparam("told"))
                connection.execute(written, rows)

    def forget(self) -> None:
        """Let everything be judged anew."""
        with self._each.writes() as connection:
            connection.execute(delete(answers))
