"""What the user says of a subscription itself: it is wanted, or it is none."""

import typer

from watchdog import text
from watchdog.cli.failures import UsageProblem
from watchdog.cli.whom import find_whom
from watchdog.setting import Setting
from watchdog.timeline.facts import StatementKind
from watchdog.timeline.words import clause, noted


def say_confirmed(setting: Setting, name: str, channel: str | None, plan: str | None) -> None:
    """Record that something is the user's own and wanted."""
    _say_of(setting, StatementKind.CONFIRMED, name, channel, plan)


def say_no_subscription(setting: Setting, name: str, channel: str | None, plan: str | None) -> None:
    """Record that something is no subscription: it leaves the report."""
    _say_of(setting, StatementKind.NOT_A_SUBSCRIPTION, name, channel, plan)


def _say_of(
    setting: Setting, kind: StatementKind, name: str, channel: str | None, plan: str | None
) -> None:
    with setting.ledger() as ledger:
        whom = find_whom(setting, ledger, name, channel, plan)
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
    typer.echo(noted(text.safe(clause(word, whom.name))))
