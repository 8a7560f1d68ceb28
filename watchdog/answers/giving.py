"""Judging the merchants of one story, and noting on what the answer rests."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from watchdog.answers.answer import Answer, Question, Rests, put_down
from watchdog.answers.kinship import Kin, Tie
from watchdog.answers.noting import Heard, Reaches, Told
from watchdog.answers.standing import Today
from watchdog.answers.words import Words
from watchdog.books import Books, reach_of
from watchdog.detections import detect
from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.judging import with_fix
from watchdog.moving import Turning, moving_day
from watchdog.reporting import tell_subscription
from watchdog.resolutions import resolutions
from watchdog.silence import audible
from watchdog.timeline import placed
from watchdog.timeline.facts import Fact, Statement
from watchdog.timeline.subscriptions import Subscription
from watchdog.upcoming import upcoming
from watchdog.views.glance import AHEAD_DAYS, recent
from watchdog.views.prices import price_histories


def answer_of(
    kin: Kin,
    facts: Sequence[Fact],
    ties: Iterable[Tie],
    words: Words,
    *,
    question: Question,
    now: Today,
    reach: Mapping[str, date],
) -> Answer:
    """What the books say of some merchants; `facts` are all about them, as the user has corrected
    them, in the order of time. `reach` is how far back mailboxes are known to tell.
    """
    turning = Turning()
    today = moving_day(question.today, turning)
    said = words.of(kin)
    placed_in = placed(facts, said, catalog=question.catalog, today=today)
    known = tuple(one for _, one in placed_in)
    reaches, told = Reaches(reach, reach_of(known)), Told(now.told)
    heard = Heard(mailboxes=now.readings.mailboxes, today=question.today, asked={})
    books = _books(known, question, today, reaches, heard)
    found = detect(books)
    found_ids = tuple(sorted({each for one in found for each in one.ids}))
    away = words.putting_away(found_ids)
    pairs = tuple(_told(found, books, (*said, *away), question.off))
    resolved = resolutions(told, known, today=today)
    answer = Answer(
        key=now.key,
        day=question.today,
        until=question.today,
        merchants=kin,
        ties=tuple(ties),
        rests=Rests(
            words=words.sum_of(kin),
            put_away=words.sum_away(found_ids),
            found=found_ids,
            reads=tuple(heard.asked),
            reaches=reaches.asked,
            asked="".join(sorted(told.asked)),
            told={each: now.told[each] for each in sorted(told.asked) if each in now.told},
        ),
        reach=reach_of(known),
        subscriptions=tuple(
            (where, tell_subscription(one, today=today)) for where, one in placed_in
        ),
        findings=pairs,
        ahead=upcoming(known, pairs, (), today=today, days=AHEAD_DAYS),
        # They end today, which is told anew each day.
        prices=recent(price_histories(known, today=question.today), today),
        resolved=resolved,
    )
    return put_down(answer, turning)


def _books(
    known: tuple[Subscription, ...],
    question: Question,
    today: date,
    reaches: Reaches,
    heard: Heard,
) -> Books:
    return Books(
        subscriptions=known,
        claims=(),
        catalog=question.catalog,
        today=today,
        reminders=question.reminders,
        readings=heard,
        reaches=reaches,
    )


def _told(
    found: Iterable[Finding], books: Books, words: Sequence[Statement], off: Sequence[str]
) -> Iterator[tuple[Finding, Fix]]:
    by_id = {one.id: one for one in books.subscriptions}
    for one in audible(found, by_id, words, off=off, today=books.today):
        yield with_fix(one, by_id.get(one.subscription or ""), books)
