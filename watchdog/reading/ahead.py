"""Reads one batch of mail while the next one is fetched."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_MANY = 50
B = TypeVar("B")
R = TypeVar("R")


def read_each(one: Callable[[B], R], mails: Sequence[B], hands: int) -> list[R]:
    """What `one` makes of each, in their order; of many, several at once."""
    if len(mails) < _MANY:  # a second worker takes longer to begin than to help
        return [one(mail) for mail in mails]
    with ThreadPoolExecutor(hands, thread_name_prefix="hand") as pool:
        return list(pool.map(one, mails))


def read_ahead(batches: Iterable[B], read: Callable[[B], R]) -> Iterator[tuple[B, R]]:
    """Each batch with what `read` made of it, in their order.

    When `batches` fails, what it gave before comes out first.
    """
    waiting: tuple[B, Future[R]] | None = None
    with ThreadPoolExecutor(1, thread_name_prefix="reading") as room:
        coming = iter(batches)
        while True:
            failure: Exception | None = None
            batch: B | None = None
            try:
                batch = next(coming)
            except StopIteration:
                pass
            except Exception as problem:  # noqa: BLE001 - raised again below, after what came before it
                failure = problem
            begun = None if batch is None else (batch, room.submit(read, batch))
            if waiting is not None:
                yield waiting[0], waiting[1].result()
            if failure is not None:
                raise failure
            if begun is None:
                return
            waiting = begun
