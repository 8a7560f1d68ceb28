"""Checks the DKIM signature of a fresh mail here, by asking DNS for the sender's key."""

import re
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial

from parsers.arrival import Arrival, Verdict
from parsers.domains import organisation
from parsers.message import header_block
from parsers.mime.headers import plain, read_author, read_date, read_fields

Keys = Callable[[bytes], bytes | None]  # the TXT record of a name; None when there is none
Look = Callable[[bytes, datetime | None], Arrival | None]

MISSING = "install billing-watchdog[dkim]"
_FRESH = timedelta(days=7)  # keys are changed and taken away
_MAX_RAW = 4 * 1024 * 1024
_MAX_SIGNATURE = 4096  # the library's patterns take quadratic time on longer ones
_MOST = 4
_SECONDS = 5.0
_SMALLEST_KEY = 1024
# What a reader shows, or files the mail by: one that was added after signing is a stranger's.
_SHOWN = ("from", "subject", "date", "to", "message-id", "content-type")
_WHITE = re.compile(rb"\s+")
_NAME = re.compile(rb"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,250}[A-Za-z0-9.])?")


def is_installed() -> bool:
    """Whether the extra is there."""
    try:
        import dkim
        import dns.resolver
    except ImportError:
        return False
    return bool(dkim and dns.resolver)


def signature_check(now: datetime, own: Collection[str] = (), keys: Keys | None = None) -> Look:
    """How to look at a mail when it comes; `own` are the user's addresses, in lower case.

    `keys` instead of DNS is for tests.
    """
    return partial(_look, now=now, own=own, keys=keys or dns_keys())


def dns_keys(server: tuple[str, int] | None = None) -> Keys:
    """The keys that DNS knows: that of this computer, or the one at an address and port."""
    from dns.exception import DNSException
    from dns.resolver import Resolver

    resolver = Resolver(configure=server is None)
    if server is not None:
        resolver.nameservers, resolver.port = [server[0]], server[1]

    def ask(name: bytes) -> bytes | None:
        if not _NAME.fullmatch(name):
            return None
        try:
            answer = resolver.resolve(name.decode("ascii"), "TXT", lifetime=_SECONDS)
        except (DNSException, UnicodeError, OSError):
            return None
        return next((b"".join(record.strings) for record in answer), None)

    return ask


def _look(
    raw: bytes,
    received_at: datetime | None,
    *,
    now: datetime,
    own: Collection[str],
    keys: Keys,
) -> Arrival | None:
    """Whose signature holds and speaks for the author; None when none does, whatever the cause.

    A signature that does not hold is as good as none (RFC 6376, 6.1): forwarding breaks it. One
    that holds on a mail to somebody else, or on an old one, says nothing of who sent it to us:
    anybody can send a genuine mail on to others.
    """
    if received_at is None or not now - _FRESH <= received_at or len(raw) > _MAX_RAW:
        return None
    fields = read_fields(header_block(raw), _ASKED)
    signatures = fields.get("dkim-signature", [])
    author = _only_author(fields)
    if author is None or not 0 < len(signatures) <= _MOST:
        return None
    if not _is_to(own, fields) or not _is_of_these_days(fields, received_at):
        return None
    for place, signature in enumerate(signatures):
        said = _tags(signature)
        signer = said.get(b"d", b"").decode("ascii", "replace").lower()
        if organisation(signer) != organisation(author) or not _covers(said, fields, signature):
            continue
        if _holds(raw, place, keys):
            return Arrival(verdict=Verdict.VERIFIED, signed_by=organisation(signer))
    return None


_ASKED = (*_SHOWN, "cc", "dkim-signature")


def _is_to(own: Collection[str], fields: dict[str, list[bytes]]) -> bool:
    """Whether it was written to the user; as far as his addresses are known."""
    shown = b" ".join((*fields.get("to", ()), *fields.get("cc", ()))).decode("utf-8", "replace")
    return not own or any(one in shown.lower() for one in own)


def _is_of_these_days(fields: dict[str, list[bytes]], received_at: datetime) -> bool:
    """Whether it was written, by its own Date, about when it came."""
    written = [read_date(plain(value)) for value in fields.get("date", ())]
    return all(one is not None and received_at - one <= _FRESH for one in written)


def _only_author(fields: dict[str, list[bytes]]) -> str | None:
    """The domain of the only From with its only address."""
    values = fields.get("from", [])
    if len(values) != 1:
        return None
    author, addresses = read_author(values[0].decode("utf-8", "replace").strip())
    return author.address.rpartition("@")[2] if addresses == 1 and author.address else None


def _tags(signature: bytes) -> dict[bytes, bytes]:
    pairs = (part.partition(b"=") for part in signature.split(b";"))
    return {_WHITE.sub(b"", name).lower(): _WHITE.sub(b"", value) for name, _, value in pairs}


def _covers(said: dict[bytes, bytes], fields: dict[str, list[bytes]], signature: bytes) -> bool:
    """Whether it signs the whole body, and every header that a reader shows, each copy of it."""
    if b"l" in said or said.get(b"a", b"").lower() not in (b"rsa-sha256", b"ed25519-sha256"):
        return False
    signed = said.get(b"h", b"").lower().split(b":")
    return len(signature) <= _MAX_SIGNATURE and all(
        len(fields.get(name, ())) <= min(1, signed.count(name.encode())) for name in _SHOWN
    )


def _holds(raw: bytes, place: int, keys: Keys) -> bool:
    import dkim

    def key(name: bytes, timeout: float = _SECONDS) -> bytes | None:  # noqa: ARG001 - its signature
        return keys(name.rstrip(b"."))

    # Broken mail makes the library raise all kinds of things; none of them is a signature.
    try:
        return bool(dkim.DKIM(raw, minkey=_SMALLEST_KEY).verify(idx=place, dnsfunc=key))
    except Exception:  # noqa: BLE001 - see above
        return False
