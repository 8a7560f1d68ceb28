"""Answers that were kept say what a judgement of everything says, whatever has happened since."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from parsers.outcome import Arrival, Outcome, OutcomeKind, Trust, Verdict
from watchdog import at_once, briefing, pipeline
from watchdog.answers.answer import Answer, Question
from watchdog.answers.giving import answer_of
from watchdog.at_once import screenful_of
from watchdog.books import Reminders
from watchdog.catalog import load_catalog
from watchdog.ledger import Ledger, Seen, StoredMail, open_ledger
from watchdog.ledger.purging import Doomed
from watchdog.report import Coverage, Health
from watchdog.reporting import build_report
from watchdog.resolutions import resolutions
from watchdog.screenful import Screenful, screenful
from watchdog.timeline.cadence import step
from watchdog.timeline.facts import Correction, Fact, StatementKind
from watchdog.views.brief import Brief, brief_of_all

TODAY = date(2026, 11, 23)
CATALOG = load_catalog()
FEWER = replace(CATALOG, services={k: v for k, v in CATALOG.services.items() if k != "netflix"})
# Two names of one sender, a store that PayPal pays, a service of the catalogue, and what it is not.
MERCHANTS = ("alpha", "beta", "apple", "netflix", "coursera", "zeta")
CHANNELS = (None, "direct", "apple", "paypal")
PRICES = tuple(Money(amount=Decimal(each), currency="USD") for each in ("9.99", "15.49", "0.00"))
KINDS = (
    EventKind.CHARGE,
    EventKind.REFUND,
    EventKind.CANCELED,
    EventKind.CANCELLATION_PENDING,
    EventKind.SUBSCRIPTION_STARTED,
    EventKind.TRIAL_STARTED,
    EventKind.PRICE_CHANGE,
    EventKind.PAUSED,
    EventKind.REFUND_PROMISED,
    EventKind.RENEWAL_NOTICE,
)


class World:
    """A ledger, the day, and all that a report asks beside them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.today, self.catalog, self.reminders = TODAY, CATALOG, Reminders()
        self.off: tuple[str, ...] = ()
        self.numbers = count(1)

    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), tzinfo=UTC)

    def question(self) -> Question:
        return Question(
            catalog=self.catalog,
            today=self.today,
            reminders=self.reminders,
            off=self.off,
            program="",
        )

    def kept(self) -> Brief:
        """What is said with what was kept."""
        return briefing.brief_of(
            self.ledger, self.question(), told=self.told(), keeper=lambda: nullcontext(self.ledger)
        )

    def screen(self) -> Screenful:
        """What one screen of it says, with what was kept of that."""
        return screenful_of(
            self.ledger, self.question(), told=self.told(), keeper=lambda: nullcontext(self.ledger)
        )

    def whole_screen(self) -> Screenful:
        """What one screen of a judgement of everything says."""
        brief = self.whole()
        report = build_report(
            today=self.today,
            subscriptions=brief.subscriptions,
            findings=brief.findings,
            coverage=Coverage(),
            health=Health(),
            resolved=brief.resolved,
        )
        return screenful(report, brief.ahead, brief.prices)

    def whole(self) -> Brief:
        """What a judgement of everything says."""
        judged = pipeline.judge(
            self.ledger,
            catalog=self.catalog,
            today=self.today,
            reminders=self.reminders,
            off=self.off,
        )
        solved = resolutions(self.told(), judged.subscriptions, today=self.today)
        return brief_of_all(judged, resolved=solved, today=self.today)

    def told(self) -> dict[str, date]:
        return {key: one.first_at.date() for key, one in self.ledger.outbox.told().items()}

    def record(self, *events: BillingEvent, mailbox: str = "home", **mail: Any) -> str:
        """A mail with those events, seen in a mailbox; "" is nowhere: it was imported."""
        number = next(self.numbers)
        day = mail.pop("sent", None) or next((e.on for e in events if e.on), self.today)
        name = f"mail-{number}"
        sender = mail.pop(
            "sender", f"billing@{events[0].merchant}.example" if events else "a@b.example"
        )
        stored = StoredMail(
            fingerprint=name,
            message_id=f"<{name}@mail.example.org>",
            sender=sender,
            subject=f"Mail {number}",
            sent_at=datetime.combine(day, time(9), tzinfo=UTC),
            received_at=None,
            sha256=f"{number:064}",
            raw=str(number).encode(),
            size=1,
            outcome=outcome_of(*events, **mail),
        )
        seen = [seen_in(mailbox, number, name)] if mailbox else []
        self.ledger.record(mails=[stored], seen=seen, now=self.now())
        return name


