"""What gives a fake away: in whose name a mail speaks, and what it leaves its reader to do."""

from collections.abc import Iterator

import msgspec

from parsers.domains import belongs, is_freemail
from parsers.enclosed import words_of
from parsers.fakes.answering import is_undone_by_an_answer
from parsers.fakes.aside import pictured
from parsers.fakes.borrowed import borrowed, is_for_another, sold_as_a_brand, sold_by_a_number
from parsers.fakes.brands import speaker
from parsers.fakes.by_hand import is_written_by_hand
from parsers.fakes.calls import BACKWARDS, forwards, names_a_number, wants_a_call, wants_the_screen
from parsers.fakes.claims import (
    claims_money,
    has_words_of_a_bill,
    is_answer,
    offers_a_bill,
    presses,
    speaks_of_money,
)
from parsers.fakes.led import leads_only_away, places
from parsers.fakes.lures import lures
from parsers.fakes.posing import Posing
from parsers.fakes.reserved import is_for_banks
from parsers.fakes.seen import LITTLE, reply_domain
from parsers.fakes.stages import is_stage
from parsers.fakes.stead import has_another_account
from parsers.fakes.torn import has_figured_words, has_mixed_words, is_torn
from parsers.fakes.weighed import sure_of
from parsers.fakes.whom import is_a_mailbox_of_ones_own, leaves_nothing_to_gain
from parsers.merchants import Known
from parsers.message import Message

_PRESSED = 2  # marks of a refund scam


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """Why a mail looks fake, in sentences; whom it poses as (folded), if anybody; is it a bill?"""

    reasons: tuple[str, ...]
    brand: str | None
    bills: bool = False


def signs(message: Message, body: str, known: Known) -> Signs:
    """What gives a mail away. One weak sign is none: each of these stands on two feet."""
    domain = message.from_domain
    if BACKWARDS in message.text:
        body = f"{body}\n{forwards(message.text)}"
    if message.enclosed:
        body = f"{body}\n{words_of(message.enclosed)}"
    if belongs(domain, known.organisations) and not is_freemail(domain):
        reasons = tuple(borrowed(message, body, domain, known))
        told = f"{body}\n{pictured(message.html)}" if len(body.strip()) < LITTLE else body
        bills = bool(reasons) or speaks_of_money(message.subject, told)
        return Signs(reasons=reasons, brand=speaker(domain, known), bills=bills)
    if _answers_by_hand(message, body):
        return Signs(reasons=(), brand=None)
    letter = _Letter(message, body, domain, known)
    brand = letter.brand
    reasons = letter.reasons() or letter.lent()
    # Of what somebody forwards only the forwarded mail is weighed: his own has no words then.
    own = bool(body.strip()) or not is_answer(message.subject)
    own = own and not (letter.shows_what_came or is_written_by_hand(message, body))
    if own and not reasons and (posing := sure_of(letter)) is not None:
        return Signs(reasons=posing.reasons(domain, known), brand=posing.brand, bills=True)
    bills = bool(reasons) and (
        letter.is_bill()
        or letter.is_figured()
        or (letter.free and brand is not None and names_a_number(letter.text))
        or has_another_account(message.text)
        or ((brand is not None or letter.free) and letter.may_bill())
        or (brand is not None and brand == letter.hushed)
        or letter.is_a_picture_alone()
    )
    return Signs(reasons=reasons, brand=brand, bills=bills)


def _answers_by_hand(message: Message, body: str) -> bool:
    """Whether a person answers from a mailbox called like her, above what she was asked, and leaves
    nothing to gain: the subject and what is quoted are the other one's.
    """
    if not (is_answer(message.subject) and is_freemail(message.from_domain)):
        return False
    quotes = any(line.startswith(">") for line in message.text.splitlines())
    is_hers = quotes and is_a_mailbox_of_ones_own(message)
    return is_hers and bool(body.strip()) and leaves_nothing_to_gain(message, body)


