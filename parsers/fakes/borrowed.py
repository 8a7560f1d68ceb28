"""Real senders whose mail carries a stranger's words: invoices, invitations, shared documents."""

import re
from collections.abc import Iterable

from parsers.domains import belongs, is_freemail, organisation
from parsers.events import BillingEvent, EventKind
from parsers.fakes.brands import bare_name, has, strangers
from parsers.fakes.calls import (
    is_denied_by_a_number,
    names_a_number,
    undoes_by_a_number,
    wants_a_call,
)
from parsers.fakes.claims import (
    ROLES,
    has_words_of_a_bill,
    is_handed_on,
    is_paid,
    names_a_price,
    offers_a_bill,
)
from parsers.fakes.desks import WRITTEN_TO, speaks_as_a_desk
from parsers.fakes.disguise import OFFICES, is_in_disguise, names_an_office
from parsers.fakes.lookalikes import label
from parsers.fakes.lures import lures
from parsers.fakes.naming import goes_with, is_an_offices
from parsers.fakes.others import names_a_product, names_another
from parsers.fakes.seen import reply_domain
from parsers.fakes.stages import (
    BILLERS,
    OWN_BILLS,
    PROCESSORS,
    SELLERS,
    SHOPS,
    is_by_address,
    is_for_sellers,
    is_request,
    is_stage,
)
from parsers.fakes.stead import MEANS
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.sieve import has_billing_words
from parsers.text.speech import unquoted

# "Norton Billing is requesting", "Note from Norton Billing".
_ASKING = re.compile(
    r"(?m)^([^\n:]{2,60}?) (?:is requesting|requested|requests|has requested|sent (?:you"
    r"|a reminder)|hat (?:ihnen|dir)|fordert|bittet|vous (?:a|demande)|te ha|te pide|ti ha"
    r"|ti chiede|heeft u"
    r"|vraagt|prosi|enviou|pediu)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?m)\btotal\b[^\n\d]{0,16}\b0[.,]00\b", re.IGNORECASE)
_NEAR = 400  # characters of a mail in which it says what it is about
# Where whoever wants something signed stands as the sender, the house's own offices as well.
_SIGNING = frozenset({"adobesign.com", "echosign.com"})
_THROUGH = re.compile(r"\(|\bv[ií]a\b", re.IGNORECASE)


def borrowed(message: Message, body: str, domain: str, known: Known) -> Iterable[str]:
    """A real sender that carries a stranger's words: their text wants a call to another brand."""
    shown = f"{message.subject}\n{body}"
    name = fold(message.from_name)
    heading = f"{name} {fold(message.subject)}"
    others = any(strangers(heading, domain, known)) or names_an_office(heading, domain, known)
    # Whoever invites to what a brand runs gives it a name of his own choice.
    stage = is_stage(message) or belongs(domain, SHOPS) or is_handed_on(shown[:_NEAR])
    if stage:  # where what somebody has written stands between marks
        body = unquoted(body)
        shown = f"{message.subject}\n{body}"
    calls = (others or stage) and (wants_a_call(shown) or (stage and is_denied_by_a_number(shown)))
    calls = calls or _tells_of_another(shown, domain, known, handed=stage)
    # Whoever asks for money there has no contract that a call could end.
    calls = calls or (is_request(message) and offers_a_bill(shown) and undoes_by_a_number(shown))
    calls = (
        calls or _sells_the_house(message, shown, known) or _is_sent_round(message, shown, known)
    )
    sold = None if calls else sold_as_a_brand(message, body, known)
    way = f"it comes by way of {organisation(domain)}, but a stranger wrote it, and"
    if calls:
        yield f"{way} wants you to call a number"
    elif sold:
        yield sold
    elif (
        is_request(message)
        and offers_a_bill(shown)
        and (others or is_for_another(message, known) or _asks_for_a_brand(shown, domain, known))
    ):
        yield f"{way} wants money for what you did not buy there"
    elif is_in_disguise(message, shown, known, named=others) or (
        is_stage(message) and speaks_as_a_desk(message, shown, known)
    ):
        yield f"{way} speaks of your money in somebody else's name"
    elif is_stage(message) and _answers_for_a_brand(message, shown, known):
        yield f"{way} wants to be answered at {reply_domain(message)}"
    elif belongs(domain, PROCESSORS) and _answered_by_anybody(message, body, known):
        yield f"{way} wants to be answered at a free mail service"


