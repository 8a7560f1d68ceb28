"""One email, decoded under limits: the only thing the readers ever see."""

from datetime import datetime

import msgspec


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A decoded mail.

    `fingerprint` identifies the same mail wherever it lies (design of reliability, D6);
    `sent_at` is the Date header in UTC, else `received_at`; `text` is the text/plain part,
    `html` the text/html part, either may be empty. `headers` maps lower-case names to all
    values, top one first, unfolded but undecoded.
    """

    fingerprint: str
    message_id: str
    from_name: str
    from_address: str
    subject: str
    sent_at: datetime | None
    received_at: datetime | None
    text: str
    html: str
    headers: dict[str, tuple[str, ...]]
    attachments: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
