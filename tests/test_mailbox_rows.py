"""The quick reader of header rows says what IMAPClient says, or leaves the answer to it."""

import random
from datetime import datetime
from typing import Any

import pytest
from imapclient.response_parser import parse_fetch_response

from watchdog.mailbox_fetching import HEADER
from watchdog.mailbox_rows import header_rows

NAME = HEADER.replace("BODY.PEEK", "BODY").encode()


def answer(number: int, chance: random.Random) -> list[Any]:
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
    beginning = b"%d (%s%s {%d}" % (number + 1, before, NAME, len(literal))
    return [(beginning, literal), after + b")"]


def comparable(rows: dict[int, dict[bytes, Any]]) -> dict[int, dict[bytes, Any]]:
    """The zones are classes of their own."""
    return {
        uid: {
            name: (value, value.utcoffset()) if isinstance(value, datetime) else value
            for name, value in row.items()
        }
        for uid, row in rows.items()
    }


def test_it_reads_what_imapclient_reads() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    whole = [piece for number in range(500) for piece in answer(number, chance)]
    ours = header_rows(whole)
    assert ours is not None
    assert len(ours) == 500
    theirs = parse_fetch_response(list(whole), normalise_times=False, uid_is_key=True)
    assert comparable(ours) == comparable(theirs)


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param([b"1 (UID 1 FLAGS (\\Seen))"], id="flags that nobody asked for"),
        pytest.param([(b"1 (UID 1 " + NAME + b" {1}", b"a")], id="no end"),
        pytest.param([(b"1 (" + NAME + b" {1}", b"a"), b")"], id="no UID"),
        pytest.param(
            [(b"1 (UID 1 BODY[] {1}", b"a"), b")"], id="a body, which may be long and NIL"
        ),
        pytest.param(
            [(b"1 (UID 1 " + NAME + b" {1}", b"a"), b" FLAGS (\\Seen))"], id="flags at the end"
        ),
        pytest.param([(b"1 (UID 1 " + NAME + b" {1}", b"a"), b")"] * 2, id="the same mail twice"),
        pytest.param([None], id="nothing"),
    ],
)
def test_whatever_is_unusual_is_left_to_imapclient(odd: list[Any]) -> None:
    assert header_rows(odd) is None


def test_a_zone_of_days_is_no_moment() -> None:
    row = [(b'1 (UID 1 INTERNALDATE "01-Nov-2026 08:00:00 +9900" ' + NAME + b" {1}", b"a"), b")"]
    rows = header_rows(row)
    assert rows is not None
    assert rows[1][b"INTERNALDATE"] is None
