"""Whose bill a mail is that was read: what it says, who sends it and from where go together."""

import re
from collections.abc import Iterable

from parsers.domains import is_freemail
from parsers.events import BillingEvent, EventKind
from parsers.fakes.brands import has, strangers
from parsers.fakes.by_hand import is_a_persons, is_written_by_hand
from parsers.fakes.calls import names_a_number, wants_a_call
from parsers.fakes.claims import (
    claims_money,
    greets_by_name,
    is_answer,
    names_a_price,
)
from parsers.fakes.hints import tells_of_an_end
from parsers.fakes.lures import lures
from parsers.fakes.naming import (
    goes_with,
    own_words,
    said,
    spells_its_place,
)
from parsers.fakes.unsigned import made_for
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.text.bounded import Words
from parsers.text.folding import folded_word
from parsers.text.worded import Worded

_WORDED = Worded(__file__)
NEAR = 400  # characters of a mail in which it says what it is about
# At the end of what stands before a name.
_YOURS = re.compile(
    r" (?:your|ihre?[mnrs]?|deine?[mnrs]?|votre|vos|ton|ta|su|tu|il suo|la sua|il tuo|o seu|a sua"
    r"|uw|je"
    r"|twoj\w{0,4}|din|ditt|vas\w{0,3}) $"
)
_SAID = 5  # words of a line that says something
MEANS = re.compile("paypal", re.IGNORECASE)
SENTENCE = re.compile(r"\n|(?<=[.!?])\s")
URL = re.compile(r"https?://\S+", re.IGNORECASE)
# In a table "PayPal" stands in the next cell, or on the next line.
_BY_MEANS = Words(
    _WORDED.pattern("by_means"),
    most=2 * NEAR,
)
GIVEN_BACK = frozenset({EventKind.REFUND, EventKind.REFUND_PROMISED})
_OF_A_SUBSCRIPTION = frozenset(EventKind) - {EventKind.CHARGE, EventKind.INVOICE_DUE, *GIVEN_BACK}
# What only who runs a subscription can say of it: that a card was declined its bank says too.
_RUN = _OF_A_SUBSCRIPTION - {EventKind.PAYMENT_FAILED}
_POWERED_BY = (
    *("powered by", "propulsé par", "con tecnología de", "con la tecnología de"),
    *("desenvolvido por", "bereitgestellt von", "bereitgestellt durch", "mogelijk gemaakt door"),
    *("aangedreven door", "realizzato con"),
)
_POWERED = re.compile(rf"\b(?i:{'|'.join(_POWERED_BY)}) [A-Z]\w{{1,30}}")


def posed_as(
    message: Message, body: str, events: Iterable[BillingEvent], known: Known
) -> str | None:
    """The brand for which a bill was written by who is not the brand, folded; None for others.

    Naming a brand is no pose: shops sell its cards, telephone companies bill for it. It is one
    where nothing else says whose bill it is: a person at a free mail service, a name that
    has nothing to do with where it comes from, or a sender who runs the subscription, or wants the
    card for it, and does not say his name once.
    """
    domain = message.from_domain
    # Whose machine sends a shop's mail is named under it, and is not whom it speaks for.
    # Nor is a place that a link leads to: half of all firms show films at YouTube.
    heading = URL.sub(" ", unpowered(f"{message.subject}\n{body[:NEAR]}"))
    served = made_for(heading) | means_of_payment(message, heading, body)
    named = (one for one in strangers(fold(heading), domain, known) if one not in served)
    brand = next(named, None)
    if brand is None or not domain or _is_news(message, body):
        return None
    runs = any(one.kind in _RUN or one.recurring for one in events) or lures(body)
    silent = runs and not _says_its_name(message, domain, body, brand)
    if is_freemail(domain):
        if is_answer(message.subject):
            return None
        headed = f"{message.subject} {' '.join(message.attachments)}".replace("_", " ")
        own = is_a_persons(message, body) and brand not in strangers(fold(headed), domain, known)
        return None if own else brand
    poses = silent or is_from_elsewhere(message, body)
    poses = poses and not is_written_by_hand(message, body)
    if not poses or _is_handed_over(message) or only_mentions(brand, message, body):
        return None
    return brand


