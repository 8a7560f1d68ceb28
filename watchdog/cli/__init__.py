"""The command line: a door. Commands live one subject a module; this one only lets people in."""

import gc
import signal
import sys
import threading

# Looking for garbage while thousands of modules' objects are made finds none and takes time.
_OBJECTS_BEFORE_A_LOOK = 20_000
_INTERRUPTED = 130  # what a shell says of a program that Ctrl-C ended
_NO_WINDOWS = (
    "watchdog: Windows itself cannot run this (it locks files and limits readers as Unix does);\n"
    "          install the Windows Subsystem for Linux (wsl --install) and set it up in there"
)
_LATER = 0.02  # s, by when the callback that a Ctrl-C fell into is over


def main() -> None:
    """Run the command line; every failure ends as one line and a documented exit code."""
    if sys.platform == "win32":
        sys.exit(_NO_WINDOWS)
    before, sys.unraisablehook = sys.unraisablehook, _hear_again
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    finally:
        sys.unraisablehook = before


def _run() -> None:
    gc.set_threshold(_OBJECTS_BEFORE_A_LOOK)
    # Imported here, so that Ctrl-C during the start is met as well.
    from watchdog.cli.app import app_of
    from watchdog.cli.failures import explain
    from watchdog.cli.lightly import read_lightly
    from watchdog.cli.streams import finish_output, settle_streams

    read_lightly()
    settle_streams()
    try:
        with finish_output():
            words = home_first(sys.argv[1:])
            app_of(words)(words)
    except Exception as problem:  # noqa: BLE001 - the last door: no traceback reaches a user
        sys.exit(explain(problem))
    finally:
        gc.freeze()  # what goes with the process need not be looked through before that


def _hear_again(dropped: "sys.UnraisableHookArgs") -> None:
    """Say Ctrl-C again that fell into a callback: Python drops what those raise.

    Each import ends in such a callback (a module lock's), so about one Ctrl-C in a hundred did.
    """
    if not isinstance(dropped.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(dropped)
        return
    again = (threading.main_thread().ident or 0, signal.SIGINT)
    threading.Timer(_LATER, signal.pthread_kill, again).start()


def home_first(words: list[str]) -> list[str]:
    """The same words with `--home` before the command, where people do not always put it."""
    end = words.index("--") if "--" in words else len(words)
    for place, word in enumerate(words[:end]):
        if word == "--home" or word.startswith("--home="):
            after = place + (2 if word == "--home" else 1)
            return words[place:after] + words[:place] + words[after:]
    return words


__all__ = ["home_first", "main"]
