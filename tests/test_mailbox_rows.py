"""What is read off the line is what IMAPClient makes of it, however unusual; and nothing mixes."""

import random
import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from imaplib import IMAP4
from typing import Any

import pytest
from imapclient.response_parser import parse_fetch_response

from watchdog.mailbox.fetching import HEADER
from watchdog.mailbox.rows import whole_rows
from watchdog.mailbox.stream import Begun, Stream

NAME = HEADER.replace("BODY.PEEK", "BODY").encode()
UIDS = range(5, 600)


class Wire:
    """A real imaplib whose server is this test: it says what it is told to, byte for byte."""

    def __init__(self, near: socket.socket, far: socket.socket) -> None:
        self._far = far
        far.sendall(b"* PREAUTH ready\r\n")

        class Client(IMAP4):
            def _create_socket(self, timeout: float | None = None) -> socket.socket:  # noqa: ARG002 - imaplib's
                return near

            def _get_capabilities(self) -> None:
                self.capabilities = ("IMAP4REV1",)

        self.client = Client()
        self.client.state = "SELECTED"
        self.stream = Stream(self.client)

    def begin(self, uids: Sequence[int]) -> tuple[Begun, bytes]:
        """Ask; what was asked, and the server's line at its end."""
        begun = self.stream.begin(uids, "1:*", ["UID"])
        asked = self._far.recv(4096)
        return begun, asked.split()[0] + b" OK done\r\n"

    def say(self, *lines: bytes) -> None:
        """The server says something."""
        self._far.sendall(b"".join(lines))

    def hang_up(self) -> None:
        """The server says nothing any more."""
        self._far.shutdown(socket.SHUT_WR)


@contextmanager
def wired() -> Iterator[Wire]:
    """A line to a server that says what it is told to."""
    near, far = socket.socketpair()
    near.settimeout(5)
    far.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    with near, far:
        wire = Wire(near, far)
        try:
            yield wire
        finally:
            wire.client.shutdown()


def row(number: int, chance: random.Random) -> bytes:
    """One row as servers write it: the items in any order, before the literal and after it."""
    literal = chance.randbytes(chance.randrange(0, 60))
    day = chance.choice([b" 1", b"28", b"31"])
    month = chance.choice([b"Nov", b"Feb", b"JAN", b"Xxx"])
    zone = chance.choice([b"+0000", b"-0730", b"+1400"])
    items = [
        b"UID %d" % (number + 5),
        b'INTERNALDATE "%s-%s-2026 08:%02d:00 %s"' % (day, month, chance.randrange(60), zone),
        b"RFC822.SIZE %d" % chance.randrange(10**7),
        *([b"X-GM-MSGID %d" % chance.randrange(2**63)] * chance.randrange(2)),
    ]
    chance.shuffle(items)
    cut = chance.randrange(len(items) + 1)
    before = b"".join(item + b" " for item in items[:cut])
    after = b"".join(b" " + item for item in items[cut:])
    name = chance.choice([NAME, b"BODY[]", b"BODY[]<0>"])
    return b"* %d FETCH (%s%s {%d}\r\n%s%s)\r\n" % (
        number + 1,
        before,
        name,
        len(literal),
        literal,
        after,
    )


UNUSUAL = {
    "flags that nobody asked for": b"* 1 FETCH (UID 9 FLAGS (\\Seen) BODY[] {1}\r\na)\r\n",
    "flags at the end": b"* 1 FETCH (UID 9 BODY[] {1}\r\na FLAGS (\\Seen))\r\n",
    "the server has lost the body": b"* 1 FETCH (UID 9 BODY[] NIL)\r\n",
    "two literals": b"* 1 FETCH (UID 9 BODY[1] {1}\r\na BODY[2] {2}\r\nbc)\r\n",
    "a name that is quoted": b'* 1 FETCH (UID 9 BODY[HEADER.FIELDS ("FROM")] {1}\r\na)\r\n',
    "the same mail in two rows": (
        b"* 1 FETCH (UID 9 RFC822.SIZE 3)\r\n* 1 FETCH (UID 9 BODY[] {1}\r\na)\r\n"
    ),
    "news in between": b"* 7 EXISTS\r\n* 3 EXPUNGE\r\n* 1 FETCH (FLAGS (\\Seen))\r\n",
    "small letters": b"* 1 FETCH (uid 9 body[] {1}\r\na)\r\n",
    "an empty body": b'* 1 FETCH (UID 9 BODY[] "")\r\n',
}


def by_imapclient(said: bytes) -> dict[int, dict[bytes, Any]]:
    """What the library makes of the same answer, alone."""
    with wired() as wire:
        client: Any = wire.client
        tag = client._command("UID", "FETCH", "1:*", "(UID)")  # noqa: SLF001 - no public way
        wire.say(said, tag + b" OK done\r\n")
        kind, _ = client._command_complete("FETCH", tag)  # noqa: SLF001 - as above
        rows = client.untagged_responses.get("FETCH", [None])
    assert kind == "OK"
    return parse_fetch_response(rows, normalise_times=False, uid_is_key=True)


