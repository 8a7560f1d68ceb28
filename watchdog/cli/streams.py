"""Standard output and error as they come: closed, or unable to hold every character."""

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

_PLAIN = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2026": "...",
    "\u00a0": " ",
    "\u202f": " ",
    "\u20ac": "EUR",
}


def settle_streams() -> None:
    """Give a closed stream somewhere to go, and let no character end the program."""
    codecs.register_error("plain", _plainly)
    # Python leaves None where the shell closed a stream (`>&-`).
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for life
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for life
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="plain")


@contextmanager
def finish_output() -> Iterator[None]:
    """Write out what is still held back while its failure can be told; a reader may be gone."""
    try:
        yield
    finally:
        try:
            sys.stdout.flush()
        except OSError as problem:
            # What cannot be written would be tried again at the very end, with a traceback.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(problem, BrokenPipeError):
                sys.exit(1)  # `report | head -1`: nobody is left to tell
            raise


def make_folder_of(file: Path) -> None:
    """The folder that a file goes to; a new one is told, for it may be a slip of the keyboard."""
    from watchdog.language import say  # these streams are settled before anything is loaded
    from watchdog.pack import make_folder

    folder = file.absolute().parent
    if not folder.exists():
        make_folder(folder)
        sys.stderr.write(say("Made the folder {folder}.", folder=folder) + "\n")


def print_exactly(text: str) -> None:
    """Text that says itself that it is UTF-8 (JSON, HTML), whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _plainly(problem: UnicodeError) -> tuple[str, int]:
    """What stands for characters that the stream cannot hold."""
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    lost = problem.object[problem.start : problem.end]
    return "".join(_PLAIN.get(letter, "?") for letter in lost), problem.end
