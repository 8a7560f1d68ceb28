"""Whom a stranger's mail poses as: by its domain, its names, its first words, what it is after."""

import re
from functools import cached_property
from itertools import pairwise

from parsers.banks import is_bank
from parsers.borrowed import office_of
from parsers.brands import (
    FIRST_NAMES,
    bare_name,
    begun,
    begun_alike,
    has,
    joined,
    masked_brand,
    misspelt,
    strangers,
    unmasked,
)
from parsers.calls import as_read, names_a_number
from parsers.claims import (
    DESKS,
    ROLES,
    claims_money,
    greets_nobody,
    has_words_of_a_bill,
    is_answer,
    is_glued,
    names_a_price,
    unanswered,
)
from parsers.disguise import LINKED, names_an_office
from parsers.domains import belongs, organisation
from parsers.hosts import hires_for_others
from parsers.likeness import SHOP, Likeness
from parsers.lookalikes import label, lookalikes, skeleton
from parsers.lures import lures
from parsers.merchants import fold
from parsers.naming import PAYING, spells_its_place
from parsers.offices import ABOUT
from parsers.stages import PROCESSORS, is_anybodys
from parsers.stead import (
    collects_for,
    gives_back,
    pays_elsewhere,
    wants_a_transfer,
    wants_it_back,
)
from parsers.unsigned import billed_in_the_name_of
from parsers.whose import is_a_persons, posed_as

# Where companies have their support desks, below their own name.
_DESKS = frozenset(
    """zendesk.com freshdesk.com helpscoutapp.com intercom-mail.com intercom.io salesforce.com
    statuspage.io atlassian.net desk.com gorgias.com
    service-now.com hubspot.com qualtrics.com""".split()
)
_SHOWN_DOMAIN = re.compile(r"(?<![\w-])[\w-]++(?:\.[\w-]++)+")
_YOURS = re.compile(r"^(?:your|ihre?|deine?|votre|tu|su|il tuo|la tua|o seu|a sua|uw|je|twoj\w) ")
_BESIDE = re.compile(r"\s[-–—|:/·]\s")
_OPENS = 400  # characters of a mail in which it says what it is about
# A price, or the number of a bill.
_BILLED = re.compile(r"\d[.,]\d\d\b|[$€£]\s?\d|\d{4}")
_OF_MARKUP = frozenset({"w3.org"})  # named by every page
_LINE, _HEAD, _FOOT = 40, 8, 6  # characters of a line, lines of a mail, in which a name is one


