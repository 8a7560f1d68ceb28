"""One email, decoded under limits: the only thing the readers ever see."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import msgspec

from parsers.arrival import Arrival
from parsers.mime.headers import (
    MAX_VALUE,
    Mailbox,
    decode_words,
    header_end,
    names_address,
    plain,
    read_author,
    read_date,
    read_fields,
)
from parsers.mime.parts import OverLimitError
from parsers.mime.structure import Bodies, read_bodies

MAX_RAW = 25 * 1024 * 1024
MAX_HEADER = 256 * 1024
MAX_HEADER_LINES = 1000
# Clocks and time zones are wrong by hours, not by days.
_CLOCKS_APART = timedelta(days=2)
_MAX_LINES = 600_000  # 25 MiB of base64 has 350,000; a mail of bare line feeds takes minutes
_IDENTITY = ("message-id", "date", "from", "subject")
# What the sender says of a mail, and what is said on its way.
_BY_SENDER = (
    "list-id",
    "list-unsubscribe",
    "auto-submitted",
    "feedback-id",
    "x-mailgun-tag",
    "x-watchdog",
    "content-language",
    "date",
    "precedence",
)
_ON_THE_WAY = (
    "authentication-results",
    "arc-authentication-results",
    "arc-seal",
    "received",
    "reply-to",
    "to",
    "cc",
    "delivered-to",
    "x-original-to",
    "return-path",
    "from",
)
_KEPT = _ON_THE_WAY + _BY_SENDER
_WANTED = tuple(dict.fromkeys(_IDENTITY + _KEPT))
# What the standard library has been seen to raise on broken mail; nothing else is expected.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A decoded mail.

    `fingerprint` identifies the same mail wherever it lies (design of reliability, D6);
    `sent_at` is the Date header in UTC, else `received_at`; `text` is the text/plain part,
    `html` the text/html part, either may be empty. `headers` maps lower-case names to all
    values, top one first, unfolded but undecoded. `defects` are sentences on what is odd or
    or was cut; those on the author name the From header. `pdfs` are the bytes of at most three
    attached PDFs of up to 5 MiB each. `carried` are at most five mails that it brings whole; what
    their headers say of the way they took is left out, since nobody checked it. `enclosed` are the
    kinds and sources of at most three calendars, attached pages, texts and papers, of which trust
    reads the words.
    `arrived` is what was found about the sender when it came, if that was kept or found elsewhere.
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
    pdfs: tuple[bytes, ...] = ()
    defects: tuple[str, ...] = ()
    carried: "tuple[Message, ...]" = ()
    enclosed: tuple[tuple[str, str], ...] = ()
    arrived: Arrival | None = None

    @property
    def goes_to_many(self) -> bool:
        """Whether one can unsubscribe from it, as from newsletters; from many bills too."""
        return "list-unsubscribe" in self.headers

    @property
    def from_domain(self) -> str:
        """The domain of the author's address, in small letters; "" where there is none."""
        return self.from_address.rpartition("@")[2].lower()


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that passed a limit or is broken beyond reading: to be quarantined."""

    fingerprint: str
    reason: str


def read_message(raw: bytes, *, received_at: datetime | None = None) -> Message | Unreadable:
    """Any bytes as a mail. `received_at` is when the server got it; never raises."""
    raw = _plain_ends(raw)
    end = header_end(raw, MAX_HEADER + 4)
    block = _block(raw, end)
    fields = read_fields(block, _WANTED)
    fingerprint = _fingerprint(fields, raw[len(block) :])
    if reason := _passed_limit(raw, block, end):
        return Unreadable(fingerprint=fingerprint, reason=reason)
    try:
        return _message(raw, fields, fingerprint, received_at)
    except OverLimitError as problem:
        return Unreadable(fingerprint=fingerprint, reason=str(problem))
    except _BROKEN as problem:
        reason = f"its parts cannot be told apart ({type(problem).__name__})"
        return Unreadable(fingerprint=fingerprint, reason=reason)


def fingerprint_of(raw: bytes) -> str:
    """The fingerprint that `read_message` gives a mail, without a look at its parts."""
    raw = _plain_ends(raw)
    block = header_block(raw)
    return _fingerprint(read_fields(block, _WANTED), raw[len(block) :])


def header_block(raw: bytes) -> bytes:
    """The header of a mail, as far as it is looked at."""
    return _block(raw, header_end(raw, MAX_HEADER + 4))


def _plain_ends(raw: bytes) -> bytes:
    return raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\r\n", b"\r\n")


def _block(raw: bytes, end: int | None) -> bytes:
    return raw[:MAX_HEADER] if end is None else raw[:end]


def _passed_limit(raw: bytes, block: bytes, end: int | None) -> str | None:
    if len(raw) > MAX_RAW:
        return f"larger than {MAX_RAW // 1024**2} MiB"
    if len(block) >= MAX_HEADER and end is None:
        return f"header larger than {MAX_HEADER // 1024} KiB"
    if max(block.count(b"\n"), block.count(b"\r")) > MAX_HEADER_LINES:
        return f"more than {MAX_HEADER_LINES} header lines"
    if (
        len(raw) > _MAX_LINES
        and raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n") > _MAX_LINES
    ):
        return f"more than {_MAX_LINES} lines"
    return None


def _message(
    raw: bytes, fields: dict[str, list[bytes]], fingerprint: str, received_at: datetime | None
) -> Message:
    received = _in_utc(received_at)
    return _decoded(fields, read_bodies(raw), fingerprint, received, _KEPT)


def _decoded(
    fields: dict[str, list[bytes]],
    bodies: Bodies,
    fingerprint: str,
    received_at: datetime | None,
    kept: tuple[str, ...],
) -> Message:
    said = {name: tuple(map(plain, fields[name])) for name in _WANTED if name in fields}
    author, addresses = read_author(_value(said, "from"))
    return Message(
        fingerprint=fingerprint,
        message_id=_value(said, "message-id"),
        from_name=author.name,
        from_address=author.address,
        subject=decode_words(_value(said, "subject")),
        sent_at=_sent_at(said, received_at),
        received_at=received_at,
        text=bodies.text,
        html=bodies.html,
        headers={name: said[name] for name in kept if name in said},
        attachments=bodies.attachments,
        pdfs=bodies.pdfs,
        enclosed=bodies.enclosed,
        defects=(*_header_defects(fields), *author_defects(author, addresses), *bodies.defects),
        carried=tuple(
            _decoded(one.fields, one.bodies, fingerprint, received_at, _BY_SENDER)
            for one in bodies.carried
        ),
    )


def _sent_at(said: dict[str, tuple[str, ...]], received_at: datetime | None) -> datetime | None:
    """When it was sent; a sender's clock that runs years ahead of the servers is not believed."""
    sent, arrived = read_date(_value(said, "date")), received_at
    if arrived is None and "received" in said:
        arrived = read_date(_value(said, "received").rpartition(";")[2].strip())
    if sent is None or arrived is None:
        return sent or arrived
    return arrived if sent > arrived + _CLOCKS_APART else sent


