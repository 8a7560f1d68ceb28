"""How a sender file declares a reader: routing is data, reading is code."""

import re
from collections.abc import Callable, Iterable

import msgspec

from parsers.events import BillingEvent, EventKind
from parsers.message import Message
from parsers.page import Page

Read = Callable[[Page], Iterable[BillingEvent]]


class UnreadableEmailError(Exception):
    """A known mail from a known sender that says something else than it used to (drift)."""


class Parser(msgspec.Struct, frozen=True, kw_only=True):
    """A reader and the mail it knows.

    `senders` are addresses or domains (a domain covers its subdomains), `not_senders` the ones
    among them that are not meant, `local` a pattern of the local part, `subject` and `not_subject`
    patterns of the subject; all that are given must match. `kinds` of events and `languages` are
    what it claims to read: the tests hold a fixture against each of them.
    """

    name: str
    read: Read
    senders: tuple[str, ...]
    not_senders: tuple[str, ...] = ()
    local: re.Pattern[str] | None = None
    subject: re.Pattern[str] | None = None
    not_subject: re.Pattern[str] | None = None
    kinds: frozenset[EventKind] = frozenset()
    languages: frozenset[str] = frozenset()

    def knows(self, message: Message) -> bool:
        """Whether this reader is for that mail: a fast check on sender and subject only."""
        local, _, domain = message.from_address.partition("@")
        if not _is_among(self.senders, message.from_address, domain):
            return False
        if _is_among(self.not_senders, message.from_address, domain):
            return False
        if self.local is not None and not self.local.search(local):
            return False
        if self.subject is not None and not self.subject.search(message.subject):
            return False
        return self.not_subject is None or not self.not_subject.search(message.subject)


def parser(
    *,
    senders: Iterable[str],
    not_senders: Iterable[str] = (),
    local: str | None = None,
    subject: str | None = None,
    not_subject: str | None = None,
    kinds: str = "",
    languages: str = "en",
) -> Callable[[Read], Parser]:
    """Declare a function as the reader of some mail; nothing is registered, the folder is read.

    `kinds` and `languages` are words with spaces between: "charge refund", "en de".
    """

    def declare(read: Read) -> Parser:
        place = read.__module__.removeprefix("parsers.")
        return Parser(
            name=f"{place}.{read.__name__}",
            read=read,
            senders=tuple(sender.lower() for sender in senders),
            not_senders=tuple(sender.lower() for sender in not_senders),
            local=_compiled(local),
            subject=_compiled(subject),
            not_subject=_compiled(not_subject),
            kinds=frozenset(map(EventKind, kinds.split())),
            languages=frozenset(languages.split()) if kinds else frozenset(),
        )

    return declare


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern is not None else None


def _is_among(senders: tuple[str, ...], address: str, domain: str) -> bool:
    return any(_covers(sender, address, domain) for sender in senders)


def _covers(sender: str, address: str, domain: str) -> bool:
    if sender == "*":
        return True
    if "@" in sender:
        return address == sender
    return domain == sender or domain.endswith(f".{sender}")
