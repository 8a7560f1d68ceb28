"""Whether a stranger's bill, by all its signs together, may be one that nobody asked for.

Each sign is a number from 0 to 1; what they are worth together is in `unasked.json`.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.fakes.bent import SMALL, is_sent_for, is_told_whole
from parsers.fakes.calls import undoes_by_a_number
from parsers.fakes.claims import (
    ROLES,
    claims_money,
    greets_by_name,
    greets_nobody,
    has_words_of_a_bill,
    hastens,
    is_paid,
    takes_it_itself,
)
from parsers.fakes.dwellings import names_what_is_the_readers
from parsers.fakes.hosts import MACHINES, bills_for_others, is_of_the_house
from parsers.fakes.imitated import is_firms
from parsers.fakes.lookalikes import label
from parsers.fakes.lures import lures
from parsers.fakes.naming import (
    AFFIXES,
    LATIN,
    LEGAL,
    PAYING,
    PLACEHOLDERS,
    spells_its_place,
    spelt_out,
)
from parsers.fakes.pressed import is_denied, is_far_off, is_unhurried, tells_what_comes
from parsers.fakes.stead import has_another_account, names_an_account
from parsers.fakes.ways import leaves_nothing
from parsers.fakes.whom import names_the_reader, numbers_the_reader
from parsers.merchants import fold
from parsers.message import Message
from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_DOUBT = 0.0
# What takes money or wants it; a fake that gives some back leads to where the card is asked for.
_WANTING = frozenset(
    {
        EventKind.CHARGE,
        EventKind.INVOICE_DUE,
        EventKind.PAYMENT_FAILED,
        EventKind.RENEWAL_NOTICE,
        EventKind.TRIAL_ENDING,
        EventKind.EXPIRED,
        EventKind.SUBSCRIPTION_STARTED,
        EventKind.TRIAL_STARTED,
    }
)
_GIVEN = frozenset({EventKind.REFUND, EventKind.REFUND_PROMISED})
_NEAR = 2000
_GREEK = "\u0370"  # a name in letters from here on is not spelt in a domain
_PAGE = 20_000  # characters of a mail whose links are looked at
_FEW = 3  # words of a domain that are many
_OFFICES = (ROLES | PAYING) - AFFIXES
# A card's or an account's last figures.
_FOUR = Words(
    _WORDED.pattern("four"),
    most=_NEAR,
)
_HOST = re.compile(r"https?://[\w.-]{3}", re.IGNORECASE)


class Bill(NamedTuple):
    """A stranger's mail out of which `events` were read; `text` is its subject and its body."""

    message: Message
    body: str
    text: str
    events: tuple[BillingEvent, ...]


Flags = dict[str, float]


def doubtful_signs(message: Message, body: str, events: Sequence[BillingEvent]) -> str | None:
    """Why a stranger's bill waits for a person, though no one sign is enough; None for others."""
    domain = message.from_domain
    if bills_for_others(domain) or is_firms(domain) or organisation(domain) in PLACEHOLDERS:
        return None
    if is_of_the_house(fold(message.from_name).split(), domain):
        return None
    if not wants(message, body, events) or not _is_doubtful(_bill(message, body, events)):
        return None
    return (
        f"it has the signs of a bill that nobody asked for, and nobody knows {organisation(domain)}"
    )


def wants(message: Message, body: str, events: Iterable[BillingEvent]) -> bool:
    """Whether a bill takes money or wants it, or leads somewhere to give some back; whatever it
    says has ended, the card may be wanted.
    """
    kinds = {one.kind for one in events}
    if kinds & _WANTING or lures(body):
        return True
    return bool(kinds & _GIVEN) and _leads_somewhere(message)


def _leads_somewhere(message: Message) -> bool:
    return any(_HOST.search(one[:_PAGE]) for one in (message.html, message.text))


def weight(found: Mapping[str, float]) -> float:
    """What signs are worth together; more than 0 makes a bill wait."""
    weights = _weights()
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def signs_weigh(message: Message, body: str, events: Iterable[BillingEvent]) -> float:
    """What all signs of a mail are worth together."""
    return weight(signs_of(message, body, events))


def signs_of(message: Message, body: str, events: Iterable[BillingEvent]) -> dict[str, float]:
    """All signs of a mail out of which `events` were read, by name."""
    bill, flags = _bill(message, body, events), Flags()
    for group, _ in GROUPS:
        flags.update(group(bill, flags))
    return {name: float(value) for name, value in flags.items() if value}


def _is_doubtful(bill: Bill) -> bool:
    """Whether its signs weigh enough: no more are looked for than can still make it so."""
    flags, sum_ = Flags(), 0.0
    for (group, _), most in zip(GROUPS, _most_to_come(), strict=True):
        found = group(bill, flags)
        flags.update(found)
        sum_ += weight(found)
        if sum_ + most <= _DOUBT:
            return False
    return True


def _bill(message: Message, body: str, events: Iterable[BillingEvent]) -> Bill:
    return Bill(message, body, f"{message.subject}\n{body}", tuple(events))


