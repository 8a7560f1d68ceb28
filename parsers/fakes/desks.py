"""What a stranger in a service's own mail says as a brand's desk, or of its reader's own plan."""

import re

from parsers.domains import belongs, is_freemail
from parsers.fakes.calls import names_a_number
from parsers.fakes.claims import (
    ROLES,
    greets_by_name,
    has_words_of_a_bill,
    is_handed_on,
    names_a_price,
)
from parsers.fakes.disguise import DESKS, OFFICES, is_yours
from parsers.fakes.hints import fails_and_ends
from parsers.fakes.led import leads_to
from parsers.fakes.lures import lures, threatens
from parsers.fakes.naming import is_an_offices
from parsers.fakes.offices import ABOUT, DEPARTMENTS
from parsers.fakes.others import names_a_product, names_another
from parsers.fakes.stages import BILLERS, OWN_BILLS, is_by_address
from parsers.fakes.stead import gives_back
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.sieve import has_billing_words
from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_THROUGH = re.compile(r"\(|\bvia\b", re.IGNORECASE)
_NEAR = 400  # characters of a mail in which it says who shares
# Who is said to have done something, where a line begins or behind a label.
_WHO = re.compile(_WORDED.pattern("who"))
# Who is said to want something signed: "Abonnements Adobe France demande votre signature".
_SIGNED = re.compile(
    r"(?m)^([^\n:.]{2,60}?) (?:requests?|is requesting|has requested|bittet|fordert|demande"
    r"|sollicite|solicita|pide|richiede|chiede|vraagt|verzoekt|prosi|begär"
    r"|anmoder|ber om|pyytää|žádá|kéri|solicită)\b",
    re.IGNORECASE,
)
# What only who takes the money needs.
_ACCOUNT = Words(
    _WORDED.pattern("account"),
    most=4 * _NEAR,
)
WRITTEN_TO = re.compile(
    r"\b([\w.+-]{3,64})@([a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,20}){1,3})\b", re.IGNORECASE
)


def speaks_as_a_desk(message: Message, shown: str, known: Known) -> bool:
    """Whether somebody in a service's own mail is a brand's desk, or has its reader's plan."""
    ways = (wants_what_is_yours, is_a_desks, signs_for_the_house, tells_of_the_house)
    return any(way(message, shown, known) for way in ways)


def wants_what_is_yours(message: Message, shown: str, known: Known) -> bool:
    """Whether the reader's own plan with somebody else is said to need him, at a place that is
    nobody's known, or in a stranger's words his card.
    """
    domain, text = message.from_domain, fold(shown)
    if not is_yours(text, known):
        return False
    # Among the words of others nobody bills for what the house itself sells either.
    handed = is_handed_on(shown)
    is_others = handed and (is_by_address(message) or leads_to(message, shown, known))
    if not is_others and not is_yours(text, known, domain):
        return False
    lured, sells = lures(shown), belongs(domain, OWN_BILLS | BILLERS)
    if lured and (handed or not sells):
        return True
    if handed and is_a_departments(message) and names_a_price(shown):
        return True
    if handed and threatens(shown) and _bills(shown):
        return not belongs(domain, BILLERS)
    pressing = lured or threatens(shown) or (names_a_price(shown) and not belongs(domain, BILLERS))
    return pressing and leads_to(message, shown, known)


def signs_for_the_house(message: Message, shown: str, known: Known) -> bool:
    """Whether somebody who is called like the house that has documents signed, and like an office,
    wants an account for what it sells: what the house sells is ordered at its own place.
    """
    domain, text = message.from_domain, fold(shown)
    if not names_a_price(shown) or not (_ACCOUNT.search(shown) or lures(shown)):
        return False
    if not names_a_product(text, domain, known):
        return False
    asking = [fold(one[1]) for one in _SIGNED.finditer(shown[: 2 * _NEAR])]
    if _THROUGH.search(message.from_name):
        asking.append(fold(_THROUGH.split(message.from_name)[0]))
    if not asking:
        return False
    theirs = {
        word for name, own in known.names.items() if belongs(domain, own) for word in name.split()
    }
    return any(
        names_a_product(name, domain, known) or _is_office_of(set(name.split()), theirs)
        for name in asking
    )


