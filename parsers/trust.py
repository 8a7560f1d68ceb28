"""Who really sent a mail: what the user's provider found, and what the mail gives away."""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from parsers.arrival import Verdict
from parsers.domains import belongs, is_freemail, organisation
from parsers.events import BillingEvent
from parsers.fakes.abroad import comes_from_abroad, is_its_house, is_unsure
from parsers.fakes.answering import is_undone_by_an_answer
from parsers.fakes.armed import armed
from parsers.fakes.borrowed import (
    doubtful_seller,
    is_by_way_of,
    is_for_another,
    is_handed_through,
)
from parsers.fakes.brands import has, speaker, strangers
from parsers.fakes.calls import is_denied_by_a_number, undoes_by_a_number, wants_a_call
from parsers.fakes.claims import ROLES
from parsers.fakes.demands import doubtful_demand, is_undone_by_a_call, moved_account
from parsers.fakes.doubtful import doubtful_brand, told_elsewhere
from parsers.fakes.hosts import bills_for_others
from parsers.fakes.imitated import doubtful_firm
from parsers.fakes.impostors import signs
from parsers.fakes.led import leads_to_strangers_alone, places
from parsers.fakes.let_be import odd_name, odd_place
from parsers.fakes.lookalikes import label
from parsers.fakes.lures import lures, threatens
from parsers.fakes.meant import as_meant
from parsers.fakes.redirects import hidden_link
from parsers.fakes.reserved import is_reserved
from parsers.fakes.romanised import doubtful_writing
from parsers.fakes.stages import is_anybodys
from parsers.fakes.unasked import doubtful_signs
from parsers.fakes.unposed import poses_as_nobody
from parsers.fakes.unsigned import unsigned
from parsers.fakes.weighed import may_pose
from parsers.fakes.whose import posed_as
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.outcome import Trust
from parsers.vouched import (
    arrival,
    identity,
    is_called_fake,
    is_met,
    is_proved,
    unconfirmed,
    without_its_author,
)

_DOUBTED = (Verdict.SUSPICIOUS, Verdict.FAILED)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@([\w-]++(?:\.[\w-]++)+)")


def judge_sender(message: Message, body: str, known: Known) -> Trust:
    """The verdict on a mail: `suspicious` by what it claims, else what the provider found."""
    if is_called_fake(message, known):
        said = f"you said that mail of {identity(message, known).sender} is fake"
        return Trust(verdict=Verdict.SUSPICIOUS, reasons=(said,))
    found = signs(*as_meant(message, body, known), _as_nobodys_own(message, known))
    from_abroad = len(found.reasons) == 1 and _is_its_house(message, found.brand, known)
    if found.reasons and not (from_abroad or _is_let_be(message, body, known)):
        return Trust(verdict=Verdict.SUSPICIOUS, reasons=found.reasons)
    if found.bills and (carried := _armed(message, body, known)):
        return Trust(verdict=Verdict.SUSPICIOUS, reasons=(carried,))
    if defects := tuple(_author_defects(message, known)):
        return Trust(verdict=Verdict.FAILED, reasons=defects)
    if found.bills and (borne := _bears_an_address(message, body, known)) is not None:
        return Trust(verdict=Verdict.SUSPICIOUS, reasons=(borne,))
    found_on_arrival = arrival(message, known)
    return Trust(verdict=found_on_arrival.verdict, reasons=found_on_arrival.reasons)


def _as_nobodys_own(message: Message, known: Known) -> Known:
    """What is known, for a mail in the user's own address that his server found forged: none of
    his notes.
    """
    address = message.from_address.lower()
    if address not in known.own_addresses or arrival(message, known).verdict is not Verdict.FAILED:
        return known
    return without_its_author(message, known)


def _bears_an_address(message: Message, body: str, known: Known) -> str | None:
    """Why a bill that bears a brand's address, which nobody proves, is none of the brand's; None
    for others: the user's own server looked and found nothing, and it leads to strangers alone, or
    wants a call or an answer.
    """
    domain = message.from_domain
    if not belongs(domain, known.organisations) or is_freemail(domain):
        return None
    # Where nobody looked who sent it, it may be the brand's own, with an advertisement below.
    if "list-id" in message.headers or unconfirmed(message, known) is None:
        return None
    text = f"{message.subject}\n{body}"
    wants = (
        leads_to_strangers_alone(message, known)
        or wants_a_call(text)
        or is_undone_by_an_answer(text)
    )
    return f"it bears an address at {domain}, and nothing in it is theirs" if wants else None