def _answers_for_a_brand(message: Message, shown: str, known: Known) -> bool:
    """Whether whoever bills is called like a brand's office and nobody else, and is to be answered
    where the brand is not at home.
    """
    reply = reply_domain(message)
    if not reply or organisation(reply) == organisation(message.from_domain):
        return False
    if not (names_a_price(shown) or lures(shown)):
        return False
    who = fold(_THROUGH.split(message.from_name)[0])
    # Others send in their own name what somebody else is to be answered for.
    domain = message.from_domain if not belongs(message.from_domain, _SIGNING) else reply
    return _is_nothing_else(who, domain, known) and _is_nothing_else(who, reply, known)


def _sells_the_house(message: Message, shown: str, known: Known) -> bool:
    """Whether somebody's own words, where no others come from, give a price of what the house of
    the service sells and a number to undo it by: the house asks nobody to ring so.
    """
    if not is_by_address(message) or not names_a_price(shown):
        return False
    return undoes_by_a_number(shown) and names_a_product(fold(shown), message.from_domain, known)


def _is_sent_round(message: Message, shown: str, known: Known) -> bool:
    """Whether what a brand wrote to somebody else, or of an order of nothing, names a price and a
    number to undo it by: whoever ordered put both there, as the name of his firm, and had it sent.
    """
    odd = is_for_another(message, known) or _NOTHING.search(shown) is not None
    return odd and names_a_price(shown) and undoes_by_a_number(shown)


def _tells_of_another(shown: str, domain: str, known: Known, *, handed: bool) -> bool:
    """Whether a price of another brand's stands there with a number to call: no firm writes so of
    what it does not sell. `handed`: somebody may have been handed on.
    """
    if not names_a_price(shown) or not names_a_number(shown):
        return False
    bills = handed and (has_words_of_a_bill(shown) or has_billing_words(shown[:_NEAR]))
    billed = wants_a_call(shown) or bills
    return billed and names_another(fold(shown), domain, known)


def _asks_for_a_brand(shown: str, domain: str, known: Known) -> bool:
    """Whether who asks for money there names a brand and a number to call, or has the brand for
    the first words of his name.
    """
    if names_a_number(shown) and any(strangers(fold(shown), domain, known)):
        return True
    asking = (fold(one[1]) for one in _ASKING.finditer(shown))
    return any(
        name == brand or name.startswith(f"{brand} ")
        for name in asking
        for brand in strangers(name, domain, known)
    )


def sold_by_a_number(message: Message, body: str, known: Known) -> str | None:
    """Why a seller's bill is a fake: a service for bills sent it, it names a brand of the catalogue
    that is not the seller's, and wants a call. None for others.
    """
    domain, shown = message.from_domain, f"{message.subject}\n{body}"
    if not is_for_sellers(domain) or not wants_a_call(shown):
        return None
    text = fold(shown)
    heading = f"{fold(message.from_name)} {fold(message.subject)}"
    if not (any(strangers(text, domain, known)) or names_another(heading, domain, known)):
        return None
    way = f"it comes by way of {organisation(domain)}, but a stranger wrote it, and"
    return f"{way} wants you to call a number"


# Behind these a subject has the seller's name: "Invoice 77 from Norton Desk".
_FROM = re.compile(
    r"\b(?:from|von|de|da|van|od|från|fra) (?!(?:the|your)\b)([^\n#(:,]{3,60})", re.IGNORECASE
)
_LEGAL = frozenset("inc llc ltd limited gmbh corp corporation co sas srl bv ab".split())


def sold_as_a_brand(message: Message, body: str, known: Known) -> str | None:
    """Why a small seller's bill is a fake: its seller is called like a brand of the catalogue, and
    what companies add. None for others.
    """
    domain = message.from_domain
    if not (belongs(domain, SELLERS) or message.from_address.lower() in SELLERS):
        return None
    if not names_a_price(f"{message.subject}\n{body}"):
        return None
    found = (*_FROM.finditer(message.subject), *_ASKING.finditer(body[:_NEAR]))
    sellers = (message.from_name, *(one[1] for one in found))
    if not any(_is_nothing_else(fold(one), domain, known) for one in sellers):
        return None
    way = f"it comes by way of {organisation(domain)}, but a stranger wrote it, and"
    return f"{way} wants money for what you did not buy there"


def _is_nothing_else(name: str, domain: str, known: Known) -> bool:
    """Whether a seller's folded name is one of the catalogue, or several, and what firms add."""
    if bare_name(name, domain, known) is not None:
        return True
    words = {word for one in strangers(name, domain, known) for word in one.split()}
    rest = set(name.split()) - words - ROLES - _LEGAL
    return bool(words) and all(map(is_an_offices, rest))


