"""What the books say: report, show, status."""

import sys
from datetime import date, datetime

import msgspec
import typer

from watchdog import pipeline, text
from watchdog.catalog import load_catalog
from watchdog.cli.failures import UsageProblem
from watchdog.cli.setting import Setting
from watchdog.ledger import Ledger
from watchdog.report import (
    Coverage,
    Health,
    MailboxHealth,
    Report,
    build_report,
    tell_finding,
    tell_subscription,
)
from watchdog.timeline.subscriptions import Subscription

_FINDINGS_PRESENT = 3


def print_report(
    setting: Setting, as_of: datetime | None, *, as_json: bool, exit_code: bool
) -> None:
    """The report of a day, on one screen or as JSON."""
    with setting.ledger(read_only=True) as ledger:
        judged, report = make_report(setting, ledger, setting.today(as_of))
    if as_json:
        print_json(report)
    else:
        from watchdog.cli.screen import console, report_screen

        console().print(report_screen(report))
    if exit_code and judged.findings:
        raise typer.Exit(_FINDINGS_PRESENT)


def make_report(setting: Setting, ledger: Ledger, today: date) -> tuple[pipeline.Judgement, Report]:
    """The judgement of a day and the report made of it."""
    judged = pipeline.judge(
        ledger, catalog=load_catalog(), today=today, reminders=setting.reminders()
    )
    report = build_report(
        today=today,
        subscriptions=judged.subscriptions,
        findings=judged.findings,
        coverage=coverage(ledger),
        health=health(ledger),
    )
    return judged, report


def coverage(ledger: Ledger) -> Coverage:
    """How much was looked at."""
    counts = ledger.counts()
    outcomes = {str(kind): count for kind, count in counts.messages.items()}
    messages = sum(outcomes.values())
    return Coverage(seen=max(counts.seen, messages), messages=messages, **outcomes)


def health(ledger: Ledger) -> Health:
    """When each folder was last read."""
    return Health(
        mailboxes=tuple(
            MailboxHealth(
                account=check.account,
                folder=check.folder,
                last_success_at=check.last_success_at,
                problem=check.last_problem if check.failing_since else None,
            )
            for check in ledger.checks()
        )
    )


def show(setting: Setting, name: str, as_of: datetime | None, *, as_json: bool) -> None:
    """One merchant's subscriptions and findings, or one finding, with the mails behind them."""
    with setting.ledger(read_only=True) as ledger:
        judged, _ = make_report(setting, ledger, setting.today(as_of))
    findings = [
        tell_finding(*pair) for pair in judged.findings if name in (pair[0].id, pair[0].merchant)
    ]
    own = [one for one in judged.subscriptions if name in (one.merchant, one.id)]
    if not findings and not own:
        known = ", ".join(sorted({one.merchant for one in judged.subscriptions})) or "none"
        raise UsageProblem(f"nothing is known about {name!r}; known merchants: {known}")
    if as_json:
        told = [tell_subscription(one) for one in own]
        print_json({"version": 1, "subscriptions": told, "findings": findings})
        return
    for finding in findings:
        _print_evidence(finding.says, finding.evidence)
    for one in own:
        _print_history(one)


def _print_evidence(says: str, evidence: object) -> None:
    typer.echo(text.safe(says))
    for one in msgspec.to_builtins(evidence):
        typer.echo(f"  {one['on']}  {text.safe(one['subject'], 60)}")
        typer.echo(f"              {text.safe(one['says'], 160)}")
    typer.echo()


def _print_history(one: Subscription) -> None:
    plan = f", {text.safe(one.plan)}" if one.plan else ""
    typer.echo(f"{text.safe(one.name)}{plan} ({text.channel(one.channel)}): {one.status}")
    for fact in one.facts:
        event = fact.event
        amount = f"  {text.money(event.amount)}" if event.amount else ""
        kind = event.kind.replace("_", " ")
        typer.echo(f"  {fact.on}  {kind}{amount}  {text.safe(fact.source.subject, 60)}")
    typer.echo()


def print_status(setting: Setting, *, as_json: bool) -> None:
    """When each mailbox was last read, and what is waiting."""
    with setting.ledger(read_only=True) as ledger:
        counts, checks = ledger.counts(), ledger.checks()
    if as_json:
        print_json({"version": 1, "counts": counts, "mailboxes": checks})
        return
    for check in checks:
        when = f"{check.last_success_at:%Y-%m-%d %H:%M} UTC" if check.last_success_at else "never"
        problem = f"; failing: {text.safe(check.last_problem or '')}" if check.failing_since else ""
        typer.echo(f"{check.account}/{check.folder}: last read {when}{problem}")
    if not checks:
        typer.echo("No mailbox was read yet (watchdog scan, or watchdog import PATH).")
    messages = ", ".join(f"{count} {kind}" for kind, count in counts.messages.items())
    typer.echo(f"Mails seen: {counts.seen}. Billing mails: {messages}.")
    outbox = ", ".join(f"{count} {state}" for state, count in counts.notifications.items())
    typer.echo(f"Notifications: {outbox}.")


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
