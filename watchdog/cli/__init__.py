"""The command line: a door. Commands live one subject a module; this one only lets people in."""

import sys

from watchdog.cli.app import app
from watchdog.cli.failures import explain


def main() -> None:
    """Run the command line; every failure ends as one line and a documented exit code."""
    try:
        app()
    except Exception as problem:  # noqa: BLE001 - the last door: no traceback reaches a user
        sys.exit(explain(problem))


__all__ = ["main"]
