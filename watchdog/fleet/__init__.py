"""Many owners' mailboxes, polled by workers on several hosts that share one PostgreSQL."""
