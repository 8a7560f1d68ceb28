"""Turns what went wrong into one line on stderr and an exit code (design section 5)."""

import os
import sys
import traceback

from watchdog.usage import UsageProblem

__all__ = [
    "ERROR",
    "RUNNING",
    "SIGN_IN",
    "TEMPORARY",
    "USAGE",
    "UsageProblem",
    "exit_code",
    "explain",
]

_LONGEST = 4000

ERROR, USAGE, SIGN_IN, TEMPORARY, RUNNING = 1, 2, 4, 5, 75


def explain(problem: Exception) -> int:
    """Print the line for a problem and return its exit code."""
    code = exit_code(problem)
    if code is None:
        if os.environ.get("WATCHDOG_DEBUG"):
            traceback.print_exception(problem)
        if isinstance(problem, OSError) and problem.strerror:
            return _refused(problem)
        name = type(problem).__name__
        _say(f"an unexpected fault ({name}: {problem}); set WATCHDOG_DEBUG=1 to see where")
        return ERROR
    _say(str(problem))
    return code


def exit_code(problem: Exception) -> int | None:
    """The documented code of a known kind of problem, None for a surprise."""
    name = type(problem).__name__
    kind = str(getattr(problem, "kind", ""))
    if name in _CODES:
        return _CODES[name]
    if name == "MailboxProblem":
        return {"sign_in": SIGN_IN, "configuration": USAGE}.get(kind, TEMPORARY)
    if name == "LedgerProblem":
        return {"locked": TEMPORARY, "away": TEMPORARY, "refused": SIGN_IN}.get(kind, ERROR)
    if name == "DeliveryProblem":
        if not getattr(problem, "permanent", False):
            return TEMPORARY
        return SIGN_IN if getattr(problem, "sign_in", False) else ERROR
    return None


# By name: importing these modules only to name their exceptions would cost every start.
_CODES = {
    "UsageProblem": USAGE,
    "ConfigError": USAGE,
    "NotPrivateError": USAGE,
    "CredentialProblem": SIGN_IN,
    "TokenServerProblem": TEMPORARY,
    "AlreadyRunning": RUNNING,
    "DemoMissing": ERROR,
    "PackProblem": USAGE,
    "WebProblem": ERROR,
}


def _refused(problem: OSError) -> int:
    """The operating system said no: its words, and where."""
    where = problem.filename or "standard output or another file"
    what = (problem.strerror or "").lower()
    if isinstance(problem, PermissionError):
        _say(f"{where}: {what}; check whose it is, and who may read and write there")
    elif isinstance(problem, FileNotFoundError):
        _say(f"{where}: {what}; check the path")
    else:
        _say(f"{where}: {what}; check who may write there, and the space on the disk")
    return ERROR


def _say(line: str) -> None:
    from watchdog.text import safe  # no start without a problem pays for it

    sys.stderr.write("watchdog: " + safe(line, _LONGEST) + "\n")