def office_of(message: Message, body: str, known: Known) -> str | None:
    """The brand as whose office a seller wants a bill to be paid by a payment service.

    "Netflix Billing Desk" is one; a brand that bills there itself bears its own name alone.
    """
    domain, text = message.from_domain, f"{message.subject}\n{body}"
    if not belongs(domain, PROCESSORS | BILLERS):
        return None
    if is_for_sellers(domain) and (brand := _answered_by_anybody(message, body, known)):
        return brand
    # Whose receipt has a number to ring bears an office's name for that.
    asks = not is_paid(text) and (offers_a_bill(text) or lures(text))
    if not asks and not names_a_number(text):
        return None
    seller = fold(message.subject.rpartition(" from ")[2])
    offices = (one for one in (fold(message.from_name), seller) if OFFICES & {*one.split()})
    return next(filter(None, (bare_name(one, domain, known) for one in offices)), None)


def _answered_by_anybody(message: Message, body: str, known: Known) -> str | None:
    """The brand as which a seller bills who is to be written to at a free mail service."""
    name, domain = fold(message.from_name), message.from_domain
    begun = (one for one in strangers(name, domain, known) if f"{name} ".startswith(f"{one} "))
    brand = next(begun, None) or bare_name(name, domain, known)
    if brand is None and f"{name} inc" in known.names:
        brand = f"{name} inc"
    if brand is None:
        return None
    if is_freemail(reply_domain(message)):
        return brand
    first = brand.partition(" ")[0]
    written = ((one[1].lower(), one[2].lower()) for one in WRITTEN_TO.finditer(body))
    return next((brand for local, at in written if first in local and is_freemail(at)), None)


def is_handed_through(message: Message, body: str) -> bool:
    """Whether a service hands on what somebody wrote: under his name ("X via Dropbox"), from the
    address of its messages, or where it says so at once.
    """
    shown = f"{message.subject}\n{body}"
    if not is_stage(message) or belongs(message.from_domain, BILLERS):
        return False
    if " via " in message.from_name.lower():
        return True
    return is_handed_on(shown if is_by_address(message) else shown[:_NEAR])


def is_by_way_of(message: Message, body: str, known: Known) -> bool:
    """Whether a bill comes from a service in whose own mail strangers write, and is not its own.

    Forms, calendars and invoices for others are never the service's bill; Canva's and GitHub's are
    when they are signed so and hand on nobody's words.
    """
    domain = message.from_domain
    if not is_stage(message):
        return False
    if not belongs(domain, OWN_BILLS) or is_by_address(message):
        return True
    name = fold(message.from_name)
    known_there = name in known.names
    its_own = belongs(domain, known.names[name]) if known_there else goes_with(name, domain)
    return not its_own or is_handed_on(f"{message.subject}\n{body}")


def doubtful_seller(
    message: Message, body: str, events: Iterable[BillingEvent], known: Known
) -> str | None:
    """Why what a seller bills by way of a service for bills waits for a person; None for others.

    Anybody sells there: a bill that nobody has paid is anybody's, and so are a number to call and
    somebody else's receipt for what a brand of the catalogue sells itself. Brands have their own
    receipts sent from there too: one that only says what was paid gains nobody anything.
    """
    domain = message.from_domain
    if not is_for_sellers(domain):
        return None
    way = f"it comes by way of {organisation(domain)}, but a seller wrote it, and"
    if wants_a_call(f"{message.subject}\n{body}"):
        return f"{way} wants you to call a number"
    if any(one.kind is EventKind.INVOICE_DUE for one in events):
        return f"{way} nobody has paid it"
    heading = fold(f"{message.from_name} {message.subject}\n{body[:_NEAR]}")
    # Whose machine it is stands in its own address: "shopifyemail.com".
    place = label(domain)
    named = (one for one in strangers(heading, domain, known) if one not in MEANS)
    brand = next((one for one in named if one not in place), None)
    if brand is None or (has(brand, fold(message.from_name)) and not lures(body)):
        return None
    return f"it bills for {known.spelling(brand)}, and {organisation(domain)} is not theirs"


def is_for_another(message: Message, known: Known) -> bool:
    own = known.own_addresses
    to = " ".join(
        value for name in ("to", "cc", "delivered-to") for value in message.headers.get(name, ())
    ).lower()
    return bool(own and to) and not any(address in to for address in own)
