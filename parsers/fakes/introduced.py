"""Whether a stranger's mail says whose it is, by a name of its own."""

import re
from collections.abc import Iterator
from functools import cached_property

from parsers.fakes.bearing import Bearing
from parsers.fakes.brands import has
from parsers.fakes.claims import ROLES
from parsers.fakes.hosts import MACHINES
from parsers.fakes.lookalikes import label
from parsers.fakes.naming import (
    LATIN,
    PAYING,
    ROMANISED,
    goes_with,
    is_called_exactly,
    own_words,
    said,
    spells_its_place,
)
from parsers.fakes.offices import ABOUT
from parsers.merchants import fold

_FIRM = re.compile(
    r"\b[A-Z][\w&-]{1,40},? (?:Ltd|Limited|LLC|Inc|GmbH|AG|KG|UG|BV|B\.V|SARL|SAS|AB|ApS|Oy)\b"
)
_ROMANISED_BELOW = "\u0530"  # Greek and Cyrillic
_AROUND = 20  # characters on either side of a word
_BREAKS = ".!?\n:;\u2022|>*\u3002"  # behind these a sentence begins
_NAMED = "\n\r,.:;'\u2019)|\u2013\u2014-"  # and before these a name has ended
_FOOT = 3000  # characters at the end of a letter in which it says what firm it is


class Introduced(Bearing):
    """One mail, and what it says of who sent it."""

    def _own(self, brand: str) -> Iterator[tuple[str, float | bool]]:
        """The signs of its own name beside a brand's, each with how much of it there is."""
        theirs = {word for one in self.named() for word in one.split()}
        plain = self._plain_words(theirs)
        latin = " ".join(_in_latin(plain))
        is_mine = bool(self.domain) and brand not in self._glued
        own = is_mine and not self.free
        said_so = own and self._says_its_name(plain, brand)
        spelt_so = own and spells_its_place(self.domain, self.text)
        is_told = said_so or spelt_so
        called_so = is_mine and bool(latin) and goes_with(latin, self.domain)
        exact = called_so and is_called_exactly(latin, self.domain)
        unsaid = not is_told and (self._acts_for(brand) or self._begins_as(brand))
        yield "other_name", bool(plain) and not self.free
        yield "own_said", said_so
        yield "own_place", spelt_so
        # Words of billing are nobody's name, whatever domain they were bought with.
        if not (is_told or self._own_in_name - theirs):
            called_so = exact = False
        yield "own_name", exact and not unsaid
        loose = called_so and not exact and not unsaid
        yield "own_name_loose", loose
        yield "own_name_hushed", loose and not is_told
        yield "own_name_unsaid", called_so and unsaid
        yield "firm", self._signs_as_a_firm(brand)
        yield "nobody", not plain
        local = self.message.from_address.partition("@")[0].lower()
        yield "person", self.free and any(one in local for one in plain if len(one) > 2)

    def _plain_words(self, theirs: set[str]) -> list[str]:
        """The words of its sender's name that are neither a brand's (`theirs`) nor an office's."""
        words = [one for one in fold(self.message.from_name).split() if one not in theirs]
        plain = [one for one in words if one not in ROLES]
        if theirs.isdisjoint(self.name.split()):
            return plain
        return [one for one in plain if one not in ABOUT]

    def _says_its_name(self, plain: list[str], brand: str) -> bool:
        """Whether a word of its name, or of its domain, stands in what is shown.

        An office's words stand in any bill, in a language of which none are known too: there only
        those of its place are its own. A name in letters of its own is said whole.
        """
        shown, unknown = said(self.text), self.is_unspoken
        if len(plain) > unknown and not plain[0].isascii() and has(" ".join(plain), shown):
            return True
        own = self._own_words - set(brand.split()) - MACHINES
        return any(self._is_said(one, shown) for one in own if not unknown or one in self.domain)

    def _acts_for(self, brand: str) -> bool:
        """Whether it wants something under a brand that is not in its name: whoever buys a domain
        calls himself like it, and who wants the card also says who he is.
        """
        wants = self._wanting["lures"] or self._wanting["account"] or self._wanting["threat"]
        acts = bool(wants) or brand in self._lines or self._speaks_as(brand)
        return acts and not has(brand, self.name)

    def _begins_as(self, brand: str) -> bool:
        """Whether its name begins with a brand that its domain lacks: it speaks for the brand."""
        lacks = brand.replace(" ", "") not in label(self.domain).replace("-", "")
        return lacks and f"{self.name} ".startswith(f"{brand} ")

    def _signs_as_a_firm(self, brand: str) -> bool:
        firms = (one[0] for one in _FIRM.finditer(self._letter[-_FOOT:]))
        return any(fold(one).split()[0] not in brand for one in firms)

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
            if self.text[at].isupper() and _is_a_name(self.text, at, at + len(word)):
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


def _is_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital is written as a name: any word has one that begins a sentence
    and goes on in small letters.
    """
    before = text[max(0, start - _AROUND) : start].rstrip(" \t")
    if before and before[-1] not in _BREAKS:
        return True
    after = text[end : end + _AROUND].lstrip(" \t")[:1]
    return not after or after in _NAMED or after.isupper()


def _in_latin(plain: list[str]) -> Iterator[str]:
    """The words of a name as they may stand in a domain: Cyrillic and Greek in Latin letters, in
    two ways; none that are left in letters of their own, of which nobody can tell.
    """
    for word in plain:
        if word in PAYING:
            continue
        tables = ROMANISED if not word.isascii() and word[0] < _ROMANISED_BELOW else ()
        yield from (one for table in (LATIN, *tables) if (one := word.translate(table)).isascii())
