"""`watchdog calendar`: the next payments for a calendar program."""

from datetime import datetime
from pathlib import Path

import typer

from watchdog.calendar import AHEAD_DAYS, PRODUCT, build_calendar
from watchdog.cli.failures import UsageProblem
from watchdog.cli.streams import make_folder_of, print_exactly
from watchdog.pack import write_privately
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.upcoming import upcoming


def write_calendar(setting: Setting, out: Path | None, as_of: datetime | None) -> None:
    """The calendar on standard output, or in the file `out`, which may be an earlier one."""
    today = setting.today(as_of)
    if out is not None and out.exists() and not _is_ours(out):
        raise UsageProblem(f"{out} is no calendar of ours; name another file")
    with setting.ledger(read_only=True) as ledger:
        judged, _ = make_report(setting, ledger, today)
    ahead = upcoming(judged.subscriptions, judged.findings, (), today=today, days=AHEAD_DAYS)
    content = build_calendar(judged.subscriptions, ahead, today=today)
    if out is None:
        print_exactly(content.decode())
        return
    make_folder_of(out)
    write_privately(out, content)
    typer.echo(f"Wrote {out}", err=True)


def _is_ours(out: Path) -> bool:
    """Whether it is an earlier calendar; a device is none, and reading one may never end."""
    if not out.is_file():
        return False
    with out.open("rb") as file:
        return PRODUCT.encode() in file.read(200)
