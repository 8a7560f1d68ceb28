"""From facts to subscriptions: `subscriptions(facts, statements, catalog=..., today=...)`."""

from watchdog.timeline.judge import known_ids, placed, subscriptions

__all__ = ["known_ids", "placed", "subscriptions"]
