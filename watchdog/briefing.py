"""What a report says of a large ledger: only merchants of whom there is news are judged anew.

ledger.answers.kept | stands      what was said and still counts
begin | facts_about | families    read those with news, and who shares their story
answer_of | fill_in               judge them, and keep it
gathered                          say it all
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec

from watchdog.answers.answer import Answer, Question, decode, encode
from watchdog.answers.gathering import gathered, reach_of_all
from watchdog.answers.giving import answer_of
from watchdog.answers.kinship import Kin, Tie, families, ties_of
from watchdog.answers.standing import Today, reaches_as_far, stands
from watchdog.answers.sums import summed
from watchdog.answers.words import Words, words_of
from watchdog.batches import in_batches
from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.judging import Knowledge, judge_known, undisturbed
from watchdog.ledger import Ledger, LedgerProblem
from watchdog.outages import Outage
from watchdog.readings import Readings
from watchdog.timeline.corrections import claimed, corrected
from watchdog.timeline.facts import Fact, Statement
from watchdog.views.brief import Brief

_AT_ONCE = 300  # merchants in one question to the ledger, or in one writing
_CLAIMS = timedelta(days=40)  # fakes are told for a month
_CODE = ("*.py", "*.toml", "*.mo")


Opened = Callable[[], AbstractContextManager[Ledger]]


class Keeper:
    """Where answers are kept, opened with the first of them. None are where there is no such place,
    or once it cannot be written: they only save time.
    """

    def __init__(self, opened: Opened | None) -> None:
        self._opened, self._stack = opened, ExitStack()
        self._ledger: Ledger | None = None

    def __enter__(self) -> "Keeper":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def begin(self, merchants: Sequence[str], turn: str) -> None:
        """Before the mails about some merchants are read."""
        self._try(lambda ledger: ledger.answers.begin(merchants, turn))

    def fill_in(self, bodies: Mapping[Kin, bytes], turn: str) -> None:
        """What is said of them."""
        self._try(lambda ledger: ledger.answers.fill_in(bodies, turn))

    def _try(self, write: Callable[[Ledger], None]) -> None:
        if self._opened is None:
            return
        try:
            if self._ledger is None:
                self._ledger = self._stack.enter_context(self._opened())
            write(self._ledger)
        except LedgerProblem:
            self._opened = None


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """On what a report rests beside mails: when findings were first told, what could not be heard,
    the user's words, and how well we hear.
    """

    told: Mapping[str, date]
    outages: tuple[Outage, ...]
    statements: tuple[Statement, ...]
    readings: Readings


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Where a judgement works: the ledger that it reads, and where it keeps its answers;
    what is asked, how things are today, and the user's words.
    """

    ledger: Ledger
    keeper: Keeper
    question: Question
    now: Today
    words: Words


def brief_of(
    ledger: Ledger,
    question: Question,
    *,
    told: Mapping[str, date],
    outages: tuple[Outage, ...] = (),
    keeper: Opened | None = None,
) -> Brief:
    """The same as a judgement of all that the ledger knows says of the day of the question.

    `told` is when findings were first told. What has to be judged is kept in what `keeper` opens.
    """
    with Keeper(keeper) as kept:
        return brief_beside(ledger, question, beside_of(ledger, told, outages), kept)


def beside_of(ledger: Ledger, told: Mapping[str, date], outages: tuple[Outage, ...]) -> Beside:
    """What there is beside mails at this moment."""
    return Beside(
        told=told, outages=outages, statements=ledger.statements(), readings=ledger.readings()
    )


def brief_beside(ledger: Ledger, question: Question, beside: Beside, keeper: Keeper) -> Brief:
    """The same, with what was read beside the mails."""
    now = Today(key=question.key(), day=question.today, told=beside.told, readings=beside.readings)
    words = _words(ledger, beside.statements)
    desk = Desk(ledger=ledger, keeper=keeper, question=question, now=now, words=words)
    with undisturbed():
        others = _about_nobody(desk, beside.outages)
        return gathered(_answers(desk), others, today=question.today)


def _words(ledger: Ledger, statements: tuple[Statement, ...]) -> Words:
    mails = [one.correction.fingerprint for one in statements if one.correction is not None]
    senders = {one.fingerprint: one.sender for one in ledger.sources(mails)}
    return words_of(statements, ledger.answers.merchants_of, senders)


def _answers(desk: Desk) -> list[Answer]:
    """What is said of everybody: what was kept, and what had to be judged."""
    everybody = desk.ledger.answers.merchants() | desk.words.merchants
    standing = _standing(desk, everybody)
    found = _with_news(desk, standing, everybody)
    reach = reach_of_all(found.values())
    wrong = [kin for kin, one in found.items() if not reaches_as_far(one, reach)]
    if wrong:
        file = _File(desk, everybody)
        file.open(chain.from_iterable(wrong))
        found |= file.judged(wrong, reach)
    return list(found.values())


