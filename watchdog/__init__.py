"""billing-watchdog: what am I paying for, and how do I stop it."""

__version__ = "0.1.0"
