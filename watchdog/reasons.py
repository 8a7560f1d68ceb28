"""Why a finding is told: the rule, the mails, the days, the user's words, and when it goes away."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from watchdog.books import Reminders
from watchdog.degrees import Severity
from watchdog.detections import all_detections
from watchdog.findings import Evidence, Finding
from watchdog.language import marked, said_day, say, say_many, translated
from watchdog.notifications import title_of
from watchdog.replay import Future, How, Letters
from watchdog.timeline.subscriptions import Status, Subscription
from watchdog.timeline.words import sentence

_REMINDED = {"trial_ending": "trial_days", "renewal_approaching": "renewal_days"}
_SNOOZE_DAYS = 14
_AGAIN = {
    How.AT_ONCE: marked("Without news it is told again at once on {day}."),
    How.WEEKLY_LETTER: marked("Without news it is in the weekly letter on {day}."),
}


class DayUsed(msgspec.Struct, frozen=True, kw_only=True):
    """A day that the finding rests on, and what it is."""

    on: date
    what: str


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why one finding is told. `rule` are sentences on what is looked for, `words` what the user
    said, `why_now` sentences; `off` commands and keys of the configuration that silence it.
    """

    id: str
    kind: str
    title: str
    says: str
    rule: tuple[str, ...]
    mails: tuple[Evidence, ...]
    days: tuple[DayUsed, ...]
    words: tuple[str, ...]
    why_now: tuple[str, ...]
    off: tuple[str, ...]


def reason_of(
    finding: Finding,
    subscription: Subscription | None,
    *,
    future: Future,
    letters: Letters,
    reminders: Reminders,
    today: date,
) -> Reason:
    """Why a finding of `today` is told."""
    said = subscription.statements if subscription else ()
    return Reason(
        id=finding.id,
        kind=finding.kind,
        title=title_of(finding.kind),
        says=finding.says,
        rule=rule_of(finding.kind),
        mails=tuple(one for one in finding.evidence if one.sha256),
        days=tuple(_days(finding, subscription)),
        words=tuple(sentence(one) for one in said),
        why_now=tuple(_why_now(finding, future, letters, reminders, today)),
        off=tuple(_off(finding)),
    )


def rule_of(kind: str) -> tuple[str, ...]:
    """What a detection looks for, as the detection itself says it."""
    found = next((one for one in all_detections() if one.kind == kind), None)
    if found is None:
        return ()
    module = sys.modules[found.find.__module__]
    docs = (module.__doc__, found.find.__doc__)
    told = (" ".join(words.split()) for words in docs if words)
    return tuple(map(translated, told))


def _days(finding: Finding, subscription: Subscription | None) -> Iterator[DayUsed]:
    told = [*_own_days(finding), *(_known_days(subscription) if subscription else ())]
    days = [DayUsed(on=day, what=what) for what, day in told if day is not None]
    yield from sorted(days, key=lambda one: (one.on, one.what))


def _own_days(finding: Finding) -> Iterable[tuple[str, date | None]]:
    return (
        (say("what this is about"), finding.on),
        (say("the last safe day to act"), finding.deadline),
    )


def _known_days(one: Subscription) -> Iterator[tuple[str, date | None]]:
    yield say("the first that is known of it"), one.started_on
    for charge in one.charges[-2:]:
        yield say("a payment"), charge.on
        paid_on = said_day(charge.on)
        if charge.period is not None:
            until = say("the last day which the payment of {day} pays for", day=paid_on)
            yield until, charge.period.ends_on
        if charge.refund is not None:
            yield say("the payment of {day} came back", day=paid_on), charge.refund.on
    for end in one.cancellations[-1:]:
        was = say("it was cancelled") if end.fact else say("you said that you cancelled it")
        yield was, end.on
        yield say("nothing is owed from then on"), end.ends_on
    if one.status is Status.TRIALING:
        yield say("the free trial ends"), one.trial_ends_on
    stated = one.next_renewal_stated
    renews = say("it renews, a mail says") if stated else say("it renews, by past payments")
    yield renews, one.next_renewal_on
    yield say("it ends unless you renew it, a mail says"), one.lapses_on


def _why_now(
    finding: Finding, future: Future, letters: Letters, reminders: Reminders, today: date
) -> Iterator[str]:
    key = _REMINDED.get(finding.kind)
    if key is not None:
        ahead = ", ".join(map(str, getattr(reminders, key)))
        yield say_many(
            "You want to hear of it {ahead} days ahead; it is {number} day.",
            "You want to hear of it {ahead} days ahead; it is {number} days.",
            (finding.on - today).days,
            ahead=ahead,
        )
    if finding.severity is Severity.INFO:
        yield say("Nobody has to act: it is for your information.")
    elif finding.deadline is not None and finding.deadline >= today:
        yield say("It can still be put right until {day}.", day=said_day(finding.deadline))
    if finding.woken_on is not None:
        yield say("You had put it away until {day}.", day=said_day(finding.woken_on))
    at_once = letters.at_once(finding)
    yield say("It is told at once.") if at_once else say("It is told in the weekly letter.")
    for told in future.told:
        yield say(_AGAIN[told.how], day=said_day(told.on))
    if future.gone_on is not None:
        yield say("Without news it is gone on {day}.", day=said_day(future.gone_on))


def _off(finding: Finding) -> Iterator[str]:
    yield f"watchdog dismiss {finding.id}"
    yield f"watchdog snooze {finding.id} --days {_SNOOZE_DAYS}"
    if finding.kind in _REMINDED:
        yield f"config.toml, [reminders]: {_REMINDED[finding.kind]} = []"
    yield f'config.toml, [notify]: off = ["{finding.kind}"]'
