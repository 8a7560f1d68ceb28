"""Whose bill a letter is that never says who sent it, and greets nobody: of a hacked firm, too."""

from functools import cached_property

from parsers.domains import organisation
from parsers.fakes.banks import is_bank
from parsers.fakes.brands import has
from parsers.fakes.claims import ROLES, is_answer, names_a_price
from parsers.fakes.drawn import Drawn
from parsers.fakes.hints import speaks_of_a_card, tells_of_an_end
from parsers.fakes.lookalikes import label, skeleton
from parsers.fakes.naming import is_an_offices, said, spells_its_place
from parsers.fakes.weighed import is_weighed
from parsers.fakes.whose import SENTENCE
from parsers.merchants import fold
from parsers.text.bounded import Bounded
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2500  # characters of a letter in which it says what it is about
_THREAD = 6000  # and of one with the thread under it
_LINES = 3  # of a letter that has some below it
# Who is quoted: "From: Adobe Billing", "Am 3. schrieb Adobe Kundendienst:".
_QUOTED = Bounded(
    _WORDED.pattern("quoted"),
    most=_THREAD,
)


class Hushed(Drawn):
    """One mail from a domain that belongs to no brand, in which nothing tells whose it is.

    A firm's letter has its name in it, or its reader's. What has neither, leads somewhere and is
    about what a brand sells is nobody's but a thief's, from whatever good domain it comes.
    """

    @cached_property
    def hushed(self) -> str | None:
        """The brand whose plan is said to be stopped, or whose card is wanted; None for others."""
        if self.free or self.message.goes_to_many:
            return None
        if organisation(self.domain) in self.known.met or not is_weighed(self):
            return None
        if is_answer(self.message.subject):
            return self._by_thread()
        own = label(self.domain).replace("-", "")
        strange = (one for one in self.named() if one.replace(" ", "") not in own)
        found = next((one for one in strange if self._is_nobodys(one)), None)
        return None if found is None or self._is_bank() else found

    def _is_nobodys(self, brand: str) -> bool:
        found = self.features(brand)
        if not found or found["greets"]:
            return False
        if found["silent"]:
            return self._presses(brand)
        headed = any(found[one] for one in ("in_subject", "opens", "priced", "yours"))
        sure = headed and self._is_sure(brand) and bool(found["lures"])
        return sure and self._leads and not self._says_so_above(brand)

    def _presses(self, brand: str) -> bool:
        """Whether it wants something for a brand; of one that is a word as well it says so."""
        wanting = self._wanting
        if self._leads and (wanting["lures"] or wanting["threat"]):
            return True
        if not self._is_sure(brand) or not wanting["price"]:
            return False
        if wanting["elsewhere"]:
            return True
        if not self._leads:
            return bool(wanting["shows_number"])
        told = (one for one in self._said if has(brand, fold(one)))
        card = speaks_of_a_card(self.body) and not wanting["paid"]
        return card or any(map(tells_of_an_end, told))

    def _is_sure(self, brand: str) -> bool:
        """Whether a name is no word as well."""
        return brand in self.known.brands or " " in brand

    @cached_property
    def _leads(self) -> bool:
        return self._links() or "href" in self.message.html

    def _says_so_above(self, brand: str) -> bool:
        """Whether it has a word of its sender's name, or of where it comes from, elsewhere than in
        its last lines: pages that were broken into have their firm's foot.
        """
        lines = [one for one in self.body.splitlines() if one.strip()]
        if len(lines) >= _LINES:
            lines = lines[: -((len(lines) + 2) // 3)]
        above = "\n".join((self.message.subject, *lines))
        if spells_its_place(self.domain, above):
            return True
        shown = said(above)
        return any(has(one, shown) for one in self._own_words - set(brand.split()))

    def _by_thread(self) -> str | None:
        """The brand whose desk is quoted by somebody who signs nothing and leads to his own place,
        where the bill is to be paid: who has a mailbox answers what nobody has asked.
        """
        whole = (self.message.text or self.message.html)[:_THREAD]
        if not self._leads or not names_a_price(whole) or not tells_of_an_end(whole):
            return None
        if set(self.name.split()) & set(said(self.shown).split()):
            return None
        quoted = (next(filter(None, one.groups()), "") for one in _QUOTED.finditer(whole))
        return next(filter(None, map(self._desk_of, quoted)), None)

    def _desk_of(self, name: str) -> str | None:
        """The brand as whose desk somebody is called: "Adobe Fakturering"."""
        words = fold(name).split()
        for place, word in enumerate(words):
            brand = " ".join(words[:place])
            if is_an_offices(word) and self._is_sure(brand) and brand in self.known.names:
                return brand
        return None

    @cached_property
    def _said(self) -> list[str]:
        return SENTENCE.split(f"{self.message.subject}\n{self.body[:_NEAR]}")

    def _is_bank(self) -> bool:
        """Whether a bank, called as its domain is, tells of what others took."""
        bank, own = is_bank(self.message), skeleton(label(self.domain)).replace("-", "")
        words = [word for word in self.name.split() if word not in ROLES]
        return bank and not self.free and any(skeleton(one) in own for one in words)