def _is_office_of(words: set[str], theirs: set[str]) -> bool:
    """Whether words are what a house sells and an office, and nobody's name: "Acrobat Plans"."""
    return bool(words & theirs) and words - theirs <= ROLES | ABOUT


def tells_of_the_house(message: Message, shown: str, known: Known) -> bool:
    """Whether somebody's words that a service hands on tell nobody in particular that what the
    house sells was not paid and is lost, or give a number for it: the house tells that itself.
    """
    if not names_a_price(shown) or not is_handed_on(shown) or greets_by_name(shown):
        return False
    text = fold(shown)
    if not names_a_product(text, message.from_domain, known):
        return False
    if threatens(shown) or fails_and_ends(shown):
        return True
    return names_a_number(shown) and is_yours(text, known)


def is_a_departments(message: Message) -> bool:
    """Whether whoever shares is called like a department, and nobody else: "Comptabilité (via
    Google Docs)".
    """
    who = set(fold(_THROUGH.split(message.from_name)[0]).split())
    return bool(who & DEPARTMENTS) and who <= ROLES | DEPARTMENTS


def _bills(shown: str) -> bool:
    return names_a_price(shown) and has_words_of_a_bill(shown)


def is_a_desks(message: Message, shown: str, known: Known) -> bool:
    """Whether a bill is a brand's desk's, or nobody's in a brand's name: by whoever is said to have
    shared, asked or written, or wants an answer at a free mail service.
    """
    if not (names_a_price(shown) or lures(shown) or gives_back(shown)):
        return False
    whom = list(_WHO.finditer(shown[:_NEAR]))
    if _is_by_a_department(whom, message, shown, known):
        return True
    bills = has_words_of_a_bill(shown) or has_billing_words(shown[:_NEAR])
    return bills and _is_nobodys(whom, message, shown, known)


def _is_by_a_department(
    whom: list[re.Match[str]], message: Message, shown: str, known: Known
) -> bool:
    """Whether somebody called like a department, and nobody else, did something to what has a price
    and another brand's name.
    """
    named = (set(fold(one[2]).split()) for one in whom if one[3])
    if not any(one & DEPARTMENTS and one <= ROLES | DEPARTMENTS for one in named):
        return False
    return names_a_price(shown) and names_another(fold(shown), message.from_domain, known)


def _is_nobodys(whom: list[re.Match[str]], message: Message, shown: str, known: Known) -> bool:
    """Whether a bill is a brand's desk's, or nobody's where a brand is named."""
    domain = message.from_domain
    # Those that bill say in lines of their own to whom one has paid, and for what.
    speaking = (one for one in whom if one[3] or not belongs(domain, BILLERS))
    if any(_begins_as_a_desk(fold(one[2]), domain, known, one[3]) for one in speaking):
        return True
    sharing = (fold(one[2]) for one in whom if one[1] or one[3])
    nobodys = any(set(one.split()) <= ROLES for one in sharing if one not in ("", "you"))
    answers = any(
        is_freemail(one[2].lower())
        and any(map(is_an_offices, re.split(r"[._\d+-]+", fold(one[1]))))
        for one in WRITTEN_TO.finditer(shown[: 2 * _NEAR])
    )
    text = fold(shown)
    if not (nobodys or answers):
        return False
    if names_another(text, domain, known) or names_a_product(text, domain, known):
        return True
    # No office of the service's own invites anybody to what has a price and a number to call.
    return nobodys and names_a_price(shown) and names_a_number(shown)


def _begins_as_a_desk(name: str, domain: str, known: Known, does: str | None) -> bool:
    """Whether a folded name is a brand's and then an office's: "norton 360 billing dept"; `does`:
    what he is said to have done, since "spotify premium" alone is what one buys.
    """
    words, offices = name.split(), OFFICES if does else DESKS
    return any(
        word in offices
        and (brand := " ".join(words[:place])) in known.names
        and not belongs(domain, known.names[brand])
        for place, word in enumerate(words)
    )
