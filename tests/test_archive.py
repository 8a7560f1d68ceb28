"""Mail out of files: what is found, in which order, and what is said about the rest."""

import io
import itertools
import os
import subprocess
import sys
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.rigs.door import Door
from watchdog.archive.archive import MAIL_LIMIT, ArchivedMail, read_archive
from watchdog.archive.files import ArchiveProblem
from watchdog.archive.mbox import MboxMail, read_mbox
from watchdog.archive.portions import Portion, portions_of, read_portion
from watchdog.cli.reading import import_paths
from watchdog.intake import stored
from watchdog.ledger import StoredMail
from watchdog.setting import Setting

MAIL = b"From: Shop <shop@example.org>\r\nSubject: Receipt\r\n\r\nTotal: 9.99 EUR\r\n"
TAKEOUT = "From 1796012345678901234@xxx Tue Mar 05 10:11:12 +0000 2024\r\n"
TOLD = datetime(2024, 3, 5, 10, 11, 12, tzinfo=UTC)


def write(path: Path, content: bytes = MAIL) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def mails(*paths: Path) -> list[ArchivedMail]:
    found = list(read_archive(paths))
    assert all(isinstance(one, ArchivedMail) for one in found), found
    return [one for one in found if isinstance(one, ArchivedMail)]


def problem(path: Path) -> ArchiveProblem:
    (found,) = read_archive([path])
    assert isinstance(found, ArchiveProblem)
    assert "\n" not in str(found)
    assert str(found).startswith(found.where)
    assert found.where.startswith(str(path))
    assert found.mend
    return found


def mbox(*bodies: str, separator: str = TAKEOUT) -> bytes:
    header = "From: shop@example.org\r\nSubject: {}\r\n\r\n"
    return "".join(
        f"{separator}{header.format(number)}{body}\r\n\r\n" for number, body in enumerate(bodies, 1)
    ).encode()


@pytest.mark.parametrize("name", ["receipt.eml", "receipt", "1700000000.M1.host:2,S"])
def test_a_single_mail_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name)
    one = ArchivedMail(raw=MAIL, where=str(path), received_at=None, is_alone=True)
    assert mails(path) == [one]


def test_a_byte_order_mark_is_no_part_of_the_mail(tmp_path: Path) -> None:
    assert mails(write(tmp_path / "a.eml", b"\xef\xbb\xbf" + MAIL))[0].raw == MAIL


def test_a_folder_is_read_to_its_depth_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b.eml", "a.eml", "c/d/e.eml", ".hidden", ".git/config"):
        write(tmp_path / name)
    where = [Path(one.where).relative_to(tmp_path).as_posix() for one in mails(tmp_path)]
    assert where == ["a.eml", "b.eml", "c/d/e.eml"]


def test_a_maildir_gives_cur_and_new_with_their_times(tmp_path: Path) -> None:
    at = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    for name in ("new/2.M", "cur/1.M:2,S", "tmp/3.M", "dovecot-uidlist", ".Bills/cur/4.M"):
        os.utime(write(tmp_path / name), (at.timestamp(), at.timestamp()))
    for name in ("new", "tmp"):
        (tmp_path / ".Bills" / name).mkdir()
    found = mails(tmp_path)
    where = [Path(one.where).relative_to(tmp_path).as_posix() for one in found]
    assert where == ["cur/1.M:2,S", "new/2.M", ".Bills/cur/4.M"]
    assert {one.received_at for one in found} == {at}


def test_a_takeout_is_taken_apart(tmp_path: Path) -> None:
    path = write(tmp_path / "All mail.mbox", mbox("one", "two", "three"))
    found = mails(path)
    assert [one.where for one in found] == [f"{path}#1", f"{path}#2", f"{path}#3"]
    assert found[1].raw == b"From: shop@example.org\r\nSubject: 2\r\n\r\ntwo\r\n"
    assert found[0].received_at == TOLD


@pytest.mark.parametrize(
    ("separator", "received_at"),
    [
        ("From a@example.org Tue Mar  5 10:11:12 2024\n", TOLD),
        ("From a@example.org Tue Mar 5 02:11:12 PST 2024\n", TOLD),
        ("From - Tue Mar 05 10:11:12 2024\r\n", TOLD),
        ("From - Tue Mar 99 99:11:12 2024\r\n", None),
        ("From \r\n", None),
    ],
)
def test_separators(tmp_path: Path, separator: str, received_at: datetime | None) -> None:
    found = mails(write(tmp_path / "a", mbox("one", "two", separator=separator)))
    assert [one.received_at for one in found] == [received_at, received_at]


def test_lines_that_only_begin_with_from_stay_in_their_mail(tmp_path: Path) -> None:
    body = "Dear Anna,\r\n\r\nFrom today on you pay 9.99.\r\n\r\n>From here\r\n>>From there"
    (one, two) = mails(write(tmp_path / "a", mbox(body, "two")))
    assert b"From today on" in one.raw
    assert one.raw.endswith(b"\r\n\r\nFrom here\r\n>From there\r\n")
    assert two.raw.endswith(b"two\r\n")


