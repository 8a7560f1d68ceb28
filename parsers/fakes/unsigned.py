"""Mail that bills and does not say whose it is: an office writes, from a place it never names."""

import re
from collections.abc import Iterator

from parsers.domains import belongs, is_freemail
from parsers.fakes.brands import strangers
from parsers.fakes.calls import undoes_by_a_number, wants_a_call
from parsers.fakes.claims import ROLES, claims_money, has_words_of_a_bill, speaks_of_money
from parsers.fakes.lures import lures
from parsers.fakes.naming import is_made_of, names_its_place
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.text.bounded import Bounded

_NEAR = 400  # characters of a mail in which a company says whose mail it is
_FOOT = 4000  # and how much of it is looked through for its name
_FIRM = Bounded(
    r"\b[A-Z][\w&-]{1,40},? (?:Ltd|Limited|LLC|Inc|GmbH|AG|KG|UG|BV|B\.V|SARL|SAS|AB|ApS|Oy)\b",
    most=_FOOT,
)
# "Labelmate for Shopify" is Labelmate's.
_MADE_FOR = Bounded(
    r"([A-Z](?<=\b[A-Z])[\w-]{1,40}) (?:for|für|pour|para|per|voor) ([A-Z][^\s,.;:|]{1,40})",
    most=_FOOT,
)
_THANKS = frozenset("thanks danke merci gracias grazie obrigado bedankt".split())


def billed_in_the_name_of(message: Message, body: str, known: Known) -> str | None:
    """The brand in whose name a nameless sender bills; None where there is neither."""
    if message.carried or not is_nameless(message, body):
        return None
    if message.goes_to_many and not claims_money(f"{message.subject}\n{body}"):
        return None
    domain = message.from_domain
    heading = f"{message.subject}\n{body[:_NEAR]}"
    served = made_for(heading)
    named = strangers(fold(heading), domain, known)
    # Who wants the card for Amazon is after it, though rivers and shops are called so too.
    common = _common(fold(heading), domain, known) if lures(body) else ()
    return next((one for one in (*named, *common) if one not in served), None)


def _common(text: str, domain: str, known: Known) -> Iterator[str]:
    """The names in a folded text that are common words as well, and not the domain's own."""
    words = (one for one in text.split() if one in known.names)
    return (one for one in words if not belongs(domain, known.names[one]))


def made_for(text: str) -> set[str]:
    """The first words of brands for which somebody else makes a thing, folded."""
    return {
        fold(found[2])
        for found in _MADE_FOR.finditer(text)
        if fold(found[1]) not in ROLES | _THANKS and not has_words_of_a_bill(found[1])
    }


def unsigned(message: Message, body: str) -> str | None:
    """Why a bill waits for a person, because whoever sent it cannot be told; None for others."""
    if is_nameless(message, body) and not _FIRM.search(body[-_FOOT:]):
        return "it does not say who bills you: neither its sender nor its text names a company"
    domain = message.from_domain
    whole = f"{message.from_name}\n{message.subject}\n{body}"
    is_named = names_its_place(domain, whole) or is_made_of(message.from_name, domain)
    if domain and not is_named and wants_a_call(whole):
        return f"it wants you to call a number, and nothing in it goes with {domain}"
    if " via " in message.from_name.lower() and undoes_by_a_number(whole):
        return f"somebody writes by way of {domain}, and gives a number to undo it by"
    return None


def is_nameless(message: Message, body: str) -> bool:
    """Whether a bill comes from "Receipts" or "Account Services", whose domain it never names.

    A company says who it is, in the sender's name or in the letter; who has borrowed a bakery's
    site, or bought a domain for a week, does not say so.
    """
    local, _, domain = message.from_address.lower().rpartition("@")
    if not domain or not body.strip():
        return False
    shown = fold(message.from_name).split()
    free = is_freemail(domain)
    if not shown and free:
        return False
    office = shown or re.findall(r"[^\W\d_]+", local)
    if not office or set(office) - ROLES or not speaks_of_money(message.subject, body):
        return False
    return free or not names_its_place(domain, f"{message.subject}\n{body}")
