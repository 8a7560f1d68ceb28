"""From facts to subscriptions: `subscriptions(facts, statements, catalog=..., today=...)`."""

from watchdog.timeline.judge import subscriptions

__all__ = ["subscriptions"]
