"""What the user says: cancelled, dismissed, and taking it back."""

from datetime import date

import typer

from watchdog.catalog import Catalog, load_catalog
from watchdog.cli.correcting import told
from watchdog.cli.failures import UsageProblem
from watchdog.ledger import Ledger
from watchdog.rounds import make_report, read_anew
from watchdog.setting import Setting
from watchdog.timeline.facts import StatementKind


def say_cancelled(setting: Setting, merchant: str, on: date | None, channel: str | None) -> None:
    """Record that the user cancelled something."""
    today = setting.today()
    day = on or today
    if day > today:
        raise UsageProblem(f"--on {day.isoformat()} lies in the future; say it when it is done")
    catalog = load_catalog()
    check_channel(channel, catalog)
    with setting.ledger() as ledger:
        _check_merchant(ledger, merchant, set(catalog.services))
        ledger.say(
            kind=StatementKind.CANCELED,
            merchant=merchant,
            channel=channel,
            on=day,
            now=setting.now(),
        )
    where = f" ({channel})" if channel else ""
    typer.echo(f"Noted: you cancelled {merchant}{where} on {day.isoformat()}.")


def say_dismissed(setting: Setting, finding: str) -> None:
    """Record that the user wants to hear no more of a finding."""
    with setting.ledger(read_only=True) as ledger:
        judged, _ = make_report(setting, ledger, setting.today())
    found = next((one for one, _ in judged.findings if one.id == finding), None)
    if found is None:
        ids = ", ".join(one.id for one, _ in judged.findings[:10]) or "none today"
        raise UsageProblem(f"no finding has the id {finding!r}; findings: {ids}")
    with setting.ledger() as ledger:
        ledger.say(kind=StatementKind.DISMISSED, finding=finding, now=setting.now())
    typer.echo(f"Dismissed: {found.says}")


def undo_last(setting: Setting) -> None:
    """Take back the last statement."""
    with setting.ledger(read_only=True) as ledger:
        said = ledger.statements()
    if not said:
        raise UsageProblem("there is nothing to take back")
    with setting.ledger() as ledger:
        ledger.undo(said[-1].id, now=setting.now())
        last = said[-1]
        for lesson in last.correction.lessons if last.correction else ():
            read_anew(setting, ledger, lesson.domain)
    whom = f"{last.kind} {last.merchant or last.finding}"
    what = told(last.correction) if last.correction else whom
    typer.echo(f"Taken back: {what}.")


def check_channel(channel: str | None, catalog: Catalog) -> None:
    """UsageProblem for a place that nobody can buy at."""
    if channel is not None and channel not in catalog.channels:
        places = ", ".join(sorted(catalog.channels))
        raise UsageProblem(f"--channel {channel}: no such place; known places: {places}")


def _check_merchant(ledger: Ledger, merchant: str, services: set[str]) -> None:
    known = {fact.event.merchant for fact in ledger.facts()}
    if merchant in known | services:
        return
    import difflib

    near = difflib.get_close_matches(merchant, sorted(known | services), n=1)
    hint = f"; did you mean {near[0]}?" if near else f"; billed so far: {', '.join(sorted(known))}"
    raise UsageProblem(f"{merchant!r} is not known{hint}")
