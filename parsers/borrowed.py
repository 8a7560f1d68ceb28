"""Real senders whose mail carries a stranger's words: invoices, invitations, shared documents."""

from collections.abc import Iterable

from parsers.brands import bare_name, has, strangers
from parsers.calls import is_denied_by_a_number, names_a_number, shows_a_number, wants_a_call
from parsers.claims import (
    claims_money,
    has_words_of_a_bill,
    is_handed_on,
    is_paid,
    lures,
    names_a_price,
    offers_a_bill,
)
from parsers.domains import belongs, organisation
from parsers.events import BillingEvent, EventKind
from parsers.hosts import bills_for_others
from parsers.merchants import Known, fold
from parsers.message import Message

# Where strangers write to anybody in the company's own, authenticated mail: invoices and money
# requests, a seller's "customer service URL", invitations to a calendar, the name of a tenant, a
# document that is shared. Addresses, or whole domains with what is below them.
_STAGES = frozenset(
    """paypal.com paypal.de paypal.co.uk email.apple.com calendar-notification@google.com
    forms-receipts-noreply@google.com drive-shares-dm-noreply@google.com docs.google.com
    drive-shares-noreply@google.com googlegroups.com docusign.net intuit.com xero.com zoom.us
    microsoft-noreply@microsoft.com invites@microsoft.com microsoftonline.com
    sharepointonline.com adobesign.com
    dropbox.com hellosign.com canva.com notion.so trello.com calendly.com github.com slack.com
    linkedin.com zellepay.com venmo.com cash.app""".split()
)
# Those that sell something themselves, from the same addresses.
_OWN_BILLS = frozenset(
    """zoom.us dropbox.com hellosign.com canva.com notion.so trello.com calendly.com github.com
    slack.com linkedin.com email.apple.com""".split()
)
_BILLERS = frozenset(
    "paypal.com paypal.de paypal.co.uk intuit.com xero.com email.apple.com".split()
)
# They put the merchant's name where the sender's stands.
PROCESSORS = frozenset({"stripe.com", "paddle.com"})
_OFFICES = frozenset(
    """account accounts billing care center centre customer department dept desk fraud help
    helpdesk invoices orders payments refund refunds renewal renewals security service services
    support team kundendienst kundenservice rechnung facturation facturación soporte suporte
    assistenza klantenservice""".split()
)
_CODE = frozenset({"github.com"})  # many a robot there is called like its maker
# Where anybody has a shop, a form or readers under a name of his own choice.
_SHOPS = frozenset(
    """squarespace.com wix.com wixforms.com wixemails.com shopify.com patreon.com substack.com
    medium.com""".split()
)
# Anybody asks for money there.
_REQUESTS = frozenset("paypal.com paypal.de paypal.co.uk zellepay.com venmo.com cash.app".split())


def borrowed(message: Message, body: str, domain: str, known: Known) -> Iterable[str]:
    """A real sender that carries a stranger's words: their text wants a call to another brand."""
    shown = f"{message.subject}\n{body}"
    name = fold(message.from_name)
    others = any(strangers(f"{name} {fold(message.subject)}", domain, known))
    stage = is_stage(message)
    calls = (others or stage) and (wants_a_call(shown) or (stage and is_denied_by_a_number(shown)))
    way = f"it comes by way of {organisation(domain)}, but a stranger wrote it, and"
    if calls:
        yield f"{way} wants you to call a number"
    elif (
        belongs(domain, _REQUESTS)
        and offers_a_bill(shown)
        and (others or is_for_another(message, known) or _calls_for_a_brand(shown, domain, known))
    ):
        yield f"{way} wants money for what you did not buy there"
    elif _is_in_disguise(message, shown, known, named=others):
        yield f"{way} speaks of your money in somebody else's name"


