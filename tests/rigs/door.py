"""The command line from inside the tests: what it prints and how it ends."""

import re
import sys
from pathlib import Path

import msgspec
import pytest

from tests.rigs.dovecot import User
from watchdog.cli import main


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How a command ended."""

    code: int
    out: str
    err: str


class Door:
    """`door("report", "--json")` runs a command with its home in a folder of its own."""

    def __init__(
        self, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.home = home
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *words: str | Path) -> Ended:
        line = ["watchdog", "--home", str(self.home), *map(str, words)]
        self._monkeypatch.setattr(sys, "argv", line)
        self._capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        printed = self._capsys.readouterr()
        return Ended(code=code, out=printed.out, err=printed.err)

    def at(self, home: Path) -> "Door":
        """The same command line with another home."""
        return Door(home, self._capsys, self._monkeypatch)

    def rewire(self, port: int) -> None:
        """Let the account of the configuration go to a plain port of this computer."""
        config = self.home / "config.toml"
        text = config.read_text(encoding="utf-8")
        wire = f'port = {port}\ntls = "none"'
        text = re.sub(r'(?m)^port = \d+(\ntls = "none")?', wire, text, count=1)
        config.write_text(text, encoding="utf-8")

    def configure(self, user: User, *lines: str, password: str | None = None) -> Path:
        """A configuration for a mailbox on the real server; `lines` are keys of the account."""
        self.home.mkdir(mode=0o700, exist_ok=True)
        secret = self.home / "password"
        secret.touch(mode=0o600)
        secret.write_text((password or user.password) + "\n", encoding="utf-8")
        keys = {
            "name": '"home"',
            "host": '"localhost"',
            "port": str(user.server.tls_port),
            "user": f'"{user.name}"',
            "password": f'{{ file = "{secret}" }}',
            "ca_file": f'"{user.server.ca_path}"',
        }
        keys |= dict(line.split(" = ", 1) for line in lines)
        account = "\n".join(f"{key} = {value}" for key, value in keys.items() if value)
        config = self.home / "config.toml"
        config.touch(mode=0o600)
        config.write_text(f"version = 1\n[[accounts]]\n{account}\n", encoding="utf-8")
        return config
