"""Whether a stranger's mail says whose it is, by a name of its own."""

import re
from collections.abc import Iterator
from functools import cached_property

from parsers.bearing import Bearing
from parsers.brands import has
from parsers.claims import ROLES
from parsers.hosts import MACHINES
from parsers.lookalikes import label
from parsers.merchants import fold
from parsers.naming import (
    LATIN,
    PAYING,
    ROMANISED,
    goes_with,
    is_called_exactly,
    own_words,
    said,
    spells_its_place,
)
from parsers.offices import ABOUT

_FIRM = re.compile(
    r"\b[A-Z][\w&-]{1,40},? (?:Ltd|Limited|LLC|Inc|GmbH|AG|KG|UG|BV|B\.V|SARL|SAS|AB|ApS|Oy)\b"
)
_ROMANISED_BELOW = "\u0530"  # Greek and Cyrillic


class Introduced(Bearing):
    """One mail, and what it says of who sent it."""

    def _own(self, brand: str) -> Iterator[tuple[str, float | bool]]:
        theirs = {word for one in self.named() for word in one.split()}
        own = self._own_words - set(brand.split()) - MACHINES
        mine = "" if brand in self._glued else self.domain
        shown = said(self.text)
        other = " ".join(
            word for word in fold(self.message.from_name).split() if word not in theirs
        )
        plain = [word for word in other.split() if word not in ROLES]
        if not theirs.isdisjoint(self.name.split()):
            plain = [word for word in plain if word not in ABOUT]
        named = [word for word in plain if word not in PAYING]
        # Of a name in letters of its own nobody can tell whether it goes with a domain.
        latin = [one for word in named for one in _in_latin(word) if one.isascii()]
        called_so = bool(mine and latin) and goes_with(" ".join(latin), self.domain)
        yield "other_name", bool(plain) and not self.free
        # An office's words stand in any bill, in a language of which none are known too: there only
        # those of its place are its own. A name in letters of its own is said whole.
        unknown = self.is_unspoken
        spelt = len(plain) > unknown and not plain[0].isascii() and has(" ".join(plain), shown)
        if unknown:
            own = {one for one in own if one in self.domain}
        said_so = spelt or any(self._is_said(one, shown) for one in own)
        said_so = bool(mine) and not self.free and said_so
        spelt_so = bool(mine) and not self.free and spells_its_place(self.domain, self.text)
        yield "own_said", said_so
        yield "own_place", spelt_so
        # Whoever buys a domain calls himself like it: who wants the card also says who he is.
        after = self._wanting["lures"] or self._wanting["account"] or self._wanting["threat"]
        after = after or brand in self._lines or self._speaks_as(brand)
        unsaid = after and not (said_so or spelt_so or has(brand, self.name))
        # Who begins his name with a brand that his domain lacks speaks for the brand.
        begins = f"{self.name} ".startswith(f"{brand} ")
        begins = begins and brand.replace(" ", "") not in label(self.domain).replace("-", "")
        unsaid = unsaid or (begins and not (said_so or spelt_so))
        exact = called_so and is_called_exactly(" ".join(latin), self.domain)
        # Words of billing are nobody's name, whatever domain they were bought with.
        if not (said_so or spelt_so or self._own_in_name - theirs):
            called_so = exact = False
        yield "own_name", exact and not unsaid
        loose = called_so and not exact and not unsaid
        yield "own_name_loose", loose
        yield "own_name_hushed", loose and not (said_so or spelt_so)
        yield "own_name_unsaid", called_so and unsaid
        yield (
            "firm",
            any(
                fold(one[0]).split()[0] not in brand for one in _FIRM.finditer(self._letter[-3000:])
            ),
        )
        yield "nobody", not plain
        local = self.message.from_address.partition("@")[0].lower()
        yield "person", self.free and any(one in local for one in plain if len(one) > 2)

    def _is_said(self, word: str, shown: str) -> bool:
        """Whether a word in plain letters stands in what is shown, with a capital somewhere."""
        if not word.isascii() or not has(word, shown):
            return False
        if self.text.islower():
            return True
        lower, at = self.text.lower(), 0
        if len(lower) != len(self.text):  # letters that are several in small ones
            return word.capitalize() in self.text or word.upper() in self.text
        while (at := lower.find(word, at)) >= 0:
            if self.text[at].isupper():
                return True
            at += 1
        return False

    @cached_property
    def _own_words(self) -> set[str]:
        """The words by which it can say whose it is; of a domain of several words none alone."""
        named = set(fold(self.message.from_name).split())
        several = "-" in label(self.domain)
        words = own_words(self.message.from_name, self.domain)
        parts = set(label(self.domain).split("-")) - named if several else set()
        return words - parts


def _in_latin(word: str) -> Iterator[str]:
    """A word as it may stand in a domain: Cyrillic and Greek in Latin letters, in two ways."""
    yield word.translate(LATIN)
    if not word.isascii() and word[0] < _ROMANISED_BELOW:
        yield from (word.translate(one) for one in ROMANISED)
