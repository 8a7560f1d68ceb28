"""Where a stranger's mail bears a brand that its domain may not speak for."""

import re
from collections.abc import Iterator
from functools import cached_property

from parsers.domains import belongs, organisation
from parsers.fakes.aside import aside, paths, pictured
from parsers.fakes.brands import FIRST_NAMES, borne, borne_long, has, run_together
from parsers.fakes.calls import as_read
from parsers.fakes.claims import ROLES, names_a_price
from parsers.fakes.lookalikes import label
from parsers.fakes.naming import is_an_offices
from parsers.fakes.offices import ABOUT
from parsers.fakes.stead import MEANS
from parsers.fakes.wanting import Wanting
from parsers.fakes.whose import SENTENCE, unpowered
from parsers.merchants import fold

_HEAD, _NEAR, _FOOT = 400, 2500, 600  # characters of a mail: where it begins, speaks, signs
_LETTERS = 5  # letters of a name within others
_LINE = 40  # characters of a line in which a name stands as one
SOME = 4  # mentions that count
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
# A row that says what was paid by a wallet: "Apple Pay 103.49", "Google Pay •••• 1184".
_WALLET_ROW = re.compile(
    r"(?im)(?:apple|google|amazon) pay(?=[^a-z\n]{0,40}\d)[^a-z\n]{1,40}(?:[a-z]{3})?[ \t]{0,4}$"
)
_SIGNED = re.compile(r"(?:©|\(c\)|copyright|team|equipo|équipe|zespół|regards|grüße?n?)[^\n]{0,40}")
SHOP = re.compile(r" (?:com|net|org|de|fr|it|es|nl|pl|se|ca|in|co (?:uk|jp))$")  # "Amazon.de"


class Bearing(Wanting):
    """One mail, and the places in which it names brands."""

    def is_headed(self) -> bool:
        """Whether its sender's name, its subject, beginning or end has a brand; the first also a
        word that is one too.
        """
        heading = f"{self.name} {self.subject} {self._head} {fold(self.body[-_HEAD:])}"
        if any(one in self.known.names for one in self.name.split()):
            return True
        return bool(borne(heading, set(heading.split()), self.known))

    def named(self) -> list[str]:
        """The brands that it names where a reader looks, and that its domain may not speak for."""
        return self._bears

    @cached_property
    def _bears(self) -> list[str]:
        parts = (self.name, self._spoken, self._files, self._foot, self._alts, self._place)
        found = self._named_in(" ".join(parts))
        if found or self._own_in_name:
            return found
        # Who has no name of his own may bear one where few look.
        return self._named_in(f"{self._aside} {self._paths}")

    @cached_property
    def _own_in_name(self) -> set[str]:
        """The words of its sender's name that are no office's, nor what brands are about."""
        return {one for one in set(self.name.split()) - ABOUT if not is_an_offices(one)}

    def _named_in(self, text: str) -> list[str]:
        names, words = self.known.names, set(text.split())
        found = borne(text, words, self.known)
        common = sorted((words & names.keys()) - set(found))
        if common:  # a word as well: a name where it is written like one
            body = _WALLET_ROW.sub(" ", self.body[:_NEAR])
            shown = f"{self.shown_name} {self.message.subject} {body}"
            lower = shown.lower()
            found += [
                one
                for one in common
                if one.capitalize() in shown
                or one.upper() in shown
                or self._speaks_as(one)
                or any(place in lower for place in names[one] if place.startswith(f"{one}."))
            ]
        found += [one for one in borne_long(text, words, self.known) if one not in found]
        found += [one for one in self._glued if one not in found]
        if self.name in FIRST_NAMES and not self._is_said_of_a_service(self.name):
            found = [one for one in found if one != self.name]
        return [one for one in found if not belongs(self.domain, self._domains_of(one))]

    def _is_said_of_a_service(self, first_name: str) -> bool:
        """Whether what people are called as well stands elsewhere than where they sign."""
        spoken = (fold(one) for one in self.body.splitlines() if len(one) > _LINE)
        return has(first_name, self.subject) or any(has(first_name, one) for one in spoken)

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
        yield "mentions", min(len(places), SOME) / SOME
        yield "priced", any(has(brand, one) for one in self._priced)
        yield "signed", has(brand, self._foot_signed)
        yield "in_foot", has(brand, self._foot)
        yield "in_picture", has(brand, self._alts)
        yield "in_file", has(brand, self._files)
        yield "in_place", brand in self._glued
        yield "in_aside", has(brand, self._aside)
        yield "in_path", has(brand, self._paths)
        yield "common", brand not in self.known.brands
        yield "means", brand in MEANS and bool(close) and close <= _BY

    def _speaks_as(self, brand: str) -> bool:
        """Whether its subject or its letter begins with a brand as who speaks: "Amazon: ..."."""
        begins = (self.message.subject, self.body.strip())
        return any(one.lower().startswith(f"{brand}:") for one in begins)

    @cached_property
    def _head(self) -> str:
        return fold(self.body[:_HEAD])

    @cached_property
    def _near(self) -> list[str]:
        return self._spoken.split()

    @cached_property
    def _spoken(self) -> str:
        """Its subject and its beginning, folded."""
        subject = " ".join(self.subject.split())
        return f"{subject} | {fold(unpowered(self.body[:_NEAR]))}"

    @cached_property
    def _priced(self) -> list[str]:
        """Its sentences that name a price, folded."""
        said = f"{self.message.subject}\n{self.body[:_NEAR]}"
        return [fold(one) for one in SENTENCE.split(said) if names_a_price(one)]

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
        near = run_together(" ".join((together, *parts)), self.known)
        return [
            one
            for one, flat in near
            if flat in parts or (len(flat) > _LETTERS and flat in together)
        ]
