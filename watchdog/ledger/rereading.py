"""Reading kept mail anew, and putting what it says today in place of what it said."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from parsers.events import BillingEvent
from parsers.outcome import Arrival, Outcome, OutcomeKind
from watchdog.ledger.codec import decode_arrival, decode_event, decompress, trust_of
from watchdog.ledger.mailboxes import lies_in
from watchdog.ledger.recording import add_events, outcome_columns
from watchdog.ledger.records import Reread
from watchdog.ledger.tables import events, messages
from watchdog.ledger.transactions import Transactions

_PAGE = 200  # mails held in memory, and rewritten in one transaction, at a time

# Raw bytes, when the server got them, and what was found about the sender when they came.
Read = Callable[[bytes, datetime | None, Arrival | None], Outcome]


def reread(
    each: Transactions,
    read: Read,
    *,
    sender: str | None = None,
    outcome: OutcomeKind | None = None,
    account: str | None = None,
) -> Reread:
    """All that is kept, page by page: a reader takes its time, and others may write meanwhile.

    `sender` is an address, or the domain of several.
    """
    after = mails = changed = 0
    while True:
        with each.reads() as connection:
            page = _kept_mails(
                connection, after=after, sender=sender, outcome=outcome, account=account
            )
        if not page:
            return Reread(messages=mails, changed=changed)
        outcomes = _read_anew(page, read)
        with each.writes() as connection:
            changed += _rewrite(connection, outcomes)
        mails += len(page)
        after = page[-1].id


def _kept_mails(
    connection: Connection,
    *,
    after: int,
    sender: str | None,
    outcome: OutcomeKind | None,
    account: str | None,
) -> list[Row[Any]]:
    """The next messages after an id whose bytes were kept: (id, raw, received_at).

    Those of one sender, with one outcome or of one account only, when these are given.
    """
    query = (
        select(messages.c.id, messages.c.raw, messages.c.received_at, messages.c.trust_reasons)
        .where(messages.c.id > after, messages.c.raw.is_not(None))
        .order_by(messages.c.id)
        .limit(_PAGE)
    )
    if sender is not None and "@" in sender:
        query = query.where(func.lower(messages.c.sender) == sender.lower())
    elif sender is not None:
        query = query.where(messages.c.sender.endswith(f"@{sender}", autoescape=True))
    if outcome is not None:
        query = query.where(messages.c.outcome == outcome.value)
    if account is not None:
        query = query.where(lies_in(account))
    return list(connection.execute(query))


def _read_anew(mails: list[Row[Any]], read: Read) -> dict[int, Outcome]:
    """What the mails of a page say today, by id."""
    return {
        mail.id: read(decompress(mail.raw), mail.received_at, decode_arrival(mail.trust_reasons))
        for mail in mails
    }


def _rewrite(connection: Connection, outcomes: dict[int, Outcome]) -> int:
    """Put what was read anew in place of what was read before; how many mails differ."""
    before = _outcomes(connection, list(outcomes))
    changed = {key: value for key, value in outcomes.items() if value != before.get(key)}
    for key, outcome in changed.items():
        connection.execute(
            update(messages).where(messages.c.id == key).values(**outcome_columns(outcome))
        )
        connection.execute(delete(events).where(events.c.message_id == key))
    add_events(connection, changed)
    return len(changed)


def _outcomes(connection: Connection, ids: list[int]) -> dict[int, Outcome]:
    said: dict[int, list[BillingEvent]] = {each: [] for each in ids}
    for row in connection.execute(
        select(events.c.message_id, events.c.body)
        .where(events.c.message_id.in_(ids))
        .order_by(events.c.message_id, events.c.position)
    ):
        said[row.message_id].append(decode_event(row.body))
    return {
        row.id: Outcome(
            outcome=OutcomeKind(row.outcome),
            trust=trust_of(row.trust_verdict, row.trust_reasons),
            reader=row.reader,
            events=tuple(said[row.id]),
            reason=row.reason,
            arrived=decode_arrival(row.trust_reasons),
        )
        for row in connection.execute(select(messages).where(messages.c.id.in_(ids)))
    }
