"""What is known of our own reading: when each mailbox was last read, and whose mail cannot be."""

from datetime import date

import msgspec


class MailboxRead(msgspec.Struct, frozen=True, kw_only=True):
    """The last day on which every folder of a mailbox was read to its end."""

    mailbox: str
    on: date


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """Mail of one known sender that its own reader cannot read any more.

    `sender` is the domain, `mails` how many there are since the last one that was read,
    `first_on` and `last_on` their days; `fingerprint` and `subject` are those of the last one.
    """

    sender: str
    mails: int
    first_on: date
    last_on: date
    fingerprint: str
    message_id: str
    subject: str
    sha256: str


class Readings(msgspec.Struct, frozen=True, kw_only=True):
    """How well the watchdog hears."""

    mailboxes: tuple[MailboxRead, ...] = ()
    unread: tuple[Unread, ...] = ()

    def read_on(self, mailbox: str) -> date | None:
        """When a mailbox was last read; None when nobody reads it, as with imported files."""
        return next((one.on for one in self.mailboxes if one.mailbox == mailbox), None)

    def is_read(self, mailbox: str, since: date) -> bool:
        """Whether a mailbox was last read on that day or later."""
        read_on = self.read_on(mailbox)
        return read_on is not None and since <= read_on
