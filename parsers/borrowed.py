"""Real senders whose mail carries a stranger's words: invoices, invitations, shared documents."""

from collections.abc import Iterable

from parsers.brands import strangers
from parsers.calls import wants_a_call
from parsers.claims import offers_a_bill
from parsers.domains import belongs, organisation
from parsers.merchants import Known, fold
from parsers.message import Message

# Where strangers write to anybody in the company's own, authenticated mail: invoices and money
# requests, a seller's "customer service URL", invitations to a calendar, the name of a tenant, a
# document that is shared. Addresses, or whole domains with what is below them.
_STAGES = frozenset(
    """paypal.com paypal.de paypal.co.uk email.apple.com calendar-notification@google.com
    forms-receipts-noreply@google.com drive-shares-dm-noreply@google.com docs.google.com
    drive-shares-noreply@google.com googlegroups.com docusign.net intuit.com xero.com zoom.us
    microsoft-noreply@microsoft.com microsoftonline.com sharepointonline.com adobesign.com
    dropbox.com hellosign.com canva.com notion.so trello.com calendly.com""".split()
)
_REQUESTS = frozenset({"paypal.com", "paypal.de", "paypal.co.uk"})  # anybody asks for money there


def borrowed(message: Message, body: str, domain: str, known: Known) -> Iterable[str]:
    """A real sender that carries a stranger's words: their text wants a call to another brand."""
    shown = f"{message.subject}\n{body}"
    named = f"{fold(message.from_name)} {fold(message.subject)}"
    others = any(strangers(named, domain, known))
    stage, calls = _is_stage(message), wants_a_call(shown)
    if calls and (others or stage):
        yield (
            f"it comes by way of {organisation(domain)}, but a stranger wrote it, and wants you "
            "to call a number"
        )
    elif (
        belongs(domain, _REQUESTS)
        and offers_a_bill(shown)
        and (others or is_for_another(message, known))
    ):
        yield (
            f"it comes by way of {organisation(domain)}, but a stranger wrote it, and wants money "
            "for what you did not buy there"
        )


def _is_stage(message: Message) -> bool:
    address = message.from_address.lower()
    domain = address.rpartition("@")[2]
    return address in _STAGES or belongs(domain, _STAGES)


def is_for_another(message: Message, known: Known) -> bool:
    own = known.own_addresses
    to = " ".join(
        value for name in ("to", "cc", "delivered-to") for value in message.headers.get(name, ())
    ).lower()
    return bool(own and to) and not any(address in to for address in own)
