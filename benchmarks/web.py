"""What a page of the dashboard costs: `make bench-web`. Exit status 1 when it misses its bar.

An invented ledger of 100,000 charges in SQLite, served over a real socket and asked for by HTTP.
Each page ten times; the median counts. The first page after a start, and the first after a word of
the user, have to judge the whole ledger: they are told, and have no bar.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from re import findall

from benchmarks.ledgers import invented
from benchmarks.measured import figure
from benchmarks.page import keep
from parsers.outcome import Outcome, OutcomeKind
from tests.rigs.dashboard import NOW, Dashboard, serve
from watchdog.config.config import Config
from watchdog.ledger import StoredMail
from watchdog.setting import Setting
from watchdog.timeline.facts import Fact

BAR_SECONDS = 0.2
_EVENTS = 106_000
_ROUNDS = 10


def main() -> int:
    """Print a line a page, and the bar."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir(mode=0o700)
        setting = Setting(home=home, settled=Config(), clock=lambda: NOW)
        _fill(setting)
        with serve(setting) as board:
            return _measure(board)


def _fill(setting: Setting) -> None:
    with setting.ledger() as ledger:
        facts = invented(_EVENTS)
        for first in range(0, len(facts), 5000):
            ledger.record(mails=[mail_of(one) for one in facts[first : first + 5000]], now=NOW)


def mail_of(fact: Fact) -> StoredMail:
    """The mail that an invented fact was read from, without its bytes."""
    source = fact.source
    outcome = Outcome(
        outcome=OutcomeKind.PARSED,
        reader="generic",
        reason=None,
        trust=source.trust,
        events=(fact.event,),
    )
    return StoredMail(
        fingerprint=source.fingerprint,
        message_id=source.message_id,
        sender=source.sender,
        subject=source.subject,
        sent_at=source.sent_at,
        received_at=source.sent_at,
        sha256=source.sha256,
        raw=None,
        size=1000,
        outcome=outcome,
    )


def _measure(board: Dashboard) -> int:
    board.sign_in()
    print(f"first page, which judges the ledger: {_seconds(lambda: board.get('/')):.2f} s")
    one = findall(r'href="(/subscriptions/\w{7})"', board.get("/subscriptions").text)[0]
    medians: dict[str, float] = {}
    pages = ("/", "/subscriptions", one, "/search?q=coursera", "/review", "/catalog", "/said")
    for path in pages:
        board.get(path)
        times = [_seconds(partial(board.get, path)) for _ in range(_ROUNDS)]
        medians["one subscription" if path == one else path] = statistics.median(times) * 1000
        size = len(board.get(path).text) / 1000
        print(
            f"{path.partition('?')[0]:<24} {statistics.median(times) * 1000:6.0f} ms"
            f" (worst {max(times) * 1000:.0f}), {size:,.0f} kB"
        )
    _tell_words(board)
    bar = BAR_SECONDS * 1000
    keep("web", [figure(page, median, "ms", bar=bar) for page, median in medians.items()])
    missed = max(medians.values()) > bar
    print(f"bar: {BAR_SECONDS * 1000:.0f} ms a page: {'MISSED' if missed else 'met'}")
    return int(missed)


def _tell_words(board: Dashboard) -> None:
    finding = findall(r'id="f-(\w{7})"', board.get("/").text)[0]

    def dismiss() -> None:
        answer = board.post(f"/findings/{finding}/dismiss", {})
        if board.get(answer.headers["location"]).status != 200:
            raise RuntimeError("the page after a word could not be had")

    print(f"a finding put away, and the page after: {_seconds(dismiss):.2f} s")


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
