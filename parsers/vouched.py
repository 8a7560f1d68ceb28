"""What the user's own server found of a mail's sender, by what he is known again, and whom the user
himself vouches for.
"""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.arrival import Arrival, Verdict
from parsers.domains import belongs, is_freemail
from parsers.fakes.authentication import Results, believed
from parsers.merchants import Known, Released
from parsers.message import Message

_METHODS = ("dmarc", "dkim", "spf")
_HOSTS = re.compile(r"@([\w.-]{3,120})")


def without_its_author(message: Message, known: Known) -> Known:
    """What is known, but for that a mail's address is the user's own: what is doubted is no note of
    his.
    """
    own = known.own_addresses - {message.from_address.lower()}
    return known if own == known.own_addresses else replace(known, own_addresses=own)


def arrival(message: Message, known: Known) -> Arrival:
    """What was found when the mail came; of one that comes just now, what its headers say."""
    if message.arrived is not None:
        return message.arrived
    results = believed(message.headers, known.trusted_servers, known.trusted_forwarders)
    return Arrival(
        verdict=_authenticated(message, results, known),
        reasons=tuple(_failures(message, results, known)),
        signed_by=results.signer() if results is not None else "",
    )


def _failures(message: Message, results: Results | None, known: Known) -> Iterable[str]:
    domain = message.from_domain
    if results is not None and domain and _is_forged(message, results, known):
        yield f"your mail server found that {domain} did not send it (DMARC failed)"


def _authenticated(message: Message, results: Results | None, known: Known) -> Verdict:
    """What the user's own server found; a header that shows a subject twice proves nothing."""
    domain = message.from_domain
    if results is None or not domain:
        return Verdict.UNKNOWN
    if _is_forged(message, results, known):
        return Verdict.FAILED
    if any(defect.endswith(" headers") for defect in message.defects):
        return Verdict.UNKNOWN
    passed = results.passed("dmarc", domain) or results.passed("dkim", domain)
    if not passed or _is_replayed(message, results, known):
        return Verdict.UNKNOWN
    return Verdict.VERIFIED


def _is_forged(message: Message, results: Results, known: Known) -> bool:
    """Whether its domain did not send it: DMARC failed, and no forwarder can have done that."""
    domain = message.from_domain
    return results.failed("dmarc", domain) and not _is_broken_on_its_way(message, results, known)


def _is_broken_on_its_way(message: Message, results: Results, known: Known) -> bool:
    """Whether the domain that it is addressed to sent it on, and its author's signature is there
    but does not hold: nothing is proved then, and nothing is forged. A brand of the catalogue is
    imitated so.
    """
    domain = message.from_domain
    if belongs(domain, known.organisations) or not results.failed("dkim", domain):
        return False
    shown = " ".join(message.headers.get("to", ()))
    hosts = {one.lower() for one in _HOSTS.findall(shown)}
    return any(results.passed("spf", one) for one in hosts if not is_freemail(one))


def _is_replayed(message: Message, results: Results, known: Known) -> bool:
    """Whether it was written to somebody else, and not sent on to us by whoever signed it.

    A genuine mail can be sent to anybody again with its signature whole.
    """
    named = [value for name in ("to", "cc") for value in message.headers.get(name, ())]
    ours = known.own_addresses or {
        one.strip(" <>").lower()
        for name in ("delivered-to", "x-original-to")
        for one in message.headers.get(name, ())
    }
    shown = " ".join(named).lower()
    if not named or not ours or any(one in shown for one in ours):
        return False
    return not results.passed("spf", message.from_domain)


def identity(message: Message, known: Known) -> Released:
    """By what a sender can be known again: the domain, and whose signature held on arrival."""
    address = message.from_address.lower()
    domain = address.rpartition("@")[2]
    results = believed(message.headers, known.trusted_servers, known.trusted_forwarders)
    return Released(
        sender=address if is_freemail(domain) else domain,
        signed_by=_kept_signer(message) or (results.signer() if results is not None else ""),
    )


def _kept_signer(message: Message) -> str:
    return message.arrived.signed_by if message.arrived is not None else ""


def is_proved(message: Message, known: Known) -> bool:
    """Whether the user's server found who sent a mail, or looked at none."""
    looked = believed(message.headers, known.trusted_servers, known.trusted_forwarders) is not None
    return not looked or arrival(message, known).verdict is Verdict.VERIFIED


def is_met(message: Message, known: Known) -> bool:
    """Whether the user has taught the sender's layout, or called the sender genuine."""
    address = message.from_address.lower()
    named = (address, address.rpartition("@")[2])
    taught = any(one.domain in named for one in known.lessons)
    return taught or (bool(known.released) and identity(message, known) in known.released)


def is_called_fake(message: Message, known: Known) -> bool:
    """Whether the user has called other mail of that sender a fake; himself he does not mean."""
    if not known.doubted or message.from_address.lower() in known.own_addresses:
        return False
    return identity(message, known) in known.doubted


def unconfirmed(message: Message, known: Known) -> str | None:
    """Why nobody vouches for a sender: the user's own server looked, and found nothing for him.

    Where it says nothing at all nobody is doubted for it. A brand of the catalogue signs its mail
    itself; a small firm may have it signed by the service that sends it.
    """
    domain = message.from_domain
    results = believed(message.headers, known.trusted_servers, known.trusted_forwarders)
    if results is None or arrival(message, known).verdict is not Verdict.UNKNOWN:
        return None
    signed = results.signer() and not belongs(domain, known.organisations)
    looked = any(one.method in _METHODS for one in results.checks)
    if signed or not looked or any(results.passed(method, domain) for method in _METHODS):
        return None
    return f"your mail server found nothing that proves that {domain} sent it"
