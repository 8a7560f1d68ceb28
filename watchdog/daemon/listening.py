"""Listeners of the daemon: a thread for each account that may ring when mail comes (IMAP IDLE)."""

import logging
import os
import random
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from watchdog.accounts import credential_of, endpoint_of
from watchdog.config.accounts import Account
from watchdog.config.config import Config
from watchdog.credentials import CredentialProblem
from watchdog.ledger import Ledger, LedgerProblem
from watchdog.mailbox.errors import MailboxProblem, ProblemKind
from watchdog.mailbox.idle import Dismissed, Ear, NoIdle, Rhythm, listen
from watchdog.patience import pause_after
from watchdog.setting import Setting
from watchdog.visit import kind_of

# No sooner is a line that broke tried again, nor the ledger asked whether polling works.
_LEAST_SECONDS = 30.0
_RHYTHM = Rhythm()

_EXPECTED = (MailboxProblem, CredentialProblem)

log = logging.getLogger("watchdog")


class Listeners:
    """They only ever hasten a poll: whatever becomes of them, polling goes on as without them."""

    def __init__(
        self, setting: Setting, config: Config, ledger: Ledger, ring: Callable[[], object]
    ) -> None:
        self._setting, self._config, self._ledger = setting, config, ledger
        self._ring = ring
        self._lock = threading.Lock()
        self._rung: set[str] = set()
        self._ears: list[Ear] = []

    def start(self) -> None:
        """Listen for each account that wants it."""
        for account in self._config.accounts:
            if account.idle:
                ear = Ear()
                self._ears.append(ear)
                name = f"listening to {account.name}"
                threading.Thread(
                    target=self._live, args=(account, ear), name=name, daemon=True
                ).start()

    def stop(self) -> None:
        """Let all of them go; nobody is waited for."""
        for ear in self._ears:
            ear.dismiss()

    def shake(self) -> None:
        """The computer slept: lines that look alive are dead."""
        for ear in self._ears:
            ear.shake()

    def heard(self) -> frozenset[str]:
        """The accounts to which mail has come since the last time."""
        with self._lock:
            rung, self._rung = frozenset(self._rung), set()
        return rung

    def _on_news(self, account: Account) -> None:
        with self._lock:
            self._rung.add(account.name)
        self._ring()

    def _live(self, account: Account, ear: Ear) -> None:
        failures = 0
        try:
            while True:
                if not self._is_read(account):
                    ear.rest(_LEAST_SECONDS)
                    continue
                problem = self._listen(account, ear, after_failure=failures > 0)
                failures = failures + 1 if problem is not None else 0
                if problem is not None:
                    self._say(account, problem, failures)
                    ear.rest(self._pause(problem, failures))
        except NoIdle:
            log.info("%s: the server knows no IDLE; it is polled only", account.name)
        except Dismissed:
            return
        finally:
            ear.close()

    def _is_read(self, account: Account) -> bool:
        """Whether polling works: who is refused there is not to be asked a second time here."""
        try:
            checks = self._ledger.checks.all()
        except LedgerProblem:
            return False
        own = [one for one in checks if one.account == account.name]
        return bool(own) and not any(one.failing_since for one in own)

    def _listen(self, account: Account, ear: Ear, *, after_failure: bool) -> Exception | None:
        """One session; what ended it before its time."""
        news = partial(self._on_news, account)

        def ready() -> None:
            if after_failure:
                log.info("%s: listening again", account.name)
                news()  # for what came in between

        try:
            secret = credential_of(
                account,
                self._setting.tokens(),
                environ=os.environ,
                now=self._setting.now().timestamp(),
            )
            endpoint, folder = endpoint_of(account), account.folders[0]
            listen(endpoint, secret, folder, ear=ear, on_ready=ready, on_news=news, rhythm=_RHYTHM)
        except (NoIdle, Dismissed):
            raise
        except Exception as problem:  # noqa: BLE001 - no fault in here may end more than this hint
            return problem
        return None

    def _say(self, account: Account, problem: Exception, failures: int) -> None:
        if failures > 1:
            return
        said = (
            str(problem)
            if isinstance(problem, _EXPECTED)
            else f"a fault of ours ({type(problem).__name__})"
        )
        log.info("%s: not listening for a while, polling goes on: %s", account.name, said)

    def _pause(self, problem: Exception, failures: int) -> float:
        asked = getattr(problem, "retry_after_seconds", None)
        pause = pause_after(
            kind_of(problem) if isinstance(problem, _EXPECTED) else ProblemKind.BUG,
            failures,
            poll=timedelta(minutes=self._config.schedule.poll_minutes),
            asked=None if asked is None else timedelta(seconds=asked),
            chance=random.random(),  # noqa: S311 - spreads clients, guards nothing
        )
        return max(_LEAST_SECONDS, pause.total_seconds())
