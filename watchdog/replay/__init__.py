"""What would have been told when, day by day over what the ledger knows, and what it was worth."""

from watchdog.replay.days import How, Letters, Replay, Told, replay
from watchdog.replay.savings import Kind, Saving, Worth, worth_of

__all__ = ["How", "Kind", "Letters", "Replay", "Saving", "Told", "Worth", "replay", "worth_of"]
