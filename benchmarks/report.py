"""What a report costs where everything was judged before: `make bench-report`. Exit status 1 when
it misses its bar.

The invented ledger of `benchmarks.ledgers` in a file, a mail an event: the first report judges all
of it and keeps what it says, the next ones have only to say it again, the last comes after some new
mails. In seconds of the whole command, its start and its printing included.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from benchmarks.ledgers import TODAY, invented
from benchmarks.measured import figure
from benchmarks.page import keep
from benchmarks.web import mail_of
from parsers.events import EventKind
from watchdog.ledger import Seen, open_ledger
from watchdog.timeline.facts import Fact

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
    events: int = parser.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        facts = invented(events)
        _fill(home, facts)
        newest = [fact for fact in facts if fact.event.kind is EventKind.CHARGE][-_NEW:]
        del facts
        return _measure(home, events, newest)


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
    judging, findings = _report(home)
    again = min(_report(home)[0] for _ in range(_ROUNDS))
    screen = min(_report(home, "report")[0] for _ in range(_ROUNDS))
    _fill(home, [_anew(fact, number) for number, fact in enumerate(newest)], events)
    news, _ = _report(home)
    keep(
        "report",
        [
            figure("`report --json`, everything judged before", again, "s", bar=BAR_SECONDS)
            if shape == "again"
            else figure(shape, seconds, "s")
            for shape, seconds in (
                ("again", again),
                ("`report` on a screen, everything judged before", screen),
                (f"`report --json` after {_NEW} new mails", news),
                ("`report --json`, nothing judged before", judging),
            )
        ],
    )
    print(f"{events:,} events, {findings:,} characters of report --json")
    print(f"nothing judged before: {judging:.2f} s; after {_NEW} new mails: {news:.2f} s")
    met = again <= BAR_SECONDS
    print(f"judged before: {again:.2f} s, on a screen {screen:.2f} s; bar {BAR_SECONDS}:", end=" ")
    print("met" if met else "MISSED")
    return int(not met)


def _report(home: Path, *words: str) -> tuple[float, int]:
    """Seconds of one command, and how much it says."""
    environment = {**os.environ, "WATCHDOG_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", _COMMAND, _MOMENT.isoformat(), *(words or ("report", "--json"))],
        env=environment,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began, len(done.stdout)


def _anew(fact: Fact, number: int) -> Fact:
    """The same bill a day later."""
    day = timedelta(days=1)
    name = f"new-{number}"
    source = replace(fact.source, fingerprint=name, sha256=name, sent_at=fact.source.sent_at + day)
    return Fact(event=replace(fact.event, on=fact.on + day, reference=name), source=source)


if __name__ == "__main__":
    sys.exit(main())