def test_a_huge_mbox_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.mbox"
    one = mbox("x" * (1 << 20))
    with path.open("wb") as stream:
        for _ in range(40):
            stream.write(one)
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_archive([path])) == 40
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 << 20


def test_a_mail_too_large_does_not_stop_its_neighbours(tmp_path: Path) -> None:
    content = mbox("small", "x" * (MAIL_LIMIT + 1), "small again")
    found = list(read_archive([write(tmp_path / "a.mbox", content)]))
    assert [type(one) for one in found] == [ArchivedMail, ArchiveProblem, ArchivedMail]
    assert found[1].where.endswith("a.mbox#2")


def test_a_mail_far_too_large_is_not_held(tmp_path: Path) -> None:
    line = "x" * 1023 + "\n"
    path = write(tmp_path / "a.mbox", mbox(line * (3 * MAIL_LIMIT // len(line))))
    tracemalloc.start()
    try:
        assert "#1: is larger" in str(problem(path))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 * MAIL_LIMIT


def test_a_single_mail_too_large(tmp_path: Path) -> None:
    assert "25 MiB" in problem(write(tmp_path / "a.eml", MAIL + b"x" * MAIL_LIMIT)).what


@pytest.mark.parametrize(
    ("content", "what", "mend"),
    [
        (b"", "is empty", "save"),
        (b"\r\n \r\n", "is empty", "save"),
        (b"just some notes\n", "is not a mail", "mbox"),
        (b"key: value\nother: value\n", "is not a mail", "mbox"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is not a mail", "mbox"),
        (b"PK\x03\x04" + bytes(100), "is not a mail", "unpack"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "is not a mail", "Outlook"),
        (b"From a@example.org Tue Mar  5 10:11:12 2024\nno mail at all\n", "is not a mail", "mbox"),
    ],
)
def test_what_is_no_mail_says_so(tmp_path: Path, content: bytes, what: str, mend: str) -> None:
    found = problem(write(tmp_path / "a.eml", content))
    assert found.what == what
    assert mend in found.mend


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert problem(tmp_path / "none.eml").what == "does not exist"


def test_a_problem_does_not_stop_the_others(tmp_path: Path) -> None:
    paths = [tmp_path / "none", write(tmp_path / "notes.txt", b"hello"), write(tmp_path / "a.eml")]
    assert [type(one) for one in read_archive(paths)] == [
        ArchiveProblem,
        ArchiveProblem,
        ArchivedMail,
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.eml")
    path.chmod(0)
    assert "cannot be read" in problem(path).what


def test_pipes_devices_and_loops_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "around").symlink_to(tmp_path)
    write(tmp_path / "a.eml")
    found = list(read_archive([tmp_path]))
    named = {Path(one.where).name: type(one) for one in found}
    assert named == {
        "pipe": ArchiveProblem,
        "zero": ArchiveProblem,
        "loop": ArchiveProblem,
        "a.eml": ArchivedMail,
    }


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "real" / "a.eml")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    assert [one.where for one in mails(link)] == [str(link / "a.eml")]


# --- archives of many GB ----------------------------------------------------------------------


def portions(paths: list[Path]) -> list[Portion]:
    return [one for one in portions_of(paths) if isinstance(one, Portion)]


def taken_apart(content: bytes, block: int, monkeypatch: pytest.MonkeyPatch) -> list[MboxMail]:
    monkeypatch.setattr("watchdog.archive.mbox._BLOCK", block)
    return list(read_mbox(io.BytesIO(content), limit=4000))


@pytest.mark.parametrize("block", [1, 7, 64, 999, 1 << 20])
def test_mails_are_the_same_wherever_a_block_ends(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = mbox("one", ">From quoted\r\n>>From twice", "From here on no date", "x" * 5000, "end")
    for content in (text, text.replace(b"\r\n", b"\n"), b"\xef\xbb\xbf\r\n" + text, text[:-4]):
        whole = taken_apart(content, 1 << 22, monkeypatch)
        assert len(whole) == 5
        assert [one.raw is None for one in whole] == [False, False, False, True, False]
        assert b"\nFrom quoted" in (whole[1].raw or b"")
        assert taken_apart(content, block, monkeypatch) == whole
        for before, after in itertools.pairwise(whole):
            assert content[before.ends_at :].startswith(b"From ")
            rest = list(read_mbox(io.BytesIO(content), limit=4000, start=before.ends_at))
            assert rest[0].raw == after.raw


@pytest.mark.parametrize("portion", [8, 9, 50, 777, 5000])
def test_slices_of_an_mbox_hold_every_mail_once(
    portion: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = mbox("one", ">From quoted\r\n>>From twice", "From here on no date", "x" * 999, "end")
    whole = b"\xef\xbb\xbf\r\n" + text
    for number, content in enumerate((text, text.replace(b"\r\n", b"\n"), whole, text[:-4])):
        path = write(tmp_path / f"{number}.mbox", content)
        monkeypatch.setattr("watchdog.archive.portions.PORTION_BYTES", portion)
        found = [one for part in portions([path]) for one in read_portion(part)]
        raw = [one.raw for one in found if isinstance(one, ArchivedMail)]
        assert raw == [one.raw for one in mails(path)]


def test_portions_hold_files_by_the_hundred_and_a_maildir_stays_one(tmp_path: Path) -> None:
    folder = tmp_path / "box"
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number in range(3):
        write(folder / "cur" / f"{number}")
    for number in range(502):
        write(tmp_path / "saved" / f"{number:03}.eml")
    write(tmp_path / "saved" / "empty.eml", b"")
    parts = portions([tmp_path / "box", tmp_path / "saved"])
    assert [(len(part.paths), part.in_maildir) for part in parts] == [
        (3, True),
        (500, False),
        (3, False),
    ]
    found = [one for part in parts for one in read_portion(part)]
    alone = [one.is_alone for one in found if isinstance(one, ArchivedMail)]
    assert alone == [False] * 3 + [True] * 502
    (problem,) = [one for one in found if isinstance(one, ArchiveProblem)]
    assert problem.what == "is empty"


def test_what_is_no_archive_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (problem,) = portions_of([tmp_path / "none"])
    assert str(problem) == f"{tmp_path / 'none'}: does not exist; check the path"


BROKEN = {
    "no date": b"From nobody\n",
    "half a line": b"From 1796012345678901234@xxx Tue Mar 0",
    "no blank line before": b"text\nFrom a@b Tue Mar 05 10:11:12 2024\n",
    "nothing but words": b"From " * 1000,
}


@pytest.mark.parametrize("separator", BROKEN.values(), ids=BROKEN)
def test_a_broken_separator_belongs_to_the_mail_before_it(separator: bytes) -> None:
    good = mbox("one")
    content = good + separator + b"\r\nSubject: lost\r\n\r\nwords\r\n\r\n" + mbox("two")
    found = list(read_mbox(io.BytesIO(content), limit=1 << 20))
    assert len(found) == 2
    assert separator.rstrip() in (found[0].raw or b"")
    assert (found[1].raw or b"").endswith(b"two\r\n")


def test_a_line_of_two_gigabytes_is_let_go_and_the_next_mail_read(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    with path.open("wb") as file:  # a hole takes no room on the disk
        file.write(mbox("first") + TAKEOUT.encode() + b"Subject: huge\r\n\r\n")
        file.seek((2 << 30) + file.tell())
        file.write(b"\r\n\r\n" + mbox("last"))
    child = (
        "import sys; from pathlib import Path; from watchdog.archive.archive import read_archive;"
        "print([type(one).__name__ for one in read_archive([Path(sys.argv[1])])],"
        " Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", child, path], capture_output=True, text=True, check=True
    )
    kinds, _, kilobytes = ran.stdout.strip().rpartition(" ")
    assert kinds == "['ArchivedMail', 'ArchiveProblem', 'ArchivedMail']"
    assert int(kilobytes) < 130_000


def test_a_folder_of_very_many_files_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        write(tmp_path / f"{number:03}.eml")
    assert [one.where[-7:] for one in mails(tmp_path)] == [f"{n:03}.eml" for n in range(40)]
    monkeypatch.setattr("watchdog.archive.files._MOST_SORTED", 10)
    assert len({one.where for one in mails(tmp_path)}) == 40


def test_an_import_that_was_stopped_goes_on_in_the_middle(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.mbox", mbox(*(f"Total: {n}.00 EUR" for n in range(1, 31))))
    monkeypatch.setattr("watchdog.importing._MOST_READ", 10)
    monkeypatch.setattr("watchdog.cli.reading.cores", lambda: 1)
    real, calls = stored, itertools.count(1)

    def dies(*given: Any) -> StoredMail:
        if next(calls) == 25:
            raise KeyboardInterrupt
        return real(*given)

    with monkeypatch.context() as context:
        context.setattr("watchdog.importing.stored", dies)
        with pytest.raises(KeyboardInterrupt):
            import_paths(Setting(home=door.home), [path], thorough=True)
    assert "Read 10 mails, 10 of them new." in door("import", "--thorough", path).err
    assert "Read 30 mails, 0 of them new." in door("import", "--thorough", path).err
    write(path, path.read_bytes() + mbox("Total: 99.00 EUR"))
    assert "Read 1 mail, 1 of them new." in door("import", "--thorough", path).err


def test_what_no_header_calls_billing_mail_is_not_read_unless_asked(
    door: Door, tmp_path: Path
) -> None:
    letter = b"From: Anna <anna@example.com>\r\nSubject: Sunday\r\n\r\nSee you at nine.\r\n"
    folder = tmp_path / "mails"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    write(folder / "cur" / "1.a:2,S")
    write(folder / "cur" / "2.a:2,S", letter)
    assert "Read 2 mails, 1 of them new." in door("import", folder).err
    assert "Read 2 mails, 1 of them new." in door("import", "--thorough", folder).err
    other = write(tmp_path / "named.eml", letter.replace(b"nine", b"ten"))
    assert "Read 1 mail, 1 of them new." in door("import", other).err
