"""Whom a stranger's mail poses as."""

import re
from functools import cached_property

from parsers.domains import belongs, organisation
from parsers.fakes.answering import is_undone_by_an_answer
from parsers.fakes.bearing import SHOP
from parsers.fakes.brands import (
    bare_name,
    begun,
    has,
    joined,
    masked_brand,
    strangers,
)
from parsers.fakes.calls import as_read, asks_to_ring, names_a_number, undoes_by_a_number
from parsers.fakes.claims import (
    greets_by_name,
    greets_nobody,
    hastens,
    is_answer,
    names_a_price,
    unanswered,
)
from parsers.fakes.disguise import names_an_office
from parsers.fakes.handed import is_passed_on
from parsers.fakes.lures import lures
from parsers.fakes.naming import is_an_offices, own_words, said, spells_its_place
from parsers.fakes.planted import Planted
from parsers.fakes.pretexts import stands_in
from parsers.fakes.stages import PROCESSORS, is_anybodys
from parsers.fakes.stead import (
    collects_for,
    gives_back,
    names_an_account,
    pays_elsewhere,
    quotes_a_brands,
    wants_a_transfer,
    wants_it_back,
)
from parsers.fakes.unsigned import billed_in_the_name_of
from parsers.fakes.wanting import OF_MARKUP
from parsers.fakes.whom import is_a_mailbox_of_ones_own, numbers_the_reader
from parsers.fakes.whose import SENTENCE, posed_as
from parsers.merchants import fold

_YOURS = re.compile(r"^(?:your|ihre?|deine?|votre|tu|su|il tuo|la tua|o seu|a sua|uw|je|twoj\w) ")
_FIGURES = 8  # of a number to call
_LEAST = 4  # letters of a name that is a word as well
_OPENS = 400  # characters of a mail in which it says what it is about
_LINE, _HEAD, _FOOT = 40, 8, 6  # characters of a line, lines of a mail, in which a name is one


