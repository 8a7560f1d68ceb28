"""Judges one strand of facts as of a day: what it costs, when it renews, whether it still runs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from operator import itemgetter

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from watchdog.catalog import Catalog
from watchdog.timeline.described import as_described
from watchdog.timeline.facts import Fact, Statement, StatementKind
from watchdog.timeline.history import History, read_history
from watchdog.timeline.identity import Strand, identifier, strands
from watchdog.timeline.lapsing import lapses_on
from watchdog.timeline.last_days import last_safe_day, lead_days
from watchdog.timeline.likeness import PAYMENT_SERVICES
from watchdog.timeline.makers import with_makers
from watchdog.timeline.merging import merged
from watchdog.timeline.owed import charged_anyway_on
from watchdog.timeline.pauses import with_pauses
from watchdog.timeline.places import boxed
from watchdog.timeline.renaming import renamed, renames
from watchdog.timeline.requests import is_request
from watchdog.timeline.sane import sane
from watchdog.timeline.schedule import Schedule, plan_schedule
from watchdog.timeline.status import is_tried_again, status_of
from watchdog.timeline.subscriptions import Status, Subscription

_BEGINNINGS = (EventKind.TRIAL_STARTED, EventKind.SUBSCRIPTION_STARTED)
_GIVEN_BACK = (EventKind.REFUND, EventKind.REFUND_PROMISED)
# What may end by itself unless it is renewed.
_MAY_LAPSE = (Status.ACTIVE, Status.UNKNOWN)
# Words that add facts, or put them elsewhere.
_MOVING = (StatementKind.PAUSED, StatementKind.MERGED)

# Mailbox, merchant, place, account and plan: the order of the books.
Where = tuple[str, str, str, str, str]


def subscriptions(
    facts: Iterable[Fact], statements: Iterable[Statement], *, catalog: Catalog, today: date
) -> tuple[Subscription, ...]:
    """Every subscription the facts tell of, as of `today`; facts dated later are not yet known."""
    return tuple(one for _, one in placed(facts, statements, catalog=catalog, today=today))


def placed(
    facts: Iterable[Fact], statements: Iterable[Statement], *, catalog: Catalog, today: date
) -> tuple[tuple[Where, Subscription], ...]:
    """The same, each with its place among all that there are."""
    found = _strands(facts, statements, catalog, today)
    judged = ((_where(strand), _judge(strand, catalog, today)) for strand in found)
    known = _told_apart([(where, one) for where, one in judged if one is not None])
    return tuple(sorted(known, key=itemgetter(0)))


def _told_apart(known: Sequence[tuple[Where, Subscription]]) -> list[tuple[Where, Subscription]]:
    """All of them; what one service bills in several mailboxes, with the mailbox as whose it is:
    the ids stay as they are.
    """
    boxes: dict[str, set[str]] = defaultdict(set)
    for _, one in known:
        boxes[one.merchant].add(one.mailbox)
    doubled = {name for name, some in boxes.items() if len(some) > 1}
    if not doubled:
        return list(known)
    return [
        (where, replace(one, account=one.mailbox))
        if one.merchant in doubled and one.account is None
        else (where, one)
        for where, one in known
    ]


def known_ids(
    facts: Iterable[Fact], statements: Iterable[Statement], *, catalog: Catalog, today: date
) -> dict[str, str]:
    """The ids of all that could be a subscription, each with its merchant."""
    return {identifier(one): one.merchant for one in _strands(facts, statements, catalog, today)}


def _strands(
    facts: Iterable[Fact], statements: Iterable[Statement], catalog: Catalog, today: date
) -> Iterator[Strand]:
    found = as_described(boxed(facts), today)
    names = renames(found, today)
    known = with_makers(renamed(found, names), today)
    said = [_named_so(one, names) for one in statements if (one.on or one.said_at.date()) <= today]
    if not any(one.kind in _MOVING for one in said):
        return strands(known, said, catalog, today)
    true = sane(chain.from_iterable(known.values()), today)
    moved, words = merged(with_pauses(true, said), said, catalog)
    return strands(boxed(moved), words, catalog)


def _named_so(word: Statement, names: Mapping[str, str]) -> Statement:
    """The word, about the name that stands for all names of its merchant."""
    name = names.get(word.merchant or "")
    return replace(word, merchant=name) if name else word


def _where(strand: Strand) -> Where:
    account, family = str(strand.account), str(strand.family)
    return strand.mailbox, strand.merchant, strand.place, account, family


def _verdict(strand: Strand) -> StatementKind | None:
    """Whether the user says that it is a subscription, or that it is none; the last word counts."""
    kinds = (StatementKind.NOT_A_SUBSCRIPTION, StatementKind.CONFIRMED)
    said = [one.kind for one in strand.statements if one.kind in kinds]
    return said[-1] if said and strand.facts else None


def _judge(strand: Strand, catalog: Catalog, today: date) -> Subscription | None:
    verdict = _verdict(strand)
    if verdict is StatementKind.NOT_A_SUBSCRIPTION:
        return None
    history = read_history(strand, today)
    schedule = plan_schedule(history, today)
    confirmed = verdict is StatementKind.CONFIRMED
    if not (confirmed or _is_subscription(history, schedule, today)):
        return None
    status = status_of(history, schedule, today)
    lapsing = lapses_on(history) if status in _MAY_LAPSE else None
    renews_on = _renews_on(status, history, schedule) if lapsing is None else None
    plan = _plan(history)
    channel = _channel(strand)
    lead = lead_days(strand.merchant, channel, catalog, trial=status is Status.TRIALING)
    one = Subscription(
        id=identifier(strand),
        merchant=strand.merchant,
        name=_name(strand, catalog),
        plan=plan,
        channel=channel,
        mailbox=strand.mailbox,
        account=strand.account,
        status=status,
        price=schedule.price,
        cadence=schedule.cadence,
        started_on=history.started_on,
        next_renewal_on=renews_on,
        next_renewal_stated=renews_on is not None
        and (schedule.stated or status is Status.TRIALING),
        cancel_by=last_safe_day(renews_on, lead, history, status),
        trial_ends_on=history.trial_ends_on,
        paid_through=schedule.paid_through,
        canceled_on=history.ended.on if history.ended else None,
        charges=history.charges,
        cancellations=history.cancellations,
        facts=history.facts,
        told=history.told,
        confidence=1.0 if confirmed else schedule.confidence,
        statements=strand.statements,
        lapses_on=lapsing,
    )
    return replace(one, charged_anyway_on=charged_anyway_on(one, catalog))


def _renews_on(status: Status, history: History, schedule: Schedule) -> date | None:
    """The day of the next payment; none after an end, the end of the trial in one."""
    if status in (Status.CANCELED, Status.CANCELING, Status.LAPSED):
        return None
    return history.trial_ends_on if status is Status.TRIALING else schedule.next_renewal_on


def _is_subscription(history: History, schedule: Schedule, today: date) -> bool:
    """One or two charges without words are never called a subscription (design 4.2, rule 4).

    A payment that fails is one as long as it may be tried again: who is written to about it pays
    for something, of which no other mail may ever come. A shop's order is tried by nobody.
    """
    money = (EventKind.REFUND, EventKind.PAYMENT_FAILED)
    words = any(fact.event.kind not in money and not is_request(fact) for fact in history.told)
    recurring = any(_speaks_of_next(fact.event) for fact in history.facts)
    known = words or recurring or bool(history.cancellations) or schedule.fitted
    return known or _fails(history, today)


def _speaks_of_next(event: BillingEvent) -> bool:
    """Whether a mail says that it comes again, or names the day of the next payment."""
    is_named = event.kind is EventKind.CHARGE and event.renews_on is not None
    return bool(event.recurring) or (event.recurring is None and is_named)


def _fails(history: History, today: date) -> bool:
    return history.failed_on is not None and any(
        one.event.recurring is not False and is_tried_again(one.on, today)
        for one in history.told
        if one.event.kind is EventKind.PAYMENT_FAILED
    )


def _channel(strand: Strand) -> str | None:
    """The most telling channel: a store, else PayPal when nothing but PayPal speaks of it."""
    if strand.place != "direct":
        return strand.place
    named = [fact.event.channel for fact in strand.facts if fact.event.channel]
    said = [one.channel for one in strand.statements if one.channel]
    own = [channel for channel in named if channel != "paypal"] or named or said
    return own[-1] if own else None


def _name(strand: Strand, catalog: Catalog) -> str:
    service = catalog.services.get(strand.merchant)
    if service is not None:
        return service.name
    # A payment service knows the firm, its own mail what it is called.
    own = [fact for fact in strand.facts if fact.event.channel not in PAYMENT_SERVICES]
    names = (fact.event.merchant_name for fact in reversed([*strand.facts, *own]))
    return _latest(names) or strand.merchant


def _latest(newest_first: Iterable[str | None]) -> str | None:
    return next((value for value in newest_first if value), None)


def _plan(history: History) -> str | None:
    """The plan named last; one that ended and was bought anew is not asked for its name, nor what
    was given back, nor what was bought once.
    """
    over = () if history.ended is not None else (EventKind.CANCELED, EventKind.EXPIRED)
    named = [fact.event for fact in _of_what_runs(history) if fact.event.plan]
    running = [
        event
        for event in named
        if event.kind not in (*over, *_GIVEN_BACK) and event.recurring is not False
    ]
    return (running or named)[-1].plan if named else None


def _of_what_runs(history: History) -> Sequence[Fact]:
    """The facts since the last end, where a trial or a welcome began something after it: nobody
    knows whether that is the plan which ended.
    """
    last = history.cancellations[-1] if history.cancellations else None
    if last is None or last.undone_on is None:
        return history.facts
    begun = [
        place
        for place, fact in enumerate(history.facts)
        if fact.event.kind in _BEGINNINGS and fact.on == last.undone_on
    ]
    return history.facts[begun[0] :] if begun else history.facts
