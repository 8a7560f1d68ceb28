"""The brand that a stranger's address is written to be read as."""

import re

from parsers.domains import belongs, organisation
from parsers.fakes.brands import has, misspelt, run_together
from parsers.fakes.claims import DESKS, ROLES, claims_money, is_glued
from parsers.fakes.hosts import hires_for_others
from parsers.fakes.likeness import Likeness
from parsers.fakes.lookalikes import label, lookalikes, skeleton
from parsers.fakes.naming import PAYING
from parsers.fakes.offices import ABOUT

# Where companies have their support desks, below their own name.
HELP_DESKS = frozenset(
    """zendesk.com freshdesk.com helpscoutapp.com intercom-mail.com intercom.io salesforce.com
    statuspage.io atlassian.net desk.com gorgias.com
    service-now.com hubspot.com qualtrics.com""".split()
)


class Addressed(Likeness):
    """One mail from a domain that belongs to no brand, and its address."""

    def _by_domain(self) -> str | None:
        """What the address is written to be read as; a free mail service is nobody's fake."""
        if self.free:
            return None
        found = lookalikes(self.domain, self.known.organisations)
        if found.imitates:
            return self._named(found.imitates)[0]
        if found.resembles and self._bills():
            opening, dressed = self._opening, self._dressed()
            return next(
                (
                    b
                    for b in self._named(found.resembles)
                    if (b in dressed or has(b, opening)) and not self._is_own_name(b)
                ),
                None,
            )
        return self._in_local_part() or self._by_glued_label() or self._by_office()

    def _dressed(self) -> set[str]:
        """Brands that are a whole label of the domain, alone or with what companies add."""
        if organisation(self.domain) in HELP_DESKS or hires_for_others(self.domain):
            return set()
        chosen = [
            label(self.domain),
            *self.domain.removesuffix(organisation(self.domain)).split("."),
        ]
        words = [[word for word in part.split("-") if word not in ROLES] for part in chosen]
        alone = {one[0] for one in words if len(one) == 1}
        meant = {brand for one in alone if (brand := misspelt(one, self.known)) is not None}
        return (alone | meant) & self.known.brands.keys()

    def _in_local_part(self) -> str | None:
        """A brand's own domain written before the @: netflix.com@members.example."""
        local = self.message.from_address.rpartition("@")[0].lower()
        parts = set(re.split(r"[=+@_]", local)) & self.known.organisations
        return self._named(frozenset(parts))[0] if parts and self._bills() else None

    def _by_glued_label(self) -> str | None:
        """A brand among nothing but what companies add, in one word: mynetflixaccount.example."""
        chosen = label(self.domain)
        brands = (flat for _, flat in run_together(chosen, self.known) if flat != chosen)
        return next((one for one in brands if self._bills() and is_glued(chosen, one)), None)

    def _by_office(self) -> str | None:
        """A name that is a common word as well, as a desk that bills: zoom-renewals.example."""
        name, *desks = label(self.domain).split("-")
        if name not in self.known.names or not desks or set(desks) - DESKS:
            return None
        shown = has(name, self._opening) and self._bills() and not self._is_own_name(name)
        return name if shown and not belongs(self.domain, self.known.names[name]) else None

    def _named(self, domains: frozenset[str]) -> list[str]:
        """The brands of some domains, those that nobody else is called first."""
        known = (*self.known.brands.items(), *self.known.names.items())
        return [brand for brand, own in known if own & domains]

    def _is_own_name(self, brand: str) -> bool:
        """Whether the sender is only called like a brand: a club by its domain, a person by hers.

        "Hulu Hulu" is another name than "Hulu"; "Jo Norton", who writes from jo.n@gmail.com and
        says of no money that it is gone, is a person.
        """
        words = self.name.split()
        others = {
            one
            for one in set(words) - set(brand.split()) - ROLES
            if len(one) > 2 and one not in brand
        }
        if self.free:
            local = skeleton(self.message.from_address.partition("@")[0])
            gone = self.calls or claims_money(self.text) or self._is_only_attached()
            return not gone and any(skeleton(one) in local for one in others)
        own = skeleton(label(self.domain)).replace("-", "")
        twice = words.count(brand) > 1 and own == skeleton(brand * words.count(brand))
        if twice:
            return True
        # What the brand itself is about is nobody's own name: "YouTube Creator Support".
        return any(skeleton(one) in own for one in others - ABOUT - PAYING)
