"""Whose mail it is that is imported: the address to which nearly all of it came."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from parsers.message import header_block
from parsers.mime.headers import plain, read_author, read_fields, recipients
from watchdog.ledger import Ledger

_LEARNED = "own:"  # milestones
_ENOUGH = 4  # mails to one address
_FEWEST_SENDERS = 2  # what somebody sent to one other makes it not that one's
_NEARLY_ALL = 0.8
_TO = ("to", "cc", "delivered-to", "x-original-to")


def learned_addresses(ledger: Ledger) -> frozenset[str]:
    """The addresses that were learned, lower case."""
    return frozenset(key.removeprefix(_LEARNED) for key in ledger.milestones.beginning(_LEARNED))


def learn_address(ledger: Ledger, mails: Iterable[bytes], now: datetime) -> None:
    """Keep whose mail it is, where some mails show it."""
    if address := address_of(mails):
        ledger.milestones.reach(f"{_LEARNED}{address}", now=now)


def address_of(mails: Iterable[bytes]) -> str | None:
    """The address to which nearly all of those mails came that it has not sent itself."""
    read = [_addressed(raw) for raw in mails]
    counts = Counter(one for _, to in read for one in to)
    for address, count in counts.most_common(1):
        others = [(sender, to) for sender, to in read if sender != address]
        senders = {sender for sender, to in others if address in to}
        enough = count >= max(_ENOUGH, _NEARLY_ALL * len(others))
        if enough and len(senders) >= _FEWEST_SENDERS:
            return address
    return None


def _addressed(raw: bytes) -> tuple[str, frozenset[str]]:
    """Who sent a mail, and to whom."""
    fields = read_fields(header_block(raw), ("from", *_TO))
    author, _ = read_author(plain(fields.get("from", [b""])[0]))
    named = (plain(value) for name in _TO for value in fields.get(name, ()))
    return author.address.lower(), frozenset(one for value in named for one in recipients(value))
