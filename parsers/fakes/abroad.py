"""A brand's own house in another country: its name as a whole domain, under that country's ending.

The catalogue knows some of a brand's domains, and a well-known brand has one for each country. Who
is called so under an ending that is not sold as a brand, is proved to have sent it, leads nowhere
else and speaks for nobody else is no fake; where it wants the card, or does not know its reader,
it waits for a person.
"""

from collections.abc import Iterable
from functools import lru_cache

from parsers.domains import belongs, organisation
from parsers.events import BillingEvent
from parsers.fakes.brands import strangers
from parsers.fakes.calls import wants_a_call
from parsers.fakes.claims import greets_by_name
from parsers.fakes.led import places, strange
from parsers.fakes.lookalikes import is_branch, label
from parsers.fakes.lures import lures
from parsers.fakes.seen import reply_domain
from parsers.fakes.whom import numbers_the_reader
from parsers.merchants import Known, fold
from parsers.message import Message


def comes_from_abroad(message: Message, known: Known) -> bool:
    """Whether a mail comes from such a domain, leads nowhere else, and its sender bears no other
    brand's name.
    """
    domain = organisation(message.from_domain)
    is_known = belongs(message.from_domain, known.organisations)
    if is_known or not _is_of_a_brand(domain, known.organisations):
        return False
    reply = reply_domain(message)
    led = places(message) | ({reply} if reply else set())
    if strange(led, message, known):
        return False
    others = strangers(fold(message.from_name), message.from_domain, known)
    return all(is_its_house(message, one, known) for one in others)


def is_its_house(message: Message, brand: str, known: Known) -> bool:
    """Whether a mail comes from that brand's own name under a country's ending."""
    own = known.brands.get(brand) or known.names.get(brand) or frozenset()
    return _is_of_a_brand(organisation(message.from_domain), own)


def is_unsure(message: Message, body: str, events: Iterable[BillingEvent]) -> bool:
    """Whether it wants the card or a call, or does not know its reader: that its house is the
    brand's nobody has told us.
    """
    text = f"{message.subject}\n{body}"
    if lures(body) or wants_a_call(text):
        return True
    known = greets_by_name(text) or numbers_the_reader(text)
    return not (known or any(one.last_four for one in events))


@lru_cache(maxsize=1024)
def _is_of_a_brand(domain: str, own: frozenset[str]) -> bool:
    return any(is_branch(domain, one) for one in own if label(one) == label(domain))
