"""The tour: a bundled mailbox, served over real IMAP on this computer only."""
