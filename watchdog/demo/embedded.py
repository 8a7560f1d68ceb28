"""The embedded IMAP server's inside: pymap with its mail in memory; needs the `demo` extra."""

import asyncio
import ssl
from argparse import Namespace
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from proxyprotocol.sock import SocketInfoLocal
from pymap.backend.dict import Config, DictBackend, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import UserMetadata
from pysasl.hashing import BuiltinHash

Mail = tuple[bytes, datetime]


class _Config(Config):
    """Pymap's settings, with a greeting that asks no name server."""

    @property
    def greeting(self) -> bytes:
        return b"billing-watchdog demo"


@asynccontextmanager
async def listening(
    folders: Mapping[str, Iterable[Mail]], *, host: str, user: str, password: str
) -> AsyncIterator[int]:
    """The port of a running server; at the end every connection is closed and awaited."""
    config = _config(user, password)
    config.apply_context()
    config.set_cache[user] = (await _filled(folders), FilterSet())
    imap = IMAPServer(await _signing_in(config, user, password), config)
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            talks.add(task)
            task.add_done_callback(talks.discard)
        try:
            await imap(reader, writer, SocketInfoLocal(writer, unique_id=b"demo"))
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    server = await asyncio.start_server(talk, host, 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        await _end(talks)


def _config(user: str, password: str) -> _Config:
    return _Config(
        Namespace(passlib_cfg=None, proxy_protocol=None),
        host=None,
        port=0,
        tls_enabled=False,
        demo_data=False,
        demo_user=user,
        demo_password=password,
        ssl_context=ssl.create_default_context(ssl.Purpose.CLIENT_AUTH),  # given, so not looked for
        hash_context=BuiltinHash(rounds=1_000),  # the password lives as long as the tour
        cpu_subsystem=Subsystem.for_asyncio(),
    )


async def _signing_in(config: _Config, user: str, password: str) -> Login:
    login = Login(config)
    hashed = BuiltinHash(rounds=1_000).hash(password)
    await login.demo_user_identity.set(UserMetadata(config, user, password=hashed))
    return DictBackend(login, config).login


async def _filled(folders: Mapping[str, Iterable[Mail]]) -> MailboxSet:
    mailboxes = MailboxSet()
    for name, messages in folders.items():
        if name.upper() != "INBOX":
            await mailboxes.add_mailbox(name)
        mailbox = await mailboxes.get_mailbox(name)
        for raw, received_at in messages:
            await mailbox.append(AppendMessage(raw, received_at, frozenset()))
    return mailboxes


async def _end(talks: set[asyncio.Task[None]]) -> None:
    running = tuple(talks)
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
