"""Whose bill a stranger's mail is that leaves it to a picture."""

import re
from functools import cached_property

from parsers.domains import belongs, organisation
from parsers.fakes.aside import drawn, texts_of_pictures
from parsers.fakes.brands import strangers
from parsers.fakes.called import Called
from parsers.fakes.claims import has_words_of_a_bill, is_answer, names_a_price, speaks_of_money
from parsers.fakes.led import LINKED
from parsers.fakes.lures import lures, threatens
from parsers.fakes.seen import LITTLE, PICTURES
from parsers.merchants import fold
from parsers.sieve import has_billing_words

# A price, or the number of a bill.
_BILLED = re.compile(r"\d[.,]\d\d\b|[$€£]\s?\d|\d{4}")
_FEW = 60  # letters beside a picture


class Drawn(Called):
    """One mail from a domain that belongs to no brand, and what its pictures are called."""

    def _by_picture(self) -> str | None:
        """Whose bill a mail is by its subject, or the names and texts of pictures, beside which it
        says nothing of money.

        Letters that go to many, and a shop's that lead to its own place, are no bills.
        """
        if self.message.goes_to_many or not self._leaves_it_to_a_picture:
            return None
        if is_answer(self.message.subject):
            # What is forwarded is somebody else's; but a screenshot says nothing of what it shows.
            said = "" if self.free else texts_of_pictures(self.message.html)
            return self._first_named(said) if _is_of_a_bill(said) else None
        heading = f"{self.message.subject}\n{self._drawn}"
        if self._is_an_office() or not self.name:
            told = f"{self.shown_name}\n{heading}"
            bills = self._is_only_a_picture() or _is_of_a_bill(told)
            return self._first_named(heading) if bills else None
        if self.free:
            # A person shows others what she was sent; a bill's number is not what she writes.
            subject = self.message.subject
            few = len(self.shown.strip()) <= _FEW
            numbered = has_words_of_a_bill(subject) and bool(_BILLED.search(subject))
            return self._first_named(heading) if few and numbered else None
        if self._leads_home() or not _is_of_a_bill(heading):
            return None
        return self._first_named(heading)

    @cached_property
    def shows_what_came(self) -> bool:
        """Whether a person, from a private mailbox that is called so, attaches nothing but pictures
        to what she asks, answers, or signs by her name: a screenshot, and no bill.
        """
        files = self.message.attachments
        if not files or not self._is_a_persons or not self.shown.strip():
            return False
        if not all(one.lower().endswith(PICTURES) for one in files):
            return False
        asks = "?" in self.shown or is_answer(self.message.subject)
        return asks or self._signs_by_name

    @property
    def _signs_by_name(self) -> bool:
        """Whether the last word of the letter is one of its sender's name."""
        last = fold(self.shown).split()[-1:]
        return bool(last) and last[0] in self.name.split()

    def _first_named(self, heading: str) -> str | None:
        """The brand that a heading names, a common word too where it is written like a name."""
        found = next(strangers(fold(heading), self.domain, self.known), None)
        return found or self._common_in(heading)

    @cached_property
    def _leaves_it_to_a_picture(self) -> bool:
        """Whether a picture is shown, or attached, and the letter says nothing of money."""
        said = self.shown.strip()
        if len(said) >= LITTLE or not self._shows_a_picture():
            return False
        if self._is_only_a_picture():
            return True
        return not (speaks_of_money("", said) or lures(said))

    @cached_property
    def _drawn(self) -> str:
        """What its pictures say and are called, those that are attached too."""
        return f"{self._file_words}\n{drawn(self.message.html)}"

    def _common_in_heading(self) -> str | None:
        """A brand in its subject, or its files' names, that is a common word as well."""
        return self._common_in(f"{self.message.subject} {self._file_words}")

    def _common_in(self, heading: str) -> str | None:
        """A brand that is a common word as well, where it is written like a name; not that by which
        the sender is called.
        """
        words = (one for one in fold(heading).split() if one in self.known.names)
        shown = (one for one in words if one.capitalize() in heading and one not in self.name)
        return next((one for one in shown if not belongs(self.domain, self.known.names[one])), None)

    def _leads_home(self) -> bool:
        """Whether a link, and not only where a picture lies, is its sender's own."""
        own = organisation(self.domain)
        return any(organisation(one.lower()) == own for one in LINKED.findall(self.message.html))


def _is_of_a_bill(heading: str) -> bool:
    """Whether a heading has a word of bills, in any language, or a price, or threatens."""
    return (
        has_words_of_a_bill(heading)
        or has_billing_words(heading)
        or names_a_price(heading)
        or threatens(heading)
    )
