"""Reads a run of digits and separators as a number, whatever the country writes between them."""

import re
from decimal import Decimal
from functools import lru_cache

# Longer than any sum: what is absurd is to be read as such, and told. Without marks it is a number
# of something.
_LONGEST, _LONGEST_BARE = 100, 24
_WHOLE = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ \u00a0][0-9]{3})+|[0-9]{1,3}(?:'[0-9]{3})+")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
# The second shape is Indian: 1,00,000.
_COMMAED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_DIGITS_OF_GROUP = 3


@lru_cache(maxsize=512)  # the sums of a mail stand in lines, cells and sentences of it
def read_number(run: str, *, three_decimals: bool = False) -> Decimal | None:
    """A run such as "1.234,56" as a number; None when it is none (a date, a version).

    A lone separator before three digits groups ("1.234" is 1234), unless a zero stands before it
    or the currency has `three_decimals`.
    """
    if len(run) > _LONGEST or (len(run) > _LONGEST_BARE and run.partition(".")[0].isdigit()):
        return None
    place = max(run.rfind("."), run.rfind(","))
    if place < 0 or not _is_decimal_mark(run, place, three_decimals=three_decimals):
        return _whole(run)
    whole, decimals = _whole(run[:place], unlike=run[place]), run[place + 1 :]
    is_number = whole is not None and _WHOLE.fullmatch(decimals)  # 9.991'000 is none
    return Decimal(f"{whole}.{decimals}") if is_number else None


def _is_decimal_mark(run: str, place: int, *, three_decimals: bool) -> bool:
    head, mark, tail = run[:place], run[place], run[place + 1 :]
    if mark in head:
        return False
    if len(tail) != _DIGITS_OF_GROUP or not head.isdigit():
        return True
    return head == "0" or len(head) > _DIGITS_OF_GROUP or (three_decimals and mark == ".")


def _whole(text: str, *, unlike: str = "") -> Decimal | None:
    """The whole part; its separator is another than the decimal mark."""
    shapes = [_WHOLE, _GROUPED]
    if unlike != ".":
        shapes.append(_DOTTED)
    if unlike != ",":
        shapes.append(_COMMAED)
    if any(shape.fullmatch(text) for shape in shapes):
        return Decimal(re.sub(r"[^0-9]", "", text))
    return None