def wants_something(message: Message, body: str, known: Known) -> bool:
    """Whether what is sent in a brand's own name wants the card, a call or a bill to be paid
    elsewhere, or leads only elsewhere: what only went round by a list does not.
    """
    if not belongs(message.from_domain, known.organisations) or "list-id" in message.headers:
        return False
    text = f"{message.subject}\n{body}"
    if lures(body) or wants_a_call(text) or has_another_account(text):
        return True
    if leads_only_away(message, known) or _leaves_it_to_what_it_brings(message, body):
        return True
    return is_freemail(reply_domain(message)) or is_undone_by_an_answer(text)


def _leaves_it_to_what_it_brings(message: Message, body: str) -> bool:
    """Whether it says next to nothing beside a file or a picture, and leads nowhere."""
    if len(body.strip()) >= LITTLE or places(message):
        return False
    return bool(message.attachments) or "<img" in message.html.lower()


class _Letter(Posing):
    """One mail from a domain that belongs to no brand, looked at closely."""

    def reasons(self) -> tuple[str, ...]:
        """Sentences, the weightiest first; none when nothing stands on two feet."""
        return tuple(sentence for holds, sentence in self._findings() if holds)

    def is_figured(self) -> bool:
        """Whether a person's subject writes a word of bills so that no filter finds it."""
        says_more = self._bills() or bool(self.message.attachments)
        return self.free and says_more and has_figured_words(self.message.subject)

    def lent(self) -> tuple[str, ...]:
        """The same of a service that is no brand, in whose own mail a stranger writes."""
        if not is_stage(self.message):
            sold = sold_by_a_number(self.message, self._letter, self.known)
            sold = sold or sold_as_a_brand(self.message, self._letter, self.known)
            return (sold,) if sold else ()
        return tuple(borrowed(self.message, self._letter, self.domain, self.known))

    def _findings(self) -> Iterator[tuple[bool, str]]:
        brand, calls = self.brand, self._only_calls()
        nobodys = self._is_nobodys_bill()
        posing = brand is not None
        spelt = self.known.spelling(brand) if brand else ""
        yield posing, f"it speaks for {spelt} but was sent from {self.domain}"
        turned = BACKWARDS in f"{self.message.subject}{self.message.text}"
        yield turned and self._bills(), "its words are written backwards and turned round"
        torn = self._bills() and is_torn(self.message.html)
        yield torn, "its words are torn apart by others that nobody sees"
        yield has_words_of_a_bill(self.cells), "its words stand in cells of a letter each"
        yield has_mixed_words(self.text), "its words mix letters that only look alike"
        yield self.is_figured(), "its words are written with figures for letters"
        yield calls, "a phone number is its only way out"
        shown = (self.free or posing) and self._bills() and wants_the_screen(self.text)
        yield shown, "it wants somebody to see your computer"
        yield (
            self.free and (posing or calls or nobodys),
            f"{self.domain} is a free mail service that no company bills from",
        )
        yield self.is_a_picture_alone(), "the bill itself is a picture"
        hidden = (posing or nobodys) and self._is_only_attached()
        yield hidden, "the bill itself is hidden in an attachment"
        yield posing and self._answers_elsewhere(), f"answers go to {reply_domain(self.message)}"
        another = posing and is_for_another(self.message, self.known)
        yield another, "it is addressed to somebody else"

    def _only_calls(self) -> bool:
        """Whether a call is all that it leaves to do, and who asks for it is not who he says."""
        if self.free:
            claims = claims_money(self.text) or offers_a_bill(self.text)
            return self.calls or (claims and self._bills() and names_a_number(self.text))
        if self.calls and (self.brand or self._answers_elsewhere() or is_stage(self.message)):
            return True
        if is_for_banks(self.domain):
            return False
        if self._has_own_links:  # most mail has them, and what follows takes its time
            return False
        pressed = presses(self.text) >= _PRESSED and names_a_number(self.text)
        return pressed and self._bills()
