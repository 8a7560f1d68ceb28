"""Whose bill stands among the words of an honest mail that whoever asks for it can fill in."""

import re

from parsers.domains import organisation
from parsers.fakes.addressed import HELP_DESKS
from parsers.fakes.bare import bare_hosts
from parsers.fakes.claims import (
    has_words_of_a_bill,
    is_answer,
    is_handed_on,
    names_a_price,
    speaks_of_money,
)
from parsers.fakes.hints import tells_of_an_end
from parsers.fakes.hushed import Hushed
from parsers.fakes.lures import lures, threatens
from parsers.fakes.naming import is_an_offices, spells_its_place
from parsers.fakes.seen import LITTLE, PICTURES
from parsers.fakes.stages import is_stage
from parsers.merchants import fold
from parsers.sieve import has_billing_words
from parsers.text.speech import unquoted
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 400  # characters of a mail in which it greets, or says who wrote
_WHOLE = 2000  # and of its letter
_FIGURES = 8  # of a number to call
_GREETED = re.compile(
    _WORDED.pattern("greeted"),
    re.IGNORECASE | re.MULTILINE,
)

_YOURS = re.compile(r"^(?:your|the|ihre?|deine?|votre|tu|su|il tuo|la tua|o seu|a sua|uw|je|din) ")


class Planted(Hushed):
    """One mail from a domain that belongs to no brand, and what others may have put into it."""

    def _by_planting(self) -> str | None:
        """The brand for which a stranger bills by a form, a ticket, a message; None for others."""
        return self._by_greeting() or self._by_ticket() or self._by_message()

    def _by_greeting(self) -> str | None:
        """Whose bill stands where a reader's name does: forms greet whom they are told to."""
        for found in _GREETED.finditer(self.body[:_NEAR]):
            if not _has_more_than_a_name(found[1]):
                continue
            line = f"{fold(found[1])} "
            told = _YOURS.sub("", line)
            begun = (one for one in self.named() if told.startswith(f"{one} "))
            brand = next(begun, None)
            if brand is not None:
                return brand
        return None

    def _by_ticket(self) -> str | None:
        """Whose bill a help desk says that it was asked about, with a number to undo it."""
        if organisation(self.domain) not in HELP_DESKS or not self.calls:
            return None
        return next(iter(self.named()), None) if names_a_price(self.text) else None

    def _by_message(self) -> str | None:
        """As whose desk a member writes by way of a place of many, who wants the card elsewhere."""
        if not self._bills() or not any(map(self._is_sure, self.named())):
            return None
        if is_stage(self.message) or not is_handed_on(self.text[:_NEAR]):
            return None
        # Places of many set off what was written by signs of quoting.
        told = unquoted(f"{self.body[:_WHOLE]}\n{self.message.text[:_WHOLE]}")
        if not (lures(told) and speaks_of_money(self.message.subject, told)):
            return None
        return next(filter(self._is_a_desk_elsewhere, self.named()), None)

    def _is_a_desk_elsewhere(self, brand: str) -> bool:
        if not self._is_sure(brand) or not dict(self._links_to(brand))["link_else"]:
            return False
        words = fold(f"{self.message.subject}\n{self.body[:_NEAR]}").split()
        long = len(brand.split())
        return any(
            words[place : place + long] == brand.split() and is_an_offices(after)
            for place, after in ((one - long, words[one]) for one in range(long, len(words)))
        )

    def is_a_picture_alone(self) -> bool:
        """Whether an office without a name has a bill by its subject, and leaves all else to a
        picture that leads somewhere, or has a code in it.
        """
        if self.free or self.message.goes_to_many or is_answer(self.message.subject):
            return False
        if organisation(self.domain) in self.known.met or not self._is_an_office():
            return False
        files = [one.lower() for one in self.message.attachments]
        if not all(one.endswith(PICTURES) for one in files) or not self._shows_a_picture():
            return False
        if len(self.shown.strip()) >= LITTLE or spells_its_place(self.domain, self.shown):
            return False
        subject = self.message.subject
        bills = has_words_of_a_bill(subject) or has_billing_words(subject) or threatens(subject)
        if not (bills or tells_of_an_end(subject)):
            return False
        return bool(self._wanting["code"]) or (self._is_only_a_picture() and self._links())


def _has_more_than_a_name(line: str) -> bool:
    """Whether a price, a number to call or a place to go to stands in a line."""
    if names_a_price(line) or sum(map(str.isdigit, line)) >= _FIGURES:
        return True
    return "://" in line or any(bare_hosts(line))
