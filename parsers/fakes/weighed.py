"""Whether all that a stranger's mail bears of a brand, each sign weak, makes it a fake."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from parsers.domains import organisation
from parsers.fakes.hosts import bills_for_others, hires_for_others
from parsers.fakes.likeness import Likeness
from parsers.fakes.naming import PLACEHOLDERS
from parsers.fakes.stages import is_anybodys
from parsers.merchants import Known
from parsers.message import Message

SURE = 0.35
SURE_OF_TALK = 1.5  # where it leaves nothing to do, as most fakes have to
_MAYBE = -1.5
_MET = 4.5  # how much more is asked of whose mail has counted before
_TOLD = 0.3  # what a sign has to weigh to be told
_MOST = 3  # of them
# What a reader is told of the signs that weigh most; the others speak for themselves.
_SAID = {
    "is_name": "its sender is called {brand}",
    "in_name": "its sender is called {brand}",
    "lures": "it wants your card or password",
    "calls": "it wants you to call a number",
    "account": "it gives a bank account to pay into",
    "new_account": "it gives a bank account to pay into",
    "greets_nobody": "it greets a customer and no person",
    "pressed": "it presses you",
    "silent_acts": "nothing in it names whoever sent it",
    "silent": "nothing in it names whoever sent it",
}


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """The brand, folded, that a mail most likely poses as; how much speaks for it; what is told.

    `acts`: it leaves its reader something to do.
    """

    brand: str
    score: float
    told: tuple[str, ...] = ()
    acts: bool = False

    def reasons(self, domain: str, known: Known) -> tuple[str, ...]:
        """Sentences, the weightiest first."""
        spelt = known.spelling(self.brand)
        speaks = f"it speaks for {spelt} but was sent from {domain}"
        return (speaks, *(one.format(brand=spelt) for one in self.told))


def sure_of(mail: Likeness) -> Weighed | None:
    """The brand that a mail is a fake bill of; None for other mail."""
    found = _weigh(mail)
    if found is None:
        return None
    return found if found.score > (SURE if found.acts else SURE_OF_TALK) else None


def may_pose(message: Message, body: str, known: Known) -> Weighed | None:
    """The brand that a mail may be a fake bill of, or is; None for other mail."""
    last = _last_of(message, body, known)
    found = last.found if last else _weigh(Likeness(message, body, message.from_domain, known))
    return found if found is not None and found.score > _MAYBE else None


def is_weighed(mail: Likeness) -> bool:
    """Whether a mail is a stranger's that bills.

    Services that send the bills of others are no strangers, and what they send is judged elsewhere.
    """
    domain = mail.domain
    if not domain or organisation(domain) in PLACEHOLDERS:
        return False
    if is_anybodys(mail.message) or bills_for_others(domain) or hires_for_others(domain):
        return False
    if mail.message.from_address.lower() in mail.known.own_addresses:
        return False
    return mail.bills() or (mail.is_headed() and (mail.may_bill() or mail.is_about_bills()))


def _weigh(mail: Likeness) -> Weighed | None:
    """The weight of a mail, which is asked for twice: before its bill is read, and behind that."""
    if last := _last_of(mail.message, mail.shown, mail.known):
        return last.found
    found = _weigh_anew(mail)
    _LAST[:] = [_Remembered(mail.message, mail.shown, mail.known, found)]
    return found


class _Remembered(NamedTuple):
    message: Message
    body: str
    known: Known
    found: Weighed | None


_LAST: list[_Remembered] = []  # one mail, the last


def _last_of(message: Message, body: str, known: Known) -> _Remembered | None:
    """The last mail's weight, where this is that mail: its words need not be read anew then."""
    last = _LAST[0] if _LAST else None
    if last is None or last.message is not message or last.known is not known:
        return None
    return last if last.body == body else None


def _weigh_anew(mail: Likeness) -> Weighed | None:
    """What the signs of the likeliest brand weigh together; None where nobody is billed for one."""
    if not is_weighed(mail):
        return None
    domain = mail.domain
    weights = _weights()
    best: tuple[float, str, Mapping[str, float]] | None = None
    for brand in mail.named():
        found = mail.features(brand)
        if not found:
            continue
        score = sum(weights.get(name, 0.0) * value for name, value in found.items())
        if best is None or score > best[0]:
            best = score, brand, found
    if best is None:
        return None
    score, brand, features = best
    known = organisation(domain) in mail.known.met and not mail.free
    told = tuple(_told(features, weights))
    acts = features["acts"] > 0
    return Weighed(brand=brand, score=score - _MET * known, told=told, acts=acts)


def _told(found: Mapping[str, float], weights: Mapping[str, float]) -> Iterator[str]:
    """What weighs most of it and can be said, the heaviest first."""
    worth = {name: weights.get(name, 0.0) * found[name] for name in _SAID}
    heavy = sorted((one for one in worth if worth[one] >= _TOLD), key=lambda one: -worth[one])
    yield from list(dict.fromkeys(_SAID[one] for one in heavy))[:_MOST]


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(Path(__file__).with_name("weighed.json").read_bytes())
    return weights
