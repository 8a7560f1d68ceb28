"""Mail is read in a process of its own: the same as in ours, and no mail harms more than itself."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

import parsers.readers as readers_of_files
from parsers.merchants import Known
from parsers.message import fingerprint_of, read_message
from parsers.outcome import OutcomeKind
from tests.rigs.mime_zoo import ZOO
from tests.test_cli import TODAY
from watchdog.catalog import load_catalog
from watchdog.demo.story import letters
from watchdog.reading import (
    Limits,
    Read,
    kept_nursery,
    nursery,
    open_reader,
    read_ahead,
    read_here,
    sender_domains,
)
from watchdog.setting import known_to

HEAD = (
    b"From: Shop <shop@example.org>\r\nSubject: Receipt\r\nDate: Thu, 1 Oct 2026 12:00:00 +0000\r\n"
)
PLAIN = HEAD + b"\r\nTotal: $9.99\r\n"
TEXTS = b"".join(b"<p>You paid $%d.99 on 3 May for item %d.</p>" % (n, n) for n in range(20_000))
SLOW = HEAD + b"Content-Type: text/html\r\n\r\n" + TEXTS + b"\r\n"


@pytest.fixture(autouse=True)
def no_kept_nursery(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here each door to the readers has a nursery of its own."""
    monkeypatch.setattr(nursery, "_kept", [])


@pytest.fixture(scope="module")
def known() -> Known:
    return known_to(load_catalog())


@pytest.fixture(scope="module")
def read(known: Known) -> Iterator[Read]:
    with open_reader(known) as reader:
        yield reader


def test_it_says_of_each_mail_what_our_own_process_says(read: Read, known: Known) -> None:
    for raw, moment in letters(TODAY.date())[::4]:
        assert read(raw, moment) == read_here(raw, moment, known)


