"""One visit to an account: sign in, read what is new in each folder, and note how it went."""

import logging
import os
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property

from watchdog import pipeline
from watchdog.accounts import credential_of, endpoint_of, wanted_by
from watchdog.billers import Billers
from watchdog.config.accounts import Account
from watchdog.credentials import CredentialProblem
from watchdog.glance import SWEEP_EVERY
from watchdog.intake import How, Place, Progress, set_aside
from watchdog.ledger import Check, Ledger, LedgerProblem
from watchdog.ledger.glance import lasts
from watchdog.mailbox.mailbox import Credential, Mailbox, MailboxProblem, ProblemKind, open_mailbox
from watchdog.oauth import TokenServerProblem
from watchdog.own_letters import OwnLetters
from watchdog.patience import pause_after
from watchdog.reading import Read, sender_domains
from watchdog.setting import Setting

OnStep = Callable[[str, Progress], None]
Problem = MailboxProblem | CredentialProblem

log = logging.getLogger("watchdog")
_LATE = timedelta(hours=1)
_SWEEP_BACK = timedelta(days=90)
# So often in a row, and one single mail may be the cause.
_SUSPICIOUS = 2
_MOST_CONNECTIONS = 1000
# Mails of a visit that are opened whatever their headers say: a minute's work, once. More of them
# are a mailbox in which the sieve has to choose (docs/decisions.md).
_FEW = 5_000


