"""Reads the mails of one batch, several at once, while the next batch is fetched."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

# So many mails are read by one hand: a second worker takes longer to begin than to help.
_MANY = 8
# Seconds after which a thread that works lets another go on; Python's own are ten times as many,
# in which a reader that has answered waits for its next mail.
_TURN = 0.0005
B = TypeVar("B")
M = TypeVar("M")
R = TypeVar("R")


def read_ahead(
    batches: Iterable[B],
    mails_of: Callable[[B], Sequence[M]],
    read: Callable[[M], R],
    *,
    hands: int,
) -> Iterator[tuple[B, list[R]]]:
    """Each batch with what `read` made of its mails, all in their order.

    `hands` is how many threads call `read` at once, when there is much to read. When `batches`
    fails, what it gave before comes out first.
    """
    waiting: tuple[B, list[Future[R]]] | None = None
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    readers = _Readers(read, hands)
    coming = iter(batches)
    try:
        while True:
            failure: Exception | None = None
            batch: B | None = None
            try:
                batch = next(coming)
            except StopIteration:
                pass
            except Exception as problem:  # noqa: BLE001 - raised again below, after what came before it
                failure = problem
            begun = None if batch is None else (batch, readers.begin(mails_of(batch)))
            if waiting is not None:
                yield waiting[0], [one.result() for one in waiting[1]]
            if failure is not None:
                raise failure
            if begun is None:
                return
            waiting = begun
    finally:
        readers.close()
        sys.setswitchinterval(usual)


class _Readers(Generic[M, R]):
    """One thread for the first mails, and several once there are many."""

    def __init__(self, read: Callable[[M], R], hands: int) -> None:
        self._read = read
        self._one = ThreadPoolExecutor(1, thread_name_prefix="hand")
        self._several = ThreadPoolExecutor(hands, thread_name_prefix="hand")
        self._begun = 0

    def begin(self, mails: Sequence[M]) -> list[Future[R]]:
        self._begun += len(mails)
        pool = self._one if self._begun < _MANY else self._several
        return [pool.submit(self._read, mail) for mail in mails]

    def close(self) -> None:
        """What has not begun is not read any more."""
        for pool in (self._one, self._several):
            pool.shutdown(cancel_futures=True)
