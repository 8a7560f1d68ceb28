"""How long the demo takes: `make bench-demo`. Exit status 1 when it misses its bar."""

import subprocess
import sys
import time

from benchmarks.measured import figure
from benchmarks.page import keep

BAR_SECONDS = 20.0


def _seconds(*words: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, capture_output=True)  # noqa: S603 - ours
    return time.perf_counter() - began


def main() -> int:
    """Print the demo's time, also in multiples of what importing SQLAlchemy takes here."""
    yardstick = min(_seconds("-c", "import sqlalchemy") for _ in range(3))
    demo = min(_seconds("-m", "watchdog", "demo") for _ in range(3))
    times = demo / yardstick
    print(f"demo {demo:.2f} s, {times:.1f} times `import sqlalchemy` ({yardstick:.2f} s)")
    print(f"bar {BAR_SECONDS:.0f} s: {'met' if demo <= BAR_SECONDS else 'MISSED'}")
    what = "`watchdog demo`: start, serve 90 mails over IMAP, scan, fill a new ledger, judge, print"
    beside = f"{times:.1f} times `import sqlalchemy`"
    keep("demo", [figure(what, demo, "s", bar=BAR_SECONDS, beside=beside)])
    return int(demo > BAR_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
