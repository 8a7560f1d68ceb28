"""A real PostgreSQL of its own: in a temporary folder, on a Unix socket, never run as root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

MISSING = "postgresql is missing: apt-get install postgresql"
ROLE, PASSWORD = "watchdog", "correct horse"
_UNPRIVILEGED = ("postgres", "nobody")
_SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=80",
    "shared_buffers=32MB",
    "password_encryption=scram-sha-256",
)
_owners = count(1)


def binaries() -> Path | None:
    """The folder with initdb and postgres, the newest version first."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "postgres").exists():
            return folder
    found = shutil.which("postgres")
    return Path(found).parent if found else None


class Postgres:
    """A running server; every test makes an owner, or a database, of its own."""

    def __init__(self, root: Path, programs: Path) -> None:
        self.root, self._programs = root, programs
        self._user = _somebody() if os.geteuid() == 0 else None
        self._running: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "watchdog", role: str = ROLE) -> str:
        """The address, which holds no password; the socket's folder is the host."""
        return f"postgresql://{role}@/{database}?host={self.root}"

    def new_owner(self) -> str:
        """A name that nobody has had on this server."""
        return f"owner-{next(_owners)}"

    def make(self) -> None:
        """An empty cluster, with a role that is no superuser and a database of its own."""
        if self._user is not None:
            os.chown(self.root, self._user.pw_uid, self._user.pw_gid)
        (word := self.root / "word").write_text("superuser\n")
        word.chmod(0o644)
        self._run(
            "initdb", "--no-sync", "--locale=C.UTF-8", "--username=super", f"--pwfile={word}",
            "--auth=scram-sha-256", f"--pgdata={self.root}/data",
        )  # fmt: skip
        self.start()
        self.sql(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'")
        self.new_database("watchdog")

    def new_database(self, name: str) -> str:
        """An empty database; its address."""
        self.sql(f"CREATE DATABASE {name} OWNER {ROLE}")
        return self.url(name)

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run a statement as the superuser, who sees the rows of all."""
        import psycopg

        address = f"host={self.root} user=super password=superuser dbname={database}"
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = [f"-c{setting}" for setting in _SETTINGS]
        self._run(
            "pg_ctl", "start", "--wait", "--silent", f"--pgdata={self.root}/data",
            f"--log={self.root}/log", "--options", " ".join([*options, f"-k{self.root}"]),
        )  # fmt: skip

    def stop(self) -> None:
        """Stop it at once, whoever is connected; what was committed is there at the next start."""
        self._run("pg_ctl", "stop", "--mode=immediate", "--silent", f"--pgdata={self.root}/data")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - our own words
            [self._programs / program, *arguments],
            check=True,
            cwd=self.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._user.pw_uid if self._user else None,
            group=self._user.pw_gid if self._user else None,
            extra_groups=[] if self._user else None,
        )


def _somebody() -> pwd.struct_passwd:
    """PostgreSQL refuses to be run by root."""
    names = {one.pw_name: one for one in pwd.getpwall()}
    return next(names[name] for name in _UNPRIVILEGED if name in names)


@contextmanager
def serve(root: Path) -> Iterator[Postgres]:
    """A server in `root`, a short path, while the `with` lasts."""
    programs = binaries()
    if programs is None:
        raise FileNotFoundError(MISSING)
    server = Postgres(root, programs)
    server.make()
    try:
        yield server
    finally:
        server.stop()
