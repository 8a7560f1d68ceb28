"""What the user says that no mail says: cancelled, paused, paid, earned; each a dated fact."""

from collections.abc import Sequence
from datetime import date
from shlex import quote

import typer
from msgspec.structs import replace

from parsers.events import EventKind
from watchdog import text
from watchdog.catalog import Catalog, Note
from watchdog.cli.failures import UsageProblem
from watchdog.cli.whom import Asked, Whom, find_whom
from watchdog.language import said_day, say, say_many
from watchdog.ledger import Ledger
from watchdog.setting import Setting
from watchdog.timeline.facts import Fact, Statement, StatementKind
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Subscription
from watchdog.timeline.unpaid import unpaid
from watchdog.timeline.words import clause, noted


def say_cancelled(setting: Setting, asked: Asked, on: date | None) -> None:
    """Record that the user cancelled something."""
    whom = _say(setting, StatementKind.CANCELED, asked, _past(setting, on))
    if len(_by_place(whom)) == 1:  # else each place was told by itself
        _mind_the_plans(whom.running)


def say_paused(setting: Setting, asked: Asked, on: date | None, until: date | None) -> None:
    """Record that the user paused something, until a day where that is known."""
    day = _past(setting, on)
    if until is not None and until <= day:
        raise UsageProblem(
            f"--until {until.isoformat()} is not after {day.isoformat()}; give a later day"
        )
    _say(setting, StatementKind.PAUSED, asked, day, until)


def say_paid(setting: Setting, asked: Asked, on: date | None) -> None:
    """Record that the user paid the bills that had come by a day."""
    day = _past(setting, on)
    with setting.ledger() as ledger:
        whom = find_whom(setting, ledger, asked)
        owed = [(one, bill) for one in whom.meant if (bill := _owed(one)) is not None]
        bills = [bill for _, bill in owed]
        if whom.seen and not bills:
            merchant = text.safe(whom.name)
            said = say("No bill of {merchant} waits: nothing was noted.", merchant=merchant)
            typer.echo(said)
            return
        whom = replace(whom, running=tuple(one for one, _ in owed))
        if len(set(map(_named, bills))) > 1:
            _mind_whose(whom)
        word = _keep(setting, ledger, whom, StatementKind.PAID, day)
    _tell(word, whom)
    if later := max((bill.on for bill in bills if bill.on > day), default=None):
        typer.echo(say("The bill that came on {day} still waits.", day=said_day(later)))


def _owed(one: Subscription) -> Fact | None:
    """What waits for its payment: a bill, or a payment that failed and is settled otherwise."""
    return unpaid(one) or unpaid(one, (EventKind.PAYMENT_FAILED,))


def _named(bill: Fact) -> str:
    """What tells a bill from others: its number, whoever else it was sent to, else its mail."""
    return bill.event.reference or bill.source.fingerprint


def _say(
    setting: Setting, kind: StatementKind, asked: Asked, on: date, until: date | None = None
) -> Whom:
    """Keep the word that something ends or rests, of which it is asked which it is, and tell it."""
    with setting.ledger() as ledger:
        whom = find_whom(setting, ledger, asked)
        _mind_whose(whom)
        said = {_sense(one) for one in ledger.statements()}
        new = [one for one in _by_place(whom) if (kind, *_about(one), on, until) not in said]
        words = [_keep(setting, ledger, one, kind, on, until) for one in new]
    for word in words:
        _tell(word, whom)
    if not words:
        typer.echo(say("You had said so already: nothing was noted."))
    if len(words) > 1:
        typer.echo(say("Only one of them? Take the other back: watchdog said has its number."))
    return whom


def _sense(word: Statement) -> tuple[object, ...]:
    return word.kind, word.merchant, word.channel, word.plan, word.on, word.until


def _about(whom: Whom) -> tuple[str, str | None, str | None]:
    return whom.merchant, whom.channel, whom.plan


def _by_place(whom: Whom) -> Sequence[Whom]:
    """The same for each place where it runs: who names none has not said that it was but one."""
    places = sorted({place_of(one.channel) for one in whom.running})
    is_elsewhere = whom.plan is not None and places not in ([], ["direct"])
    if whom.channel is not None or (len(places) < 2 and not is_elsewhere):
        return (whom,)
    return tuple(
        replace(
            whom,
            channel=place,
            running=tuple(one for one in whom.running if place_of(one.channel) == place),
        )
        for place in places
    )


