"""Where the mail lies now of which the user spoke: a word goes with it to another mailbox."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, and_, func, select

from watchdog.ledger.mailboxes import IMPORT
from watchdog.ledger.tables import events, locations, messages
from watchdog.timeline.facts import Statement

# Of a merchant, the mailboxes in which mail of one mailbox was found later.
_Moves = Mapping[tuple[str, str], frozenset[str]]


def followed(connection: Connection, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The words, each about the mailboxes as well to which mail of its own has come since.

    Imported mail is found in the mailbox that it came from, and a mailbox gets another name.
    """
    merchants = sorted({one.merchant for one in said if one.mailboxes and one.merchant})
    moves = _moves(connection, merchants) if merchants else {}
    return tuple(_followed(one, moves) for one in said) if moves else tuple(said)


def _followed(word: Statement, moves: _Moves) -> Statement:
    known = set(word.mailboxes)
    for box in word.mailboxes:
        known |= moves.get((str(word.merchant), box), frozenset())
    return replace(word, mailboxes=tuple(sorted(known)))


def _moves(connection: Connection, merchants: Iterable[str]) -> _Moves:
    """What lies in a mailbox that was read after the mail was known, by where it lay at first."""
    first, later = locations.alias(), locations.alias()
    at_first = and_(first.c.message_id == messages.c.id, first.c.seen_at <= messages.c.recorded_at)
    origin = func.coalesce(first.c.account, IMPORT)
    query = (
        select(events.c.merchant, origin, later.c.account)
        .join(messages, messages.c.id == events.c.message_id)
        .join(later, later.c.message_id == messages.c.id)
        .outerjoin(first, at_first)
        .where(events.c.merchant.in_(merchants), later.c.seen_at > messages.c.recorded_at)
        .where(later.c.account != origin)
        .distinct()
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for merchant, box, other in connection.execute(query):
        found[merchant, box].add(other)
    return {where: frozenset(boxes) for where, boxes in found.items()}
