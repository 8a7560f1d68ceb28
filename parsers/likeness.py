"""How much a stranger's mail bears of a brand, what it is after, and whether it says its own name.

Each feature is a number from 0 to 1; what they are worth together is in `weighed.json`.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from parsers.aside import aside, paths, pictured
from parsers.brands import FIRST_NAMES, begun, begun_long, has
from parsers.calls import as_read, names_a_number, shows_a_number
from parsers.claims import (
    ROLES,
    announces,
    claims_money,
    greets_anybody,
    greets_by_name,
    has_words_of_a_bill,
    is_answer,
    is_paid,
    names_a_price,
    presses,
)
from parsers.domains import belongs, organisation
from parsers.hosts import MACHINES
from parsers.lookalikes import label
from parsers.lures import lures, threatens
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
from parsers.seen import Seen
from parsers.stages import SHOPS, STAGES
from parsers.stead import MEANS, gives_back, has_another_account, names_an_account
from parsers.unsigned import is_nameless
from parsers.whose import is_a_persons, unpowered

_HEAD, _NEAR, _FOOT = 400, 2500, 600  # characters of a mail: where it begins, speaks, signs
_LETTERS = 5  # letters of a name within others
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
_SIGNED = re.compile(r"(?:©|\(c\)|copyright|team|equipo|équipe|zespół|regards|grüße?n?)[^\n]{0,40}")
_FIRM = re.compile(
    r"\b[A-Z][\w&-]{1,40},? (?:Ltd|Limited|LLC|Inc|GmbH|AG|KG|UG|BV|B\.V|SARL|SAS|AB|ApS|Oy)\b"
)
_CODE = re.compile(r"\bqr\b|\bscan (?:the|this)\b|\bcodice qr\b", re.IGNORECASE)
_GIFTS = re.compile(r"\bgift ?cards?\b|\bbitcoin|\bcrypto", re.IGNORECASE)
# What a mail bears of a brand, where a reader looks; in which of it the brand itself speaks.
_BORNE = (
    *("in_name", "in_subject", "in_head", "alone", "opens", "yours", "beside_role", "signed"),
    *("in_foot", "in_picture", "in_file", "in_place", "in_aside", "in_path"),
)
# Where no name stands by chance: nobody talks there.
_PLACED = (
    *("in_name", "alone", "yours", "signed", "in_picture", "in_file", "in_place", "in_aside"),
    *("in_path", "in_subject"),
)
_TALKED = frozenset({"in_head", "in_foot", "beside_role", "in_path"})
_SPOKEN = ("in_name", "yours", "beside_role", "signed")
SHOP = re.compile(r" (?:com|net|org|de|fr|it|es|nl|pl|se|ca|in|co (?:uk|jp))$")  # "Amazon.de"
_ROMANISED_BELOW = "\u0530"  # Greek and Cyrillic
_OF_MARKUP = frozenset({"w3.org", "www.w3.org"})  # named by every page
# Where nobody but Google itself has a page or is paid.
_ANYBODYS = (
    STAGES | SHOPS | frozenset({"google.com", "microsoft.com", "office.com", "amazonaws.com"})
)
_GOOGLES = frozenset(
    """play.google.com pay.google.com payments.google.com one.google.com myaccount.google.com
    families.google.com""".split()
)
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

    def is_headed(self) -> bool:
        """Whether its sender's name, its subject, beginning or end has a brand; the first also a
        word that is one too.
        """
        heading = f"{self.name} {self.subject} {self._head} {fold(self.body[-_HEAD:])}"
        if any(one in self.known.names for one in self.name.split()):
            return True
        return any(has(one, heading) for one in begun(heading, self.known))

    def named(self) -> list[str]:
        """The brands that it names where a reader looks, and that its domain may not speak for."""
        parts = (self.name, self.subject, *self._near, self._files, self._foot, self._alts)
        found = self._named_in(" ".join((*parts, self._place)))
        if found or set(self.name.split()) - ROLES - ABOUT - PAYING:
            return found
        # Who has no name of his own may bear one where few look.
        return self._named_in(f"{self._aside} {self._paths}")

    def _named_in(self, text: str) -> list[str]:
        names = self.known.names
        found = [one for one in begun(text, self.known) if has(one, text)]
        common = sorted((set(text.split()) & names.keys()) - set(found))
        if common:  # a word as well: a name where it is written like one
            shown = f"{self.shown_name} {self.message.subject} {self.body[:_NEAR]}"
            lower = shown.lower()
            found += [
                one
                for one in common
                if one.capitalize() in shown
                or any(place in lower for place in names[one] if place.startswith(f"{one}."))
            ]
        found += [one for one in begun_long(text, tuple(names)) if one not in found]
        found += [one for one in self._glued if one not in found]
        if self.name in FIRST_NAMES and not self._is_said_of_a_service(self.name):
            found = [one for one in found if one != self.name]
        return [one for one in found if not belongs(self.domain, self._domains_of(one))]

    def _is_said_of_a_service(self, first_name: str) -> bool:
        """Whether what people are called as well stands elsewhere than where they sign."""
        spoken = (fold(one) for one in self.body.splitlines() if len(one) > _LINE)
        return has(first_name, self.subject) or any(has(first_name, one) for one in spoken)

    def features(self, brand: str) -> dict[str, float]:
        """All of one brand, by name; none of one that is only talked of, whatever else is odd."""
        bearing = dict(self._bearing(brand))
        bears = sum(bool(bearing[one]) for one in _BORNE)
        if not bears or self.leads_only_to(brand):
            return {}
        few = bears < _FEWEST and not self._is_only_a_picture()
        if few and not any(bearing[one] for one in _PLACED):
            return {}
        own = dict(self._own(brand))
        silent = not (own["own_said"] or own["own_place"])
        # Where nobody talks of brands, one place is enough for who has no name of his own.
        if few and not (silent or is_nameless(self.message, self.body)):
            return {}
        flags = {
            **bearing,
            **own,
            **self._wanting,
            **dict(self._links_to(brand)),
        }
        found = {name: float(value) for name, value in flags.items()}
        found["bias"] = 1.0
        # A company's own place, and nowhere else, is no way out that anybody had to make.
        flags["gifts"] = flags["gifts"] and not flags["own_name"]  # a shop has such cards
        called_so = flags["own_name"] or (flags["own_name_loose"] and not silent)
        flags["leads"] = bool(flags["link"]) and not (called_so and flags["own_link"])
        found["leads"] = float(flags["leads"])
        # A number is a way out where there is no other, whatever the words around it say.
        rings = flags["shows_number"] and silent and not (flags["link"] or flags["person"])
        acts = rings or any(flags[one] for one in _ACTS)
        # Said once in a letter, and nowhere else that a reader looks at first.
        talked = not any(bearing[one] for one in _BORNE if one not in _TALKED)
        talked = talked and not any(flags[one] for one in ("lures", "threat", "calls", "claims"))
        found["passing"] = float(talked and bearing["mentions"] <= 1 / _SOME)
        found["bears"] = min(bears, _MOST_BORNE) / _MOST_BORNE
        found["silent"] = float(silent)
        found["acts"] = float(acts)
        found["silent_acts"] = float(silent and acts)
        # What a mail says of haste, cards and money is not seen then.
        found["unspoken_acts"] = float(flags["unspoken"] and silent and acts)
        found["speaks_acts"] = float(acts and any(flags[one] for one in _SPOKEN))
        return found

    def leads_only_to(self, brand: str) -> bool:
        """Whether it leads to a brand's own places and leaves nothing else to do: no fake gains by
        that. Not where anybody has a page, or is paid.
        """
        hosts = self._whole_hosts - _OF_MARKUP
        own = self._domains_of(brand)
        person = self.free and is_a_persons(self.message, self.body)
        if not person:
            own -= _ANYBODYS
        if (self.free and not person) or not hosts:
            return False
        if not all(_is_its_own(one, own, self._domains_of(brand)) for one in hosts):
            return False
        if self.calls or shows_a_number(self.text) or self.message.attachments:
            return False
        return not (self._answers_elsewhere() or names_an_account(self.text.lower()))

    def _bearing(self, brand: str) -> Iterator[tuple[str, float | bool]]:
        words = brand.split()
        name = self.name
        rest = set(name.split()) - set(words) - ROLES - ABOUT
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
        yield "in_aside", has(brand, self._aside)
        yield "in_path", has(brand, self._paths)
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
        if has(brand, self.name):
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
        after = after or brand in self._lines
        unsaid = after and not (said_so or spelt_so or has(brand, self.name))
        exact = called_so and is_called_exactly(" ".join(latin), self.domain)
        yield "own_name", exact and not unsaid
        yield "own_name_loose", called_so and not exact and not unsaid
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
    def _wanting(self) -> dict[str, float | bool]:
        text, body = self.text, self.body
        return {
            "calls": self.calls,
            "number": names_a_number(text),
            "shows_number": shows_a_number(text),
            "lures": lures(body),
            "threat": threatens(text),
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
            "greets_nobody": greets_anybody(text),
            "greets": greets_by_name(text),
            "answer": is_answer(self.message.subject),
            "free": self.free,
            "list": self.message.goes_to_many or "list-id" in self.message.headers,
            "elsewhere": self._answers_elsewhere(),
            "office": not ROLES.isdisjoint(label(self.domain).split("-")),
            "unspoken": self.is_unspoken,
            "persons": self.free and is_a_persons(self.message, body),
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
        return {organisation(one) for one in self._whole_hosts}

    @cached_property
    def _whole_hosts(self) -> set[str]:
        source = f"{self.message.html[:60000]} {self.message.text[:20000]}"
        return {one.lower() for one in _HOST.findall(source)}

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
        alone = (" ".join(w for w in one.split() if w not in ROLES) for one in lines)
        return {SHOP.sub("", one) for one in alone}

    @cached_property
    def _lines_begun(self) -> list[str]:
        first = [one for one in self.body.splitlines() if one.strip()][:3]
        return [f"{fold(one)} " for one in first]

    @cached_property
    def _alts(self) -> str:
        return fold(pictured(self.message.html))

    @cached_property
    def _aside(self) -> str:
        return fold(as_read(aside(self.message.html)))

    @cached_property
    def _paths(self) -> str:
        return fold(paths(self.message.html, self.message.text))

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


def _is_its_own(host: str, own: frozenset[str], all_: frozenset[str]) -> bool:
    """Whether a host is one of some domains, where no stranger has a page or is paid."""
    return belongs(host, all_ if belongs(host, _GOOGLES) else own)


def _in_latin(word: str) -> Iterator[str]:
    """A word as it may stand in a domain: Cyrillic and Greek in Latin letters, in two ways."""
    yield word.translate(LATIN)
    if not word.isascii() and word[0] < _ROMANISED_BELOW:
        yield from (word.translate(one) for one in ROMANISED)
