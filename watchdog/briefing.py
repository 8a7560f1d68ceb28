"""What a report says of a large ledger: only merchants of whom there is news are judged anew.

ledger.kept_answers | stands                 what was said and still counts
ledger.merchants, ties | families             who shares a story with whom
begin_answers | facts_about | answer_of       judge those with news
fill_in_answers | gathered                    keep it, and say it all
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec

from watchdog.answers.answer import Answer, Question, decode, encode, summed
from watchdog.answers.gathering import gathered, reach_of_all
from watchdog.answers.giving import answer_of
from watchdog.answers.kinship import Kin, Tie, families, ties_of
from watchdog.answers.standing import Today, reaches_as_far, stands
from watchdog.answers.words import Words, words_of
from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.judging import Knowledge, judge_known, undisturbed
from watchdog.ledger import Ledger, LedgerProblem
from watchdog.outages import Outage
from watchdog.timeline.corrections import corrected
from watchdog.timeline.facts import Fact
from watchdog.views.brief import Brief

_AT_ONCE = 300  # merchants whose mails are in memory together
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

    def begin(self, kins: Iterable[Kin], turn: str) -> None:
        """Before the mails about some merchants are read."""
        self._try(lambda ledger: ledger.begin_answers(kins, turn))

    def fill_in(self, bodies: Mapping[str, bytes], turn: str) -> None:
        """What is said of them."""
        self._try(lambda ledger: ledger.fill_in_answers(bodies, turn))

    def _try(self, write: Callable[[Ledger], None]) -> None:
        if self._opened is None:
            return
        try:
            if self._ledger is None:
                self._ledger = self._stack.enter_context(self._opened())
            write(self._ledger)
        except LedgerProblem:
            self._opened = None


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
        return _brief(ledger, question, told, outages, kept)


def _brief(
    ledger: Ledger,
    question: Question,
    told: Mapping[str, date],
    outages: tuple[Outage, ...],
    keeper: Keeper,
) -> Brief:
    now = Today(key=question.key(), day=question.today, told=told, readings=ledger.readings())
    desk = Desk(ledger=ledger, keeper=keeper, question=question, now=now, words=_words(ledger))
    with undisturbed():
        return gathered(_answers(desk), _about_nobody(desk, outages))


def _words(ledger: Ledger) -> Words:
    statements = ledger.statements()
    mails = [one.correction.fingerprint for one in statements if one.correction is not None]
    senders = {one.fingerprint: one.sender for one in ledger.sources(mails)}
    return words_of(statements, ledger.merchants_of, senders)


def _answers(desk: Desk) -> list[Answer]:
    """What is said of everybody: what was kept, and what had to be judged."""
    everybody = desk.ledger.merchants() | desk.words.merchants
    standing = _standing(desk, everybody)
    fresh = _with_news(desk, standing, everybody)
    found = {**standing, **{one.merchants: one for one in fresh}}
    # A kin that was joined by others is no more.
    reach = reach_of_all(found.values())
    wrong = [one for one in found.values() if not reaches_as_far(one, reach)]
    again = _judged(desk, {one.merchants: set(one.ties) for one in wrong}, reach)
    return list((found | {one.merchants: one for one in again}).values())


def _standing(desk: Desk, everybody: frozenset[str]) -> dict[Kin, Answer]:
    """The answers that still count."""
    kept = desk.ledger.kept_answers()
    told = ((leader, decode(body)) for leader, body in kept.bodies.items())
    return {
        one.merchants: one
        for leader, one in told
        if one is not None
        and stands(one, desk.now, desk.words)
        and all(kept.leaders.get(name) == leader for name in one.merchants)
        and everybody.issuperset(one.merchants)
    }


def _with_news(
    desk: Desk, standing: dict[Kin, Answer], everybody: frozenset[str]
) -> Iterable[Answer]:
    """Judge those of whom nothing that counts was said; who is joined with them no longer stands
    alone.
    """
    news = everybody.difference(chain.from_iterable(standing))
    if not news:
        return ()
    ties: dict[str, set[Tie]] = defaultdict(set)
    for tie in chain(
        chain.from_iterable(one.ties for one in standing.values()),
        (Tie(*each) for each in desk.ledger.ties(news)),
    ):
        ties[tie.merchant].add(tie)
    known = chain(chain.from_iterable(ties.values()), desk.words.ties)
    kins = families(everybody, known, [*desk.words.together, *standing])
    for_now = {kin: set(chain.from_iterable(ties[name] for name in kin)) for kin in kins}
    unsaid = {kin: own for kin, own in for_now.items() if kin not in standing}
    joined = {kin for kin in standing if kin not in for_now}
    reach = reach_of_all(one for kin, one in standing.items() if kin not in joined)
    for kin in joined:
        del standing[kin]
    return _judged(desk, unsaid, reach)


def _judged(desk: Desk, kins: Mapping[Kin, set[Tie]], reach: Mapping[str, date]) -> list[Answer]:
    found: list[Answer] = []
    for some in _portions(sorted(kins)):
        found += _portion(desk, {kin: kins[kin] for kin in some}, reach)
    return found


def _portion(
    desk: Desk, kins: Mapping[Kin, set[Tie]], reach: Mapping[str, date]
) -> Iterator[Answer]:
    """Judge some, and keep what is said; of whom news comes meanwhile nothing is kept."""
    turn = secrets.token_hex(8)
    desk.keeper.begin(kins, turn)
    facts = _facts_of(desk, kins)
    kept: dict[str, bytes] = {}
    for kin, known in kins.items():
        ties = ties_of(facts[kin])
        own = _as_corrected(desk, kin, facts[kin])
        answer = answer_of(
            kin, own, ties, desk.words, question=desk.question, now=desk.now, reach=reach
        )
        if known.issuperset(ties):
            kept[kin[0]] = encode(answer)
        yield answer
    desk.keeper.fill_in(kept, turn)


def _facts_of(desk: Desk, kins: Iterable[Kin]) -> dict[Kin, list[Fact]]:
    """What mails say of some merchants, by their kin, in the order of time."""
    of = {name: kin for kin in kins for name in kin}
    found: dict[Kin, list[Fact]] = {kin: [] for kin in of.values()}
    for fact in desk.ledger.facts_about(list(of)):
        found[of[fact.event.merchant]].append(fact)
    return found


def _as_corrected(desk: Desk, kin: Kin, facts: Sequence[Fact]) -> Sequence[Fact]:
    said = desk.words.corrections_of(kin)
    return corrected(facts, said, desk.ledger.sources(tuple(said))) if said else facts


def _portions(kins: Iterable[Kin]) -> Iterator[list[Kin]]:
    """As many at once as are held in memory together."""
    some: list[Kin] = []
    merchants = 0
    for kin in kins:
        if merchants + len(kin) > _AT_ONCE and some:
            yield some
            some, merchants = [], 0
        some.append(kin)
        merchants += len(kin)
    if some:
        yield some


def _about_nobody(desk: Desk, outages: tuple[Outage, ...]) -> tuple[tuple[Finding, Fix], ...]:
    """What is found beside the books: fakes, mailboxes out of reach, mail that cannot be read."""
    asked = desk.question
    since = datetime.combine(asked.today - _CLAIMS, time(), tzinfo=UTC)
    claims = corrected(desk.ledger.claims_since(since), desk.words.mended, ())
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