def only_mentions(brand: str, message: Message, body: str) -> bool:
    """Whether a letter that wants no card says a brand once, neither in its subject nor in its
    first line, nor as the reader's own: clubs show their meetings somewhere.
    """
    first, _, rest = body.strip().partition("\n")
    text = f"{message.subject}\n{body}"
    if names_a_number(text) or has(brand, fold(f"{message.subject}\n{first}")):
        return False
    if lures(body) and not _is_beside(brand, message, body):
        return False
    lines = (one.strip() for one in rest[:NEAR].splitlines())
    if any(fold(one).startswith(brand) and not is_a_sentence(one) for one in lines):
        return False  # what is billed
    near = f" {fold(rest)} "
    return near.count(f" {brand} ") <= 1 and not _YOURS.search(near[: near.find(f" {brand} ") + 1])


def _is_beside(brand: str, message: Message, body: str) -> bool:
    """Whether a letter that says whose it is, and knows its reader, names a brand in a sentence
    that wants nothing: clubs have lists of songs somewhere.
    """
    if not greets_by_name(body) or not spells_its_place(message.from_domain, body):
        return False
    told = [one for one in SENTENCE.split(body) if has(brand, fold(one))]
    return not any(names_a_price(one) or lures(one) or tells_of_an_end(one) for one in told)


def is_a_sentence(line: str) -> bool:
    """Whether a line says something, and is no item of a bill."""
    return line.endswith((".", "!", "?")) and len(line.split()) >= _SAID and not names_a_price(line)


def _is_handed_over(message: Message) -> bool:
    """Whether somebody only passes on what he was sent: nothing attached, no link."""
    sources = (message.text, message.html)
    return is_answer(message.subject) and not (
        message.attachments or any("://" in source for source in sources)
    )


def unpowered(heading: str) -> str:
    """A heading without the name of the machine by which it was sent; hardly any has it."""
    folded = folded_word(heading)
    return _POWERED.sub("", heading) if any(one in folded for one in _POWERED_BY) else heading


def means_of_payment(message: Message, heading: str, body: str) -> set[str]:
    """The brand that is only how a bill is paid: "we will take $9 from PayPal". Who wants a card or
    a call besides poses as it; who is called as his domain is may have a card of his own renewed.
    """
    # Hardly any heading names it, and what is asked then takes its time.
    if len(MEANS.findall(heading)) != 1 or not _BY_MEANS.search(heading):
        return set()
    lent = lures(body) and is_from_elsewhere(message, "")
    return set() if lent or wants_a_call(body) else {"paypal"}


def _is_news(message: Message, body: str) -> bool:
    """Whether it goes to many and says of no money of the reader's that it is gone."""
    many = message.goes_to_many
    return many and not claims_money(f"{message.subject}\n{body}")


def is_of_a_subscription(event: BillingEvent) -> bool:
    """Whether it tells of what is paid again and again, and not of one payment."""
    return event.kind in _OF_A_SUBSCRIPTION or bool(event.recurring)


def is_from_elsewhere(message: Message, body: str) -> bool:
    domain = message.from_domain
    # "Xeno (formerly Zeno) <...>": what stands in brackets there is no part of the name.
    shown = next(iter(message.headers.get("from", ())), "").rpartition("<")[0]
    names = (message.from_name, f"{message.from_name} {shown}")
    if not domain or any(goes_with(name, domain) for name in names):
        return False
    return not spells_its_place(domain, f"{message.subject}\n{body}")


def _says_its_name(message: Message, domain: str, body: str, brand: str) -> bool:
    """Whether the letter has a word of its sender's name that is no word of the brand's."""
    shown = said(f"{message.subject}\n{body}")
    own = own_words(message.from_name, domain) - set(brand.split())
    return any(has(one, shown) for one in own) or spells_its_place(domain, shown)