def outcome_of(
    *events: BillingEvent,
    outcome: OutcomeKind = OutcomeKind.PARSED,
    verdict: Verdict = Verdict.UNKNOWN,
) -> Outcome:
    return Outcome(outcome=outcome, trust=Trust(verdict=verdict), reader="senders.x", events=events)


def seen_in(account: str, uid: int, name: str | None) -> Seen:
    return Seen(account=account, folder="INBOX", uidvalidity=7, uid=uid, fingerprint=name)


def event_of(
    merchant: str, on: date, kind: EventKind = EventKind.CHARGE, **more: Any
) -> BillingEvent:
    ahead = on + timedelta(days=10)
    days: dict[EventKind, dict[str, Any]] = {
        EventKind.TRIAL_STARTED: {"trial_ends_on": ahead},
        EventKind.PAUSED: {"resumes_on": ahead},
        EventKind.PRICE_CHANGE: {"effective_on": ahead},
        EventKind.RENEWAL_NOTICE: {"renews_on": ahead},
        EventKind.CANCELLATION_PENDING: {"cancel_by": ahead},
        EventKind.CHARGE: {"recurring": True, "cadence": "P1M"},
    }
    return BillingEvent(
        kind=kind,
        merchant=merchant,
        merchant_name=merchant.title(),
        on=on,
        **{"amount": PRICES[0], **days.get(kind, {}), **more},
    )


# --- all that can happen ---------------------------------------------------------------------

Step = Callable[[World], object]
ago = st.integers(-20, 420).map(lambda days: TODAY - timedelta(days=days))
merchants, channels = st.sampled_from(MERCHANTS), st.sampled_from(CHANNELS)
senders = st.sampled_from(
    ("billing@alpha.example", "service@paypal.example", "no_reply@apple.example")
)
boxes = st.sampled_from(("home", "work", ""))


@st.composite
def series(draw: st.DrawFn) -> Step:
    """Some months of bills."""
    merchant, channel, first = draw(merchants), draw(channels), draw(ago)
    price, sender = draw(st.sampled_from(PRICES)), draw(senders)
    months, box = draw(st.integers(1, 9)), draw(boxes)
    plan = draw(st.sampled_from((None, "Standard", "Family")))

    def bill(world: World) -> None:
        for month in range(months):
            day = step(first, "P1M", month)
            told = event_of(merchant, day, channel=channel, amount=price, plan=plan)
            world.record(told, mailbox=box, sender=sender)

    return bill


@st.composite
def mail(draw: st.DrawFn) -> Step:
    """One mail of any kind, believed or not."""
    events = [
        event_of(
            draw(merchants),
            draw(ago),
            draw(st.sampled_from(KINDS)),
            channel=draw(channels),
            amount=draw(st.sampled_from((*PRICES, None))),
        )
        for _ in range(draw(st.integers(1, 2)))
    ]
    outcome = draw(st.sampled_from((OutcomeKind.PARSED, OutcomeKind.PARSED, OutcomeKind.REVIEW)))
    verdict = draw(st.sampled_from((Verdict.UNKNOWN, Verdict.SUSPICIOUS)))
    box, sender = draw(boxes), draw(senders)

    def come(world: World) -> None:
        world.record(*events, mailbox=box, sender=sender, outcome=outcome, verdict=verdict)

    return come


@st.composite
def word(draw: st.DrawFn) -> Step:
    """What a user can say of a merchant."""
    kinds = ("CANCELED", "PAUSED", "CONFIRMED", "NOT_A_SUBSCRIPTION")
    kind, on = StatementKind[draw(st.sampled_from(kinds))], draw(ago)
    merchant, channel = draw(merchants), draw(channels)

    def say(world: World) -> None:
        world.ledger.say(kind=kind, merchant=merchant, channel=channel, on=on, now=world.now())

    return say


@st.composite
def merging(draw: st.DrawFn) -> Step:
    """Two subscriptions are one."""
    which = draw(st.tuples(st.integers(0, 9), st.integers(0, 9)))

    def say(world: World) -> None:
        known = world.whole().subscriptions
        if len(known) > 1:
            one, other = (known[each % len(known)] for each in which)
            world.ledger.say(
                kind=StatementKind.MERGED,
                merchant=one.merchant,
                subscription=one.id,
                other=other.id,
                now=world.now(),
            )

    return say


