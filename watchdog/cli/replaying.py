"""`watchdog replay`: what would have been told when, had it been watching."""

from datetime import date, datetime

import typer

from watchdog import text
from watchdog.cli.books import print_json
from watchdog.cli.failures import UsageProblem
from watchdog.daemon.telling import WEEKDAYS
from watchdog.language import marked, said_count, said_day, say, say_many, translated
from watchdog.pipeline import knowledge
from watchdog.replay import How, Kind, Letters, Replay, Told, Worth, replay, worth_of
from watchdog.sending import least_level
from watchdog.setting import Setting

_INDENT = " " * 12
WAYS = {How.AT_ONCE: marked("at once"), How.WEEKLY_LETTER: marked("weekly letter")}
_WORTH = {
    Kind.AVOIDABLE: marked("{amount}: paid afterwards."),
    Kind.RECOVERABLE: marked("{amount}: in time to ask back."),
}


def print_replay(setting: Setting, since: date, as_of: datetime | None, *, as_json: bool) -> None:
    """Everything from `since` on, in the order of time, and what it would have been worth."""
    until = setting.today(as_of)
    if since > until:
        raise UsageProblem(f"--since {since} is after {until}; give a day that has passed")
    with setting.ledger(read_only=True) as ledger:
        known = knowledge(ledger)
    seen = replay(
        known,
        catalog=setting.catalog(),
        since=since,
        until=until,
        reminders=setting.reminders(),
        letters=letters_of(setting),
    )
    worth = worth_of(seen.told, seen.subscriptions)
    if as_json:
        print_json(_as_told(seen, worth, since, until))
    else:
        _print(seen, worth, since, until)


def letters_of(setting: Setting) -> Letters:
    """What the configuration says of telling at once, and of the day of the weekly letter."""
    config = setting.config_or_default()
    return Letters(
        level=least_level(config),
        weekday=WEEKDAYS.index(config.schedule.digest_weekday),
        off=config.notify.off,
    )


def _as_told(seen: Replay, worth: Worth, since: date, until: date) -> dict[str, object]:
    return {
        "version": 1,
        "since": since,
        "until": until,
        "judged": seen.judged,
        "told": [_entry(one, worth) for one in seen.told],
        "avoidable": worth.avoidable,
        "recoverable": worth.recoverable,
    }


def _entry(told: Told, worth: Worth) -> dict[str, object]:
    finding = told.finding
    return {
        "on": told.on,
        "how": told.how,
        "finding": finding.id,
        "kind": finding.kind,
        "merchant": finding.merchant,
        "subscription": finding.subscription,
        "severity": finding.severity,
        "title": told.title,
        "says": finding.says,
        "deadline": finding.deadline,
        "at_stake": finding.at_stake,
        "saves": worth.by_told.get((told.key, told.on), ()),
    }


def _print(seen: Replay, worth: Worth, since: date, until: date) -> None:
    for one in seen.told:
        way = translated(WAYS[one.how])
        typer.echo(f"{said_day(one.on)}  {text.unlinked(one.title, 80)}  ({way})")
        typer.echo(_INDENT + text.safe(one.finding.says, 300))
        if one.finding.deadline is not None and one.finding.deadline >= one.on:
            typer.echo(_INDENT + say("Act by {day}.", day=said_day(one.finding.deadline)))
        for saving in worth.by_told.get((one.key, one.on), ()):
            typer.echo(_INDENT + say(_WORTH[saving.kind], amount=text.money(saving.amount)))
    urgent = sum(one.how is How.AT_ONCE for one in seen.told)
    said = say_many(
        "From {since} to {until} it would have told {number} thing, {urgent} of them at once.",
        "From {since} to {until} it would have told {number} things, {urgent} of them at once.",
        len(seen.told),
        since=said_day(since),
        until=said_day(until),
        urgent=said_count(urgent),
    )
    typer.echo(f"\n{said}")
    _print_sums(worth)


def _print_sums(worth: Worth) -> None:
    if worth.avoidable:
        sums = " + ".join(map(text.money, worth.avoidable))
        typer.echo(say("Told in time, this need not have been paid: {sums}.", sums=sums))
    if worth.recoverable:
        sums = " + ".join(map(text.money, worth.recoverable))
        typer.echo(say("Taken wrongly, and told while it could be asked back: {sums}.", sums=sums))
    if not (worth.avoidable or worth.recoverable):
        typer.echo(say("It would have saved nothing that the ledger knows of."))
