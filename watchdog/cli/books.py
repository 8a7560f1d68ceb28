"""What the books say: report, show."""

from datetime import datetime

import msgspec
import typer

from watchdog import text
from watchdog.cli.failures import UsageProblem
from watchdog.cli.streams import print_exactly
from watchdog.report import tell_finding, tell_subscription
from watchdog.rounds import make_report
from watchdog.setting import Setting
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


def show(setting: Setting, name: str, as_of: datetime | None, *, as_json: bool) -> None:
    """One merchant's subscriptions and findings, or one finding, with the mails behind them."""
    with setting.ledger(read_only=True) as ledger:
        judged, _ = make_report(setting, ledger, setting.today(as_of))
    findings = [
        tell_finding(*pair) for pair in judged.findings if name in (pair[0].id, pair[0].merchant)
    ]
    own = [one for one in judged.subscriptions if name in (one.merchant, one.id)]
    if not findings and not own and _is_mail(setting, name):
        from watchdog.cli.explaining import print_explanation

        print_explanation(setting, name, as_json=as_json)
        return
    if not findings and not own:
        known = ", ".join(sorted({one.merchant for one in judged.subscriptions})) or "none"
        raise UsageProblem(f"nothing is known about {name!r}; known merchants: {text.safe(known)}")
    if as_json:
        told = [tell_subscription(one) for one in own]
        print_json({"version": 1, "subscriptions": told, "findings": findings})
        return
    for finding in findings:
        _print_evidence(finding.says, finding.evidence)
    for one in own:
        _print_history(one)


def _is_mail(setting: Setting, name: str) -> bool:
    with setting.ledger(read_only=True) as ledger:
        return len(name) >= 8 and any(one.fingerprint.startswith(name) for one in ledger.mails())


def _print_evidence(says: str, evidence: object) -> None:
    typer.echo(text.safe(says))
    for one in msgspec.to_builtins(evidence):
        typer.echo(f"  {one['on']}  {text.unlinked(one['subject'], 60)}")
        typer.echo(f"              {text.unlinked(one['says'], 160)}")
    typer.echo()


def _print_history(one: Subscription) -> None:
    plan = f", {text.unlinked(one.plan)}" if one.plan else ""
    typer.echo(f"{text.unlinked(one.name)}{plan} ({text.channel(one.channel)}): {one.status}")
    for fact in one.facts:
        event = fact.event
        amount = f"  {text.money(event.amount)}" if event.amount else ""
        kind = event.kind.replace("_", " ")
        typer.echo(f"  {fact.on}  {kind}{amount}  {text.unlinked(fact.source.subject, 60)}")
    typer.echo()


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    document = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    print_exactly(text.escaped(document) + "\n")
