"""How much a stranger's mail is like one of a brand that it names.

Each feature is a number from 0 to 1; what they are worth together is in `weighed.json`.
"""

from functools import cached_property

from parsers.fakes.answering import is_undone_by_an_answer
from parsers.fakes.bearing import SOME
from parsers.fakes.calls import asks_and_numbers
from parsers.fakes.introduced import Introduced
from parsers.fakes.unsigned import is_nameless
from parsers.sieve import has_billing_words

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
_FEWEST, _MOST_BORNE = 2, 6
# What a mail leaves to do.
_ACTS = (
    *("calls", "number", "lures", "account", "new_account", "attached", "code", "gifts"),
    *("link_else", "leads"),
)


class Likeness(Introduced):
    """What one mail bears of the brands that it names."""

    def bills(self) -> bool:
        """Whether it speaks of money, or wants a call."""
        return self._bills()

    def is_about_bills(self) -> bool:
        """Whether its subject has a word of billing, in a language of which little else is known;
        no letter that goes to many.
        """
        return not self.message.goes_to_many and has_billing_words(self.message.subject)

    def _has_another_way(self) -> bool:
        """Whether it wants a code to be scanned, an answer elsewhere or to undo it, has a number
        behind a question, or leaves what it names a price of to a file.
        """
        wanting = self._wanting
        if wanting["code"] or wanting["elsewhere"] or self._leaves_a_price_to_a_file():
            return True
        if asks_and_numbers(self.text):
            return True
        return is_undone_by_an_answer(self.text, or_put_right=not self._is_a_persons)

    def features(self, brand: str) -> dict[str, float]:
        """All of one brand, by name; none of one that is only talked of, whatever else is odd."""
        if brand not in self._found:
            self._found[brand] = self._features_of(brand)
        return self._found[brand]

    @cached_property
    def _found(self) -> dict[str, dict[str, float]]:
        """The features that were asked for, by brand."""
        return {}

    def _features_of(self, brand: str) -> dict[str, float]:
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
        # A number is a way out where there is no other, whatever the words around it say.
        rings = flags["shows_number"] and silent and not (flags["link"] or flags["person"])
        # Nobody's letter to nobody leads on by whatever it has beside links.
        hushed = silent and not flags["greets"]
        flags["leads"] = flags["leads"] or (hushed and self._has_another_way())
        found["leads"] = float(flags["leads"])
        acts = rings or any(flags[one] for one in _ACTS)
        # Said once in a letter, and nowhere else that a reader looks at first.
        talked = not any(bearing[one] for one in _BORNE if one not in _TALKED)
        talked = talked and not any(flags[one] for one in ("lures", "threat", "calls", "claims"))
        talked = talked and not (bearing["priced"] and silent)
        found["passing"] = float(talked and bearing["mentions"] <= 1 / SOME)
        # What is billed is the brand's, and nobody says who bills.
        found["silent_priced"] = float(silent and bearing["priced"] and flags["leads"])
        found["bears"] = min(bears, _MOST_BORNE) / _MOST_BORNE
        found["silent"] = float(silent)
        found["acts"] = float(acts)
        # A price and a way to pay it, and nobody who greets or signs.
        told = flags["price"] and flags["leads"] and silent
        found["silent_price"] = float(told and not flags["greets"])
        found["silent_acts"] = float(silent and acts)
        # What a mail says of haste, cards and money is not seen then.
        found["unspoken_acts"] = float(flags["unspoken"] and silent and acts)
        found["speaks_acts"] = float(acts and any(flags[one] for one in _SPOKEN))
        return found