def _is_in_disguise(message: Message, shown: str, known: Known, *, named: bool) -> bool:
    """Whether a stranger calls himself a brand there, or hands on a price with a number to call.

    `named`: the sender's name or the subject names another brand than the service itself.
    """
    domain = message.from_domain
    name = fold(message.from_name)
    posing = any(strangers(name, domain, known)) or bare_name(name, domain, known) is not None
    if belongs(domain, _SHOPS):
        return posing and (claims_money(shown) or names_a_number(shown))
    if belongs(domain, _BILLERS) or not is_stage(message):
        return False
    priced, handed_on = names_a_price(shown), is_handed_on(shown)
    if posing and domain not in _CODE and (priced or claims_money(shown) or lures(shown)):
        return True
    # Strangers' words about a brand are news, or work; those that want a card or a call are not.
    if named and handed_on and priced and lures(shown):
        return True
    # Nobody tells by way of a form, or of a document to sign, that money is gone, and to ring.
    if priced and claims_money(shown) and shows_a_number(shown):
        return _names_another(fold(shown), domain, known)
    bill = priced and has_words_of_a_bill(shown) and names_a_number(shown)
    return bill and handed_on and _names_another(fold(shown), domain, known)


def _calls_for_a_brand(shown: str, domain: str, known: Known) -> bool:
    return names_a_number(shown) and any(strangers(fold(shown), domain, known))


def _names_another(text: str, domain: str, known: Known) -> bool:
    """Whether a folded text names anybody of the catalogue, by a common word too."""
    return any(has(name, text) and not belongs(domain, own) for name, own in known.names.items())


def _is_for_sellers(domain: str) -> bool:
    """Whether anybody with an account there has his bills sent."""
    return belongs(domain, PROCESSORS) or bills_for_others(domain)


def sold_by_a_number(message: Message, body: str, known: Known) -> str | None:
    """Why a seller's bill is a fake: a service for bills sent it, it names a brand of the catalogue
    that is not the seller's, and wants a call. None for others.
    """
    domain, shown = message.from_domain, f"{message.subject}\n{body}"
    if not _is_for_sellers(domain) or not wants_a_call(shown):
        return None
    if not any(strangers(fold(shown), domain, known)):
        return None
    way = f"it comes by way of {organisation(domain)}, but a stranger wrote it, and"
    return f"{way} wants you to call a number"


def office_of(message: Message, body: str, known: Known) -> str | None:
    """The brand as whose office a seller wants a bill to be paid by a payment service.

    "Netflix Billing Desk" is one; a brand that bills there itself bears its own name alone.
    """
    domain, text = message.from_domain, f"{message.subject}\n{body}"
    if not belongs(domain, PROCESSORS | _BILLERS) or not offers_a_bill(text) or is_paid(text):
        return None
    seller = fold(message.subject.rpartition(" from ")[2])
    offices = (one for one in (fold(message.from_name), seller) if _OFFICES & {*one.split()})
    return next(filter(None, (bare_name(one, domain, known) for one in offices)), None)


def is_anybodys(message: Message) -> bool:
    """Whether it comes from a service by which anybody sends mail in a name of his own."""
    domain = message.from_domain
    return is_stage(message) or belongs(domain, _SHOPS | PROCESSORS)


def is_by_way_of(message: Message, body: str, known: Known) -> bool:
    """Whether a bill comes from a service in whose own mail strangers write, and is not its own.

    Forms, calendars and invoices for others are never the service's bill; Canva's and GitHub's are
    when they are signed so and hand on nobody's words.
    """
    domain = message.from_domain
    if not is_stage(message):
        return False
    if not belongs(domain, _OWN_BILLS) or message.from_address.lower() in _STAGES:
        return True
    own = known.names.get(fold(message.from_name), frozenset())
    return not belongs(domain, own) or is_handed_on(f"{message.subject}\n{body}")


def doubtful_seller(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why what a seller bills by way of a service for bills waits for a person; None for others.

    Anybody sells there: a bill that nobody has paid is anybody's, and so is a number to call.
    """
    domain = message.from_domain
    if not _is_for_sellers(domain):
        return None
    way = f"it comes by way of {organisation(domain)}, but a seller wrote it, and"
    if wants_a_call(f"{message.subject}\n{body}"):
        return f"{way} wants you to call a number"
    asks = any(one.kind is EventKind.INVOICE_DUE for one in events)
    return f"{way} nobody has paid it" if asks else None


def is_stage(message: Message) -> bool:
    """Whether it is a service's own mail in which strangers write."""
    address, domain = message.from_address.lower(), message.from_domain
    return address in _STAGES or belongs(domain, _STAGES)


def is_for_another(message: Message, known: Known) -> bool:
    own = known.own_addresses
    to = " ".join(
        value for name in ("to", "cc", "delivered-to") for value in message.headers.get(name, ())
    ).lower()
    return bool(own and to) and not any(address in to for address in own)
