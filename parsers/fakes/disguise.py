"""Whether a stranger speaks of its reader's money in a service's own mail, as a brand does."""

import re
from itertools import pairwise

from parsers.domains import belongs, is_freemail, organisation
from parsers.fakes.brands import called_in, is_called
from parsers.fakes.calls import as_read, names_a_number, shows_a_number, wants_a_call
from parsers.fakes.claims import (
    ROLES,
    claims_money,
    has_words_of_a_bill,
    is_handed_on,
    names_a_price,
)
from parsers.fakes.hints import tells_of_an_end
from parsers.fakes.led import (
    OWN_PLACES,
    leads_away,
    leads_to,
    leads_to_a_lookalike,
    named_hosts,
    places_told,
    strange,
)
from parsers.fakes.lookalikes import label
from parsers.fakes.lures import lures, threatens
from parsers.fakes.others import names_a_product, names_another
from parsers.fakes.stages import BILLERS, OWN_BILLS, SHOPS, is_by_address, is_stage
from parsers.fakes.unspoken import is_unspoken
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.sieve import has_billing_words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)
# What a stranger puts behind a brand's name.
OFFICES = frozenset(_WORDED.words("offices"))
# Those of them that are no part of what it sells, nor of its reader's own.
DESKS = OFFICES & frozenset(
    """accounts billing department dept desk fraud helpdesk invoice invoices payment payments refund
    refunds renewal renewals security support""".split()
)
_PAPERS = frozenset("invoice order payment receipt rechnung".split())
_THROUGH = re.compile(r"\(|\bvia\b", re.IGNORECASE)
_FILMS = frozenset({"youtube.com"})  # what somebody shares there has a title of his own
_CODE = frozenset({"github.com"})  # many a robot there is called like its maker
_YOUR = re.compile(r"\b(?:your|ihr|ihre|dein|deine|votre|ton|su|tu|il tuo|seu|uw|je|twoj) ")
_OF = frozenset("of de di d da do del von bei van".split())
_LONGEST_NAME = 3  # words of a brand's name
_LEAST = 2  # letters of what is no word of a name
_NEAR = 400  # characters of a mail in which it says who shares
_SHARER = re.compile(
    r"(?P<name>[^\n(<:|@]{3,60}) [(<][\w.+-]{1,64}@"
    r"(?P<domain>[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,20}){1,3})[)>]"
)


def is_in_disguise(message: Message, shown: str, known: Known, *, named: bool) -> bool:
    """Whether a stranger calls himself a brand there, or hands on a price with a number to call.

    `shown` is what is read, `named`: the sender's name or the subject names another brand than
    the service itself.
    """
    domain = message.from_domain
    is_shop, is_service = belongs(domain, SHOPS), is_stage(message)
    if (is_shop or is_service) and _is_of_its_office(message) and names_a_price(shown):
        return True
    if is_shop:
        wants = claims_money(shown) or shows_a_number(shown) or lures(shown)
        if wants and _poses(message, known):
            return True
    if (
        is_shop or not is_service or belongs(domain, _FILMS)
    ):  # whoever invites to what any other brand runs names it as he likes
        handed = is_handed_on(shown[:_NEAR])
        return handed and (
            _is_named_for_a_bill(message, shown, known) or _is_told_away(message, shown, known)
        )
    if is_handed_on(shown) or not belongs(domain, OWN_BILLS | BILLERS):
        return _is_handed_on_in_disguise(message, shown, known, named=named)
    return not belongs(domain, BILLERS) and _is_said_in_disguise(message, shown, known)


def _is_told_away(message: Message, shown: str, known: Known) -> bool:
    """Whether what somebody wrote in a brand's own mail says that a payment failed or something
    ends, and names a place that is nobody's known.
    """
    if not strange(named_hosts(shown), message, known):
        return False
    return tells_of_an_end(shown) or lures(shown) or threatens(shown)


