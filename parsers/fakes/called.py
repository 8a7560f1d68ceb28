"""The brand by which a stranger calls himself."""

import re
from itertools import pairwise

from parsers.domains import belongs, organisation
from parsers.fakes.addressed import Addressed
from parsers.fakes.borrowed import office_of
from parsers.fakes.brands import (
    FIRST_NAMES,
    bare_name,
    begun,
    begun_alike,
    has,
    joined,
    misspelt,
    unmasked,
)
from parsers.fakes.calls import as_read
from parsers.fakes.claims import ROLES
from parsers.fakes.hosts import hires_for_others
from parsers.fakes.lookalikes import label, skeleton
from parsers.fakes.lures import lures
from parsers.fakes.offices import DEPARTMENTS
from parsers.fakes.stages import PROCESSORS
from parsers.merchants import fold

_SHOWN_DOMAIN = re.compile(r"(?<![\w-])[\w-]++(?:\.[\w-]++)+")
_BESIDE = re.compile(r"\s[-–—|:/·]\s")


class Called(Addressed):
    """One mail from a domain that belongs to no brand, and its sender's name."""

    def _by_name(self) -> str | None:
        office = office_of(self.message, self.body, self.known)
        if office is not None or organisation(self.domain) in PROCESSORS:
            return office
        if hires_for_others(self.domain) and not (self.calls or lures(self.body)):
            return None
        names = (self.name, joined(as_read(self.shown_name)), self._squeezed())
        lookalike = unmasked(self.shown_name)
        near = begun(" ".join(names), self.known)
        # Only a name in mixed letters has to be held against brands' own looks.
        near += begun_alike(lookalike, self.known) if lookalike is not None else []
        for brand in near:
            own = self.known.brands[brand]
            masked = lookalike is not None and has(skeleton(brand), lookalike)
            if (masked or any(has(brand, name) for name in names)) and not (
                belongs(self.domain, own) or (self._is_own_name(brand) and not self._signs(brand))
            ):
                return brand
        spelt = bare_name(names[1], self.domain, self.known) if names[1] else None
        named = bare_name(self.name, self.domain, self.known) or self._by_shown_domain() or spelt
        if named in FIRST_NAMES and self.name == named and not self._is_said_of_a_service(named):
            return None
        if self._bills():
            return named or self._by_slip()
        return named if named is not None and self.may_bill() else None

    def _by_slip(self) -> str | None:
        """A brand that its name has with a slip in it, and its domain has not: "Netfix Support"."""
        own = label(self.domain)
        words = (one for one in self.name.split() if one not in ROLES and one not in own)
        found = filter(None, (misspelt(one, self.known) for one in words))
        return next((one for one in found if not belongs(self.domain, self._domains_of(one))), None)

    def _squeezed(self) -> str:
        """The words of the name two by two, each as one: "Net flix Billing"."""
        return " ".join(map("".join, pairwise(self.name.split())))

    def _signs(self, brand: str) -> bool:
        """Whether a part of its name is the brand's alone, and it wants the card or a call."""
        parts = (set(fold(one).split()) - ROLES for one in _BESIDE.split(self.shown_name)[1:])
        return set(brand.split()) in parts and (self.calls or lures(self.body))

    def _by_shown_domain(self) -> str | None:
        """A brand's domain where the sender's name stands, and nothing else: "Amazon.co.jp"."""
        shown = self.shown_name.lower()
        if set(fold(_SHOWN_DOMAIN.sub(" ", shown)).split()) - ROLES:
            return None
        written = {organisation(one) for one in _SHOWN_DOMAIN.findall(shown)}
        theirs = frozenset(written & self.known.organisations)
        return self._named(theirs)[0] if theirs and not belongs(self.domain, theirs) else None

    def _is_an_office(self) -> bool:
        """Whether its name is an office's and nobody's: "Renewal Reminder"."""
        return bool(self.name) and not self._own_in_name - DEPARTMENTS