def _is_let_be(message: Message, body: str, known: Known) -> bool:
    """Whether nobody minds the signs of a fake: the user has released the sender, or is he, or he
    is where nobody can buy a domain, or warns of fakes; not one of whom the server found nothing.
    """
    if known.released and identity(message, known) in known.released:
        return True
    if message.from_address.lower() in known.own_addresses:  # a note of the user's own
        return arrival(message, known).verdict is Verdict.VERIFIED
    return poses_as_nobody(message, body, known) and is_proved(message, known)


def _is_its_house(message: Message, brand: str | None, known: Known) -> bool:
    """Whether all that speaks against a mail is that it comes from a brand's house in a country
    that nobody has told us of.
    """
    if brand is None or not is_its_house(message, brand, known):
        return False
    return comes_from_abroad(message, known) and is_proved(message, known)


def _armed(message: Message, body: str, known: Known) -> str | None:
    """Why what it carries makes it no bill; None for others, and where nobody minds."""
    carried = armed(message)
    return None if carried and _is_let_be(message, body, known) else carried


def _is_an_offices(message: Message, body: str, known: Known) -> bool:
    """Whether a bill that names no brand comes from where nobody can buy a domain."""
    domain = message.from_domain
    if not is_reserved(domain) or not poses_as_nobody(message, body, known):
        return False
    shown = fold(f"{message.subject}\n{body}")
    return not any(strangers(shown, domain, known)) and is_proved(message, known)


def judge_forwarded(message: Message, body: str, forwarder: Message, known: Known) -> Trust:
    """The verdict on a mail that somebody forwarded: nobody checked its sender."""
    brought = judge_sender(forwarder, "", known)
    claimed = judge_sender(message, body, known)
    worst = next((one for one in (claimed, brought) if one.verdict in _DOUBTED), None)
    if worst is None and _is_forged(message, body, forwarder, known):
        brand = known.spelling(speaker(message.from_domain, known) or message.from_domain)
        told = f"it speaks for {brand} but was sent from {forwarder.from_domain}"
        worst = Trust(verdict=Verdict.SUSPICIOUS, reasons=(told,))
    if worst is None and _is_planted(forwarder, body, known):
        worst = Trust(verdict=Verdict.SUSPICIOUS, reasons=("it wants you to call a number",))
    reason = f"forwarded by {forwarder.from_address or 'somebody without an address'}"
    if worst is not None:
        return replace(worst, reasons=(*worst.reasons, reason))
    return Trust(verdict=Verdict.UNKNOWN, reasons=(reason,))


def judge_bill(
    message: Message, body: str, events: Sequence[BillingEvent], trust: Trust, known: Known
) -> Trust:
    """The verdict on a mail out of which a bill was read: in whose name it bills is known now."""
    if not events or trust.verdict in _DOUBTED:
        return trust
    if carried := _armed(message, body, known):
        return Trust(verdict=Verdict.SUSPICIOUS, reasons=(carried, *trust.reasons))
    if is_anybodys(message) or is_met(message, known):
        return trust
    brand = posed_as(*as_meant(message, body, known), events, known)
    if brand is None or _is_let_be(message, body, known) or _is_its_house(message, brand, known):
        return trust
    domain = message.from_domain
    if bills_for_others(domain) and _is_quiet(message, body, brand):
        return trust
    reason = f"it speaks for {known.spelling(brand)} but was sent from {domain}"
    return Trust(verdict=Verdict.SUSPICIOUS, reasons=(reason, *trust.reasons))


def _is_quiet(message: Message, body: str, brand: str) -> bool:
    """Whether a seller's bill only names a brand: no desk is called so, and nobody presses."""
    text = f"{message.subject}\n{body}"
    return not (
        has(brand.split(maxsplit=1)[0], fold(message.from_name))
        or lures(body)
        or threatens(text)
        or wants_a_call(text)
        or is_denied_by_a_number(text)
    )


def doubted(
    message: Message, body: str, events: Sequence[BillingEvent], known: Known, *, described: bool
) -> str | None:
    """Why a bill waits for a person: it comes from a free mail service, whoever signed it, or
    nobody can tell who sent it, or it is about what its sender does not run; None for others.
    `described`: the sender has a file.

    Whom the user has called genuine, or whose layout he has taught, he knows.
    """
    domain = message.from_domain
    if is_met(message, known):
        return None
    if is_freemail(domain) and not _is_its_own(domain, events):
        return f"{domain} is a free mail service: anybody can send a bill from there"
    doubt = unconfirmed(message, known)
    if doubt is None and _is_anothers(message, body, known, described=described):
        return f"it comes by way of {organisation(domain)}, where anybody can write a bill"
    doubt = doubt or doubtful_seller(*as_meant(message, body, known), events, known)
    if not described and _is_sent_on(message, known):
        doubt = doubt or "it is addressed to somebody else"
    if doubt is not None or belongs(domain, known.organisations):
        return doubt
    return _stranger_doubted(message, body, events, known, described=described)


