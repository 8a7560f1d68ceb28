"""A real IMAP server for the tour: on this computer only, gone when the tour is over."""

import asyncio
import secrets
import threading
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType, ModuleType

import msgspec

HOST = "127.0.0.1"
USER = "demo@example.org"
_STOP_SECONDS = 10.0

Mail = tuple[bytes, datetime]
Folders = Mapping[str, Iterable[Mail]]
_NO_FOLDERS: Folders = MappingProxyType({})
_Running = tuple[int, asyncio.AbstractEventLoop, asyncio.Event]


class DemoMissing(Exception):  # noqa: N818 - named like the other problems: it is not our error
    """The embedded server is not installed; the text says how to install it."""


class DemoMailbox(msgspec.Struct, frozen=True, kw_only=True):
    """Where the mailbox is and who may read it; not encrypted, hence on loopback only."""

    host: str
    port: int
    user: str
    password: str


@contextmanager
def serve_mailbox(
    messages: Iterable[Mail], *, folders: Folders = _NO_FOLDERS
) -> Iterator[DemoMailbox]:
    """Serve `messages` (raw bytes, aware INTERNALDATE) as INBOX, and `folders` beside it.

    Raises DemoMissing without the `demo` extra.
    """
    embedded = _embedded()
    password = secrets.token_urlsafe(12)
    ready: Future[_Running] = Future()

    async def serve() -> None:
        stop = asyncio.Event()
        content = {"INBOX": messages, **folders}
        async with embedded.listening(content, host=HOST, user=USER, password=password) as port:
            ready.set_result((port, asyncio.get_running_loop(), stop))
            await stop.wait()

    thread = threading.Thread(target=_run, args=(serve, ready), name="demo mailbox", daemon=True)
    thread.start()
    port, loop, stop = ready.result()
    try:
        yield DemoMailbox(host=HOST, port=port, user=USER, password=password)
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(_STOP_SECONDS)


def _embedded() -> ModuleType:
    try:
        from watchdog.demo import embedded
    except ImportError as error:
        raise DemoMissing(
            f"watchdog demo: the embedded IMAP server cannot be loaded ({error}); "
            "pip install 'billing-watchdog[demo]'"
        ) from error
    return embedded


def _run(serve: Callable[[], Coroutine[None, None, None]], ready: Future[_Running]) -> None:
    """Run the server's own loop; what keeps it from starting is handed to who waits."""
    try:
        asyncio.run(serve())
    except BaseException as error:
        if ready.done():
            raise
        ready.set_exception(error)