@st.composite
def putting_away(draw: st.DrawFn) -> Step:
    """A finding is dismissed, put off, or told."""
    which, how = draw(st.integers(0, 9)), draw(st.sampled_from(("dismiss", "snooze", "tell")))

    def say(world: World) -> None:
        found = world.whole().findings
        if not found:
            return
        finding = found[which % len(found)][0].id
        if how == "tell":
            world.ledger.outbox.mark_told([finding], now=world.now())
        else:
            kind = StatementKind.DISMISSED if how == "dismiss" else StatementKind.SNOOZED
            until = world.today + timedelta(days=5) if how == "snooze" else None
            world.ledger.say(kind=kind, finding=finding, until=until, now=world.now())

    return say


@st.composite
def correction(draw: st.DrawFn) -> Step:
    """A mail says something else, or nothing, or is a fake."""
    which, merchant, on = draw(st.integers(0, 40)), draw(merchants), draw(ago)
    events = (event_of(merchant, on, channel=draw(channels)),) if draw(st.booleans()) else ()
    claims = events if draw(st.booleans()) else None

    def say(world: World) -> None:
        mails = [one.fingerprint for one in world.ledger.mails()]
        if mails:
            said = Correction(
                fingerprint=mails[which % len(mails)],
                subject="",
                events=() if claims else events,
                claims=claims,
            )
            world.ledger.say(kind=StatementKind.REVIEWED, correction=said, now=world.now())

    return say


@st.composite
def reading_anew(draw: st.DrawFn) -> Step:
    """A better reader reads a part of the mails otherwise."""
    part, merchant, on = draw(st.integers(1, 4)), draw(merchants), draw(ago)

    def read(raw: bytes, at: datetime | None, arrived: Arrival | None) -> Outcome:
        del at, arrived
        told = (event_of(merchant, on),) if int(raw) % 2 else ()
        kind = OutcomeKind.PARSED if told else OutcomeKind.IGNORED
        return outcome_of(*told, outcome=kind)

    def again(world: World) -> None:
        world.ledger.reread(read, sender=("alpha", "apple", "paypal", "x")[part - 1] + ".example")

    return again


@st.composite
def found_elsewhere(draw: st.DrawFn) -> Step:
    """A mail that was known turns up in a mailbox."""
    which, box = draw(st.integers(0, 40)), draw(st.sampled_from(("home", "work")))

    def see(world: World) -> None:
        mails = [one.fingerprint for one in world.ledger.mails()]
        if mails:
            seen = seen_in(box, 1000 + next(world.numbers), mails[which % len(mails)])
            world.ledger.record(mails=(), seen=[seen], now=world.now())

    return see


def take_back(world: World) -> None:
    for one in world.ledger.statements()[-1:]:
        world.ledger.undo(one.id, now=world.now())


def go_on(world: World, days: int) -> None:
    world.today += timedelta(days=days)


def hear(world: World) -> None:
    world.ledger.checks.record("home", "INBOX", now=world.now())


def purge(world: World, days: int) -> None:
    before = datetime.combine(world.today - timedelta(days=days), time(), tzinfo=UTC)
    world.ledger.purge(Doomed(before=before))


def ask_otherwise(world: World, what: str) -> None:
    if what == "catalog":
        world.catalog = FEWER
    elif what == "reminders":
        world.reminders = Reminders(renewal_days=(14,))
    else:
        world.off = ("charge_after_cancellation",)


