"""What importing an mbox of many GB takes: `make bench-archive`, exit 1 above the bars.

    python -m benchmarks.archive [--size 1000]     MB of 1,000,000 bytes

A seeded mbox: four mails of a hundred are bills, the others newsletters of 30 to 120 kB and some
attachments. Ruling out is measured in processor time, so that others at work do not count; memory
is that of all processes together, with a tenth of the mails and with all of them.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measured import figure
from benchmarks.page import keep
from parsers.message import header_block
from parsers.readers import sender_domains
from tests.rigs.memory import watched
from watchdog.accounts import wanted_by
from watchdog.archive.archive import ArchivedMail, read_archive
from watchdog.catalog import load_catalog
from watchdog.reading import cores

LEAST_MB_A_CORE, MOST_GROWTH = 60.0, 1.15
_SEPARATOR = "From {0}@xxx Tue Mar 05 10:11:12 +0000 2024\r\n"
_WORDS = "garden weekend river letters summer kitchen market stories people music travel".split()


def mails(rng: random.Random, size: int) -> Iterator[bytes]:
    """Mails of so many bytes altogether, with their separators."""
    made = number = 0
    while made < size:
        number += 1
        mail = _bill(rng, number) if rng.random() < 0.04 else _other(rng, number)
        whole = _SEPARATOR.format(10**18 + number).encode() + mail + b"\r\n"
        made += len(whole)
        yield whole


def _header(number: int, sender: str, subject: str) -> str:
    return (
        f"From: {sender}\r\nTo: you@example.com\r\nSubject: {subject}\r\n"
        f"Date: Tue, 05 Mar 2024 10:{number % 60:02}:12 +0000\r\n"
        f"Message-ID: <{number}@example.org>\r\n"
        "MIME-Version: 1.0\r\n"
    )


def _bill(rng: random.Random, number: int) -> bytes:
    rows = "".join(
        f"<tr><td>{' '.join(rng.choices(_WORDS, k=6))}</td><td></td></tr>\r\n"
        for _ in range(rng.randint(100, 400))
    )
    total = f"<tr><td>Total</td><td>${rng.randint(5, 90)}.99</td></tr>"
    body = f"<html><table>{rows}{total}</table></html>"
    head = _header(number, f"Shop <billing@shop{number % 40}.example.org>", f"Receipt {number}")
    return f"{head}Content-Type: text/html; charset=utf-8\r\n\r\n{body}\r\n".encode()


def _other(rng: random.Random, number: int) -> bytes:
    subject = " ".join(rng.choices(_WORDS, k=4))
    head = _header(number, f"{subject} <hello@news{number % 300}.example.net>", subject)
    length = (
        rng.randint(1_000_000, 5_000_000) if rng.random() < 0.01 else rng.randint(30, 120) << 10
    )
    line = (" ".join(rng.choices(_WORDS, k=10))[:74] + "\r\n").encode()
    return f"{head}Content-Type: text/html\r\n\r\n".encode() + line * (length // len(line))


def write(path: Path, size: int) -> Path:
    """The mbox of that size, the same for every run."""
    with path.open("wb", buffering=1 << 20) as file:
        for mail in mails(random.Random(8), size):  # noqa: S311 - no secret
            file.write(mail)
    return path


def rule_out(path: Path) -> tuple[float, int, int]:
    """MB a second of one processor for taking it apart and looking at headers; mails, wanted."""
    wanted, seen, kept = wanted_by(load_catalog(), sender_domains()), 0, 0
    began = time.process_time()
    for found in read_archive([path]):
        if isinstance(found, ArchivedMail):
            seen += 1
            kept += wanted(header_block(found.raw))
    return path.stat().st_size / 1e6 / (time.process_time() - began), seen, kept


def import_whole(path: Path, home: Path) -> tuple[float, float]:
    """Seconds, and the most MB that its processes held together."""
    line = [sys.executable, "-m", "watchdog", "--home", str(home), "import", str(path)]
    began = time.monotonic()
    with (
        subprocess.Popen(line, stderr=subprocess.DEVNULL) as running,  # noqa: S603 - our own
        watched(running.pid) as most,
    ):
        if running.wait():
            raise SystemExit(f"the import ended with {running.returncode}")
    return time.monotonic() - began, max(most) / 1e6


def main() -> int:
    """0 when the bars are kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=1000, metavar="MB")
    size = options.parse_args().size * 1_000_000
    root = Path(tempfile.mkdtemp(prefix="bench-archive-"))
    try:
        small, large = write(root / "small.mbox", size // 10), write(root / "large.mbox", size)
        rate, seen, kept = rule_out(large)
        print(f"{size / 1e6:.0f} MB, {seen} mails, {kept} of them to be read closely")
        print(f"ruled out by headers: {rate:.0f} MB a second a core (bar {LEAST_MB_A_CORE:.0f})")
        _, little = import_whole(small, root / "a")
        seconds, much = import_whole(large, root / "b")
        print(
            f"the whole import: {seconds:.1f} s on {cores()} cores, {size / 1e6 / seconds:.0f} MB/s"
        )
        print(f"memory of all processes: {little:.0f} MB with a tenth, {much:.0f} MB with all")
        megabytes = round(size / 1e6)
        keep(
            "archive",
            [
                figure(
                    "an mbox ruled out by its headers, MB a second of one processor",
                    rate,
                    bar=LEAST_MB_A_CORE,
                    at_least=True,
                    size=megabytes,
                    of="MB",
                ),
                figure(
                    "memory of all processes, in times of an mbox of a tenth",
                    much / little,
                    bar=MOST_GROWTH,
                    size=megabytes,
                    of="MB",
                    beside=f"{little:.0f} and {much:.0f} MB",
                ),
                figure("the whole import", seconds, "s", size=megabytes, of="MB"),
            ],
        )
        return int(rate < LEAST_MB_A_CORE or much > little * MOST_GROWTH)
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    sys.exit(main())
