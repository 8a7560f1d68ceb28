"""Mail out of files: what is found, in which order, and what is said about the rest."""

import os
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from watchdog.archive import MAIL_LIMIT, ArchivedMail, ArchiveProblem, read_archive

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
    assert mails(path) == [ArchivedMail(raw=MAIL, where=str(path), received_at=None)]


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
