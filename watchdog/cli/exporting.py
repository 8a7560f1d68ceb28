"""`watchdog export`: payments and refunds for other programs."""

from datetime import date, datetime
from pathlib import Path

import typer

from watchdog.cli.failures import UsageProblem
from watchdog.cli.streams import print_exactly
from watchdog.export import FORMATS, entries_of
from watchdog.pack import make_folder, write_privately
from watchdog.pipeline import knowledge
from watchdog.setting import Setting


def write_export(
    setting: Setting, form: str, since: date | None, out: Path | None, as_of: datetime | None
) -> None:
    """The payments on standard output, or in the new file `out`."""
    if form not in FORMATS:
        raise UsageProblem(f"--format {form}: there is no such format; use {', '.join(FORMATS)}")
    if out is not None and out.exists():
        raise UsageProblem(f"{out} is there already; name another file, or move it away")
    with setting.ledger(read_only=True) as ledger:
        facts = knowledge(ledger).facts
    entries = entries_of(facts, since=since, until=setting.today(as_of))
    content = FORMATS[form](entries)
    if out is None:
        print_exactly(content)
        return
    make_folder(out.absolute().parent)
    write_privately(out, content.encode("utf-8", "replace"))
    typer.echo(f"Wrote {out}: {len(entries)} payments and refunds.", err=True)
