"""The daemon as a program of its own, faster than in life, with a clock and faults to order.

    python -m tests.faults.driver HOME [--clock FILE] [--fault NAME] [--tick SECONDS]

FILE holds a moment (ISO 8601); whenever it is written anew, the computer's clock is set to it.
"""

import argparse
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine

from watchdog.cli.failures import explain
from watchdog.daemon import clockwork, daemon, listening, pulse
from watchdog.mailbox.idle import Rhythm
from watchdog.setting import Setting


def follow(file: Path, read: str) -> None:
    """Set the clock to what the file says, whenever it says something else."""
    traveller: Any = time_machine.travel(datetime.fromisoformat(read), tick=True)
    traveller.start()
    while True:
        time.sleep(0.05)
        said = file.read_text(encoding="ascii")
        if said and said != read:
            read = said
            traveller.stop()
            traveller = time_machine.travel(datetime.fromisoformat(read), tick=True)
            traveller.start()


def break_(fault: str) -> None:
    """Let a part of the daemon fail."""
    from apscheduler.schedulers.blocking import BlockingScheduler

    if fault == "scheduler":
        BlockingScheduler._main_loop = lambda _: None  # noqa: SLF001 - it dies
    elif fault == "tick":
        vars(clockwork)["tick"] = _raise
    elif fault == "hang":
        vars(clockwork)["tick"] = lambda *_, **__: time.sleep(3600)
        pulse._STUCK_SECONDS = 1.0  # noqa: SLF001 - not half an hour
        clockwork._FAREWELL_SECONDS = 0.5  # noqa: SLF001 - nor eight seconds


def _raise(*_: object, **__: object) -> None:
    raise RuntimeError("a bug of ours")


def main() -> int:
    """Run until a signal or a fault ends it; the exit code of `watchdog run`."""
    asked = argparse.ArgumentParser()
    asked.add_argument("home", type=Path)
    asked.add_argument("--clock", type=Path)
    asked.add_argument("--fault", default="")
    asked.add_argument("--tick", type=float, default=0.3)
    told = asked.parse_args()
    clockwork._TICK_SECONDS = told.tick  # noqa: SLF001 - half a minute is too long here
    vars(clockwork)["BEAT_SECONDS"] = told.tick
    listening._LEAST_SECONDS = told.tick  # noqa: SLF001 - as above
    vars(listening)["pause_after"] = lambda *_, **__: timedelta(0)
    vars(listening)["_RHYTHM"] = Rhythm(renew_seconds=2, session_seconds=3600)
    if told.clock:
        now = told.clock.read_text(encoding="ascii")
        threading.Thread(target=follow, args=(told.clock, now), daemon=True).start()
        time.sleep(0.2)
    break_(told.fault)
    try:
        daemon.watch(Setting(home=told.home), once=False)
    except Exception as problem:  # noqa: BLE001 - as `watchdog.cli.main` does
        return explain(problem)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
