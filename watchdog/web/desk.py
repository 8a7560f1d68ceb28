"""The books as they lie on the desk: judged once, and again when there is something new."""

import logging
import threading
import time
from datetime import date
from functools import cached_property

import msgspec

from watchdog.findings import short_id
from watchdog.ledger import Ledger
from watchdog.report import ToldFinding
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.timeline.facts import Source, Statement
from watchdog.timeline.subscriptions import Subscription
from watchdog.views import Overview, build_overview

# A page should not wait for longer than this because somebody else has brought news.
_PATIENCE_SECONDS = 0.15
log = logging.getLogger("watchdog")


class Books(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The books of a day. `key` tells what they were made of."""

    key: tuple[object, ...]
    overview: Overview
    subscriptions: tuple[Subscription, ...]
    statements: tuple[Statement, ...]
    seconds: float

    @cached_property
    def by_name(self) -> dict[str, Subscription]:
        """The subscriptions by the short names that addresses have."""
        return {short_id(one.id): one for one in self.subscriptions}

    @cached_property
    def findings(self) -> dict[str, ToldFinding]:
        """The findings by their ids."""
        return {one.id: one for one in self.overview.report.findings}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The mails behind the subscriptions, by their fingerprints, newest first."""
        found = {
            fact.source.fingerprint: fact.source
            for one in self.subscriptions
            for fact in one.facts
            if fact.source.sha256
        }
        ordered = sorted(found.values(), key=lambda one: one.sent_at, reverse=True)
        return {one.fingerprint: one for one in ordered}

    @cached_property
    def mail_words(self) -> tuple[tuple[str, Source], ...]:
        """What a search for mails looks through."""
        told = self.sources.values()
        return tuple((f"{one.subject}\n{one.sender}".casefold(), one) for one in told)


class Desk:
    """Hands out the books; judging is slow, so who only looks may get those of a moment ago."""

    def __init__(self, setting: Setting, ledger: Ledger) -> None:
        self._setting, self._ledger = setting, ledger
        self._books: Books | None = None
        self._judging = threading.Lock()

    def books(self, *, fresh: bool = False) -> Books:
        """The books of today; `fresh`: with everything that was said until now."""
        books, key = self._books, self._key()
        if books is not None and books.key == key:
            return books
        if books is None or fresh or books.seconds < _PATIENCE_SECONDS or books.key[0] != key[0]:
            return self._judge(key)
        threading.Thread(target=self._judge_later, args=(key,), daemon=True).start()
        return books

    def _key(self) -> tuple[object, ...]:
        today: date = self._setting.today()
        news = (self._ledger.revision(), self._ledger.checks())
        return (today, *news, id(self._setting.catalog()))

    def _judge(self, key: tuple[object, ...]) -> Books:
        with self._judging:
            if self._books is not None and self._books.key == key:
                return self._books
            began = time.monotonic()
            judged, report = make_report(self._setting, self._ledger, self._setting.today())
            now = self._setting.now()
            overview = build_overview(report, judged.subscriptions, judged.findings, now=now)
            self._books = Books(
                key=key,
                overview=overview,
                subscriptions=judged.subscriptions,
                statements=self._ledger.statements(),
                seconds=time.monotonic() - began,
            )
            return self._books

    def _judge_later(self, key: tuple[object, ...]) -> None:
        if self._judging.locked():
            return
        try:
            self._judge(key)
        except Exception as problem:  # noqa: BLE001 - nobody waits for it: the next page tells
            log.warning("the dashboard could not judge anew: %s", problem)
