"""What the user says that no mail says: cancelled, as a dated fact."""

from datetime import date

import typer

from watchdog.catalog import Catalog, load_catalog
from watchdog.cli.failures import UsageProblem
from watchdog.ledger import Ledger
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
