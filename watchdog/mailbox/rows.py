"""Reads the usual rows of a FETCH off the line, at a tenth of what a whole parser costs."""

import re
from datetime import datetime
from typing import Any

Row = dict[bytes, Any]

_DATE = rb'INTERNALDATE "[ \d]\d-[A-Za-z]{3}-\d{4} \d\d:\d\d:\d\d [+-]\d{4}"'
_PLAIN = rb"(?:UID|RFC822\.SIZE|X-GM-MSGID) \d{1,20}"
# "* 1 FETCH (UID 7 INTERNALDATE ... BODY[HEADER.FIELDS (FROM)] {12}", the twelve bytes, and ")".
_BEGINNING = re.compile(
    rb"\* (\d{1,10}) FETCH \(((?:(?:" + _PLAIN + rb"|" + _DATE + rb") )*)"
    rb"(BODY\[(?:HEADER\.FIELDS \([A-Z -]*\))?\](?:<0>)?) \{(?P<size>\d{1,8})\}\r\n"
)
_END = re.compile(rb"((?: " + _PLAIN + rb"| " + _DATE + rb")*)\)\r\n")
_ITEM = re.compile(rb'(?<![A-Z0-9.-])([A-Z0-9.-]++) (?:(\d+)|"([^"]*)")')
_MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate(
        b"jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}

# The beginning of a row, up to its literal; None: somebody else has to read it.
row_begun = _BEGINNING.fullmatch


def whole_rows(come: bytes) -> tuple[list[Row], int]:
    """The rows at the beginning of what has come, and how many bytes they are.

    It ends before one that has not come whole, and before what somebody else has to read.
    """
    rows: list[Row] = []
    taken = 0
    while beginning := _BEGINNING.match(come, taken):
        ends_at = beginning.end() + int(beginning["size"])
        ended = _END.match(come, ends_at)
        if ended is None:
            break
        row = _row(beginning, come[beginning.end() : ends_at], ended)
        if row is None:
            break
        rows.append(row)
        taken = ended.end()
    return rows, taken


def row_of(beginning: re.Match[bytes], literal: bytes, end: bytes) -> Row | None:
    """The row as IMAPClient makes it of the same answer, with its UID; None: it has to do that."""
    ended = _END.fullmatch(end)
    return None if ended is None else _row(beginning, literal, ended)


def _row(beginning: re.Match[bytes], literal: bytes, ended: re.Match[bytes]) -> Row | None:
    row: Row = {b"SEQ": int(beginning[1])}
    for name, number, words in _ITEM.findall(beginning[2] + ended[1]):
        row[name] = int(number) if number else _moment(words)
    row[beginning[3]] = literal
    return row if b"UID" in row else None


def _moment(words: bytes) -> datetime | None:
    """'28-Nov-2026 08:00:00 +0100', which the pattern has seen; None for a day that is none."""
    try:
        month, day = _MONTHS[words[3:6].lower()], words[:2].replace(b" ", b"0")
        return datetime.fromisoformat(
            f"{words[7:11].decode()}-{month}-{day.decode()}T{words[12:20].decode()}{words[21:].decode()}"
        )
    except (KeyError, ValueError):
        return None