def _keep(
    setting: Setting,
    ledger: Ledger,
    whom: Whom,
    kind: StatementKind,
    on: date,
    until: date | None = None,
) -> Statement:
    return ledger.say(
        kind=kind,
        merchant=whom.merchant,
        channel=whom.channel,
        plan=whom.plan,
        mailboxes=frozenset(one.mailbox for one in whom.running) or whom.mailboxes,
        on=on,
        until=until,
        now=setting.now(),
    )


def say_noted(setting: Setting, asked: Asked, note: str, on: date | None) -> None:
    """Record something that decides refunds and that no mail tells."""
    day = _past(setting, on)
    with setting.ledger() as ledger:
        whom = find_whom(setting, ledger, asked)
        known = _note(setting.catalog(), whom.merchant, note)
        word = ledger.say(
            kind=StatementKind.NOTED,
            merchant=whom.merchant,
            plan=whom.plan,
            mailboxes=whom.mailboxes,
            note=known.id,
            about=known.says,
            on=day,
            now=setting.now(),
        )
    _tell(word, whom)


def _past(setting: Setting, on: date | None) -> date:
    today = setting.today()
    day = on or today
    if day > today:
        raise UsageProblem(f"--on {day.isoformat()} lies in the future; say it when it is done")
    return day


def _note(catalog: Catalog, merchant: str, name: str) -> Note:
    """The note of that name; UsageProblem with the names that the catalogue knows."""
    services = catalog.services
    notes = services[merchant].notes if merchant in services else ()
    for one in notes:
        if one.id == name:
            return one
    if notes:
        known = ", ".join(one.id for one in notes)
        raise UsageProblem(f"{name!r} decides nothing at {merchant}; give one of: {known}")
    noted = ", ".join(sorted(one.id for one in services.values() if one.notes))
    raise UsageProblem(
        f"no note decides anything at {merchant}; look at one that has them: {noted}"
    )


def _tell(word: Statement, whom: Whom) -> None:
    typer.echo(noted(text.safe(clause(word, whom.name))))
    if not whom.seen:
        said = say(
            "No mail of {merchant} was read yet; it counts as soon as one is.",
            merchant=text.safe(whom.name),
        )
        typer.echo(said)


def _mind_whose(whom: Whom) -> None:
    """Of several people's or mailboxes' subscriptions to one service only one is meant."""
    boxes = {one.mailbox for one in whom.running}
    accounts = {one.account for one in whom.running if one.account and whom.plan is None}
    whose = sorted(accounts if len(accounts) > 1 else boxes)
    option = "--account" if boxes.issuperset(whose) else "--plan"
    if len(whose) > 1:
        options = ", ".join(f"{option} {quote(text.safe(one))}" for one in whose)
        raise UsageProblem(
            f"{text.safe(whom.name)} stands there {len(whom.running)} times; say which: {options}"
        )


def _options(running: Sequence[Subscription]) -> str:
    """What picks one of them: the plans or places by which they differ."""
    plans = {one.account or one.plan or one.name for one in running}
    places = sorted({place_of(one.channel) for one in running})
    are_named = all(one.account or one.plan for one in running)
    if len(places) > 1 and not (are_named and len(plans) > 1):
        return ", ".join(f"--channel {one}" for one in places)
    return ", ".join(sorted(f"--plan {quote(text.safe(one))}" for one in plans))


def _mind_the_plans(running: Sequence[Subscription]) -> None:
    """Several were meant at once: say which, since perhaps only one was."""
    if len(running) > 1:
        names = ", ".join(
            sorted(f"{text.safe(one.title)} ({text.channel(one.channel)})" for one in running)
        )
        typer.echo(
            say_many(
                "That is {number} subscription: {names}.",
                "That is {number} subscriptions: {names}.",
                len(running),
                names=names,
            )
        )
        if option := _options(running):
            typer.echo(
                say(
                    "Only one of them? Take it back with watchdog undo and say which: {option}.",
                    option=option,
                )
            )
