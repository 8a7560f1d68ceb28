"""Options that several commands share, and the days that are taken for a day."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

_FIRST, _LAST = datetime(1990, 1, 1), datetime(2199, 12, 31)  # noqa: DTZ001 - days, not moments


def _sane_day(day: datetime | None) -> datetime | None:
    """Beyond these days only slips of the keyboard lie, and the calendar's own end."""
    if day is not None and not _FIRST <= day <= _LAST:
        raise typer.BadParameter(f"must be a day from {_FIRST:%Y-%m-%d} to {_LAST:%Y-%m-%d}")
    return day


DAY: dict[str, Any] = {"formats": ["%Y-%m-%d"], "metavar": "DATE", "callback": _sane_day}
Json = Annotated[bool, typer.Option("--json", help="Print JSON (docs/contracts.md).")]
Sure = Annotated[bool, typer.Option("--yes", help="Without a question, for scripts.")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", help="Judge as of this day.", **DAY),
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 3 when there are findings.")]
Paths = Annotated[
    list[Path],
    typer.Argument(help="Files and folders.", metavar="PATH", show_default=False),
]
Merchant = Annotated[
    str,
    typer.Argument(help="Whom, such as coursera; or an id of the report.", metavar="MERCHANT"),
]
On = Annotated[datetime | None, typer.Option("--on", help="When; today if not given.", **DAY)]
Place = Annotated[
    str | None,
    typer.Option(
        "--channel", help="Where: direct, apple, google_play, paypal ...", metavar="PLACE"
    ),
]
Plan = Annotated[
    str | None,
    typer.Option("--plan", help="Which plan or account, if there are several.", metavar="NAME"),
]
Account = Annotated[
    str | None, typer.Option("--account", help="Only this mailbox's.", metavar="NAME")
]
Thorough = Annotated[
    bool,
    typer.Option("--thorough", help="Also what no header in an archive calls billing mail."),
]
