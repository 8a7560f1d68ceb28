"""The open ledger: every question and every addition is one transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Unpack

from sqlalchemy import Connection, Engine

from parsers.outcome import OutcomeKind
from watchdog.ledger import (
    answers,
    backups,
    belonging,
    carrying,
    facts,
    health,
    hearing,
    mails,
    moved_mail,
    outbox,
    purging,
    recording,
    rereading,
    seen,
    senders,
    statements,
)
from watchdog.ledger.codec import compress
from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind, told_plainly
from watchdog.ledger.records import (
    Check,
    Counts,
    Cursor,
    Doubts,
    MailSummary,
    Recorded,
    Reread,
    Seen,
    StoredMail,
    Telling,
)
from watchdog.ledger.sending import Outbox
from watchdog.ledger.server import Hold, check_apart, owner_of
from watchdog.ledger.tables import metadata
from watchdog.ledger.transactions import Transactions
from watchdog.readings import Readings
from watchdog.timeline.facts import Correction, Fact, Source, Statement, StatementKind

_PAGE = 200  # mails held in memory at a time


class Held:
    """What one holds alone, on all hosts: true while it is ours."""

    def __init__(self, hold: Hold | None, where: str) -> None:
        self._hold, self._where = hold, where

    def __bool__(self) -> bool:
        return self._hold is None or self._hold.ours

    def keep(self) -> bool:
        """Whether it is ours still; taken again after the server was away. LedgerProblem."""
        with told_plainly(self._where):
            return self._hold is None or self._hold.keep()


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
        self._engine = engine
        self._closes = closes
        self._where = where
        self._keep_raw = keep_raw
        self._each = each = Transactions(engine, where=where, read_only=read_only)
        self._reads, self._writes = each.reads, each.writes
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
            self._engine.dispose()

    @property
    def owner(self) -> str:
        """Whose ledger on a server it is; "" for a file."""
        return owner_of(self._engine)

    @contextmanager
    def hold(self, what: str = "ledger") -> Iterator["Held"]:
        """Be the only one who does something for this owner, on all hosts; False: another does.

        A file is held by a lock beside it, and always ours here.
        """
        if self._engine.dialect.name == "sqlite":
            yield Held(None, self._where)
            return
        with told_plainly(self._where):
            hold = Hold(self._engine, f"{self.owner} {what}")
            try:
                yield Held(hold, self._where)
            finally:
                hold.let_go()

    def check(self) -> None:
        """Look through the whole file; LedgerProblem when a part of it is damaged.

        On a server: whether it keeps the rows of owners apart.
        """
        if self._engine.dialect.name != "sqlite":
            with self._reads() as connection:
                check_apart(connection, list(metadata.tables), self._where)
            return
        with self._reads() as connection:
            said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if said != "ok":
            mend = backups.way_back(self._where)
            raise LedgerProblem(LedgerProblemKind.CORRUPT, self._where, "it is damaged", mend)

    def back_up(self, target: Path) -> Path:
        """A whole copy at `target`, made while the ledger is in use; LedgerProblem if it cannot."""
        if self._engine.dialect.name != "sqlite":
            what, mend = "it lies on a server, which is backed up there", "use pg_dump"
            raise LedgerProblem(LedgerProblemKind.READ_ONLY, self._where, what, mend)
        with told_plainly(self._where):
            return backups.back_up(self._engine, target)

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

    def cursor(self, account: str, folder: str) -> tuple[int, int] | None:
        """(UIDVALIDITY, last UID) up to which a folder is read, or None."""
        with self._reads() as connection:
            return seen.cursor(connection, account, folder)

    def seen_uids(
        self,
        account: str,
        folder: str,
        uidvalidity: int,
        *,
        first: int,
        last: int,
        closely: bool = False,
    ) -> frozenset[int]:
        """The UIDs from `first` to `last` that were ever seen in that epoch of a folder.

        Those that the server did not hand out are not among them. `closely`: only those that are
        kept, our own letters and what its owner has taken out.
        """
        with self._reads() as connection:
            return seen.seen_uids(
                connection, account, folder, uidvalidity, first=first, last=last, closely=closely
            )

    def facts(self) -> tuple[Fact, ...]:
        """What parsed mails say, in the order of time; suspicious senders too: see their trust."""
        return self._facts(OutcomeKind.PARSED)

    def review_facts(self) -> tuple[Fact, ...]:
        """What mails say that a person should look at, in the order of time."""
        return self._facts(OutcomeKind.REVIEW)

    def _facts(self, outcome: OutcomeKind) -> tuple[Fact, ...]:
        with self._reads() as connection:
            return tuple(facts.facts(connection, outcome))

    @property
    def keeps_answers(self) -> bool:
        """Whether what was judged is kept: in a file, whose triggers know when it is over."""
        return self._engine.dialect.name == "sqlite"

    def kept_answers(self) -> answers.Kept:
        """What was judged and still counts."""
        with self._reads() as connection:
            return answers.kept(connection)

    def kept_of_all(self) -> bytes | None:
        """What was said of all merchants together, while no mail says anything else."""
        with self._reads() as connection:
            return answers.kept_of_all(connection)

    def merchants(self) -> frozenset[str]:
        """Everybody of whom a mail speaks, believed or not."""
        with self._reads() as connection:
            return answers.merchants(connection)

    def merchants_of(self, fingerprint: str) -> frozenset[str]:
        """Those of whom one mail speaks."""
        with self._reads() as connection:
            return answers.merchants_of(connection, fingerprint)

    def facts_about(self, names: Sequence[str]) -> tuple[Fact, ...]:
        """What mails that count say of some merchants, a few hundred at most, in order of time."""
        with self._reads() as connection:
            return tuple(answers.facts_about(connection, names))

    def claims_since(self, since: datetime) -> tuple[Fact, ...]:
        """The facts of `review_facts` that are no older than that."""
        with self._reads() as connection:
            return tuple(answers.claims_since(connection, since))

    def begin_answers(self, names: Sequence[str], turn: str) -> None:
        """Before the mails of those merchants are read for answers: see `fill_in_answers`.

        `ALL` stands for all of them together, like a merchant of that name.
        """
        with self._writes() as connection:
            answers.begin(connection, names, turn)

    def fill_in_answers(self, bodies: Mapping[tuple[str, ...], bytes], turn: str) -> None:
        """Keep the answers of a turn by their merchants, but where news came since it began."""
        with self._writes() as connection:
            answers.fill_in(connection, bodies, turn)

    def forget_answers(self) -> None:
        """Let everything be judged anew."""
        with self._writes() as connection:
            answers.forget(connection)

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
        domain: str | None = None,
        outcome: OutcomeKind | None = None,
        account: str | None = None,
    ) -> Reread:
        """Read every kept mail again by `read(raw, received_at, arrived)`, and keep what it says.

        Only the mail of senders at `domain`, with that outcome or of one account (IMPORT: of
        files), when these are given.
        """
        return rereading.reread(self._each, read, domain=domain, outcome=outcome, account=account)

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
        with told_plainly(self._where):
            purging.compact(self._engine)
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

    def record_check(
        self,
        account: str,
        folder: str,
        *,
        problem: str | None = None,
        problem_kind: str | None = None,
        retry_at: datetime | None = None,
        now: datetime,
    ) -> None:
        """A folder was read to its end, or could not be because of `problem`, until `retry_at`."""
        with self._writes() as connection:
            if problem is None:
                health.record_success(connection, account, folder, now)
            else:
                health.record_failure(
                    connection,
                    account,
                    folder,
                    problem=problem,
                    kind=problem_kind,
                    now=now,
                    retry_at=retry_at,
                )

    def record_sweep(self, account: str, folder: str, *, now: datetime) -> None:
        """All UIDs of a folder were compared with those that were seen."""
        with self._writes() as connection:
            health.record_sweep(connection, account, folder, now)

    def ask_for_sweeps(self) -> None:
        """Let the next reading of each folder compare all its UIDs."""
        with self._writes() as connection:
            health.ask_for_sweeps(connection)

    def checks(self) -> tuple[Check, ...]:
        """The last check of every folder, by account and folder."""
        with self._reads() as connection:
            return health.all_checks(connection)

    def readings(self) -> Readings:
        """When each mailbox was last read whole, and whose mail its own reader cannot read."""
        with self._reads() as connection:
            return hearing.readings(connection)

    def revision(self) -> tuple[int, ...]:
        """Another one whenever a mail was recorded, or something said or taken back."""
        with self._reads() as connection:
            return health.revision(connection)

    def doubts(
        self, answered: Collection[str], account: str | None = None
    ) -> Mapping[OutcomeKind, Doubts]:
        """How many mails wait for a person, without those `answered` (fingerprints); all, or those
        of one mailbox.
        """
        with self._reads() as connection:
            return health.doubts(connection, answered, account)

    def counts(self, account: str | None = None) -> Counts:
        """How many messages, UIDs and notifications there are; mail of all, or of one mailbox."""
        with self._reads() as connection:
            return health.counts(connection, account)

    def mailboxes(self) -> frozenset[str]:
        """The accounts of which any mail was seen, IMPORT for files."""
        with self._reads() as connection:
            return belonging.mailboxes(connection)

    def lying_in(self, account: str, mails: Sequence[str]) -> frozenset[str]:
        """Those of some mails, by their SHA-256, that belong to a mailbox."""
        with self._reads() as connection:
            return belonging.lying_in(connection, account, mails)

    def copies_in(self, account: str) -> Mapping[str, int]:
        """How many mails of each other mailbox lie in this one as well."""
        with self._reads() as connection:
            return belonging.copies_in(connection, account)

    def mark_told(self, findings: Sequence[str], *, now: datetime) -> None:
        """Findings, by their ids, that a weekly letter tells; the first time stands."""
        with self._writes() as connection:
            outbox.mark_told(connection, findings, now)

    def told(self) -> dict[str, Telling]:
        """When each finding, by its id, was first told, and whether at once or in a letter."""
        with self._reads() as connection:
            return outbox.told(connection)

    def milestone(self, key: str) -> datetime | None:
        """When a milestone ("digest:2026-W47") was first reached, or None."""
        with self._reads() as connection:
            return health.milestone(connection, key)

    def milestones(self, beginning: str) -> frozenset[str]:
        """The milestones reached whose keys begin so."""
        with self._reads() as connection:
            return health.milestones_of(connection, beginning)

    def reach(self, key: str, *, now: datetime) -> bool:
        """Set a milestone; False when it was reached before, which stands."""
        with self._writes() as connection:
            return health.reach(connection, key, now)
