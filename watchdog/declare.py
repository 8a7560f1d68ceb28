"""How a detection declares itself."""

from collections.abc import Callable, Iterable

import msgspec

from watchdog.books import Books
from watchdog.findings import Finding


class Detection(msgspec.Struct, frozen=True, kw_only=True):
    """A detection: the kind of finding it yields, and the pure function that finds it."""

    kind: str
    find: Callable[[Books], Iterable[Finding]]


def detection(kind: str) -> Callable[[Callable[[Books], Iterable[Finding]]], Detection]:
    """Declare a function as the detection of `kind`; nothing is registered, the folder is read."""

    def declare(find: Callable[[Books], Iterable[Finding]]) -> Detection:
        return Detection(kind=kind, find=find)

    return declare
