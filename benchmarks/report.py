"""What a report costs where everything was judged before: `make bench-report`. Exit status 1 when
it misses its bar.

The invented ledger of `benchmarks.ledgers` in a file, a mail an event: the first report judges all
of it and keeps what it says, the next ones have only to say it again, one comes after some new
mails and one on the next day. In seconds of the whole command, its start and its printing included.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypedDict

from msgspec.structs import replace

from benchmarks.ledgers import TODAY, invented
from benchmarks.measured import figure
from benchmarks.page import keep
from benchmarks.web import mail_of
from parsers.events import EventKind
from watchdog.ledger import Seen, open_ledger
from watchdog.timeline.facts import Fact


class _Size(TypedDict):
    size: int
    of: str


BAR_SECONDS = 1.5
_MOMENT = datetime.combine(TODAY, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)
_BATCH = 5_000
_NEW = 20  # mails that come between two reports
_ROUNDS = 3
# The day of the invented ledger, whatever the day of the benchmark is.
_COMMAND = """
import sys
from datetime import datetime
from watchdog import setting
day = datetime.fromisoformat(sys.argv.pop(1))
setting.Setting.now = lambda self: day
from watchdog.__main__ import main
main()
"""


def main() -> int:
    """Print a line a report, and the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path, help="a folder with the ledger, or for it")
    asked = parser.parse_args()
    newest = [one for one in invented(_BATCH) if one.event.kind is EventKind.CHARGE][-_NEW:]
    with tempfile.TemporaryDirectory() as folder:
        home: Path = asked.home or Path(folder)
        if not (home / "ledger.sqlite3").exists():
            _fill(home, invented(asked.events))
        with open_ledger(home / "ledger.sqlite3") as ledger:
            ledger.answers.forget()
        return _measure(home, asked.events, newest)


def _fill(home: Path, facts: list[Fact], first: int = 0) -> None:
    with open_ledger(home / "ledger.sqlite3", keep_mail="none") as ledger:
        for at in range(0, len(facts), _BATCH):
            some = facts[at : at + _BATCH]
            seen = [_seen(fact, first + at + place) for place, fact in enumerate(some, 1)]
            ledger.record(mails=[mail_of(fact) for fact in some], seen=seen, now=_MOMENT)


def _seen(fact: Fact, uid: int) -> Seen:
    return Seen(
        account=fact.source.mailbox,
        folder="INBOX",
        uidvalidity=1,
        uid=uid,
        fingerprint=fact.source.fingerprint,
    )


def _measure(home: Path, events: int, newest: list[Fact]) -> int:
    judging, characters = _report(home)
    again = min(_report(home)[0] for _ in range(_ROUNDS))
    screen = min(_report(home, "report")[0] for _ in range(_ROUNDS))
    anew = [_anew(fact, number) for number, fact in enumerate(newest)]
    _fill(home, anew, time.time_ns())
    news, _ = _report(home)
    morning, _ = _report(home, on=_MOMENT + timedelta(days=1))
    keep(
        "report",
        [
            figure(
                "`report`, everything judged before", screen, "s", bar=BAR_SECONDS, **_of(events)
            ),
            figure("`report --json`, everything judged before", again, "s", **_of(events)),
            figure(f"`report --json`, {_NEW} new mails", news, "s", **_of(events)),
            figure("`report --json`, the next day", morning, "s", **_of(events)),
            figure("`report --json`, nothing judged before", judging, "s", **_of(events)),
        ],
    )
    print(f"{events:,} events; report --json says {characters:,} characters")
    print(f"nothing judged before: {judging:.2f} s; {_NEW} new mails: {news:.2f} s;", end=" ")
    print(f"the next day: {morning:.2f} s")
    met = screen <= BAR_SECONDS
    print(f"judged before: {again:.2f} s as JSON, {screen:.2f} s on a screen;", end=" ")
    print(f"bar {BAR_SECONDS}: {'met' if met else 'MISSED'}")
    return int(not met)


def _of(events: int) -> _Size:
    return {"size": events, "of": "events"}


def _report(home: Path, *words: str, on: datetime = _MOMENT) -> tuple[float, int]:
    """Seconds of one command, and how much it says."""
    environment = {**os.environ, "WATCHDOG_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", _COMMAND, on.isoformat(), *(words or ("report", "--json"))],
        env=environment,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began, len(done.stdout)


def _anew(fact: Fact, number: int) -> Fact:
    """The same bill a day later."""
    day = timedelta(days=1)
    name = f"new-{number}-{time.time_ns()}"
    source = replace(fact.source, fingerprint=name, sha256=name, sent_at=fact.source.sent_at + day)
    return Fact(event=replace(fact.event, on=fact.on + day, reference=name), source=source)


if __name__ == "__main__":
    sys.exit(main())