class Visit:
    """The way through an account's folders, over as many connections as it takes."""

    def __init__(
        self,
        setting: Setting,
        ledger: Ledger,
        account: Account,
        on_step: OnStep,
        read: Read,
        *,
        thorough: bool,
    ) -> None:
        self._setting = setting
        self._ledger = ledger
        self._account = account
        self._on_step = on_step
        billers = Billers(ledger, setting.own_addresses())
        self._read = billers.watching(read)
        self._thorough = thorough
        self._billers = billers
        self._had: dict[int, str] = {}
        self._few = _FEW
        self._is_own = OwnLetters(ledger, setting.letter_senders())
        self._before = {
            one.folder: one for one in ledger.checks.all() if one.account == account.name
        }
        self._unread = list(account.folders)
        self.has_brought = False  # any mail at all
        self._moved = self._renewing = False
        self._accused: Counter[tuple[int, int]] = Counter()
        self._aside: list[int] = []
        self._looked: set[str] = set()

    def run(self, met: Problem | None = None) -> Problem | None:
        """Read the folders; the first problem, which may be `met` already."""
        first: Problem | None = None
        for _ in range(_MOST_CONNECTIONS):
            self._moved = False
            try:
                if met is not None:
                    known, met = met, None
                    raise known
                with open_mailbox(endpoint_of(self._account), self._credential()) as mailbox:
                    while self._unread:
                        problem = self._read_folder(mailbox, self._unread[0])
                        self._note(self._unread[:1], problem)
                        first = first or problem
                        self._unread.pop(0)
                        self._aside = []
                break
            except (MailboxProblem, CredentialProblem) as problem:
                if not self._goes_on(problem):
                    self._note(self._unread, problem)
                    return first or problem
        return first

    def _credential(self) -> Credential:
        return credential_of(
            self._account,
            self._setting.tokens(),
            environ=os.environ,
            now=self._setting.now().timestamp(),
            renew=self._renewing,
        )

    def _read_folder(self, mailbox: Mailbox, folder: str) -> MailboxProblem | None:
        """Read one folder; the problem when it is the folder's own, such as a wrong name."""
        place = Place(account=self._account.name, folder=folder)
        try:
            for step in _without_surprises(self._steps(mailbox, place), place):
                self._moved = True
                self._few = max(0, self._few - step.kept)
                self.has_brought = self.has_brought or step.kept > 0
                self._on_step(folder, step)
        except MailboxProblem as problem:
            if problem.kind is not ProblemKind.CONFIGURATION:
                raise
            return problem
        return None

    def _steps(self, mailbox: Mailbox, place: Place) -> Iterator[Progress]:
        """What is new; and once a day what turned up late."""
        check = self._before.get(place.folder)
        first_walk = self._setting.today() - timedelta(days=self._account.look_back_days)
        careful = _is_suspicious(check)
        newest_first = check is None and place.folder not in self._looked
        if newest_first:
            self._looked.add(place.folder)  # once: a mail that breaks it must not keep us there
        yield from pipeline.scan(
            mailbox,
            self._ledger,
            place,
            self._how(first_walk),
            careful=careful,
            newest_first=newest_first,
        )
        now = self._setting.now()
        if self._thorough or (check is not None and not _is_swept(check, now)):
            back = first_walk if self._thorough else max(first_walk, (now - _SWEEP_BACK).date())
            yield from pipeline.sweep(
                mailbox,
                self._ledger,
                place,
                self._how(back),
                without=self._aside,
                closely=self._thorough,
            )
            self._ledger.checks.record_sweep(place.account, place.folder, now=now)

    def _how(self, since: date) -> How:
        return How(
            wanted=self._wants,
            is_own=self._is_own,
            had=self._had,
            read=self._read,
            since=since,
            now=self._setting.now(),
            few=self._few,
        )

    def _wants(self, header: bytes) -> bool:
        return self._thorough or self._sieve(header)

    @cached_property
    def _sieve(self) -> Callable[[bytes], bool]:
        """Made when the first mail comes: catalogue and senders are dear."""
        return wanted_by(self._setting.catalog(), sender_domains(), self._billers)

    def _goes_on(self, problem: Problem) -> bool:
        """Whether a new connection is worth while at once: after progress, or without one mail."""
        if not isinstance(problem, MailboxProblem):
            return False
        if problem.mail is not None and self._is_to_blame(problem.mail, problem.kind):
            place = Place(account=self._account.name, folder=self._unread[0])
            now = self._setting.now()
            set_aside(self._ledger, place, problem.mail, reason=problem.what, now=now)
            self._aside.append(problem.mail[1])
            return True
        if problem.kind is ProblemKind.SIGN_IN and self._account.oauth and not self._renewing:
            self._renewing = True  # a token may be taken back before its time
            return True
        return problem.kind is ProblemKind.TRANSIENT and (self._moved or problem.mail is not None)

    def _is_to_blame(self, mail: tuple[int, int], kind: ProblemKind) -> bool:
        """An answer that makes no sense tells at once; a line that breaks must break twice."""
        self._accused[mail] += 1
        return kind is ProblemKind.PROTOCOL or (
            kind is ProblemKind.TRANSIENT and self._accused[mail] > 1
        )

    def _note(self, folders: list[str], problem: Problem | None) -> None:
        now = self._setting.now()
        retry_at = now + self._pause(problem) if problem is not None else None
        for folder in folders:
            self._ledger.checks.record(
                self._account.name,
                folder,
                now=now,
                problem=None if problem is None else str(problem),
                problem_kind=None if problem is None else kind_of(problem),
                retry_at=retry_at,
            )
            if problem is None and folder in self._looked:
                # A first walk has just been past every UID; what shows late shows within the hour.
                swept_at = now - SWEEP_EVERY + _LATE
                self._ledger.checks.record_sweep(self._account.name, folder, now=swept_at)

    def _pause(self, problem: Problem) -> timedelta:
        asked = problem.retry_after_seconds if isinstance(problem, MailboxProblem) else None
        failures = max((one.failures for one in self._before.values()), default=0) + 1
        return pause_after(
            kind_of(problem),
            failures,
            poll=timedelta(minutes=self._setting.config().schedule.poll_minutes),
            asked=None if asked is None else timedelta(seconds=asked),
            chance=random.random(),  # noqa: S311 - spreads clients, guards nothing
        )


def kind_of(problem: Problem) -> str:
    """The ProblemKind of whatever keeps an account from being read."""
    if isinstance(problem, MailboxProblem):
        return str(problem.kind)
    return "transient" if isinstance(problem, TokenServerProblem) else "sign_in"


def _is_suspicious(check: Check | None) -> bool:
    kinds = (ProblemKind.PROTOCOL, ProblemKind.TRANSIENT)
    return check is not None and check.failures >= _SUSPICIOUS and check.problem_kind in kinds


def _is_swept(check: Check, now: datetime) -> bool:
    return check.swept_at is not None and lasts(check.swept_at, now=now, span=SWEEP_EVERY)


def _without_surprises(steps: Iterator[Progress], place: Place) -> Iterator[Progress]:
    """The steps; a fault of ours while one account is read must not end the others' watch."""
    try:
        yield from steps
    except (MailboxProblem, LedgerProblem):
        raise
    except Exception as fault:
        if os.environ.get("WATCHDOG_DEBUG"):
            traceback.print_exception(fault, file=sys.stderr)
        raise MailboxProblem(
            ProblemKind.BUG,
            where=f"{place.account}/{place.folder}",
            what=f"an unexpected fault while it was read ({type(fault).__name__})",
            mend="it is tried again; report it with what WATCHDOG_DEBUG=1 shows",
        ) from fault