def _stranger_doubted(
    message: Message, body: str, events: Sequence[BillingEvent], known: Known, *, described: bool
) -> str | None:
    """The same of a bill from a domain that belongs to no brand of the catalogue."""
    domain = message.from_domain
    doubt = unsigned(message, body) or moved_account(message, body, events)
    if doubt is None and comes_from_abroad(message, known) and is_proved(message, known):
        unsure = is_unsure(message, body, events)
        return f"nobody has told us whose {domain} is" if unsure else None
    met = described or is_anybodys(message) or organisation(domain) in known.met
    # An office of a state or a school is known by its place, and knows us by a number.
    if doubt is not None or met or _is_an_offices(message, body, known):
        return doubt
    doubt = hidden_link(message) or told_elsewhere(message, body)
    doubt = doubt or odd_name(message, body, events)
    doubt = doubt or doubtful_brand(*as_meant(message, body, known), events, known)
    doubt = doubt or doubtful_firm(message, body, events)
    doubt = doubt or odd_place(message, body, events) or doubtful_demand(message, body, events)
    doubt = doubt or is_undone_by_a_call(message, body, events)
    doubt = doubt or doubtful_writing(message, body, events)
    return doubt or _may_pose(message, body, known) or doubtful_signs(message, body, events)


def _is_its_own(domain: str, events: Sequence[BillingEvent]) -> bool:
    """Whether a free mail service bills for itself: "Proton" from notify.proton.me. Anybody's
    address is at the service's domain, and none below it.
    """
    place = organisation(domain)
    house = place.partition(".")[0]
    names = {fold(one.merchant_name).partition(" ")[0] for one in events}
    return domain != place and names == {house}


def _is_sent_on(message: Message, known: Known) -> bool:
    """Whether a brand's own mail was written to somebody else, who had it say what he wanted and
    sends it on, signed as it is.
    """
    return belongs(message.from_domain, known.organisations) and is_for_another(message, known)


def _is_anothers(message: Message, body: str, known: Known, *, described: bool) -> bool:
    """Whether a stranger wrote it in a service's mail; what a service bills itself has a file."""
    if described:
        return is_handed_through(message, body)
    return is_by_way_of(message, body, known)


def _may_pose(message: Message, body: str, known: Known) -> str | None:
    """Why a bill waits for a person, because its signs are those of a fake, though not surely."""
    found = may_pose(*as_meant(message, body, known), known)
    if found is None:
        return None
    place = organisation(message.from_domain)
    return f"it may pose as {known.spelling(found.brand)}, and {place} is not theirs"


def _is_forged(message: Message, body: str, forwarder: Message, known: Known) -> bool:
    """Whether somebody else hands on what bears a brand's address and leads only elsewhere; its
    sender can have been written by anybody. A number is a way out where no link is the brand's.
    """
    if not is_stranger(forwarder, known) or not belongs(message.from_domain, known.organisations):
        return False
    if leads_to_strangers_alone(message, known):
        return True
    text = f"{message.subject}\n{body}"
    return not places(message) and (wants_a_call(text) or undoes_by_a_number(text))


def _is_planted(forwarder: Message, body: str, known: Known) -> bool:
    """Whether somebody at a free mail service, or an office, only says that he forwards a call to a
    number.
    """
    if forwarder.from_address.lower() in known.own_addresses:
        return False
    name = set(fold(forwarder.from_name).split())
    nobody = is_freemail(forwarder.from_domain) or (bool(name) and not name - ROLES)
    return nobody and wants_a_call(body)


def is_stranger(forwarder: Message, known: Known) -> bool:
    """Whether somebody else forwarded a mail; while no own address is known, nobody is."""
    own = known.own_addresses
    return bool(own) and forwarder.from_address.lower() not in own


def _author_defects(message: Message, known: Known) -> Iterable[str]:
    """A From that readers may take for somebody else's."""
    yield from (defect for defect in message.defects if "From" in defect)
    shown = _ADDRESS.search(message.from_name)
    domain = message.from_domain
    if shown is None or organisation(shown[1]) == organisation(domain):
        return
    # PayPal shows service@paypal.es and sends from paypal.com: a brand may call itself as it likes.
    if belongs(domain, known.organisations) and label(shown[1]) == label(domain):
        return
    yield f"it shows an address at {shown[1]} but was sent from {domain}"
