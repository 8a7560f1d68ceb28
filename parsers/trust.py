"""Who really sent a mail: what the user's provider found, and what the mail gives away."""

import re
from collections.abc import Iterable

from parsers.domains import is_freemail, organisation
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.outcome import Trust, Verdict

_METHOD = re.compile(r"\b(dmarc|dkim)\s*=\s*(\w+)([^;]*)", re.IGNORECASE)
_PROPERTY = re.compile(r"header\.(?:from|d|i)\s*=\s*@?([\w.@-]+)", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_PHONE = re.compile(r"(?<!\w)(?:\+?1[\s.\-–—]*)?\(?\d{3}\)?[\s.\-–—]+\d{3}[\s.\-–—]+\d{4}(?!\d)")
_CALL = re.compile(
    r"\b(?:call|contact|reach|dial|phone)\b.{0,80}\b(?:cancel|refund|dispute|stop|help ?(?:line|"
    r"desk)|support|toll|customer|us (?:at|on|immediately|now))\b"
    r"|\b(?:cancel|refund|dispute)\b.{0,80}\bcall\b",
    re.IGNORECASE | re.DOTALL,
)

_DOUBTED = (Verdict.SUSPICIOUS, Verdict.FAILED)
_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_PROCESSORS = frozenset({"stripe.com", "paddle.com"})
_PRICE = re.compile(r"[$€£]\s?\d|\d\s?(?:[$€£]|USD|EUR|GBP)")


def judge_sender(message: Message, body: str, known: Known) -> Trust:
    """The verdict on a mail: `suspicious` by what it claims, else what the provider found."""
    signals = tuple(_signals(message, body, known))
    if signals:
        return Trust(verdict=Verdict.SUSPICIOUS, reasons=signals)
    if defects := tuple(_author_defects(message)):
        return Trust(verdict=Verdict.FAILED, reasons=defects)
    return _authenticated(message, known)


def judge_forwarded(message: Message, body: str, forwarder: Message, known: Known) -> Trust:
    """The verdict on a mail that somebody forwarded: nobody checked its sender."""
    brought = judge_sender(forwarder, "", known)
    claimed = judge_sender(message, body, known)
    worst = next((one for one in (claimed, brought) if one.verdict in _DOUBTED), None)
    reason = f"forwarded by {forwarder.from_address or 'somebody without an address'}"
    if worst is not None:
        return Trust(verdict=worst.verdict, reasons=(*worst.reasons, reason))
    return Trust(verdict=Verdict.UNKNOWN, reasons=(reason,))


def is_stranger(forwarder: Message, known: Known) -> bool:
    """Whether somebody else forwarded a mail; while no own address is known, nobody is."""
    own = known.own_addresses
    return bool(own) and forwarder.from_address.lower() not in own


def _author_defects(message: Message) -> Iterable[str]:
    """A From that readers may take for somebody else's."""
    yield from (defect for defect in message.defects if "From" in defect)
    shown = _ADDRESS.search(message.from_name)
    domain = message.from_address.rpartition("@")[2]
    if shown is not None and organisation(shown[1]) != organisation(domain):
        yield f"it shows an address at {shown[1]} but was sent from {domain}"


def _authenticated(message: Message, known: Known) -> Trust:
    """What the topmost block of a server that the user named says; nobody else is believed."""
    for value in message.headers.get("authentication-results", ())[:1]:
        server = value.split(";", 1)[0].split()
        if not server or server[0].lower() not in {one.lower() for one in known.trusted_servers}:
            break
        return _read_results(_COMMENT.sub(" ", value), message.from_address.rpartition("@")[2])
    return Trust(verdict=Verdict.UNKNOWN)


def _read_results(results: str, domain: str) -> Trust:
    verdicts = {
        (method.lower(), result.lower())
        for method, result, rest in _METHOD.findall(results)
        if _is_aligned(rest, domain)
    }
    if ("dmarc", "pass") in verdicts or ("dkim", "pass") in verdicts:
        return Trust(verdict=Verdict.VERIFIED)
    if ("dmarc", "fail") in verdicts:
        reason = f"your mail server found that {domain} did not send it (DMARC failed)"
        return Trust(verdict=Verdict.FAILED, reasons=(reason,))
    return Trust(verdict=Verdict.UNKNOWN)


def _is_aligned(properties: str, domain: str) -> bool:
    named = [name.rpartition("@")[2] for name in _PROPERTY.findall(properties)]
    return bool(named) and all(organisation(name) == organisation(domain) for name in named)


def _signals(message: Message, body: str, known: Known) -> Iterable[str]:
    """Why a mail looks fake. One weak sign is none: each of these stands on two feet."""
    domain = message.from_address.rpartition("@")[2]
    brands = sorted(_impostors(message, body, domain, known))
    calls = _wants_a_call(body)
    if brands:
        yield f"it speaks for {brands[0].title()} but was sent from {domain}"
    if calls and (brands or is_freemail(domain)):
        yield "a phone number is its only way out"
    if is_freemail(domain) and (brands or calls):
        yield f"{domain} is a free mail service that no company bills from"


def _impostors(message: Message, body: str, domain: str, known: Known) -> Iterable[str]:
    """Brands that name themselves as the sender although their own domains did not send it."""
    name, subject = fold(message.from_name), fold(message.subject)
    bills = is_freemail(domain) and (_wants_a_call(body) or bool(_PRICE.search(body)))
    opening = f"{subject} {fold(body[:2000])}" if bills else ""
    for brand, domains in known.brands.items():
        if organisation(domain) in domains or domain in domains:
            continue
        if _has(brand, opening) or (_has(brand, name) and not _is_processor(message)):
            yield brand


def _wants_a_call(body: str) -> bool:
    return bool(_PHONE.search(body)) and bool(_CALL.search(body))


def _has(brand: str, text: str) -> bool:
    return f" {brand} " in f" {text} "


def _is_processor(message: Message) -> bool:
    """Stripe and its like put the merchant's name before their own address."""
    return organisation(message.from_address.rpartition("@")[2]) in _PROCESSORS
