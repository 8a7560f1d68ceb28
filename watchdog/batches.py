"""A long row of things in batches of bounded length."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_batches(some: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """The same things in the same order, at most so many at once."""
    return (some[at : at + most] for at in range(0, len(some), most))
