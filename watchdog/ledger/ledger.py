"""The open ledger: every question and every addition is one transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Unpack

from sqlalchemy import Connection, Engine

from parsers.outcome import OutcomeKind
from watchdog.ledger import (
    carrying,
    counting,
    facts,
    hearing,
    mails,
    moved_mail,
    purging,
    recording,
    rereading,
    senders,
    statements,
)
from watchdog.ledger.answers import Answers
from watchdog.ledger.checks import Checks
from watchdog.ledger.codec import compress
from watchdog.ledger.folders import Folders
from watchdog.ledger.mailboxes import Mailboxes
from watchdog.ledger.milestones import Milestones
from watchdog.ledger.place import Place
from watchdog.ledger.records import (
    Counts,
    Cursor,
    Doubts,
    MailSummary,
    Recorded,
    Reread,
    Seen,
    StoredMail,
)
from watchdog.ledger.sending import Outbox
from watchdog.ledger.transactions import Transactions
from watchdog.readings import Readings
from watchdog.timeline.facts import Correction, Fact, Source, Statement, StatementKind

_PAGE = 200  # mails held in memory at a time


class Ledger:
    """An open ledger, to be closed or used in a `with`. Every method may raise `LedgerProblem`.

    All moments are aware datetimes and come back in UTC. Use one per program; threads may
    share it.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        where: str,
        read_only: bool,
        keep_raw: bool,
        closes: bool = True,
    ) -> None:
        self._closes = closes
        self._keep_raw = keep_raw
        self._each = each = Transactions(engine, where=where, read_only=read_only)
        self._reads, self._writes = each.reads, each.writes
        self.place = Place(engine, each, where=where)
        self.answers = Answers(each)
        self.checks = Checks(each)
        self.folders = Folders(each)
        self.mailboxes = Mailboxes(each)
        self.milestones = Milestones(each)
        self.outbox = Outbox(each)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back; what was written is on disk already."""
        if self._closes:
            self.place.leave()

    @property
    def owner(self) -> str:
        """Whose ledger on a server it is; "" for a file."""
        return self.place.owner

    def record(
        self,
        *,
        mails: Sequence[StoredMail],
        seen: Sequence[Seen] = (),
        cursor: Cursor | None = None,
        now: datetime,
    ) -> Recorded:
        """Add mails with their events, the UIDs that were seen and the cursor: all, or nothing.

        The same fingerprint twice is one message, and the first one stands. `ValueError` when
        something seen points to a mail that is neither in `mails` nor in the ledger.
        """
        first: dict[str, StoredMail] = {}
        for mail in mails:
            first.setdefault(mail.fingerprint, mail)
        rows = {
            key: recording.message_row(mail, now, keep_raw=self._keep_raw)
            for key, mail in first.items()
        }
        outcomes = {key: mail.outcome for key, mail in first.items()}
        with self._writes() as connection:
            recorded, ids = recording.add_mails(connection, outcomes, rows)
            recording.add_locations(connection, seen, now, ids)
            if cursor is not None:
                recording.move_cursor(connection, cursor)
        return recorded

    def packed(self, raw: bytes) -> bytes | None:
        """The bytes of a mail as they are kept, for `StoredMail`; None where none are kept.

        It takes as long as all the rest: whoever reads mails at once does it beside the reading.
        """
        return compress(raw) if self._keep_raw else None

    def facts(self) -> tuple[Fact, ...]:
        """What parsed mails say, in the order of time; suspicious senders too: see their trust."""
        return self._facts(OutcomeKind.PARSED)

    def review_facts(self) -> tuple[Fact, ...]:
        """What mails say that a person should look at, in the order of time."""
        return self._facts(OutcomeKind.REVIEW)

    def _facts(self, outcome: OutcomeKind) -> tuple[Fact, ...]:
        with self._reads() as connection:
            return tuple(facts.facts(connection, outcome))

    def sources(self, fingerprints: Sequence[str]) -> tuple[Source, ...]:
        """Where recorded mails came from, by their fingerprints."""
        with self._reads() as connection:
            return tuple(facts.sources(connection, fingerprints)) if fingerprints else ()

    def billers(self) -> frozenset[str]:
        """The addresses of all whose mail stated something that was charged, sold or ended."""
        with self._reads() as connection:
            return senders.billers(connection)

    def met(self) -> frozenset[str]:
        """The registrable domains from which mail came more than once that counts, or once that
        the user has looked at and called a bill.
        """
        with self._reads() as connection:
            return senders.met(connection)

    def mails(self, outcome: OutcomeKind | None = None) -> Iterator[MailSummary]:
        """The recorded mails, or those with that outcome, in the order of recording."""
        after = 0
        while True:
            with self._reads() as connection:
                page = mails.summaries(connection, outcome, after=after, limit=_PAGE)
            if not page:
                return
            yield from (summary for _, summary in page)
            after = page[-1][0]

    def sha256s(self) -> frozenset[str]:
        """The SHA-256 of every recorded mail."""
        with self._reads() as connection:
            return mails.sha256s(connection)

    def raw(self, fingerprint: str) -> bytes | None:
        """The bytes of a mail as they came; None when it is unknown or they were not kept."""
        with self._reads() as connection:
            return mails.raw(connection, fingerprint)

    def newest(self, account: str, *, limit: int) -> list[bytes]:
        """The bytes of the last mails of an account that were kept, the newest first."""
        with self._reads() as connection:
            return mails.newest(connection, account, limit)

    def reread(
        self,
        read: rereading.Read,
        *,
        sender: str | None = None,
        outcome: OutcomeKind | None = None,
        account: str | None = None,
    ) -> Reread:
        """Read every kept mail again by `read(raw, received_at, arrived)`, and keep what it says.

        Only the mail of a `sender` (an address, or a domain), with that outcome or of one account
        (IMPORT: of files), when these are given.
        """
        return rereading.reread(self._each, read, sender=sender, outcome=outcome, account=account)

    def say(
        self,
        *,
        kind: StatementKind,
        correction: Correction | None = None,
        now: datetime,
        **said: Unpack[statements.Said],
    ) -> Statement:
        """Keep the user's word as a dated fact."""
        with self._writes() as connection:
            return statements.add(connection, kind=kind, now=now, correction=correction, said=said)

    def statements(self) -> tuple[Statement, ...]:
        """The statements that still stand, in the order in which they were made; each with the
        mailboxes that hold the mail now of which it was said.
        """
        with self._reads() as connection:
            return moved_mail.followed(connection, statements.standing(connection))

    def undo(self, statement_id: int, *, now: datetime) -> bool:
        """Take a statement back; False when none of that id still stands."""
        with self._writes() as connection:
            return statements.undo(connection, statement_id, now)

    def doomed(self, what: purging.Doomed) -> purging.Purged:
        """What `purge` would take out now."""
        with self._reads() as connection:
            return purging.doomed(connection, what)

    def purge(self, what: purging.Doomed) -> purging.Purged:
        """Take facts out for good, and give back the room that they had."""
        with self._writes() as connection:
            gone = purging.purge(connection, what)
        self.place.compact()
        return gone

    def forget_all(self) -> None:
        """Take out everything that its owner has, for good."""
        with self._writes() as connection:
            carrying.forget_all(connection)

    def carry_to(self, empty: "Ledger") -> None:
        """Everything that its owner has, into a ledger in which nothing is yet."""
        with self._reads() as source:
            empty.take_from(source)

    def take_from(self, source: Connection) -> None:
        """Everything that is seen on another connection; nothing may be here yet."""
        with self._writes() as target:
            carrying.carry(source, target)

    def readings(self) -> Readings:
        """When each mailbox was last read whole, and whose mail its own reader cannot read."""
        with self._reads() as connection:
            return hearing.readings(connection)

    def revision(self) -> tuple[int, ...]:
        """Another one whenever a mail was recorded, or something said or taken back."""
        with self._reads() as connection:
            return counting.revision(connection)

    def doubts(
        self, answered: Collection[str], account: str | None = None
    ) -> Mapping[OutcomeKind, Doubts]:
        """How many mails wait for a person, without those `answered` (fingerprints); all, or those
        of one mailbox.
        """
        with self._reads() as connection:
            return counting.doubts(connection, answered, account)

    def counts(self, account: str | None = None) -> Counts:
        """How many messages, UIDs and notifications there are; mail of all, or of one mailbox."""
        with self._reads() as connection:
            return counting.counts(connection, account)
