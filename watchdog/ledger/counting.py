"""How much there is in the ledger, and whether there is more than before."""

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Connection, Table, func, select

from parsers.arrival import DISBELIEVED
from parsers.outcome import OutcomeKind
from watchdog.ledger import tallies
from watchdog.ledger.mailboxes import belongs_to
from watchdog.ledger.records import DOUBTFUL, Counts, Doubts, NotificationState, SeenState
from watchdog.ledger.tables import locations, messages, notifications, statements

_ASKED_AT_ONCE = 500  # names in one question


def revision(connection: Connection) -> tuple[int, ...]:
    """Differs whenever a mail was recorded, or something said or taken back."""
    undone = select(func.count()).where(statements.c.undone_at.is_not(None))
    queries = (select(func.max(messages.c.id)), select(func.max(statements.c.id)), undone)
    return tuple(connection.scalar(query) or 0 for query in queries)


def counts(connection: Connection, account: str | None = None) -> Counts:
    """How much there is of everything; of mail, that of one mailbox where it is named."""
    outcomes = tallies.kept(connection) if account is None else None
    if outcomes is None:
        of = () if account is None else (belongs_to(account),)
        outcomes = _tally(connection, messages, "outcome", *of)
    states = _tally(connection, notifications, "state")
    by = locations.c.state
    bare = select(by, func.count()).where(locations.c.message_id.is_(None)).group_by(by)
    if account is not None:
        bare = bare.where(locations.c.account == account)
    without: dict[str | None, int] = {row[0]: row[1] for row in connection.execute(bare)}
    return Counts(
        messages={kind: outcomes.get(kind.value, 0) for kind in OutcomeKind},
        notifications={state: states.get(state.value, 0) for state in NotificationState},
        opened=without.get(SeenState.OPENED.value, 0),
        by_header=without.get(None, 0),
        own=without.get(SeenState.SELF.value, 0),
        purged=without.get(SeenState.PURGED.value, 0),
        unreadable=without.get(SeenState.UNREADABLE.value, 0),
    )


def doubts(
    connection: Connection, answered: Collection[str], account: str | None = None
) -> Mapping[OutcomeKind, Doubts]:
    """How many mails wait for a person, by what became of them; those `answered` (fingerprints)
    wait no more. Only those of one mailbox where it is named.
    """
    asked = (messages.c.outcome, messages.c.trust_verdict)
    is_open: ColumnElement[bool] = messages.c.outcome.in_([one.value for one in DOUBTFUL])
    if account is not None:
        is_open &= belongs_to(account)
    found = Counter(
        {
            (outcome, verdict): number
            for outcome, verdict, number in connection.execute(
                select(*asked, func.count()).where(is_open).group_by(*asked)
            )
        }
    )
    words = sorted(answered)
    for first in range(0, len(words), _ASKED_AT_ONCE):
        some = messages.c.fingerprint.in_(words[first : first + _ASKED_AT_ONCE])
        rows = connection.execute(select(*asked).where(is_open, some))
        found.subtract((row[0], row[1]) for row in rows)
    fakes = Counter(dict.fromkeys(DOUBTFUL, 0))
    all_of = Counter(fakes)
    for (of, verdict), number in found.items():
        all_of[of] += number
        fakes[of] += number if verdict in DISBELIEVED else 0
    return {kind: Doubts(mails=all_of[kind] - fakes[kind], fakes=fakes[kind]) for kind in DOUBTFUL}


def _tally(
    connection: Connection, table: Table, column: str, *which: ColumnElement[bool]
) -> dict[str, int]:
    by = table.c[column]
    rows = connection.execute(select(by, func.count()).where(*which).group_by(by))
    return {row[0]: row[1] for row in rows}
