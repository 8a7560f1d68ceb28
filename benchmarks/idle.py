"""What an idle daemon with three accounts takes: `make bench-idle`, exit 1 above the bars.

Two daemons run side by side for WINDOW seconds: one that polls every minute, one that does not
poll. Their difference is what a poll costs; the figure told is that of the default, every 15
minutes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measured import figure
from benchmarks.page import keep
from tests.faults.mailboxes import fill
from tests.rigs import dovecot as rig
from tests.rigs.dovecot import Dovecot

WINDOW = 125
MOST_MEGABYTES, MOST_PERCENT = 90.0, 0.2
_POLL_SECONDS = 15 * 60


def configure(home: Path, server: Dovecot, poll_minutes: int) -> None:
    """Three accounts with forty mails each."""
    home.mkdir(mode=0o700)
    lines = [f"[schedule]\npoll_minutes = {poll_minutes}\n"]
    for number in range(3):
        user = server.add_user()
        fill(user, range(40))
        secret = home / f"password{number}"
        secret.touch(mode=0o600)
        secret.write_text(user.password, encoding="utf-8")
        lines.append(
            f'[[accounts]]\nname = "box{number}"\nhost = "localhost"\nport = {server.tls_port}\n'
            f'user = "{user.name}"\npassword = {{ file = "{secret}" }}\n'
            f'ca_file = "{server.ca_path}"\n'
        )
    (home / "config.toml").touch(mode=0o600)
    (home / "config.toml").write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def daemon(home: Path) -> Iterator[int]:
    """The process id of a running daemon that has read everything."""
    line = [sys.executable, "-m", "watchdog", "--home", str(home), "run"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as running:  # noqa: S603 - our own program
        try:
            read = 0
            for said in running.stderr or ():
                read += "INBOX: read" in said
                if read == 3:
                    break
            yield running.pid
        finally:
            running.kill()


def cpu_seconds(pid: int) -> float:
    """User and system time so far (proc(5), fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(pid: int) -> float:
    """Memory that it holds, in MB of 1,000,000 bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def measure(root: Path) -> tuple[float, float, float]:
    """Resident MB, CPU percent between polls, CPU seconds a poll of three accounts."""
    with rig.serve(root) as server:
        for name, poll in (("quiet", 1440), ("polling", 1)):
            configure(root / name, server, poll)
        with daemon(root / "quiet") as quiet, daemon(root / "polling") as polling:
            time.sleep(10)  # what was begun with the first reading comes to its end
            before = cpu_seconds(quiet), cpu_seconds(polling)
            time.sleep(WINDOW)
            took = cpu_seconds(quiet) - before[0], cpu_seconds(polling) - before[1]
            polls = WINDOW // 60
            return resident_megabytes(polling), 100 * took[0] / WINDOW, (took[1] - took[0]) / polls


def main() -> int:
    """Print the figures; 1 when a bar is missed."""
    root = Path(tempfile.mkdtemp(prefix="dv-", dir="/tmp"))
    try:
        megabytes, quiet, poll = measure(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    percent = quiet + 100 * poll / _POLL_SECONDS
    print(f"resident: {megabytes:.0f} MB (bar {MOST_MEGABYTES:.0f})")
    print(
        f"CPU: {percent:.3f} % (bar {MOST_PERCENT}): {quiet:.3f} % between polls, "
        f"{poll:.2f} s a poll of three accounts"
    )
    resident = "resident, three accounts of 40 mails, after the first reading"
    beside = f"{quiet:.3f} % between polls, {poll:.2f} s a poll"
    keep(
        "idle",
        [
            figure(resident, megabytes, "MB", bar=MOST_MEGABYTES),
            figure(
                "CPU, with a poll every 15 minutes", percent, "%", bar=MOST_PERCENT, beside=beside
            ),
        ],
    )
    return int(megabytes > MOST_MEGABYTES or percent > MOST_PERCENT)


if __name__ == "__main__":
    sys.exit(main())