@cache
def _most_to_come() -> tuple[float, ...]:
    """By group of signs, the most that those behind it can weigh."""
    weights = _weights()
    each = [sum(max(0.0, weights.get(name, 0.0)) for name in names) for _, names in GROUPS]
    return tuple(sum(each[place:]) for place in range(1, len(each) + 1))


def _of_mail(bill: Bill, _: Flags) -> Flags:
    kinds = {one.kind for one in bill.events}
    return {
        "bias": 1.0,
        "files": bool(bill.message.attachments),
        "bill_words": has_words_of_a_bill(bill.message.subject),
        "far": is_far_off(bill.message, bill.events) and is_unhurried(bill.text),
        **{str(kind): kind in kinds for kind in EventKind},
    }


def _of_place(bill: Bill, _: Flags) -> Flags:
    message = bill.message
    if is_sent_for(message.from_name, message.from_domain, bill.text):
        return {"exact": True, "office": False}
    chosen = label(message.from_domain)
    parts = [one for one in chosen.split("-") if one]
    own = "".join(parts)
    # "Müller" stands as "mueller" or as "muller" in a domain.
    names = (fold(message.from_name).translate(LATIN), fold(spelt_out(message.from_name)))
    words = max(map(_words_of, names), key=lambda some: sum(one in own for one in some))
    plain = [one for one in words if one not in ROLES]
    spelt = {"".join(words), "".join(plain)}
    rest = own
    for one in sorted(plain, key=len, reverse=True):
        rest = rest.replace(one, "", 1) if len(one) > 2 and one not in PAYING else rest
    exact = (
        own in spelt
        or not rest
        or (rest != own and rest in AFFIXES)
        or fold(message.from_name) in MACHINES
        or is_told_whole(message.from_name, message.from_domain)
    )
    # Of a name in letters of its own nobody can tell whether it is its domain's.
    foreign = bool(plain) and all(one.isalpha() and min(one) >= _GREEK for one in plain)
    return {
        "exact": exact,
        "within": not exact and any(len(one) > 3 and own in one for one in spelt),
        "office": not _OFFICES.isdisjoint(parts) or (rest != own and rest in _OFFICES),
        "parts": 0 if foreign else max(0, min(len({*parts} - SMALL) - 1, _FEW)) / _FEW,
        "more": 0 < len(rest) < len(own),
        "no_name": not plain and not exact,
        "foreign": foreign,
    }


def _words_of(name: str) -> list[str]:
    return [one for one in name.split() if one not in LEGAL and one not in MACHINES]


def _of_reader(bill: Bill, _: Flags) -> Flags:
    text, events = bill.text, bill.events
    four = any(one.last_four for one in events) or bool(_FOUR.search(text))
    account = any("@" not in (one.account or "@") for one in events)
    greeted = greets_by_name(text)
    return {
        "four": four,
        "account_number": account,
        "greets": greeted,
        "greets_nobody": greets_nobody(text),
        "known": four or account or greeted or names_the_reader(bill.message, text),
    }


def _of_pressure(bill: Bill, _: Flags) -> Flags:
    return {"haste": hastens(bill.text), "denied": is_denied(bill.text)}


def _of_claims(bill: Bill, flags: Flags) -> Flags:
    wants_a_card = lures(bill.body)
    return {
        "lures": wants_a_card,
        "unknown_lure": wants_a_card and not flags["known"],
        "claims": claims_money(bill.text),
        "taken": takes_it_itself(bill.text),
        "paid": is_paid(bill.text),
    }


def _of_name(bill: Bill, _: Flags) -> Flags:
    return {"spelt": spells_its_place(bill.message.from_domain, bill.text)}


def _of_ways(bill: Bill, _: Flags) -> Flags:
    return {
        "number": numbers_the_reader(bill.text),
        "own": names_what_is_the_readers(bill.text),
        "idle": leaves_nothing(bill.message, bill.body, bill.events),
    }


def _of_accounts(bill: Bill, _: Flags) -> Flags:
    return {
        "account": names_an_account(bill.text.lower()),
        "new_account": has_another_account(bill.text),
        "undone": undoes_by_a_number(bill.text),
    }


def _of_office(bill: Bill, flags: Flags) -> Flags:
    acts = flags["office"] and (flags["lures"] or flags["denied"] or tells_what_comes(bill.text))
    return {"office_acts": acts, "elsewhere_acts": not flags["exact"] and acts}


# What is quickly told comes first, for it may decide; with the names of all signs of each group.
GROUPS: tuple[tuple[Callable[[Bill, Flags], Flags], tuple[str, ...]], ...] = (
    (_of_mail, ("bias", "files", "bill_words", "far", *map(str, EventKind))),
    (_of_place, ("exact", "within", "office", "parts", "more", "no_name", "foreign")),
    (_of_reader, ("four", "account_number", "greets", "greets_nobody", "known")),
    (_of_pressure, ("haste", "denied")),
    (_of_claims, ("lures", "unknown_lure", "claims", "taken", "paid")),
    (_of_accounts, ("account", "new_account", "undone")),
    (_of_office, ("office_acts", "elsewhere_acts")),
    (_of_name, ("spelt",)),
    (_of_ways, ("number", "own", "idle")),
)


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(Path(__file__).with_name("unasked.json").read_bytes())
    return weights