steps: st.SearchStrategy[Step] = st.one_of(
    series(),
    series(),
    mail(),
    mail(),
    word(),
    merging(),
    putting_away(),
    correction(),
    reading_anew(),
    found_elsewhere(),
    st.just(take_back),
    st.just(hear),
    st.just(lambda world: world.ledger.answers.forget()),
    st.just(lambda world: world.ledger.purge(Doomed(account="work"))),
    st.integers(-3, 40).map(lambda days: partial(go_on, days=days)),
    st.integers(20, 400).map(lambda days: partial(purge, days=days)),
    st.sampled_from(("catalog", "reminders", "off")).map(
        lambda what: partial(ask_otherwise, what=what)
    ),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "ledger.db"
    open_ledger(file).close()
    return file


@pytest.fixture
def world(empty: Path, tmp_path: Path) -> Iterator[World]:
    file = tmp_path / "ledger.db"
    shutil.copy(empty, file)
    with open_ledger(file) as ledger:
        yield World(ledger)


def assert_counted(ledger: Ledger, file: Path) -> None:
    """What was counted as it came is what a walk through all of it counts."""
    counts = ledger.counts()
    with closing(sqlite3.connect(file)) as walk:
        bare = "SELECT count(*) FROM locations WHERE message_id IS NULL"
        (unkept,) = walk.execute(bare).fetchone()
        mails = dict(walk.execute("SELECT outcome, count(*) FROM messages GROUP BY outcome"))
    assert counts.seen == unkept + sum(mails.values())
    assert {kind: number for kind, number in counts.messages.items() if number} == mails


@given(happened=st.lists(steps, min_size=1, max_size=8))
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_was_kept_says_what_everything_says(
    empty: Path, tmp_path: Path, happened: list[Step]
) -> None:
    file = tmp_path / "ledger.db"
    shutil.copy(empty, file)
    with open_ledger(file) as ledger:
        world = World(ledger)
        for each in happened:
            each(world)
            assert world.screen() == world.whole_screen()
            assert world.kept() == world.whole()
            assert_counted(ledger, file)
        assert world.screen() == world.whole_screen()


@given(
    happened=st.lists(steps, min_size=1, max_size=8),
    heard=st.lists(st.booleans(), min_size=35, max_size=35),
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_was_kept_is_right_on_every_day_until_it_is_another(
    empty: Path, tmp_path: Path, happened: list[Step], heard: list[bool]
) -> None:
    """Without any news: only the day goes on, and mailboxes are read or not."""
    file = tmp_path / "ledger.db"
    shutil.copy(empty, file)
    with open_ledger(file) as ledger:
        world = World(ledger)
        for each in happened:
            each(world)
        for is_heard in heard:
            if is_heard:
                hear(world)
            assert world.kept() == world.whole()
            go_on(world, 1)


# --- what is judged anew, and what is not ----------------------------------------------------


def lay_in(world: World) -> None:
    """A year of three merchants, one of them cancelled and billed again, in two mailboxes."""
    for merchant, box in (("alpha", "home"), ("netflix", "home"), ("zeta", "work")):
        for month in range(12):
            world.record(event_of(merchant, step(date(2025, 12, 5), "P1M", month)), mailbox=box)
    world.record(event_of("zeta", date(2026, 10, 20), EventKind.CANCELED), mailbox="work")
    world.record(event_of("coursera", date(2026, 11, 20)), mailbox="home")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who is judged anew, as it happens."""
    said: list[str] = []

    def noted(kin: tuple[str, ...], *rest: Any, **more: Any) -> Answer:
        said.extend(kin)
        return answer_of(kin, *rest, **more)

    monkeypatch.setattr(briefing, "answer_of", noted)
    return said


def anew(world: World, judged: list[str]) -> set[str]:
    """Who is judged anew now; what is said is right."""
    judged.clear()
    assert world.kept() == world.whole()
    return set(judged)


ALL = {"alpha", "netflix", "zeta", "coursera"}
ENDED = StatementKind.CANCELED
CHANGES: dict[str, tuple[Callable[[World], object], set[str]]] = {
    "nothing": (lambda world: world.ledger.statements(), set()),
    "a mail": (lambda world: world.record(event_of("alpha", TODAY)), {"alpha"}),
    "a claim": (
        lambda world: world.record(
            event_of("alpha", TODAY), outcome=OutcomeKind.REVIEW, verdict=Verdict.SUSPICIOUS
        ),
        {"alpha"},
    ),
    "an older mailbox": (
        lambda world: world.record(event_of("zeta", date(2024, 1, 5)), mailbox="home"),
        {"zeta", "coursera"},  # which is news only where the mailbox reaches back far enough
    ),
    "a mail of an address with two names": (
        lambda world: world.record(event_of("zeta", TODAY), sender="billing@alpha.example"),
        {"zeta", "alpha"},
    ),
    "a store that was paid": (
        lambda world: (
            world.record(event_of("netflix", TODAY, channel="apple")),
            world.record(event_of("apple", TODAY, channel="paypal")),
        ),
        {"netflix", "apple"},
    ),
    "a word": (
        lambda world: world.ledger.say(kind=ENDED, merchant="netflix", on=TODAY, now=world.now()),
        {"netflix"},
    ),
    "a word about nobody": (
        lambda world: world.ledger.say(kind=ENDED, merchant="beta", on=TODAY, now=world.now()),
        {"beta"},
    ),
    "a correction": (
        lambda world: world.ledger.say(
            kind=StatementKind.REVIEWED,
            correction=Correction(
                fingerprint="mail-1", subject="", events=(event_of("netflix", TODAY),)
            ),
            now=world.now(),
        ),
        {"alpha", "netflix"},
    ),
    "what was dismissed": (lambda world: put_away(world, StatementKind.DISMISSED), {"zeta"}),
    "what was told": (
        lambda world: world.ledger.outbox.mark_told([wrong(world)], now=world.now()),
        set(),  # it says nothing before the money is back
    ),
    "a bill in another mailbox": (
        lambda world: world.ledger.record(
            mails=(), seen=[seen_in("a", 5000, "mail-1")], now=world.now() - timedelta(days=9)
        ),
        {"alpha"},
    ),
    "another day": (lambda world: go_on(world, 1), set()),
    "a day on which receipts are late": (
        lambda world: go_on(world, 11),
        {"alpha", "netflix", "zeta"},
    ),
    "another month": (lambda world: go_on(world, 31), ALL),
    "an older day": (lambda world: go_on(world, -1), ALL),
    "another catalogue": (lambda world: ask_otherwise(world, "catalog"), ALL),
    "other reminders": (lambda world: ask_otherwise(world, "reminders"), ALL),
    "a purge": (lambda world: world.ledger.purge(Doomed(account="work")), set()),
    "answers thrown away": (lambda world: world.ledger.answers.forget(), ALL),
}


def wrong(world: World) -> str:
    """The finding that is there."""
    found = world.whole().findings
    return next(one.id for one, _ in found if one.kind == "charge_after_cancellation")


def put_away(world: World, kind: StatementKind) -> None:
    world.ledger.say(kind=kind, finding=wrong(world), now=world.now())


@pytest.mark.parametrize("change", CHANGES)
def test_only_those_with_news_are_judged_anew(world: World, judged: list[str], change: str) -> None:
    lay_in(world)
    assert anew(world, judged) == ALL
    assert anew(world, judged) == set()
    act, expected = CHANGES[change]
    act(world)
    assert anew(world, judged) == expected
    assert anew(world, judged) == set()


def test_a_mail_that_comes_while_it_is_judged_is_not_forgotten(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_in(world)
    read = world.ledger.answers.facts_about

    def and_then(names: list[str]) -> tuple[Fact, ...]:
        facts = read(names)
        world.record(event_of("alpha", TODAY - timedelta(days=1)))
        return facts

    with monkeypatch.context() as patched:
        patched.setattr(world.ledger.answers, "facts_about", and_then)
        world.kept()
    assert world.kept() == world.whole()


def test_a_place_where_nothing_can_be_kept_costs_only_time(world: World, tmp_path: Path) -> None:
    lay_in(world)
    with open_ledger(tmp_path / "ledger.db", read_only=True) as ledger:
        assert World(ledger).kept() == world.whole()
        assert not ledger.answers.kept().bodies


# --- what is said of all together ------------------------------------------------------------


@pytest.fixture
def gathered_anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """An entry whenever answers are put together."""
    said: list[int] = []
    together = briefing.brief_beside

    def noted(*asked: Any) -> Brief:
        said.append(1)
        return together(*asked)

    monkeypatch.setattr(at_once, "brief_beside", noted)
    return said


@pytest.mark.parametrize("change", CHANGES)
def test_a_screen_is_put_together_anew_after_any_change(
    world: World, gathered_anew: list[int], change: str
) -> None:
    lay_in(world)
    assert world.screen() == world.whole_screen()
    assert world.screen() == world.whole_screen()
    assert len(gathered_anew) == 1
    CHANGES[change][0](world)
    assert world.screen() == world.whole_screen()
    assert len(gathered_anew) == (1 if change == "nothing" else 2)


def test_a_mail_that_comes_while_a_screen_is_put_together_is_not_forgotten(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_in(world)
    together = briefing.brief_beside

    def and_then(*asked: Any) -> Brief:
        brief = together(*asked)
        world.record(event_of("alpha", TODAY - timedelta(days=1)))
        return brief

    with monkeypatch.context() as patched:
        patched.setattr(at_once, "brief_beside", and_then)
        world.screen()
    assert world.ledger.answers.kept_of_all() is None
    assert world.screen() == world.whole_screen()


def test_a_word_that_is_said_meanwhile_and_taken_back_is_not_shown(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_in(world)
    before = world.screen()
    world.ledger.answers.forget()
    together = briefing.brief_beside

    def and_first(*asked: Any) -> Brief:
        world.ledger.say(kind=ENDED, merchant="netflix", on=TODAY, now=world.now())
        return together(*asked)

    with monkeypatch.context() as patched:
        patched.setattr(at_once, "brief_beside", and_first)
        world.screen()
    assert world.screen() == world.whole_screen() != before
    take_back(world)
    assert world.screen() == world.whole_screen() == before