def children(process: int) -> set[int]:
    """The processes of ours that one has started."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    listed = " ".join((task / "children").read_text(encoding="ascii") for task in tasks)
    return {
        int(one)
        for one in listed.split()
        if b"watchdog.reading.worker" in Path(f"/proc/{one}/cmdline").read_bytes()
    }


def readers() -> set[int]:
    """The readers that were born of nurseries of this process."""
    return {reader for nursery in children(os.getpid()) for reader in children(nursery)}


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_a_worker_that_somebody_ends_costs_no_mail(known: Known) -> None:
    others, expected = readers(), read_here(PLAIN, None, known)
    with open_reader(known) as read:
        assert readers() == others, "none is started before there is a mail"
        assert read(PLAIN, None) == expected
        (first,) = readers() - others
        os.kill(first, signal.SIGKILL)
        assert read(PLAIN, None) == expected
        (second,) = readers() - others
        assert second != first
        os.kill(second, signal.SIGTERM)  # a supervisor's farewell to the whole group
        assert read(PLAIN, None) == expected
        assert readers() - others == {second}
    assert readers() == others


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        # The slow one takes a second; a first plain one makes the phrases of its language.
        (Limits(cpu_seconds=0.2), "takes more than 0.2 s of a processor to read"),
        (Limits(memory=6 << 20, cpu_seconds=60), r"takes more than 6 MiB|MemoryError|exit code"),
    ],
)
def test_a_mail_that_passes_a_limit_is_quarantined_alone(
    known: Known, limits: Limits, reason: str
) -> None:
    with open_reader(known, limits) as read:
        for raw in (SLOW, PLAIN):
            mail = read(raw, None)
            expected = read_message(raw)
            assert mail.fingerprint == expected.fingerprint
            assert (mail.outcome.outcome is OutcomeKind.QUARANTINED) == (raw == SLOW)
            assert raw == PLAIN or re.search(reason, mail.outcome.reason or "")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_a_worker_that_falls_silent_is_replaced(known: Known) -> None:
    others, expected = readers(), read_here(PLAIN, None, known)
    with open_reader(known, Limits(clock_seconds=2)) as read:
        assert read(PLAIN, None) == expected
        (silent,) = readers() - others
        os.kill(silent, signal.SIGSTOP)
        assert read(PLAIN, None) == expected
        assert silent not in readers()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_a_nursery_that_somebody_ends_costs_no_mail(known: Known) -> None:
    expected = read_here(PLAIN, None, known)
    with open_reader(known) as read:
        before = children(os.getpid())
        assert read(PLAIN, None) == expected
        (first,) = children(os.getpid()) - before
        os.kill(first, signal.SIGKILL)
        assert read(PLAIN, None) == expected, "its reader lives on"
        assert read(SLOW, None).fingerprint == fingerprint_of(SLOW)
        assert read(PLAIN, None) == expected
    assert not children(os.getpid()) - before


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the process in /proc")
def test_readers_of_later_visits_are_born_of_the_nursery_that_is_kept(known: Known) -> None:
    before, expected = children(os.getpid()), read_here(PLAIN, None, known)
    with kept_nursery():
        seen = []
        for others in (known, replace(known, own_addresses=frozenset({"anna@example.org"}))):
            with open_reader(others) as read:
                assert read(PLAIN, None) == expected
                seen.append(readers())
            assert children(os.getpid()) - before, "it stays when its readers have gone"
        assert seen[0] != seen[1]
    assert children(os.getpid()) == before


def test_who_sieves_mail_asks_a_nursery_at_work_for_the_senders() -> None:
    """They are known without a reader being loaded here: a first scan has 4 MB less."""
    asked = (
        "import sys\n"
        "from watchdog.reading import kept_nursery, sender_domains\n"
        "with kept_nursery(at_once=True):\n"
        "    found = sender_domains()\n"
        "print(*sorted(found), 'parsers.readers' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    assert said.stdout.split() == [*sorted(readers_of_files.sender_domains()), "False"]


def test_without_a_nursery_at_work_the_senders_are_loaded_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert sender_domains() == readers_of_files.sender_domains()
    with kept_nursery():
        assert sender_domains() == readers_of_files.sender_domains()
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with kept_nursery(at_once=True):
        assert sender_domains() == readers_of_files.sender_domains()


def test_every_broken_mail_has_an_outcome_and_its_own_fingerprint(read: Read) -> None:
    for name, raw in ZOO.items():
        mail = read(raw, None)
        assert mail.fingerprint == fingerprint_of(raw) == read_message(raw).fingerprint, name


def test_without_a_worker_mail_is_read_here(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with open_reader(known) as read:
        assert read(PLAIN, None) == read_here(PLAIN, None, known)


def test_a_worker_that_cannot_begin_is_done_without(
    known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with open_reader(known) as read:
        assert read(PLAIN, None) == read_here(PLAIN, None, known)


def test_a_slow_batch_does_not_keep_the_next_from_being_fetched_nor_all_of_them() -> None:
    fetched, slow = Counter[str](), threading.Event()

    def batches() -> Iterator[int]:
        for number in range(9):
            fetched["so far"] += 1
            if fetched["so far"] == 4:
                slow.set()
            yield number

    def read(number: int) -> int:
        assert number or slow.wait(10), "the next were not fetched"
        return number

    told = read_ahead(batches(), lambda n: [n], read, hands=2)
    assert next(told) == (0, [0])
    assert fetched["so far"] <= 5, "nor are all of them held in memory"
    assert [batch for batch, _ in told] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_one_batch_is_read_while_the_next_is_fetched() -> None:
    steps: list[str] = []

    def fetched() -> Iterator[int]:
        for number in range(3):
            steps.append(f"fetch {number}")
            yield number
        raise OSError("the line broke")

    got: list[list[int]] = []

    def store() -> None:
        for batch, result in read_ahead(fetched(), lambda n: [n, n], lambda n: n * 10, hands=2):
            steps.append(f"store {batch}")
            got.append(result)

    with pytest.raises(OSError, match="broke"):
        store()
    assert got == [[0, 0], [10, 10], [20, 20]], "what came before the fault is whole"
    assert [one for one in steps if one.startswith("store")] == ["store 0", "store 1", "store 2"]
    assert steps.index("fetch 1") < steps.index("store 0")
    assert steps.index("fetch 2") < steps.index("store 1")
