"""Names of merchants: folding them for comparison, making slugs, resolving known ones."""

import re
import unicodedata
from codecs import register_error
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec
from msgspec.structs import force_setattr

from parsers.lessons import Lesson

_LEGAL_FORM = re.compile(
    r"(?<![,\s])[,\s]++(?:inc|llc|ltd|limited|pbc|corp|corporation|co|company|gmbh|ag|ab|bv|b v"
    r"|sarl|sas|sa|s a r l|spa|oy|oyj|plc|pte|pty|lp|kk|se|uc|international|europe|usa)\.?$"
)
_SHORT = 4
_PLURALS = frozenset({"canva"})  # with an ending it is another word
_LONGEST_NAME = 200  # characters of what is kept for long
_NO_WORD = re.compile(r"\W")
_LONGEST_RUN = 4  # letters of those that come again
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_TRADE = re.compile("[\u2122\u2120]")  # marks that would be letters
# Of ASCII: letters small, and a space for what is part of no word.
_PLAIN_WORDS = bytes(
    ord(" " if re.match(r"\W", chr(code)) else chr(code).lower()) if code < 128 else code
    for code in range(256)
)


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """A sender whom the user knows: a domain, or an address at a free mail service; who signed it.

    `signed_by` is "" when nobody did. It says nothing of the same domain signed by others, nor of
    anybody's display name.
    """

    sender: str
    signed_by: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the readers are told about the world: they know no catalogue of their own.

    `merchants` maps folded names to slugs; `brands` maps a folded brand, which nobody else is
    called, to the domains that may speak for it, and `names` every name likewise, also those that
    are common words; `spelled` is how they are written, `organisations` are all these domains,
    `speakers` and `beginnings` the places of names and then brands by domain, of brands by word;
    `ordered` are the brands, `flat` those in Latin letters, each also in one word, `abroad` those
    in letters of other scripts, small, folded and as they are written, by their first letter;
    `called` are all names and then all brands, `declined` brands that other languages decline.
    `trusted_servers` are the authserv-ids of the user's own mail provider, `trusted_forwarders` the
    domains whose ARC seal is believed;
    `lessons` are what the user taught about senders without a file, `released` those whose mail he
    has called genuine though it looks fake, `doubted` those whose mail he has called fake;
    `own_addresses`, lower case, are the user's:
    mail that he forwards is believed as far as any other; `met` are the registrable domains whose
    mail has counted before.
    """

    merchants: Mapping[str, str] = {}
    brands: Mapping[str, frozenset[str]] = {}
    names: Mapping[str, frozenset[str]] = {}
    spelled: Mapping[str, str] = {}
    trusted_servers: tuple[str, ...] = ()
    trusted_forwarders: tuple[str, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    released: frozenset[Released] = frozenset()
    doubted: frozenset[Released] = frozenset()
    own_addresses: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    speakers: Mapping[str, tuple[int, ...]] = {}
    beginnings: Mapping[str, tuple[int, ...]] = {}
    ordered: tuple[str, ...] = ()
    flat: tuple[tuple[str, str], ...] = ()
    called: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    abroad: Mapping[str, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        named = (*self.brands.values(), *self.names.values())
        force_setattr(self, "organisations", frozenset().union(*named))
        own = (*self.names.values(), *self.brands.values())
        force_setattr(self, "speakers", _places((place, one) for place, one in enumerate(own)))
        words = ((place, brand.split()[:1]) for place, brand in enumerate(self.brands))
        force_setattr(self, "beginnings", _places(words))
        force_setattr(self, "ordered", tuple(self.brands))
        plain = {one.replace(" ", ""): one for one in reversed(tuple(self.brands)) if one.isascii()}
        force_setattr(self, "flat", tuple((one, flat) for flat, one in reversed(plain.items())))
        others = [one for one in self.brands if not one.isascii()]
        written = {*others, *(self.spelling(one).lower() for one in others)}
        one_word = (one for one in self.brands if one.isascii() and one.isalpha())
        declined = tuple(one for one in one_word if len(one) > _SHORT and one not in _PLURALS)
        force_setattr(self, "declined", declined)
        force_setattr(self, "called", (*self.names, *self.brands))
        abroad: dict[str, tuple[str, ...]] = {}
        for one in sorted(written):
            abroad[one[0]] = (*abroad.get(one[0], ()), one)
        force_setattr(self, "abroad", abroad)

    def spelling(self, folded: str) -> str:
        """A brand as it is written."""
        return self.spelled.get(folded, folded.title())


def _places(named: Iterable[tuple[int, Iterable[str]]]) -> dict[str, tuple[int, ...]]:
    """Where each of some words stands."""
    found: dict[str, tuple[int, ...]] = {}
    for place, words in named:
        for word in words:
            found[word] = (*found.get(word, ()), place)
    return found


def fold(name: str) -> str:
    """A name without case, diacritics and punctuation: "Spotify AB." -> "spotify ab"."""
    return _known(name) if len(name) <= _LONGEST_NAME else _recent(name)


def _folded(name: str) -> str:
    words = name.encode("ascii", _PLAINLY).translate(_PLAIN_WORDS)
    return " ".join(words.decode(errors="surrogatepass").split())


def _plain_of(problem: UnicodeError) -> tuple[bytes, int]:
    """What stands for some letters beyond ASCII: bytes, and where the rest begins."""
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    letters = problem.object[problem.start : problem.end]
    plain = _plain(letters) if len(letters) <= _LONGEST_RUN else _made_plain(letters)
    return plain.encode(errors="surrogatepass"), problem.end


# Python's own codec finds what is not ASCII ten times as fast as a pattern does.
_PLAINLY = "parsers.merchants.plainly"
register_error(_PLAINLY, _plain_of)


def _made_plain(letters: str) -> str:
    """Letters beyond ASCII, small and without accents, and spaces for what is part of no word."""
    plain = unicodedata.normalize("NFKD", _TRADE.sub(" ", letters)).casefold()
    # Only the accents of Latin, Greek and Cyrillic: without its mark パ would be another letter.
    return _NO_WORD.sub(" ", unicodedata.normalize("NFC", _ACCENTS.sub("", plain)))


_plain = lru_cache(maxsize=1024)(_made_plain)


# The catalogue's names are folded at every visit; a body only by what else looks at its mail.
_known, _recent = lru_cache(maxsize=8192)(_folded), lru_cache(maxsize=16)(_folded)


def slug(name: str) -> str:
    """An identifier made of a name without its legal form: "Example Media Ltd", example_media."""
    return "_".join(_bare(name).split()) or "unknown"


def resolve(name: str, merchants: Mapping[str, str], *, whole: bool = False) -> str | None:
    """The slug of a known merchant, by its whole name, its bare name or the words it begins with.

    Names of fewer than four letters ("X") are only matched whole: they begin too many others.
    `whole`: so are all, for whoever is not at home where the merchant is ("Calm Waters Yoga").
    """
    folded, bare = fold(name), _bare(name)
    for candidate in (folded, bare):
        if candidate in merchants:
            return merchants[candidate]
    words = [] if whole else folded.split()
    for count in range(len(words) - 1, 0, -1):
        start = " ".join(words[:count])
        if len(start) >= _SHORT and start in merchants:
            return merchants[start]
    return None


def _bare(name: str) -> str:
    folded = fold(name)
    while (shorter := _LEGAL_FORM.sub("", folded)) != folded and shorter:
        folded = shorter
    return folded
