"""Whom a stranger's mail poses as."""

import re
from functools import cached_property

from parsers.banks import is_bank
from parsers.bearing import SHOP
from parsers.brands import (
    bare_name,
    begun,
    has,
    joined,
    masked_brand,
    strangers,
)
from parsers.called import Called
from parsers.calls import as_read, names_a_number
from parsers.claims import (
    ROLES,
    greets_nobody,
    has_words_of_a_bill,
    is_answer,
    names_a_price,
    unanswered,
)
from parsers.disguise import LINKED, names_an_office
from parsers.domains import belongs, organisation
from parsers.lookalikes import label, skeleton
from parsers.lures import lures
from parsers.merchants import fold
from parsers.naming import is_an_offices, own_words, said, spells_its_place
from parsers.stages import PROCESSORS, is_anybodys
from parsers.stead import (
    collects_for,
    gives_back,
    pays_elsewhere,
    wants_a_transfer,
    wants_it_back,
)
from parsers.unsigned import billed_in_the_name_of
from parsers.wanting import OF_MARKUP
from parsers.whose import posed_as

_YOURS = re.compile(r"^(?:your|ihre?|deine?|votre|tu|su|il tuo|la tua|o seu|a sua|uw|je|twoj\w) ")
_OPENS = 400  # characters of a mail in which it says what it is about
# A price, or the number of a bill.
_BILLED = re.compile(r"\d[.,]\d\d\b|[$€£]\s?\d|\d{4}")
_LINE, _HEAD, _FOOT = 40, 8, 6  # characters of a line, lines of a mail, in which a name is one


class Posing(Called):
    """One mail from a domain that belongs to no brand, and the brand that it bills for: by its
    address, its sender's name, its words, what it is after.
    """

    @cached_property
    def brand(self) -> str | None:
        """Whom it pretends to be: by its domain, by the sender's name, by what it opens with."""
        found = self._by_domain() or self._by_name() or self._by_opening() or self._by_heading()
        found = found or self._by_mask() or self._by_silence() or self._by_stead()
        found = found or self._by_lure() or self._by_letterhead() or self._by_picture()
        return found or self._by_file() or self._by_host()

    def _by_host(self) -> str | None:
        """Whose bill somebody speaks of who leads to an office's place that is called like the
        brand: "audible.refunds-center.example". What goes to many leads to clubs and shops.
        """
        if self.message.goes_to_many or not self._bills() or not (named := self.named()):
            return None
        own = organisation(self.domain)
        strange = (one for one in self._whole_hosts if organisation(one) != own)
        labels = [
            one.split(".")[:-1] for one in strange if not belongs(one, self.known.organisations)
        ]
        return next((one for one in named if any(_is_lent(one, parts) for parts in labels)), None)

    def _by_opening(self) -> str | None:
        """Private people and nobodies who bill for a brand, and leave something to do about it."""
        acts = self.calls or self._is_only_attached() or (self.free and names_a_number(self.text))
        acts = acts or (self.free and (greets_nobody(self.text) or self._is_an_office()))
        if self._hands_on_a_brands():
            return None
        if self.free and self._bills() and (acts or self._links() or lures(self.body)):
            own = self._is_a_persons
            own = own and not names_an_office(self._opening, self.domain, self.known)
            opens = self._headed if own else self._opening
            return next(strangers(opens, self.domain, self.known), None)
        if self.calls and not self._has_own_links and not self._is_bank():
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
        hosts = self._hosts - OF_MARKUP
        return bool(hosts) and all(belongs(one, self.known.organisations) for one in hosts)

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
        if is_answer(self.message.subject) or not self._bills():
            return None
        if not (self.calls or lures(self.body)):
            return None
        # A firm's page that was broken into leads there, and its letter never says whose that is.
        if self._has_own_links and (self.calls or self._says_whose_it_is()):
            return None
        lines = [fold(one) for one in self.body.splitlines() if len(one) <= _LINE]
        alone = (one for one in (*lines[:_HEAD], *lines[-_FOOT:]) if one not in self.name)
        named = (bare_name(SHOP.sub("", one), self.domain, self.known) for one in alone)
        return next(filter(None, named), None) if not self._is_bank() else None

    def _says_whose_it_is(self) -> bool:
        """Whether its letter has a word of its sender's name or of where it comes from."""
        if spells_its_place(self.domain, self.text):
            return True
        shown = said(self.text)
        return any(has(one, shown) for one in own_words(self.message.from_name, self.domain))

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


def _is_lent(brand: str, labels: list[str]) -> bool:
    """Whether a host's labels are a brand and an office."""
    flat = brand.replace(" ", "")
    others = [one for one in labels if one.replace("-", "") != flat]
    words = (word for one in others for word in one.split("-"))
    return len(others) < len(labels) and any(map(is_an_offices, words))
