"""Reads mail that was set aside once more: a newer version may be able to."""

import typer

from parsers.outcome import OutcomeKind
from watchdog.cli.failures import UsageProblem
from watchdog.language import said_count, say, say_many
from watchdog.own_mail import learned_addresses
from watchdog.reading import open_reader
from watchdog.setting import Setting


def retry_quarantined(setting: Setting, *, asked: bool) -> None:
    """Read what is quarantined again, and let the next scan ask again for what it could not get."""
    if not asked:
        raise UsageProblem("say what to read again: watchdog retry --quarantined")
    kind = OutcomeKind.QUARANTINED
    with setting.ledger() as ledger:
        before = ledger.counts()
        known = setting.known(ledger.statements(), ledger.met(), learned_addresses(ledger))
        with open_reader(known) as read:
            done = ledger.reread(
                lambda raw, at, arrived: read(raw, at, arrived).outcome, outcome=kind
            )
        ledger.checks.ask_for_sweeps()
        after = ledger.counts()
    left, lost = after.messages[kind], before.messages[kind] - done.messages
    typer.echo(
        say_many(
            "Read {number} mail again; still set aside: {left}.",
            "Read {number} mails again; still set aside: {left}.",
            done.messages,
            left=said_count(left),
        ),
        err=True,
    )
    if lost > 0:
        said = say('Not kept (keep_mail = "none"): {number}.', number=said_count(lost))
        typer.echo(said, err=True)
    if after.unreadable:
        said = say(
            "Could not be fetched: {number}; the next scan asks again.",
            number=said_count(after.unreadable),
        )
        typer.echo(said, err=True)
