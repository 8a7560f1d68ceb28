"""A fleet on the real servers: its home, its tenants, and workers as programs of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rigs.dovecot import Dovecot, User
from tests.rigs.postgres import PASSWORD, Postgres
from watchdog.ledger.tables import metadata

ROOT = Path(__file__).parents[2]


def make_home(home: Path, url: str, *lines: str) -> Path:
    """A home whose ledger lies at that URL; `lines` are keys of [fleet]."""
    home.mkdir(mode=0o700)
    secret(home / "ledger-password", PASSWORD)
    config = "\n".join(
        [
            "version = 1",
            "[ledger]",
            f'url = "{url}"',
            f'password = {{ file = "{home}/ledger-password" }}',
            "[fleet]",
            *lines,
        ]
    )
    secret(home / "config.toml", config)
    return home


def tenant_config(home: Path, *users: User, port: int | None = None, more: str = "") -> str:
    """The configuration of an owner of these mailboxes; through a plain wire at `port` if given."""
    blocks = ["version = 1", 'timezone = "UTC"', more]
    for number, user in enumerate(users):
        secret(word := home / f"password-{user.name}", user.password)
        tls = f'port = {port}\ntls = "none"' if port else f"port = {user.server.tls_port}"
        blocks.append(
            f'[[accounts]]\nname = "box{number}"\nhost = "localhost"\n{tls}\n'
            f'user = "{user.name}"\npassword = {{ file = "{word}" }}\n'
            f'ca_file = "{user.server.ca_path}"\n'
        )
    return "\n".join(blocks)


def secret(path: Path, text: str) -> Path:
    """A file that only we can read."""
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    return path


def emptied(postgres: Postgres, database: str) -> None:
    """Nobody is looked after, no job is left, and every ledger is empty."""
    ledger = ", ".join(metadata.tables)
    postgres.sql(f"TRUNCATE tenants, polls, {ledger} CASCADE", database)
    if postgres.sql("SELECT to_regclass('procrastinate_jobs') IS NOT NULL", database)[0][0]:
        postgres.sql("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE", database)


@contextmanager
def worker(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """A worker as a program of its own; what it says is read from its standard error."""
    line = [sys.executable, "-m", "watchdog", "--home", str(home), "worker"]
    with (home / f"worker-{os.urandom(4).hex()}.log").open("w", encoding="utf-8") as said:
        running = subprocess.Popen(line, stderr=said, text=True, cwd=ROOT)  # noqa: S603 - our own
    try:
        yield running
    finally:
        running.kill()
        running.wait(10)


def users(server: Dovecot, count: int) -> list[User]:
    """Fresh mailboxes."""
    return [server.add_user() for _ in range(count)]
