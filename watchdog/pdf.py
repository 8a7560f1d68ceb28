"""Reads an attached PDF in a process of its own, which dies of its limits instead of ours."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from parsers.attached import UnreadPdf

_WORKER = Path(__file__).with_name("pdf_worker.py")
_SECONDS = 3
# Passwords may stand in the environment; the worker gets what Python needs to find its packages.
_PASSED_ON = ("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")
_WHY = {
    3: "install billing-watchdog[pdf]",
    4: "it needs a password",
    5: "it holds no text (a picture?)",
}


def read_pdf(content: bytes) -> tuple[str, ...] | UnreadPdf:
    """The lines of a PDF, the cells of a row joined by " | ". Never raises."""
    try:
        done = subprocess.run(  # noqa: S603 - our own file, nothing of the mail in the command
            [sys.executable, "-P", str(_WORKER)],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        return UnreadPdf(reason=f"it takes longer than {_SECONDS} s")
    except OSError as problem:
        return UnreadPdf(reason=f"no process could be started for it ({problem.strerror})")
    if done.returncode:
        return UnreadPdf(reason=_WHY.get(done.returncode, "it is broken or passes a limit"))
    try:
        return tuple(msgspec.json.Decoder(str).decode_lines(done.stdout))
    except msgspec.DecodeError:
        return UnreadPdf(reason="its reader was stopped half-way")
