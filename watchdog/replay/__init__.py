"""What would have been told when, day by day over what the ledger knows, and what it was worth."""

from watchdog.degrees import How
from watchdog.replay.ahead import Future, future_of, will_be_told
from watchdog.replay.days import Letters, Replay, Told, replay
from watchdog.replay.savings import Kind, Saving, Worth, worth_of

__all__ = [
    "Future",
    "How",
    "Kind",
    "Letters",
    "Replay",
    "Saving",
    "Told",
    "Worth",
    "future_of",
    "replay",
    "will_be_told",
    "worth_of",
]
