"""Reads the mails of some batches, several at once, while the next batch is fetched."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

# So many mails are read by one hand: a second worker takes longer to begin than to help.
_MANY = 8
# Seconds after which a thread that works lets another go on; Python's own are ten times as many,
# in which a reader that has answered waits for its next mail. It holds for the whole process, and
# several mailboxes are read at once there: whoever puts it back would put it back for all.
_TURN = 0.0005
# So many batches wait to be read while the next comes: some hold no bill at all, and some many.
_AHEAD = 3
# And no batch more while so many mails of them are not read: who kills us costs what waits.
_ENOUGH = 16
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
    waiting: deque[tuple[B, list[Future[R]]]] = deque()
    sys.setswitchinterval(_TURN)
    readers = _Readers(read, hands)
    coming = iter(batches)
    try:
        while True:
            try:
                batch = next(coming)
            except StopIteration:
                break
            except Exception:
                yield from map(_read_whole, waiting)
                raise
            waiting.append((batch, readers.begin(mails_of(batch))))
            while len(waiting) > _AHEAD or (
                len(waiting) > 1 and (_is_read(waiting[0]) or _unread(waiting) > _ENOUGH)
            ):
                yield _read_whole(waiting.popleft())
        yield from map(_read_whole, waiting)
    finally:
        readers.close()


def _is_read(begun: tuple[B, list[Future[R]]]) -> bool:
    return all(one.done() for one in begun[1])


def _unread(waiting: Iterable[tuple[B, list[Future[R]]]]) -> int:
    return sum(not one.done() for _, mails in waiting for one in mails)


def _read_whole(begun: tuple[B, list[Future[R]]]) -> tuple[B, list[R]]:
    batch, mails = begun
    return batch, [one.result() for one in mails]


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