def _is_named_for_a_bill(message: Message, shown: str, known: Known) -> bool:
    """Whether what somebody invites to has another brand and a price for its name, or what the
    service's own house sells, and leaves something to do.
    """
    subject, domain = fold(message.subject), message.from_domain
    if names_an_office(subject, domain, known) and names_a_price(shown):
        return True
    priced = names_a_price(message.subject)
    if priced and names_another(subject, domain, known):
        return True
    # Of a film the title stands in the letter as well.
    film = belongs(domain, _FILMS) and not priced
    told = fold(shown) if film else subject
    if not priced and not (film and names_a_price(shown) and is_yours(told, known)):
        return False
    acts = shows_a_number(shown) or leads_to(message, shown, known)
    return acts and names_a_product(told, domain, known)


def _is_said_in_disguise(message: Message, shown: str, known: Known) -> bool:
    domain, priced, claims = message.from_domain, names_a_price(shown), claims_money(shown)
    wants = priced or claims or lures(shown)
    # From there come strangers' words alone, and none of them has anybody's card to ask for.
    pressing = priced or claims or threatens(shown)
    if is_by_address(message) and pressing:
        lured = lures(shown) and leads_to(message, shown, known)
        if lured or leads_to_a_lookalike(message, known):
            return True
    if wants and domain not in _CODE and _poses(message, known):
        return True
    if _is_planted(message, shown, known):
        return True
    # Nobody tells by way of a form, or of a document to sign, that money is gone, and to ring.
    gone = priced and claims and shows_a_number(shown)
    return gone and names_another(fold(shown), domain, known)


def _is_planted(message: Message, shown: str, known: Known) -> bool:
    """Whether a price stands beside somebody else's name, with a number to call or a link away:
    by that alone, in whatever language it is. How one pays is nobody else, but where it leads.
    """
    domain = message.from_domain
    heading = f"{fold(message.from_name)} {fold(message.subject)}"
    if not names_a_price(shown) or not names_another(heading, domain, known):
        return False
    billed = has_words_of_a_bill(shown) or is_unspoken(shown)
    if shows_a_number(shown) and (billed or has_billing_words(message.subject)):
        return True
    # Those that sell something themselves write of other brands, and lead to others' places.
    sells = belongs(domain, OWN_BILLS) and not is_by_address(message)
    led = places_told(message, shown)
    strange = {one for one in led if not belongs(one, known.organisations)}
    away = any(organisation(one) not in (organisation(domain), *OWN_PLACES) for one in strange)
    return away and billed and (not sells or lures(shown))


def _is_handed_on_in_disguise(message: Message, shown: str, known: Known, *, named: bool) -> bool:
    """Whether what a service says that somebody wrote, shared or asked is no news and no work."""
    domain, text, priced = message.from_domain, fold(shown), names_a_price(shown)
    if names_a_price(message.subject) and strange(named_hosts(shown), message, known):
        heading = fold(as_read(message.subject))
        if names_another(heading, domain, known) or names_a_product(
            heading, domain, known, told=True
        ):
            return True
    if lures(shown) and _wants_it_elsewhere(message, text, known, named=named and priced):
        return True
    if priced and (
        _has_a_free_office(shown)
        or _bills_for_itself(message, shown, known)
        or _is_from_an_office(message, shown, known, named=named)
        or _invites_as_an_office(message, shown, known)
    ):
        return True
    if priced and has_words_of_a_bill(shown):
        heading = f"{fold(message.from_name)} {fold(message.subject)}"
        if _is_of_a_desk(heading, domain, known) or is_yours(text, known, domain):
            return True
        if names_a_number(shown) and names_another(text, domain, known):
            return True
    return not belongs(domain, BILLERS) and _is_said_in_disguise(message, shown, known)


def _wants_it_elsewhere(message: Message, text: str, known: Known, *, named: bool) -> bool:
    """Whether the card is wanted for another brand, at a place like a brand's, or for the reader's
    own plan at a place away from where it comes from.
    """
    if named or leads_to_a_lookalike(message, known):
        return True
    return leads_away(message) and is_yours(text, known)


def _is_from_an_office(message: Message, shown: str, known: Known, *, named: bool) -> bool:
    """Whether what is handed on is a desk's: of the service itself that leads away or wants a call,
    or nobody's where another brand is named.
    """
    if _is_its_desk(message):
        return leads_to(message, shown, known) or names_a_number(shown)
    return named and _is_nobodys(message)


