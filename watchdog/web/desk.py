"""The books as they lie on the desk: judged once, and again when there is something new."""

import logging
import threading
import time
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from markupsafe import Markup

from watchdog.calendar import AHEAD_DAYS
from watchdog.findings import short_id
from watchdog.ledger import Ledger
from watchdog.meant import PAID
from watchdog.pages import environment
from watchdog.pipeline import knowledge
from watchdog.report import ToldFinding
from watchdog.reporting import without
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.timeline.facts import Fact, Source, Statement
from watchdog.timeline.subscriptions import Subscription
from watchdog.upcoming import Upcoming, upcoming
from watchdog.views.overview import Overview, build_overview

# A page should not wait for longer than this because somebody else has brought news.
_PATIENCE_SECONDS = 0.15
log = logging.getLogger("watchdog")

# The key and the latest word of `Books`.
_MadeOf = tuple[tuple[object, ...], int]


class Books(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The books of a day. `key` tells what they were made of, `words` the user's latest word,
    `ahead` what comes, as far as calendars show it.
    """

    key: tuple[object, ...]
    words: int
    overview: Overview
    subscriptions: tuple[Subscription, ...]
    ahead: tuple[Upcoming, ...]
    statements: tuple[Statement, ...]
    seconds: float

    @cached_property
    def by_name(self) -> dict[str, Subscription]:
        """The subscriptions by the short names that addresses have."""
        return {short_id(one.id): one for one in self.subscriptions}

    @cached_property
    def drawn(self) -> "Markup":
        """What a judgement shows whoever looks, drawn once: calendar, changes, charts, places."""
        from markupsafe import Markup

        told = environment().get_template("web_drawn.html.j2").render(o=self.overview)
        return Markup(told)  # noqa: S704 - a template of ours, which escaped what it was given

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
        self._priced: tuple[_MadeOf, tuple[Fact, ...]] | None = None
        self._judging = threading.Lock()
        self._spoken = threading.Event()

    def prepare(self) -> None:
        """Judge in the background, so that the first page need not wait for all of it."""
        threading.Thread(target=self._judge_later, args=(self._made_of(),), daemon=True).start()

    def hear(self) -> None:
        """The user has said something here: the next page waits until it is judged."""
        self._spoken.set()

    def payments(self) -> tuple[Fact, ...]:
        """All payments and what came back, the newest first; also those of no subscription."""
        return tuple(fact for fact in self.priced() if fact.event.kind in PAID)

    def priced(self) -> tuple[Fact, ...]:
        """The same, and all else that names an amount: bills, prices."""
        made_of = self._made_of()
        if self._priced is None or self._priced[0] != made_of:
            facts = reversed(knowledge(self._ledger).facts)
            told = tuple(fact for fact in facts if fact.event.amount or fact.event.kind in PAID)
            self._priced = made_of, told
        return self._priced[1]

    def put_away(self, finding: str, word: int) -> None:
        """The user wants to hear no more of a finding: nothing else has to be judged for that.

        Where mail or other words have come meanwhile, the next page judges all of it.
        """
        with self._judging:
            books, (key, words) = self._books, self._made_of()
            if books is None or books.key != key or not books.words + 1 == word == words:
                return
            report = without(books.overview.report, finding)
            self._books = Books(
                key=key,
                words=words,
                overview=msgspec.structs.replace(books.overview, report=report),
                subscriptions=books.subscriptions,
                ahead=books.ahead,
                statements=self._ledger.statements(),
                seconds=books.seconds,
            )

    def books(self) -> Books:
        """The books of today, with everything that was said here until now."""
        books, made_of = self._books, self._made_of()
        if books is not None and (books.key, books.words) == made_of:
            return books
        spoken, another_day = self._spoken.is_set(), books and books.key[0] != made_of[0][0]
        if books is None or spoken or another_day or books.seconds < _PATIENCE_SECONDS:
            self._spoken.clear()
            return self._judge(made_of)
        threading.Thread(target=self._judge_later, args=(made_of,), daemon=True).start()
        return books

    def _made_of(self) -> _MadeOf:
        mails, words, undone = self._ledger.revision()
        checks = self._ledger.checks.all()
        return (self._setting.today(), mails, undone, checks, id(self._setting.catalog())), words

    def _judge(self, made_of: _MadeOf) -> Books:
        with self._judging:
            if self._books is not None and (self._books.key, self._books.words) == made_of:
                return self._books
            began = time.monotonic()
            today = self._setting.today()
            judged, report = make_report(self._setting, self._ledger, today)
            now = self._setting.now()
            ahead = upcoming(
                judged.subscriptions, judged.findings, (), today=today, days=AHEAD_DAYS
            )
            overview = build_overview(report, judged.subscriptions, judged.findings, now=now)
            books = Books(
                key=made_of[0],
                words=made_of[1],
                overview=overview,
                subscriptions=judged.subscriptions,
                ahead=ahead,
                statements=self._ledger.statements(),
                seconds=time.monotonic() - began,
            )
            _ = books.drawn  # while nobody waits for it
            self._books = books
            return books

    def _judge_later(self, made_of: _MadeOf) -> None:
        if self._judging.locked():
            return
        try:
            self._judge(made_of)
        except Exception as problem:  # noqa: BLE001 - nobody waits for it: the next page tells
            log.warning("the dashboard could not judge anew: %s", problem)