class Posing(Likeness):
    """One mail from a domain that belongs to no brand, and the brand that it bills for."""

    @cached_property
    def brand(self) -> str | None:
        """Whom it pretends to be: by its domain, by the sender's name, by what it opens with."""
        found = self._by_domain() or self._by_name() or self._by_opening() or self._by_heading()
        found = found or self._by_mask() or self._by_silence() or self._by_stead()
        found = found or self._by_lure() or self._by_letterhead() or self._by_picture()
        return found or self._by_file()

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
        if organisation(self.domain) in _DESKS or hires_for_others(self.domain):
            return set()
        chosen = [
            label(self.domain),
            *self.domain.removesuffix(organisation(self.domain)).split("."),
        ]
        words = [[word for word in part.split("-") if word not in ROLES] for part in chosen]
        return {one[0] for one in words if len(one) == 1} & set(self.known.brands)

    def _in_local_part(self) -> str | None:
        """A brand's own domain written before the @: netflix.com@members.example."""
        local = self.message.from_address.rpartition("@")[0].lower()
        parts = set(re.split(r"[=+@_]", local)) & self.known.organisations
        return self._named(frozenset(parts))[0] if parts and self._bills() else None

    def _by_glued_label(self) -> str | None:
        """A brand among nothing but what companies add, in one word: mynetflixaccount.example."""
        chosen = label(self.domain)
        brands = (flat for _, flat in self.known.flat if flat in chosen and flat != chosen)
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
        named = bare_name(self.name, self.domain, self.known) or self._by_shown_domain()
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

    def _by_opening(self) -> str | None:
        """Private people and nobodies who bill for a brand, and leave something to do about it."""
        acts = self.calls or self._is_only_attached() or (self.free and names_a_number(self.text))
        acts = acts or (self.free and (greets_nobody(self.text) or self._is_an_office()))
        if self._hands_on_a_brands():
            return None
        if self.free and self._bills() and (acts or self._links() or lures(self.body)):
            own = is_a_persons(self.message, self.body)
            own = own and not names_an_office(self._opening, self.domain, self.known)
            opens = self._headed if own else self._opening
            return next(strangers(opens, self.domain, self.known), None)
        if self.calls and not self._has_own_links() and not self._is_bank():
            found = next(strangers(self._opening, self.domain, self.known), None)
            return found or (self._common_in_subject() if self._is_an_office() else None)
        return None

    def _common_in_subject(self) -> str | None:
        """A brand in its subject that is a common word as well, where it is written like a name."""
        words = (one for one in self.subject.split() if one in self.known.names)
        shown = (one for one in words if one.capitalize() in self.message.subject)
        return next((one for one in shown if not belongs(self.domain, self.known.names[one])), None)

    def _hands_on_a_brands(self) -> bool:
        """Whether somebody forwards, without a word of his own, what leads to a brand's own place
        alone.
        """
        if self.body.strip() or not is_answer(self.message.subject):
            return False
        hosts = self._hosts - _OF_MARKUP
        return bool(hosts) and all(belongs(one, self.known.organisations) for one in hosts)

    def _is_an_office(self) -> bool:
        """Whether its name is an office's and nobody's: "Renewal Reminder"."""
        words = set(self.name.split())
        return bool(words) and not words - ROLES - ABOUT - PAYING

    @cached_property
    def _headed(self) -> str:
        """What its subject, its files and its first line say."""
        first = self.body.strip().partition("\n")[0]
        return f"{self.name} {self.subject} {fold(self._file_words)} {fold(first)}"

    def _is_bank(self) -> bool:
        """Whether a bank, called as its domain is, tells of what others took."""
        bank, own = is_bank(self.message), skeleton(label(self.domain)).replace("-", "")
        words = [word for word in self.name.split() if word not in ROLES]
        return bank and not self.free and any(skeleton(one) in own for one in words)

    def _by_heading(self) -> str | None:
        """Whose mail it is made to look, when it begins with a brand and is after the card."""
        first = self.body.strip().partition("\n")[0]
        spelt = joined(as_read(self.message.subject))
        for shown in (unanswered(self.subject), fold(first), spelt):
            heading = " ".join(_YOURS.sub("", shown).split()[:3])
            for brand in strangers(heading, self.domain, self.known):
                if heading.startswith(brand) and lures(self.body) and self._bills():
                    return None if self._offers_its_own() else brand
        return None

    def _offers_its_own(self) -> bool:
        """Whether it says whose bundle or offer it is, and gives no money back."""
        return spells_its_place(self.domain, self.body) and not gives_back(self.text)

    def _by_mask(self) -> str | None:
        """A brand in its first words, in letters that only look like its own."""
        opens = f"{self.message.subject}\n{self._letter[:_OPENS]}".replace(" | ", " ")
        brand = masked_brand(opens, self.known)
        if brand is None or belongs(self.domain, self._domains_of(brand)):
            brand = self._by_letters(opens)
        return brand if brand is not None and self._bills() else None

    def _by_letters(self, opens: str) -> str | None:
        """A brand that is written letter by letter, a common word too: "N-o-r-t-o-n"."""
        spelt = joined(as_read(opens))
        if not spelt:
            return None
        whole = (one for one in spelt.split() if one in self.known.names)
        named = (one for one in (*begun(spelt, self.known), *whole) if has(one, spelt))
        others = (one for one in named if not belongs(self.domain, self._domains_of(one)))
        return next(others, None)

    def _by_lure(self) -> str | None:
        """Whose price it names and for whom it wants the card, when it never says its own name."""
        if self.free or is_anybodys(self.message):
            return None
        if not self._bills() or not names_a_price(self.body):
            return None
        brand = posed_as(self.message, self.body, (), self.known)
        return brand if brand is not None and lures(self.body) else None

    def _by_letterhead(self) -> str | None:
        """Whose name stands alone in a line above or below a bill that wants a call or the card."""
        # What somebody forwards bears the letterhead of whoever wrote it.
        if is_answer(self.message.subject) or not self._bills() or self._has_own_links():
            return None
        if not (self.calls or lures(self.body)):
            return None
        lines = [fold(one) for one in self.body.splitlines() if len(one) <= _LINE]
        alone = (one for one in (*lines[:_HEAD], *lines[-_FOOT:]) if one not in self.name)
        named = (bare_name(SHOP.sub("", one), self.domain, self.known) for one in alone)
        return next(filter(None, named), None) if not self._is_bank() else None

    def _by_picture(self) -> str | None:
        """Whose bill a mail is by its subject that shows nothing but a picture, from elsewhere.

        Letters that go to many, and a shop's that lead to its own place, are no bills.
        """
        if not self._is_only_a_picture():
            return None
        subject = self.message.subject
        if self.message.goes_to_many or is_answer(subject):  # what is forwarded is somebody else's
            return None
        # Who has a name of his own may show a brand in a picture; an office has none.
        if not self._is_an_office():
            if not has_words_of_a_bill(subject) or not _BILLED.search(subject):
                return None
            if self._leads_home():
                return None
        return next(strangers(self.subject, self.domain, self.known), None)

    def _by_file(self) -> str | None:
        """Whose bill is left to a file by an office without a name of its own, that says next to
        nothing.
        """
        if not self._is_an_office() or not self._leaves_it_to_a_file() or self.message.goes_to_many:
            return None
        own = {one.partition("@")[2] for one in self.known.own_addresses}
        if spells_its_place(self.domain, self.body) or (self.domain in own and not self.free):
            return None  # one's own house passes on what it was sent
        heading = f"{self.subject} {fold(self._file_words)}"
        return next(strangers(heading, self.domain, self.known), None) or self._common_in_subject()

    def _leads_home(self) -> bool:
        """Whether a link, and not only where a picture lies, is its sender's own."""
        own = organisation(self.domain)
        return any(organisation(one.lower()) == own for one in LINKED.findall(self.message.html))

    def _by_stead(self) -> str | None:
        """Whose debts it collects, whose bill has a new account, or who paid back too much."""
        # Whoever writes into a thread leaves the bill to what he quotes.
        if not (self._bills() or is_answer(self.message.subject)) or self._is_bank():
            return None
        ways = (collects_for, wants_it_back, pays_elsewhere, *([wants_a_transfer] * self.free))
        found = (way(self.message, self.body, self.known) for way in ways)
        return next(filter(None, found), None)

    def _by_silence(self) -> str | None:
        """In whose name an office without a name of its own bills."""
        anybodys = organisation(self.domain) in PROCESSORS
        return None if anybodys else billed_in_the_name_of(self.message, self.body, self.known)
