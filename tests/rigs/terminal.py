"""A real terminal: what tmux shows after commands have written to it, and what they did to it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

MISSING = "tmux is missing: apt-get install tmux"
_TITLE = "untouched"
_SECONDS = 60


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """All lines that scrolled by; the title, what was put on the clipboard, and odd modes."""

    lines: tuple[str, ...]
    title: str
    clipboard: str
    modes: str

    def is_untouched(self) -> bool:
        """Whether nothing but text reached it."""
        return (self.title, self.clipboard, self.modes) == (_TITLE, "", "0 1 1 0 0")


def binary() -> str | None:
    """Where tmux is, if it is installed."""
    return shutil.which("tmux")


class Terminal:
    """One terminal; commands run in it one after the other."""

    def __init__(self, socket: Path, environ: dict[str, str]) -> None:
        self._command = [binary() or "", "-S", str(socket), "-f", "/dev/null"]
        self._environ = environ

    def show(self, command: str, folder: Path) -> Screen:
        """A fresh terminal in which a shell line has run to its end."""
        self._ask("set-option", "-g", "history-limit", "50000")
        self._ask("set-option", "-g", "set-clipboard", "on")
        script = folder / "commands.sh"
        # Not typed, since the shell would write the line and its prompt between what is shown.
        script.write_text(
            f"tmux wait-for go\n{command}\necho\necho THE END\ntmux wait-for -S done\nexec cat\n",
            encoding="utf-8",
        )
        where = ("-P", "-F", "#{pane_id}", "-c", str(folder))
        name = self._ask("new-window", *where, "sh", str(script))
        self._ask("select-pane", "-t", name, "-T", _TITLE)
        self._ask("wait-for", "-S", "go")
        self._ask("wait-for", "done")
        modes = "#{alternate_on} #{cursor_flag} #{wrap_flag} #{insert_flag} #{origin_flag}"
        screen = Screen(
            lines=tuple(self._ask("capture-pane", "-p", "-J", "-S", "-", "-t", name).splitlines()),
            title=self._ask("display-message", "-p", "-t", name, "#{pane_title}"),
            clipboard=self._ask("show-buffer", check=False),
            modes=self._ask("display-message", "-p", "-t", name, modes),
        )
        self._ask("kill-pane", "-t", name)
        return screen

    def _ask(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(  # noqa: S603 - tmux itself
            [*self._command, *words],
            capture_output=True,
            text=True,
            check=check,
            timeout=_SECONDS,
            env=self._environ,
        )
        return done.stdout.rstrip("\n")


@contextmanager
def serve(folder: Path) -> Iterator[Terminal]:
    """A terminal of 160 columns that lives as long as the `with`."""
    environ = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    environ.pop("TMUX", None)
    terminal = Terminal(folder / "tmux", environ)
    terminal._ask("new-session", "-d", "-x", "160", "-y", "50", "cat")  # noqa: SLF001 - its own
    try:
        yield terminal
    finally:
        terminal._ask("kill-server", check=False)  # noqa: SLF001 - its own
