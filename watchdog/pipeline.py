"""The trip on one page.

    mailbox.batches | read_ahead | ledger.record              scan, sweep; intake.py, importing.py
    ledger.facts | judge_known (judging.py)                   judge
    findings | to_tell | outbox | send                        telling.py, outgoing.py

It calls things in the right order and decides nothing: what a mail says stands in `parsers`,
what happened in `timeline`, what is wrong in `detections`, what to do in `fixes`; `judging`
puts these three together for one day. What only reads mail is imported when mail is read: a report
does not pay for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from parsers.merchants import Known
from watchdog.books import Reminders
from watchdog.catalog import Catalog
from watchdog.intake import How, Place, Progress, cursor_of, looked_at, stored, take_in
from watchdog.judging import Judgement, Knowledge, judge_known
from watchdog.ledger import Ledger, StoredMail
from watchdog.outages import Outage
from watchdog.timeline.corrections import claimed, corrected, corrections

if TYPE_CHECKING:
    from watchdog.mailbox.mailbox import Mailbox

_NEWEST = 1_000  # mails of a large folder that are read before all others


def scan(
    mailbox: Mailbox,
    ledger: Ledger,
    place: Place,
    how: How,
    *,
    careful: bool = False,
    newest_first: bool = False,
) -> Iterator[Progress]:
    """Everything new in a folder after the ledger's cursor; one transaction a batch.

    `careful`: one mail at a time, after failures that may come from a single one.
    `newest_first`: the newest mails of a large folder that was never read go before all others,
    for what matters today.
    """
    batches = mailbox.batches(
        place.folder,
        cursor_of(ledger, place),
        wanted=how.wants,
        since=how.since,
        without=lambda uidvalidity: looked_at(ledger, place, uidvalidity),
        careful=careful,
        had=how.had,
        newest=_NEWEST if newest_first else 0,
        few=how.opening(),
    )
    return take_in(ledger, place, batches, how)


def sweep(
    mailbox: Mailbox,
    ledger: Ledger,
    place: Place,
    how: How,
    *,
    without: Collection[int] = (),
    closely: bool = False,
) -> Iterator[Progress]:
    """What lies before the cursor and was never seen: mail that turned up late.

    `closely`: also what the sieve let go by its header, for a scan that reads everything.
    """
    cursor = cursor_of(ledger, place)
    if cursor is None or not cursor.uidvalidity:
        return iter(())
    there = mailbox.uids(place.folder, cursor, since=how.since)
    known = ledger.folders.seen_uids(
        place.account,
        place.folder,
        cursor.uidvalidity,
        first=1,
        last=cursor.last_uid,
        closely=closely,
    )
    late = sorted(set(there) - known - set(without))
    batches = mailbox.batches(
        place.folder,
        cursor,
        wanted=how.wants,
        only=late,
        careful=not closely,
        had=how.had,
        few=how.opening(),
    )
    return take_in(ledger, place, batches if late else (), how)


def read_mail(raw: bytes, *, received_at: datetime | None, known: Known) -> StoredMail:
    """One mail, read in this process: what is stored of it."""
    from watchdog.reading import read_here

    return stored(raw, received_at, read_here(raw, received_at, known))


def knowledge(ledger: Ledger, outages: tuple[Outage, ...] = ()) -> Knowledge:
    """Everything that a judgement rests on, as the user has corrected it."""
    statements = ledger.statements()
    said = corrections(statements)
    sources = ledger.sources(tuple(said))
    return Knowledge(
        facts=corrected(ledger.facts(), said, sources),
        doubtful=claimed(ledger.review_facts(), said, sources),
        statements=statements,
        outages=outages,
        readings=ledger.readings(),
    )


def judge(
    ledger: Ledger,
    *,
    catalog: Catalog,
    today: date,
    reminders: Reminders,
    off: Collection[str] = (),
    outages: tuple[Outage, ...] = (),
) -> Judgement:
    """The subscriptions and findings of a day, without kinds that are off or put away."""
    return judge_known(
        knowledge(ledger, outages), catalog=catalog, today=today, reminders=reminders, off=off
    )
