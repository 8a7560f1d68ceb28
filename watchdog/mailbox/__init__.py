"""A mailbox over IMAP, read-only: found, dialled, signed in to, walked through, listened to."""
