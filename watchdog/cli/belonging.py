"""What the user says of a subscription itself: it is wanted, or it is none."""

import typer

from watchdog import text
from watchdog.cli.failures import UsageProblem
from watchdog.cli.whom import Asked, Whom, find_whom
from watchdog.judging import Judgement
from watchdog.language import say
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.timeline.facts import StatementKind
from watchdog.timeline.unpaid import unpaid
from watchdog.timeline.words import clause, noted
from watchdog.wording.findings import put_away


def say_confirmed(setting: Setting, asked: Asked) -> None:
    """Record that something is the user's own and wanted."""
    _say_of(setting, StatementKind.CONFIRMED, asked)


def say_no_subscription(setting: Setting, asked: Asked) -> None:
    """Record that something is no subscription: it leaves the report."""
    _say_of(setting, StatementKind.NOT_A_SUBSCRIPTION, asked)


def _say_of(setting: Setting, kind: StatementKind, asked: Asked) -> None:
    with setting.ledger() as ledger:
        whom = find_whom(setting, ledger, asked)
        if not whom.seen:
            raise UsageProblem(
                f"no mail of {text.safe(whom.name)} was read yet, so there is nothing to say"
            )
        word = ledger.say(
            kind=kind,
            merchant=whom.merchant,
            channel=whom.channel,
            plan=whom.plan,
            mailboxes=whom.mailboxes,
            now=setting.now(),
        )
        left, _ = make_report(setting, ledger, setting.today())
    typer.echo(noted(text.safe(clause(word, whom.name))))
    _tell_gone(whom, left)


def _tell_gone(whom: Whom, left: Judgement) -> None:
    """What is told no more from now on: findings, and bills that waited."""
    told = {finding.id for finding, _ in left.findings}
    there = {one.id for one in left.subscriptions}
    bills = [bill.on for one in whom.running if one.id not in there and (bill := unpaid(one))]
    if gone := put_away((one for one in whom.findings if one.id not in told), bills):
        typer.echo(say("With that you hear no more of: {what}.", what=gone))
