"""How much a stranger's mail bears of a brand, what it is after, and whether it says its own name.

Each feature is a number from 0 to 1; what they are worth together is in `weighed.json`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from parsers.brands import begun, begun_long, has
from parsers.calls import names_a_number, shows_a_number
from parsers.claims import (
    ROLES,
    announces,
    claims_money,
    greets_by_name,
    greets_nobody,
    has_words_of_a_bill,
    is_answer,
    is_paid,
    names_a_price,
    presses,
)
from parsers.domains import belongs, organisation
from parsers.hosts import MACHINES
from parsers.lookalikes import label
from parsers.lures import lures
from parsers.merchants import fold
from parsers.naming import LATIN, PAYING, goes_with, own_words, said, spells_its_place
from parsers.seen import Seen
from parsers.stead import MEANS, gives_back, has_another_account, names_an_account
from parsers.unsigned import is_nameless
from parsers.whose import unpowered

_HEAD, _NEAR, _FOOT = 400, 2500, 600  # characters of a mail: where it begins, speaks, signs
_TOP = 5000  # characters of HTML in which a letter has its head
_PAGE, _LETTERS = 20_000, 5  # characters of HTML; letters of a name within others
_LINE = 40  # characters of a line in which a name stands as one
_SOME = 4  # mentions that count
_YOURS = frozenset(
    """your ihr ihre ihrer ihrem ihren dein deine deiner deinem deinen votre vos ton ta tu su sus
    tuo tua suo sua il seu sua uw je jouw twoj twoja twoje twojego twojej din ditt dit din vas vase
    vaseho""".split()
)
# How something is paid: "by PayPal", "from my PayPal".
_BY = frozenset(
    """by with via per mit par avec con med met per przez using from through to for of over uber
    my tramite or and oder ou o""".split()
)
_HOST = re.compile(r"https?://([\w.-]{3,120})", re.IGNORECASE)
_PICTURED = re.compile(r"alt=[\"']([^\"'<>]{2,200})")
_SHOWN = re.compile(r"src=[\"']([^\"'<>\s]{4,300})")
_SIGNED = re.compile(r"(?:©|\(c\)|copyright|team|equipo|équipe|zespół|regards|grüße?n?)[^\n]{0,40}")
_FIRM = re.compile(
    r"\b[A-Z][\w&-]{1,40},? (?:Ltd|Limited|LLC|Inc|GmbH|AG|KG|UG|BV|B\.V|SARL|SAS|AB|ApS|Oy)\b"
)
_CODE = re.compile(r"\bqr\b|\bscan (?:the|this)\b|\bcodice qr\b", re.IGNORECASE)
_GIFTS = re.compile(r"\bgift ?cards?\b|\bbitcoin|\bcrypto", re.IGNORECASE)
# What a mail bears of a brand, where a reader looks; in which of it the brand itself speaks.
_BORNE = (
    *("in_name", "in_subject", "in_head", "alone", "opens", "yours", "beside_role", "signed"),
    *("in_foot", "in_picture", "in_file", "in_place"),
)
_SPOKEN = ("in_name", "yours", "beside_role", "signed")
_FEWEST, _MOST_BORNE = 2, 6
# What a mail leaves to do.
_ACTS = (
    *("calls", "number", "lures", "account", "new_account", "attached", "code", "gifts"),
    *("link_else", "leads"),
)


class Likeness(Seen):
    """What one mail bears of the brands that it names."""

    def bills(self) -> bool:
        """Whether it speaks of money, or wants a call."""
        return self._bills()

    def named(self) -> list[str]:
        """The brands that it names where a reader looks, and that its domain may not speak for."""
        parts = (self.name, self.subject, *self._near, self._files, self._foot, self._alts)
        text = " ".join((*parts, self._place))
        names = self.known.names
        found = [one for one in begun(text, self.known) if has(one, text)]
        common = sorted((set(text.split()) & names.keys()) - set(found))
        if common:  # a word as well: a name where it is written like one
            shown = f"{self.shown_name} {self.message.subject} {self.body[:_NEAR]}"
            found += [one for one in common if one.capitalize() in shown]
        found += [one for one in begun_long(text, tuple(names)) if one not in found]
        found += [one for one in self._glued if one not in found]
        return [one for one in found if not belongs(self.domain, self._domains_of(one))]

    def features(self, brand: str) -> dict[str, float]:
        """All of one brand, by name; none of one that is only talked of, whatever else is odd."""
        bearing = dict(self._bearing(brand))
        bears = sum(bool(bearing[one]) for one in _BORNE)
        if bears < _FEWEST and not (bears and self._may_bear_one(bearing)):
            return {}
        flags = {
            **bearing,
            **dict(self._own(brand)),
            **self._wanting,
            **dict(self._links_to(brand)),
        }
        found = {name: float(value) for name, value in flags.items()}
        found["bias"] = 1.0
        # A company's own place, and nowhere else, is no way out that anybody had to make.
        flags["gifts"] = flags["gifts"] and not flags["own_name"]  # a shop has such cards
        flags["leads"] = bool(flags["link"]) and not (flags["own_name"] and flags["own_link"])
        found["leads"] = float(flags["leads"])
        silent = not (flags["own_said"] or flags["own_place"])
        # A number is a way out where there is no other, whatever the words around it say.
        rings = flags["shows_number"] and silent and not (flags["link"] or flags["person"])
        acts = rings or any(flags[one] for one in _ACTS)
        found["bears"] = min(bears, _MOST_BORNE) / _MOST_BORNE
        found["silent"] = float(silent)
        found["acts"] = float(acts)
        found["silent_acts"] = float(silent and acts)
        # What a mail says of haste, cards and money is not seen then.
        found["unspoken_acts"] = float(flags["unspoken"] and silent and acts)
        found["speaks_acts"] = float(acts and any(flags[one] for one in _SPOKEN))
        return found

    def _may_bear_one(self, bearing: Mapping[str, float | bool]) -> bool:
        """Whether one place for a name is enough: beside a picture alone there is the subject, and
        who bills without a name of his own has it in the picture above his letter.
        """
        if self._is_only_a_picture():
            return True
        return bool(bearing["in_picture"]) and is_nameless(self.message, self.body)

    def _bearing(self, brand: str) -> Iterator[tuple[str, float | bool]]:
        words = brand.split()
        name = self.name
        rest = set(name.split()) - set(words) - ROLES
        yield "in_name", has(brand, name)
        yield "is_name", has(brand, name) and not rest
        yield "in_subject", has(brand, self.subject)
        yield "in_head", has(brand, self._head)
        yield "alone", brand in self._lines
        yield "opens", any(one.startswith(f"{brand} ") for one in self._lines_begun)
        near = self._near
        starts = range(len(near) - len(words) + 1)
        places = [one for one in starts if near[one : one + len(words)] == words]
        before = {one for place in places for one in near[max(0, place - 2) : place]}
        after = {near[place + len(words)] for place in places if place + len(words) < len(near)}
        close = {near[place - 1] for place in places if place}
        yield "yours", bool(before & _YOURS)
        yield "beside_role", bool((after | close) & ROLES)
        yield "mentions", min(len(places), _SOME) / _SOME
        yield "signed", has(brand, self._foot_signed)
        yield "in_foot", has(brand, self._foot)
        yield "in_picture", has(brand, self._alts)
        yield "in_file", has(brand, self._files)
        yield "in_place", brand in self._glued
        yield "common", brand not in self.known.brands
        yield "means", brand in MEANS and bool(close) and close <= _BY

    def _own(self, brand: str) -> Iterator[tuple[str, float | bool]]:
        own = self._own_words - set(brand.split()) - MACHINES
        mine = "" if brand in self._glued else self.domain
        shown = said(self.text)
        other = " ".join(
            word for word in fold(self.message.from_name).split() if word not in brand.split()
        )
        plain = [word for word in other.split() if word not in ROLES]
        named = [word for word in plain if word not in PAYING]
        # Of a name in letters of its own nobody can tell whether it goes with a domain.
        latin = [one for one in (word.translate(LATIN) for word in named) if one.isascii()]
        yield "own_name", bool(mine and latin) and goes_with(" ".join(latin), self.domain)
        yield "other_name", bool(plain) and not self.free
        # An office's words stand in any bill, in a language of which none are known too: there only
        # those of its place are its own. A name in letters of its own is said whole.
        unknown = self.is_unspoken
        spelt = len(plain) > unknown and not plain[0].isascii() and has(" ".join(plain), shown)
        if unknown:
            own = {one for one in own if one in self.domain}
        said_so = spelt or any(self._is_said(one, shown) for one in own)
        yield "own_said", bool(mine) and not self.free and said_so
        yield (
            "own_place",
            bool(mine) and not self.free and spells_its_place(self.domain, self.text),
        )
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
        return self.text.islower() or word.capitalize() in self.text or word.upper() in self.text

    @cached_property
    def _wanting(self) -> dict[str, float | bool]:
        text, body = self.text, self.body
        return {
            "calls": self.calls,
            "number": names_a_number(text),
            "shows_number": shows_a_number(text),
            "lures": lures(body),
            "account": names_an_account(text.lower()),
            "new_account": has_another_account(text),
            "attached": self._is_only_attached(),
            "files": bool(self.message.attachments),
            "code": bool(_CODE.search(text)),
            "gifts": bool(_GIFTS.search(text)),
            "claims": claims_money(text),
            "price": names_a_price(text),
            "bill_words": has_words_of_a_bill(self.message.subject),
            "gives_back": gives_back(text),
            "paid": is_paid(text),
            "pressed": min(presses(text), 3) / 3,
            "greets_nobody": greets_nobody(text),
            "greets": greets_by_name(text),
            "answer": is_answer(self.message.subject),
            "free": self.free,
            "list": self.message.goes_to_many or "list-id" in self.message.headers,
            "elsewhere": self._answers_elsewhere(),
            "office": not ROLES.isdisjoint(label(self.domain).split("-")),
            "unspoken": self.is_unspoken,
            "announces": announces(text) and not (self.calls or self.free),
            "long": min(len(self._letter), 6000) / 6000,
        }

    @cached_property
    def _own_words(self) -> set[str]:
        """The words by which it can say whose it is; of a domain of several words none alone."""
        named = set(fold(self.message.from_name).split())
        several = "-" in label(self.domain)
        words = own_words(self.message.from_name, self.domain)
        parts = set(label(self.domain).split("-")) - named if several else set()
        return words - parts

    def _domains_of(self, brand: str) -> frozenset[str]:
        """Where a brand writes from, one that is a common word too."""
        brands, names = self.known.brands, self.known.names
        return brands[brand] if brand in brands else names[brand]

    def _links_to(self, brand: str) -> Iterator[tuple[str, float | bool]]:
        hosts = self._hosts
        own = self._domains_of(brand)
        yield "link_own", organisation(self.domain) in hosts
        yield "link_brand", any(belongs(one, own) for one in hosts)
        yield (
            "link_else",
            any(one != organisation(self.domain) and not belongs(one, own) for one in hosts),
        )
        yield "link", bool(hosts) or "href" in self.message.html
        yield "own_link", hosts == {organisation(self.domain)}

    @cached_property
    def _hosts(self) -> set[str]:
        source = f"{self.message.html[:60000]} {self.message.text[:20000]}"
        return {organisation(one.lower()) for one in _HOST.findall(source)}

    @cached_property
    def _head(self) -> str:
        return fold(self.body[:_HEAD])

    @cached_property
    def _near(self) -> list[str]:
        return [*self.subject.split(), "|", *fold(unpowered(self.body[:_NEAR])).split()]

    @cached_property
    def _foot(self) -> str:
        return fold(unpowered(self.body[-_FOOT:]))

    @cached_property
    def _foot_signed(self) -> str:
        return " ".join(fold(one) for one in _SIGNED.findall(self.body.lower()[-3000:]))

    @cached_property
    def _lines(self) -> set[str]:
        lines = (fold(one) for one in self.body.splitlines() if 0 < len(one) <= _LINE)
        return {" ".join(w for w in one.split() if w not in ROLES) for one in lines}

    @cached_property
    def _lines_begun(self) -> list[str]:
        first = [one for one in self.body.splitlines() if one.strip()][:3]
        return [f"{fold(one)} " for one in first]

    @cached_property
    def _alts(self) -> str:
        page = self.message.html[:_PAGE]
        # How the file of a picture is called as well: "netflix-logo.png".
        files = [one.rpartition("/")[2][:_LINE] for one in _SHOWN.findall(page[:_TOP])]
        return fold(" ".join((*_PICTURED.findall(page), *files)).replace("_", " "))

    @cached_property
    def _files(self) -> str:
        return fold(re.sub(r"[_-]", " ", " ".join(self.message.attachments)))

    @cached_property
    def _labels(self) -> list[str]:
        below = self.domain.removesuffix(organisation(self.domain)).strip(".")
        return [*(one for one in below.split(".") if one), label(self.domain)]

    @cached_property
    def _place(self) -> str:
        local = self.message.from_address.rpartition("@")[0]
        return fold(re.sub(r"[._+=-]", " ", " ".join((local, *self._labels))))

    @cached_property
    def _glued(self) -> list[str]:
        """The brands within the letters of its domain, or of what stands before it."""
        local = self.message.from_address.rpartition("@")[0].lower()
        parts = {w for one in (*self._labels, local) for w in re.split(r"[._+=-]", one)}
        together = " ".join("".join(one.split("-")) for one in self._labels)
        return [
            one
            for one, flat in self.known.flat
            if flat in parts or (len(flat) > _LETTERS and flat in together)
        ]
