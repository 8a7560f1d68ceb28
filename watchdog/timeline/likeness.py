"""Merchants whose names are so alike that they may be one: whether they are, facts decide."""

from collections import defaultdict
from collections.abc import Iterable

PAYMENT_SERVICES = {"paypal"}
OWN_MAIL = (None, "direct")
# They take the money for a maker, who can end it himself.
RESELLERS = {"fastspring", "lemonsqueezy", "paddle"}
# Shorter ones ("my", "the") begin the names of many.
_SHORTEST = 4


def alike_names(merchants: Iterable[tuple[str, str | None]]) -> dict[str, list[str]]:
    """For each payee of a payment service the merchants whose name begins its own, or begins with
    it, word by word; `merchants` with their channels.
    """
    told = set(merchants)
    payees = {merchant for merchant, channel in told if channel in PAYMENT_SERVICES}
    others = {merchant for merchant, channel in told if channel in OWN_MAIL} - payees
    found: dict[str, set[str]] = defaultdict(set)
    for name in payees:
        found[name] |= others.intersection(beginnings(name))
    for name in others:
        for payee in payees.intersection(beginnings(name)):
            found[payee].add(name)
    return {payee: sorted(names) for payee, names in sorted(found.items()) if names}


def signed_names(merchants: Iterable[tuple[str, str | None]]) -> dict[str, list[str]]:
    """For each name that ends with that of another merchant, that one, the longest first: people
    sign as "Ellie at Moss & Ink".
    """
    own = {merchant for merchant, channel in merchants if channel in OWN_MAIL}
    ended = {name: [end for end in _ends(name) if end in own] for name in sorted(own)}
    return {name: ends for name, ends in ended.items() if ends}


def signed_in_short(merchants: Iterable[str]) -> dict[str, list[str]]:
    """The same, of merchants whose name may be longer than what is signed: "Ellie at Moss & Ink",
    of Moss & Ink Books.
    """
    own = sorted(set(merchants))
    begun: dict[str, list[str]] = defaultdict(list)
    for name in own:
        for one in (name, *beginnings(name)):
            begun[one].append(name)
    ended = {name: [firm for end in _ends(name) for firm in begun.get(end, ())] for name in own}
    found = {name: [firm for firm in firms if firm != name] for name, firms in ended.items()}
    return {name: firms for name, firms in found.items() if firms}


def is_signed_for(signer: str, firm: str) -> bool:
    """Whether a name is that of somebody before that of a firm, or before what that begins with."""
    return not {firm, *beginnings(firm)}.isdisjoint(_ends(signer))


def is_begun_by(name: str, beginning: str) -> bool:
    """Whether a name begins with another one, in whole words."""
    return beginning in beginnings(name)


def beginnings(name: str) -> list[str]:
    """What a name begins with, in whole words, without itself; the longest last."""
    words = name.split("_")
    beginnings = ("_".join(words[:count]) for count in range(1, len(words)))
    return [one for one in beginnings if len(one) >= _SHORTEST]


def _ends(name: str) -> list[str]:
    """What a name ends with, in whole words, without itself; the longest first."""
    words = name.split("_")
    ends = ("_".join(words[count:]) for count in range(1, len(words)))
    return [one for one in ends if len(one) >= _SHORTEST]
