"""Draws what `watchdog init` asks, provider by provider, out of a real terminal."""

import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

import pexpect
from rich.text import Text

from tests.rigs import dovecot
from tools.terminal import picture
from watchdog.demo.story import letters
from watchdog.setting import Setting

_WIDTH = 100
_ASKS = re.compile(r": $|\[Y/n\]: $")
# The name of the picture, and what is typed; each ends where the first question waits.
PROVIDERS = {
    "gmail": ("init", "you@gmail.com"),
    "outlook": ("init", "you@outlook.com"),
    "icloud": ("init", "you@icloud.com"),
    "yahoo": ("init", "you@yahoo.com"),
    "fastmail": ("init", "you@fastmail.com"),
    "gmx": ("init", "you@gmx.net"),
    "webde": ("init", "you@web.de"),
    "proton": ("init", "you@proton.me"),
    "other": ("init", "you@example.org"),
    "own": ("init", "you@example.org", "--host", "mail.example.org"),
    "slip": ("init", "you@gmial.com"),
}


def draw_questions(folder: Path) -> None:
    """A picture of each provider, and one of what comes after the password."""
    for name, words in PROVIDERS.items():
        with tempfile.TemporaryDirectory() as home:
            said = _until_asked(Path(home), words)
        picture(_shown(words, said), folder / f"init-{name}.svg", width=_WIDTH)
    picture(_shown((), _after_the_password()), folder / "init-after.svg", width=_WIDTH)


def _shown(words: tuple[str, ...], said: str) -> Text:
    shown = Text()
    if words:
        shown.append(f"$ watchdog {shlex.join(words)}\n", style="bold")
    return shown.append(f"{said}\n")  # without it the last line is cut


def _person(home: Path, words: tuple[str, ...]) -> "pexpect.spawn[str]":
    environ = os.environ | {
        "LC_ALL": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "TERM": "dumb",
    }
    line = ["-m", "watchdog", "--home", str(home), *words]
    size = (60, _WIDTH)
    return pexpect.spawn(
        sys.executable, line, env=environ, encoding="utf-8", dimensions=size, timeout=90
    )


def _until_asked(home: Path, words: tuple[str, ...]) -> str:
    """All that is said until an answer is waited for, or the end."""
    person = _person(home, words)
    person.expect([_ASKS, pexpect.EOF])
    end = person.after if isinstance(person.after, str) else ""
    said = f"{person.before}{end}".replace("\r\n", "\n").rstrip()
    person.close(force=True)
    return said


def _after_the_password() -> str:
    """From the sign-in to the report, at a real server."""
    root = Path(tempfile.mkdtemp(prefix="dv-", dir="/tmp"))  # socket paths have to be short
    today = Setting().today()
    try:
        with dovecot.serve(root) as server, tempfile.TemporaryDirectory() as home:
            user = server.add_user()
            for number, (raw, moment) in enumerate(letters(today)):
                user.deliver(raw, moment, folder="INBOX" if number % 9 else "Bills")
            host = f"localhost:{server.tls_port}"
            words = ("init", f"{user.name}@home.example", "--host", host, "--user", user.name)
            person = _person(Path(home), (*words, "--ca-file", str(server.ca_path)))
            person.expect(r"Password \(not shown\): ")
            person.sendline(user.password)
            person.expect("Signed in")
            said = "Signed in"
            for question, answer in (("commas", "1, Bills"), ("days back", "")):
                person.expect(rf"{question}[^\n]*: ")
                said += f"{person.before}{person.after}"
                person.sendline(answer)
            person.expect("Billing watchdog, ")
            said += str(person.before)
            person.close(force=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    # Where the files of this very run lie is nobody's business.
    return said.replace("\r\n", "\n").replace(home, "~/.config/billing-watchdog").rstrip()