def _standing(desk: Desk, everybody: frozenset[str]) -> dict[Kin, Answer]:
    """The answers that still count."""
    kept = desk.ledger.answers.kept()
    told = ((leader, decode(body, Answer)) for leader, body in kept.bodies.items())
    return {
        one.merchants: one
        for leader, one in told
        if one is not None
        and stands(one, desk.now, desk.words)
        and all(kept.leaders.get(name) == leader for name in one.merchants)
        and everybody.issuperset(one.merchants)
    }


def _with_news(
    desk: Desk, standing: Mapping[Kin, Answer], everybody: frozenset[str]
) -> dict[Kin, Answer]:
    """What stands, and what is said of the others; whom they have joined is judged with them."""
    news = everybody.difference(chain.from_iterable(standing))
    if not news:
        return dict(standing)
    file = _File(desk, everybody)
    file.open(news)
    known = chain.from_iterable(one.ties for one in standing.values())
    ties = chain(known, chain.from_iterable(file.ties.values()), desk.words.ties)
    kins = families(everybody, ties, [*desk.words.together, *standing])
    left = {kin: standing[kin] for kin in kins if kin in standing}
    unsaid = [kin for kin in kins if kin not in standing]
    file.open(set(chain.from_iterable(unsaid)) - news)
    return left | file.judged(unsaid, reach_of_all(left.values()))


class _File:
    """The mails about merchants who are judged anew, in memory until that is done.

    An empty answer stands for each before its mails are read: news that comes meanwhile takes it
    away, and so does whoever else judges the same; then nothing is kept.
    """

    def __init__(self, desk: Desk, everybody: frozenset[str]) -> None:
        self._desk, self._everybody = desk, everybody
        self._turn = secrets.token_hex(8)
        self._facts: dict[str, list[Fact]] = {}
        self.ties: dict[str, set[Tie]] = {}

    def open(self, names: Iterable[str]) -> None:
        """Read what mails say of some."""
        wanted = sorted(names)
        self._desk.keeper.begin(wanted, self._turn)
        self._facts |= {name: [] for name in wanted}
        for fact in self._read(wanted):
            own = self._facts.get(fact.event.merchant)
            if own is not None:
                own.append(fact)
        self.ties |= {name: ties_of(self._facts[name]) for name in wanted}

    def _read(self, names: Sequence[str]) -> Iterable[Fact]:
        ledger = self._desk.ledger
        if 2 * len(names) > len(self._everybody):
            return ledger.facts()
        return chain.from_iterable(map(ledger.answers.facts_about, in_batches(names, _AT_ONCE)))

    def judged(self, kins: Sequence[Kin], reach: Mapping[str, date]) -> dict[Kin, Answer]:
        """What is said of kin whose mails are open; it is kept as well."""
        found: dict[Kin, Answer] = {}
        for batch in in_batches(kins, _AT_ONCE):
            some = {kin: self._answer(kin, reach) for kin in batch}
            self._desk.keeper.fill_in({kin: encode(one) for kin, one in some.items()}, self._turn)
            found |= some
        return found

    def _answer(self, kin: Kin, reach: Mapping[str, date]) -> Answer:
        desk, facts = self._desk, [self._facts.pop(name) for name in kin]
        own = facts[0] if len(facts) == 1 else sorted(chain.from_iterable(facts), key=_in_time)
        ties = frozenset(chain.from_iterable(self.ties[name] for name in kin))
        said = desk.words.corrections_of(kin)
        if said:
            own = list(corrected(own, said, desk.ledger.sources(tuple(said))))
        return answer_of(
            kin,
            own,
            sorted(ties, key=str),
            desk.words,
            question=desk.question,
            now=desk.now,
            reach=reach,
        )


def _in_time(fact: Fact) -> datetime:
    return fact.source.sent_at


def _about_nobody(desk: Desk, outages: tuple[Outage, ...]) -> tuple[tuple[Finding, Fix], ...]:
    """What is found beside the books: fakes, mailboxes out of reach, mail that cannot be read."""
    asked = desk.question
    since = datetime.combine(asked.today - _CLAIMS, time(), tzinfo=UTC)
    said = desk.words.mended
    fakes = desk.ledger.sources([mail for mail, one in said.items() if one.claims])
    claims = claimed(desk.ledger.answers.claims_since(since), said, fakes)
    known = Knowledge(
        facts=(),
        doubtful=claims,
        statements=desk.words.all_away,
        outages=outages,
        readings=desk.now.readings,
    )
    return judge_known(
        known,
        catalog=asked.catalog,
        today=asked.today,
        reminders=asked.reminders,
        off=asked.off,
    ).findings


@cache
def program() -> str:
    """The sum of the code and of what it knows, as they lie on the disk."""
    home = Path(__file__).parent
    files = (
        file
        for folder in (home, home.parent / "parsers")
        for pattern in _CODE
        for file in folder.rglob(pattern)
    )
    return summed(sorted((str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files))
