"""Whether a stranger speaks of its reader's money in a service's own mail, as a brand does."""

import re
from itertools import pairwise

from parsers.brands import bare_name, has, strangers
from parsers.calls import names_a_number, shows_a_number
from parsers.claims import claims_money, has_words_of_a_bill, is_handed_on, lures, names_a_price
from parsers.domains import belongs, organisation
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.stages import BILLERS, SHOPS, is_stage

# What a stranger puts behind a brand's name.
OFFICES = frozenset(
    """account accounts billing care center centre customer department dept desk fraud help
    helpdesk invoice invoices member members membership memberships order orders payment payments
    premium receipt receipts refund refunds renewal renewals security service services store
    subscription subscriptions support team kundendienst kundenservice rechnung facturation
    facturación soporte suporte assistenza klantenservice""".split()
)
_CODE = frozenset({"github.com"})  # many a robot there is called like its maker
_YOUR = re.compile(r"\b(?:your|ihr|ihre|dein|deine|votre|ton|su|tu|il tuo|seu|uw|je|twoj) ")
_PLACE = re.compile(r"https?://([\w.-]{3,120})", re.IGNORECASE)
_READ = 20_000  # characters of a mail whose links are looked at


def is_in_disguise(message: Message, shown: str, known: Known, *, named: bool) -> bool:
    """Whether a stranger calls himself a brand there, or hands on a price with a number to call.

    `shown` is what is read, `named`: the sender's name or the subject names another brand than
    the service itself.
    """
    domain = message.from_domain
    if belongs(domain, SHOPS):
        wants = claims_money(shown) or shows_a_number(shown) or lures(shown)
        return wants and _poses(message, known)
    if not is_stage(message):
        return False
    if is_handed_on(shown):
        return _is_handed_on_in_disguise(message, shown, known, named=named)
    return not belongs(domain, BILLERS) and _is_said_in_disguise(message, shown, known)


def _is_said_in_disguise(message: Message, shown: str, known: Known) -> bool:
    domain, priced, claims = message.from_domain, names_a_price(shown), claims_money(shown)
    wants = priced or claims or lures(shown)
    if wants and domain not in _CODE and _poses(message, known):
        return True
    # Nobody tells by way of a form, or of a document to sign, that money is gone, and to ring.
    gone = priced and claims and shows_a_number(shown)
    return gone and names_another(fold(shown), domain, known)


def _is_handed_on_in_disguise(message: Message, shown: str, known: Known, *, named: bool) -> bool:
    """Whether what a service says that somebody wrote, shared or asked is no news and no work."""
    domain, text, priced = message.from_domain, fold(shown), names_a_price(shown)
    # It speaks to the reader of his plan, and leads away from where it comes from.
    if lures(shown) and ((named and priced) or (_leads_away(message) and is_yours(text, known))):
        return True
    if priced and has_words_of_a_bill(shown):
        heading = f"{fold(message.from_name)} {fold(message.subject)}"
        if names_an_office(heading, domain, known) or is_yours(text, known, domain):
            return True
        if names_a_number(shown) and names_another(text, domain, known):
            return True
    return not belongs(domain, BILLERS) and _is_said_in_disguise(message, shown, known)


def _poses(message: Message, known: Known) -> bool:
    """Whether a sender's name is that of another brand."""
    name, domain = fold(message.from_name), message.from_domain
    return any(strangers(name, domain, known)) or bare_name(name, domain, known) is not None


def is_yours(text: str, known: Known, domain: str = "") -> bool:
    """Whether a folded text says "your" before a name of the catalogue; not before that of whose
    `domain` it is, where that is given.
    """
    said = {text[one.end() :].split(" ", 1)[0] for one in _YOUR.finditer(text)}
    return any(
        name.partition(" ")[0] in said and has(name, text) and not belongs(domain, own)
        for name, own in known.names.items()
    )


def _leads_away(message: Message) -> bool:
    """Whether a link of it leads to somebody else's place than the service's that sends it."""
    own = organisation(message.from_domain)
    places = _PLACE.findall(f"{message.text[:_READ]} {message.html[:_READ]}")
    return any(organisation(one.lower()) != own for one in places)


def names_an_office(text: str, domain: str, known: Known) -> bool:
    """Whether a folded text has a name of the catalogue, a common word too, with an office behind
    it: "apple store orders", "zoom billing".
    """
    words = text.split()
    return any(
        name in known.names and not belongs(domain, known.names[name])
        for name, word in pairwise(words)
        if word in OFFICES
    )


def names_another(text: str, domain: str, known: Known) -> bool:
    """Whether a folded text names anybody of the catalogue, by a common word too."""
    return any(has(name, text) and not belongs(domain, own) for name, own in known.names.items())