def _value(said: dict[str, tuple[str, ...]], name: str) -> str:
    return said[name][0] if name in said else ""


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _header_defects(fields: dict[str, list[bytes]]) -> list[str]:
    repeated = [
        f"{'two' if len(fields[name]) == 2 else len(fields[name])} {name.title()} headers"
        for name in _IDENTITY
        if len(fields.get(name, ())) > 1
    ]
    cut = [
        f"header {name} cut at {MAX_VALUE // 1024} KiB"
        for name, values in fields.items()
        if any(len(value) > MAX_VALUE for value in values)
    ]
    return repeated + cut


def author_defects(author: Mailbox, addresses: int) -> tuple[str, ...]:
    """What is odd about a From that names so many addresses."""
    defects = []
    if addresses != 1:
        defects.append("several addresses in From" if addresses else "no address in From")
    shown = names_address(author.name)
    if shown and shown != author.address.lower():
        defects.append("display name contains an address")
    return tuple(defects)


def _fingerprint(fields: dict[str, list[bytes]], body: bytes) -> str:
    """The same for two deliveries of one mail (the hops' own headers are left out)."""
    digest = sha256()
    for name in _IDENTITY:
        value = decode_words("\n".join(map(plain, fields.get(name, ()))))
        digest.update("".join(value.split()).encode() + b"\0")
    digest.update(sha256(body.replace(b"\r\n", b"\n").rstrip()).digest())
    return digest.hexdigest()