def _invites_as_an_office(message: Message, shown: str, known: Known) -> bool:
    """Whether whoever invites to what names a brand, or what the service's house sells, is called
    like an office and nobody else, in whatever language.
    """
    own = label(domain := message.from_domain)
    words = [one for one in fold(_THROUGH.split(message.from_name)[0]).split() if len(one) > _LEAST]
    offices = {one for one in words if one in OFFICES or has_billing_words(one)}
    if not offices or any(one not in ROLES | offices and one != own for one in words):
        return False
    if own in words and not is_handed_on(shown):  # "Microsoft Store" has orders of its own
        return False
    text = fold(shown)
    return names_another(text, domain, known) or names_a_product(text, domain, known)


def _has_a_free_office(shown: str) -> bool:
    """Whether who shares or invites is an office at a free mail service: "Membership Billing
    (billing.4411@gmail.com)".
    """
    return any(
        is_freemail(one["domain"]) and not OFFICES.isdisjoint(fold(one["name"]).split())
        for one in _SHARER.finditer(shown[:_NEAR])
    )


def _bills_for_itself(message: Message, shown: str, known: Known) -> bool:
    """Whether a service's own name and a bill stand in the name that a stranger gave to what he
    invites to, with a number to call or a place of his own: the service bills in no invitation.
    """
    own = label(message.from_domain) in fold(message.subject).split()
    if not own or not names_a_price(message.subject) or not names_a_number(shown):
        return False
    return wants_a_call(shown) or leads_to(message, shown, known)


def _poses(message: Message, known: Known) -> bool:
    """Whether a sender's name is that of another brand."""
    return is_called(fold(message.from_name), message.from_domain, known)


def _is_of_its_office(message: Message) -> bool:
    """Whether a stranger has the service's name and an office of it for his own: "Dropbox Billing
    (via Dropbox)".
    """
    words = fold(message.from_name).split()
    stranger = words[: words.index("via")] if "via" in words else []
    return label(message.from_domain) in stranger and not OFFICES.isdisjoint(stranger)


def _is_nobodys(message: Message) -> bool:
    """Whether whose words are handed on is an office and no person: "Facturación (via ...)"."""
    who = set(fold(_THROUGH.split(message.from_name)[0]).split())
    return bool(who) and who <= ROLES and label(message.from_domain) not in who


def _is_its_desk(message: Message) -> bool:
    """Whether a stranger's name in its subject is that of a desk of the service itself: "LinkedIn
    Billing Team messaged you".
    """
    own, words = label(message.from_domain), fold(message.subject).split()
    return any(first == own and next_ in DESKS for first, next_ in pairwise(words))


_MEASURE = re.compile(r"(?a:\d+) ?(?:[gtm]b|go|to)? ")


def is_yours(text: str, known: Known, domain: str = "") -> bool:
    """Whether a folded text says "your" before a name of the catalogue; not before that of whose
    `domain` it is, where that is given.
    """
    said = {word for one in _YOUR.finditer(text) for word in _next(text, one.end())}
    return any(
        name.partition(" ")[0] in said and not belongs(domain, known.names[name])
        for name in (called_in(text, known) if said else ())
    )


def _next(text: str, start: int) -> list[str]:
    """The two words from there on, and one more behind "of": "suscripcion de Netflix"; what counts
    or measures is none ("your 200 GB Google One plan").
    """
    near = text[start : start + _NEAR]
    words = near.split(" ", 3)[:3]
    if not all(map(str.isalpha, words)):  # hardly any counts
        words = _MEASURE.sub("", near, count=2).split(" ", 3)[:3]
    return words if words[1:2] and words[1] in _OF else words[:2]


def _is_of_a_desk(heading: str, domain: str, known: Known) -> bool:
    """The same of whoever bills: people hand on what is to be paid, "Zoom invoice", as well."""
    words = (one for one in heading.split() if one not in _PAPERS)
    return names_an_office(" ".join(words), domain, known)


def names_an_office(text: str, domain: str, known: Known) -> bool:
    """Whether a folded text has a name of the catalogue, a common word too, with an office behind
    it: "apple store orders", "zoom billing", "hbo max support".
    """
    words = text.split()
    names = (
        " ".join(words[place - length : place])
        for place, word in enumerate(words)
        if word in OFFICES
        for length in range(1, min(place, _LONGEST_NAME) + 1)
    )
    return any(one in known.names and not belongs(domain, known.names[one]) for one in names)
