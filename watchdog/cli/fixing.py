"""`watchdog fix`: how to stop something where it was bought."""

from datetime import date, datetime

import typer

from watchdog import text
from watchdog.catalog import load_catalog
from watchdog.cli.books import print_json
from watchdog.cli.failures import UsageProblem
from watchdog.cli.whom import check_channel
from watchdog.fixes import Fix, fix_for_service
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.timeline.facts import Statement


def print_fix(
    setting: Setting,
    name: str,
    channel: str | None,
    plan: str | None,
    charged_on: date | None,
    as_of: datetime | None,
    *,
    trial: bool,
    as_json: bool,
) -> None:
    """The fix of a finding by its id, else that of a service in a channel."""
    check_channel(channel)
    found = _fix_of_finding(setting, name, as_of) if channel is None else None
    if found is None:
        found = fix_for_service(
            name,
            channel or "direct",
            plan=plan,
            catalog=load_catalog(),
            today=setting.today(as_of),
            charged_on=charged_on,
            said=_said(setting),
            trial=trial,
        )
    if found is None:
        catalog = load_catalog()
        if name in catalog.services:
            places = ", ".join(sorted(catalog.channels))
            raise UsageProblem(
                f"nothing certain is known about stopping {name} at {channel or 'direct'}; "
                f"other places: {places}"
            )
        raise UsageProblem(
            f"{name!r} is neither a finding's id nor a known service; "
            "watchdog report shows the ids, watchdog show MERCHANT what is known"
        )
    print_json(found) if as_json else _print(found)


def _fix_of_finding(setting: Setting, name: str, as_of: datetime | None) -> Fix | None:
    if not setting.ledger_file().exists():
        return None
    with setting.ledger(read_only=True) as ledger:
        judged, _ = make_report(setting, ledger, setting.today(as_of))
    return next((fix for finding, fix in judged.findings if finding.id == name), None)


def _said(setting: Setting) -> tuple[Statement, ...]:
    if not setting.ledger_file().exists():
        return ()
    with setting.ledger(read_only=True) as ledger:
        return ledger.statements()


def _print(fix: Fix) -> None:
    typer.echo(text.safe(fix.title))
    if fix.deadline is not None:
        typer.echo(f"Act by {fix.deadline.isoformat()}")
    for number, step in enumerate(fix.steps, start=1):
        typer.echo(f"  {number}. {text.safe(step)}")
    if fix.url:
        typer.echo(f"  {fix.url}")
    for note in fix.notes:
        typer.echo(f"  - {text.safe(note)}")
    _print_refund(fix)
    if fix.letter:
        typer.echo("\nA letter you can send:\n")
        for line in fix.letter.splitlines():
            typer.echo(f"  {text.safe(line)}".rstrip())
    if fix.source:
        typer.echo(f"\nChecked {fix.verified_on}: {fix.source}")


def _print_refund(fix: Fix) -> None:
    refund = fix.refund
    if refund is None:
        return
    until = f" until {refund.until.isoformat()}" if refund.until else ""
    typer.echo(f"Refund: {refund.eligible}{until}")
    for condition in refund.conditions:
        typer.echo(f"  - {text.safe(condition)}")
    if refund.route:
        typer.echo(f"  {text.safe(refund.route)}")
    if refund.url:
        typer.echo(f"  {refund.url}")
