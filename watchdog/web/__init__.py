"""The dashboard: a door for browsers, on this computer only unless told otherwise."""

from watchdog.web.problems import WebProblem

__all__ = ["WebProblem"]
