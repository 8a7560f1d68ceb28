"""Which mails are worth reading: one glance at the header of each, in microseconds."""

import re
import tomllib
from collections.abc import Container
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import combining, normalize

import msgspec

from parsers.domains import organisation
from parsers.mime.headers import decode_words, plain, read_author, read_fields
from parsers.text.spotting import Spotter

_LEXICON = Path(__file__).with_name("sieve.toml")
# To Unicode these are letters of their own, not letters with a mark. The dotless i is Turkish.
_STROKES = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}
# "billing", "receipts+acct_1", "no-reply.invoice".
_BILLING_LOCAL = re.compile(
    r"(?:[a-z]+[-_.]){0,2}(?:accounts?|accounting|auto-?pay|billing|checkout"
    r"|(?:failed-|upcoming-)?(?:invoic(?:es?|ing)|payments?)|memberships?|orders?|purchases?"
    r"|receipts?|renewals?|statements?|subscriptions?|facturation|factur(?:as?|es?)|rechnung(?:en)?"
    r"|bookings?|reservations?|tickets?)"
    r"(?:[-_.+0-9].*)?"
)


class _Bare(dict[int, str | None]):
    """A translation table that fills itself: letters without strokes, None for marks on letters."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        self[code] = bare = None if combining(letter) else _STROKES.get(letter, letter)
        return bare


_BARE = _Bare()


def is_candidate(
    block: bytes,
    *,
    senders: frozenset[str],
    brands: frozenset[str] = frozenset(),
    billers: Container[str] = (),
) -> bool:
    """Whether a mail with this raw header block may be billing mail. Never raises.

    `senders` are domains, lower case, of known senders; `brands` the names of known services;
    `billers` the registrable domains, or whole addresses, that billed before. It lets too much
    through rather than too little: a mail it drops is not looked at again by itself.
    """
    fields = read_fields(block, ("from", "subject"))
    if "from" in fields:
        author = _author(fields["from"][0], brands)
        if author.bills or not author.domains.isdisjoint(senders):
            return True
        for name in author.names:
            if name in billers:
                return True
    return "subject" in fields and _bills(fields["subject"][0], brands)


@lru_cache(maxsize=8192)
def _bills(subject: bytes, brands: frozenset[str]) -> bool:
    """Whether a raw Subject speaks of billing: notices and threads repeat theirs."""
    return _lexicon(brands).finds(fold_subject(decode_words(plain(subject))))


class _Author(msgspec.Struct, frozen=True):
    """What a From says by itself: whether it bills, and the domains and names to know it by."""

    bills: bool
    domains: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def _author(value: bytes, brands: frozenset[str]) -> _Author:
    """Few write often: most mail is from somebody whose name was looked at before."""
    author, _ = read_author(plain(value))
    local, _, domain = author.address.rpartition("@")
    bills = _brands(brands).finds(fold_subject(author.name)) or (
        bool(local) and _BILLING_LOCAL.fullmatch(local.lower()) is not None
    )
    if not domain:
        return _Author(bills)
    own = organisation(domain)
    return _Author(bills, frozenset((domain, own)), (own, author.address.lower()))


def has_billing_words(subject: str) -> bool:
    """Whether a subject has a word of billing, in any language."""
    return _lexicon().finds(fold_subject(subject))


def fold_subject(text: str) -> str:
    """Lower case, without diacritics, full-width letters made plain."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return normalize("NFC", normalize("NFKD", folded).translate(_BARE))


@lru_cache(maxsize=4)
def _lexicon(brands: frozenset[str] = frozenset()) -> Spotter:
    """The words of all languages by how they match: alone, as a stem, anywhere; and brands."""
    words, stems, inside = (_folded(kind) for kind in ("words", "stems", "inside"))
    return Spotter(alone=words | _named(brands), stems=stems, inside=inside)


@cache
def _folded(kind: str) -> frozenset[str]:
    tables = tomllib.loads(_LEXICON.read_text(encoding="utf-8")).values()
    return frozenset(fold_subject(word) for table in tables for word in table.get(kind, ()))


@lru_cache(maxsize=4)
def _brands(names: frozenset[str]) -> Spotter:
    return Spotter(alone=_named(names))


def _named(brands: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold_subject, brands)) - {""}