class Posing(Planted):
    """One mail from a domain that belongs to no brand, and the brand that it bills for: by its
    address, its sender's name, its words, what it is after.
    """

    @cached_property
    def brand(self) -> str | None:
        """Whom it pretends to be: by its domain, by the sender's name, by what it opens with."""
        found = self._by_domain() or self._by_name() or self._by_opening() or self._by_heading()
        found = found or self._by_mask() or self._by_silence() or self._by_stead()
        found = found or self._by_lure() or self._by_letterhead() or self._by_picture()
        found = found or self._by_file() or self._by_host()
        found = found or self._by_subject() or self._by_pretext() or self._by_planting()
        return found or self.hushed or self._by_handing()

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

    def _by_subject(self) -> str | None:
        """Whose name stands in a subject beside a number to call, which no firm writes there;
        whoever signs somebody up can have it greet him so.
        """
        subject = self.message.subject
        if sum(map(str.isdigit, subject)) < _FIGURES or not asks_to_ring(subject):
            return None
        if self._is_bank():
            return None
        return next(strangers(self.subject, self.domain, self.known), None)

    def _by_pretext(self) -> str | None:
        """For whom somebody says that he sells or bills, who does not know his reader, and wants
        the card, a transfer, or a call to undo it.
        """
        if self.message.goes_to_many or not self._bills() or not self.named():
            return None
        if not stands_in(self.text) or self._is_bank():
            return None
        acts = lures(self.body) or undoes_by_a_number(self.text)
        acts = acts or (names_an_account(self.text.lower()) and hastens(self.text))
        if not acts or greets_by_name(self.text) or numbers_the_reader(self.text):
            return None
        return next(strangers(self._opening, self.domain, self.known), None)

    def _by_opening(self) -> str | None:
        """Private people and nobodies who bill for a brand, and leave something to do about it."""
        acts = self.calls or self._is_only_attached() or (self.free and names_a_number(self.text))
        acts = acts or (self.free and (greets_nobody(self.text) or self._is_an_office()))
        acts = acts or self._is_undone_by_an_answer()
        if self._hands_on_a_brands() or self.shows_what_came:
            return None
        if self.free and self._bills() and (acts or self._links() or lures(self.body)):
            own = self._is_a_persons
            own = own and not names_an_office(self._opening, self.domain, self.known)
            opens = self._headed if own else self._opening
            return next(strangers(opens, self.domain, self.known), None)
        if self.calls and not self._has_own_links and not self._is_bank():
            if self._answers_for_itself():
                return None
            found = next(strangers(self._opening, self.domain, self.known), None)
            return found or (self._common_in_heading() if self._is_an_office() else None)
        return None

    def _answers_for_itself(self) -> bool:
        """Whether somebody who is asked for his own services answers by name, and says whose."""
        if not is_answer(self.message.subject) or is_passed_on(self.body):
            return False
        return greets_by_name(self.text) and spells_its_place(self.domain, self.body)

    def _is_undone_by_an_answer(self) -> bool:
        """Whether a free mailbox is to be answered to undo a bill; friends greet by a name."""
        if not self.free:
            return False
        own = self._is_a_persons
        if not is_undone_by_an_answer(self.text, or_put_right=not own):
            return False
        return not (own and (greets_by_name(self.text) or self._signs_by_name))

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
        # Hardly any mail has one, and what it wants is asked in many words.
        if (brand := self._letterhead) is None or not (self.calls or lures(self.body)):
            return None
        # A firm's page that was broken into leads there, and its letter never says whose that is.
        if self._has_own_links and (self.calls or self._says_whose_it_is()):
            return None
        return None if self._is_bank() else brand

    @cached_property
    def _letterhead(self) -> str | None:
        """The brand whose name stands so."""
        lines = [one for one in self.body.splitlines() if len(one) <= _LINE]
        shown = map(fold, (*lines[:_HEAD], *lines[-_FOOT:]))
        alone = (one for one in shown if one not in self.name)
        named = (bare_name(SHOP.sub("", one), self.domain, self.known) for one in alone)
        return next(filter(None, named), None)

    def _says_whose_it_is(self) -> bool:
        """Whether its letter has a word of its sender's name or of where it comes from."""
        if spells_its_place(self.domain, self.text):
            return True
        shown = said(self.text)
        return any(has(one, shown) for one in own_words(self.message.from_name, self.domain))

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
        return next(strangers(heading, self.domain, self.known), None) or self._common_in_heading()

    def _by_handing(self) -> str | None:
        """Whose charge somebody says that he only hands on, or tells of in an answer, with a number
        of nobody's to undo it by, or a place where the card is wanted: who has got into a mailbox
        answers what he finds there.
        """
        message = self.message
        if message.goes_to_many or is_anybodys(message) or not names_a_price(self.body):
            return None
        brand = next(filter(self._is_told_of, self.named()), None)
        if brand is None or self._is_bank() or dict(self._links_to(brand))["link_brand"]:
            return None
        passed, undone = is_passed_on(self.body), undoes_by_a_number(self.text)
        if passed and (undone or (lures(self.body) and self._links())):
            return brand
        return brand if undone and self._changes_the_subject(brand) else None

    def _changes_the_subject(self, brand: str) -> bool:
        """Whether a person who answers, from a mailbox called like her, speaks of what the thread
        was not about; who sells it says whose he is, and where he is to be called.
        """
        if not is_answer(self.message.subject) or has(brand, self.subject):
            return False
        own = is_a_mailbox_of_ones_own(self.message)
        return own and not spells_its_place(self.domain, self.body)

    def _is_told_of(self, brand: str) -> bool:
        """Whether a name is no word as well, or stands beside a price."""
        if self._is_sure(brand):
            return True
        told = (one for one in SENTENCE.split(self.body[:_OPENS]) if has(brand, fold(one)))
        return len(brand) >= _LEAST and any(map(names_a_price, told))

    def _by_stead(self) -> str | None:
        """Whose debts it collects, whose bill has a new account, or who paid back too much."""
        # Whoever writes into a thread leaves the bill to what he quotes.
        if not (self._bills() or is_answer(self.message.subject)) or self._is_bank():
            return None
        # Who bills for his own work greets whom he worked for, and signs by his name.
        own = self._is_a_persons and greets_by_name(self.text) and self._signs_by_name
        wired = self.free and not (own and self.message.attachments)
        ways = (collects_for, wants_it_back, pays_elsewhere, *([wants_a_transfer] * wired))
        found = (way(self.message, self.body, self.known) for way in ways)
        return next(filter(None, found), None) or quotes_a_brands(self.message, self.known)

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
