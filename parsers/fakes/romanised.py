"""Whether a name in Cyrillic or Greek letters has anything of the domain that it comes from."""

import re
from collections.abc import Sequence

from parsers.events import BillingEvent, EventKind
from parsers.fakes.claims import ROLES
from parsers.fakes.hosts import bills_for_others
from parsers.fakes.lookalikes import label
from parsers.fakes.naming import PAYING, ROMANISED, spells_its_place
from parsers.fakes.whom import names_the_reader
from parsers.merchants import fold
from parsers.message import Message

_ALPHABETS = re.compile("[\u0370-\u052f]")
_LINK = re.compile(r"https?://\S+")
_WANTING = frozenset({EventKind.INVOICE_DUE, EventKind.PAYMENT_FAILED})
_ALIKE = 4  # letters with which two words begin that may be one


def doubtful_writing(message: Message, body: str, events: Sequence[BillingEvent]) -> str | None:
    """Why a stranger's bill waits that is to be paid: in Latin letters its sender's name is another
    than its domain, which it never spells, and it does not know its reader. None for others.

    Firms there are often called otherwise where they are at home: what is paid is let be.
    """
    if all(one.kind not in _WANTING for one in events) or not _ALPHABETS.search(message.from_name):
        return None
    domain, text = message.from_domain, f"{message.subject}\n{body}"
    if bills_for_others(domain) or _goes_with(message.from_name, domain):
        return None
    known = any(one.last_four or "@" not in (one.account or "@") for one in events)
    if known or names_the_reader(message, _LINK.sub(" ", text)) or spells_its_place(domain, text):
        return None
    return f"it calls itself {message.from_name.strip()}, and nothing in it goes with {domain}"


def _goes_with(name: str, domain: str) -> bool:
    """Whether a word of a name begins as a part of a domain does, or is found within it."""
    words = [one for one in fold(name).split() if one not in ROLES]
    plain = {one.translate(way) for one in words for way in ROMANISED}
    plain |= {"".join(one[:1] for one in words).translate(way) for way in ROMANISED}
    parts = [one for one in label(domain).split("-") if one not in ROLES | PAYING]
    whole = "".join(parts)
    return any(
        one in parts or (len(one) >= _ALIKE and (one in whole or _begins_alike(one, parts)))
        for one in plain
    )


def _begins_alike(word: str, parts: Sequence[str]) -> bool:
    return any(one[:_ALIKE] == word[:_ALIKE] for one in parts if len(one) >= _ALIKE)