def comparable(rows: dict[int, dict[bytes, Any]]) -> dict[int, dict[bytes, Any]]:
    """The zones are classes of their own; what nobody asked for is left out."""
    return {
        uid: {
            name: (value, value.utcoffset()) if isinstance(value, datetime) else value
            for name, value in row.items()
        }
        for uid, row in rows.items()
        if uid in UIDS
    }


def test_it_reads_what_imapclient_reads() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    said = b"".join(row(number, chance) for number in range(500))
    with wired() as wire:
        begun, end = wire.begin(UIDS)
        wire.say(said, end)
        ours = wire.stream.end(begun)
    assert len(ours) == 500
    assert comparable(ours) == comparable(by_imapclient(said))


@pytest.mark.parametrize("odd", UNUSUAL.values(), ids=UNUSUAL)
def test_whatever_is_unusual_is_read_as_imapclient_reads_it(odd: bytes) -> None:
    chance = random.Random(4)  # noqa: S311 - no secret
    said = row(100, chance) + odd + row(200, chance)
    with wired() as wire:
        begun, end = wire.begin(UIDS)
        wire.say(said, end)
        ours = wire.stream.end(begun)
    assert comparable(ours) == comparable(by_imapclient(said))


def test_answers_are_read_in_any_order() -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    with wired() as wire:
        (first, first_end), (second, second_end) = wire.begin([105]), wire.begin([205, 206])
        wire.say(row(100, chance), first_end, row(200, chance), UNUSUAL["news in between"])
        wire.say(row(201, chance), second_end)
        assert wire.stream.end(second).keys() == {205, 206}
        assert wire.stream.end(first).keys() == {105}


def test_a_server_may_answer_two_questions_at_once() -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    with wired() as wire:
        (first, first_end), (second, second_end) = wire.begin([105, 106]), wire.begin([205, 206])
        unusual = UNUSUAL["flags at the end"].replace(b"UID 9", b"UID 206")
        wire.say(row(100, chance), row(200, chance), unusual, row(101, chance))
        wire.say(first_end, second_end)
        assert wire.stream.end(first).keys() == {105, 106}
        assert wire.stream.end(second).keys() == {205, 206}


def test_a_refusal_is_told_to_who_asked_for_it() -> None:
    chance = random.Random(6)  # noqa: S311 - no secret
    with wired() as wire:
        (first, first_end), (second, second_end) = wire.begin([105]), wire.begin([205])
        wire.say(first_end.replace(b"OK done", b"NO not now"), row(200, chance), second_end)
        assert wire.stream.end(second).keys() == {205}
        with pytest.raises(IMAP4.error, match="not now"):
            wire.stream.end(first)


def test_what_is_not_awaited_answers_nothing_else() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    with wired() as wire:
        (_, left_end), stale = wire.begin([105]), row(100, chance)
        wire.say(stale, left_end)
        wire.stream.settle()
        begun, end = wire.begin([105])
        wire.say(end)
        assert wire.stream.end(begun) == {}


@pytest.mark.parametrize("said", [b"", b"* 1 FETCH (UID 9 BODY[] {5}\r\nab", b"* BYE tired\r\n"])
def test_a_line_that_ends_is_no_answer(said: bytes) -> None:
    with wired() as wire:
        begun, _ = wire.begin([9])
        wire.say(said)
        wire.hang_up()
        with pytest.raises(IMAP4.abort, match=re.compile("EOF|tired")):
            wire.stream.end(begun)


def test_a_zone_of_days_is_no_moment() -> None:
    said = b'* 1 FETCH (UID 9 INTERNALDATE "01-Nov-2026 08:00:00 +9900" BODY[] {1}\r\na)\r\n'
    with wired() as wire:
        begun, end = wire.begin([9])
        wire.say(said, end)
        assert wire.stream.end(begun)[9][b"BODY[]"] == b"a"


def test_of_what_has_come_only_whole_rows_are_taken() -> None:
    one = b"* 1 FETCH (UID 7 RFC822.SIZE 9 BODY[] {5}\r\na)\r\nb)\r\n"
    two = b"* 2 FETCH (UID 8 BODY[] {2}\r\n\r\n FLAGS ())\r\n"  # FLAGS: left to the library
    come = one + one.replace(b"UID 7", b"UID 9") + two
    for end in range(len(come) + 1):
        rows, taken = whole_rows(come[:end])
        assert taken == len(one) * min(2, end // len(one)), end
        assert [row[b"UID"] for row in rows] == [7, 9][: taken // len(one)], end
        assert all(row[b"BODY[]"] == b"a)\r\nb" for row in rows)
