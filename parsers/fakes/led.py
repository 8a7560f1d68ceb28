"""Where a mail leads: the hosts of its links, and those that it only names."""

import re
from collections.abc import Set

from parsers.domains import belongs, organisation
from parsers.fakes.bare import bare_hosts
from parsers.fakes.lookalikes import lookalikes
from parsers.fakes.redirects import led_through
from parsers.fakes.stages import PROCESSORS
from parsers.merchants import Known
from parsers.message import Message
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_PLACE = re.compile(r"https?://([\w.-]{3,120})", re.IGNORECASE)
# A host without a path; nobody takes one of several words for a file or the end of a sentence.
_NAMED = re.compile(r"(?<![\w@./-])[a-z0-9-]{3,40}(?:\.[a-z0-9-]{2,30}){1,3}(?![\w@-])")
LINKED = re.compile(r"href=[\"']?https?://([\w.-]{3,120})", re.IGNORECASE)
# Networks, and houses that send for others and count who opens it.
_BESIDE = frozenset(_WORDED.words("beside"))
_READ = 20_000  # characters of a mail whose links are looked at
_NEAR = 400  # characters of a mail in which it says who shares
# Where the services themselves lead, by other names than their own.
OWN_PLACES = frozenset(
    """w3.org aka.ms office.com live.com goo.gl gstatic.com googleapis.com docusign.com
    user-images.githubusercontent.com pandadoc.com sharepoint.com we.tl surveymonkey.com
    echosign.com""".split()
)


def leads_away(message: Message) -> bool:
    """Whether a link of it leads to somebody else's place than the service's that sends it."""
    own = organisation(message.from_domain)
    return any(organisation(one) != own for one in places(message))


def leads_to(message: Message, shown: str, known: Known) -> bool:
    """Whether it leads to anybody's place but the services'."""
    return bool(strange(places_told(message, shown) - OWN_PLACES, message, known))


def named_hosts(shown: str) -> set[str]:
    """The hosts that a text only names: those with a path, or of several words."""
    named = (one[0] for one in _NAMED.finditer(shown[: 2 * _NEAR].lower()))
    return set(bare_hosts(shown)) | {one for one in named if "-" in one}


def leads_only_away(message: Message, known: Known) -> bool:
    """Whether it has links, and none to its sender's own place or to anybody's of the catalogue."""
    led = places(message) - OWN_PLACES
    through = organisation(led_through(message) or message.from_domain)
    if through == organisation(message.from_domain):
        through = ""
    found = {one for one in led if organisation(one) != through}
    return bool(led) and strange(found, message, known) == found


def leads_to_strangers_alone(message: Message, known: Known) -> bool:
    """The same where it is not by networks, or by houses that count who opens a mail, that it leads
    away: those stand in mail of brands as well.
    """
    found = {one for one in places(message) - OWN_PLACES if not belongs(one, _BESIDE)}
    if any(belongs(one, PROCESSORS) for one in found):  # brands are paid there
        return False
    return bool(found) and strange(found, message, known) == found


def strange(hosts: Set[str], message: Message, known: Known) -> set[str]:
    """Those of some hosts that are neither the sender's own nor anybody's of the catalogue."""
    own = organisation(message.from_domain)
    return {
        one for one in hosts if organisation(one) != own and not belongs(one, known.organisations)
    }


def leads_to_a_lookalike(message: Message, known: Known) -> bool:
    """Whether a link of it leads to a domain that could be taken for a brand's."""
    strange = {one for one in places(message) if not belongs(one, known.organisations)}
    return any(any(lookalikes(one, known.organisations)) for one in strange)


def places(message: Message) -> set[str]:
    """The hosts to which a mail leads, in small letters; where its pictures lie is none."""
    found = [*_PLACE.findall(message.text[:_READ]), *LINKED.findall(message.html[:_READ])]
    return {one.lower() for one in found}


def places_told(message: Message, shown: str) -> set[str]:
    """The hosts to which a mail leads by links, and those that it only names."""
    return places(message) | named_hosts(shown)
