"""Whether a person wrote a mail, by its own mailbox, its greeting and its foot."""

import re
from collections.abc import Sequence

from parsers.fakes.calls import wants_a_call
from parsers.fakes.claims import (
    ROLES,
    claims_money,
    greets_by_name,
    greets_nobody,
)
from parsers.fakes.lookalikes import skeleton
from parsers.fakes.lures import lures
from parsers.fakes.whom import is_a_mailbox_of_ones_own, leaves_no_way, names_the_reader
from parsers.merchants import fold
from parsers.message import Message

# What nobody has in his own mailbox's name.
_WITHIN = frozenset("billing desk helpdesk membership memberships refunds renewals support".split())
_SHORT = 2  # letters of what is no name
_LAST = 200  # characters of its end, which mostly have more than one word
_SIGNED = 4  # lines at a letter's end, of which one is who wrote it


def is_a_persons(message: Message, body: str) -> bool:
    """Whether a private mailbox is called as its owner is, who wants no call and no card: who bills
    for his own work may say what he worked with, and how he is paid.
    """
    words = [
        one for one in fold(message.from_name).split() if one not in ROLES and len(one) > _SHORT
    ]
    own = message.from_address.partition("@")[0]
    local = skeleton(own)
    named = len(words) > 1 and any(skeleton(one) in local for one in words)
    named = named and _WITHIN.isdisjoint(re.split(r"[._\d+-]+", own.lower()))
    text = f"{message.subject}\n{body}"
    return named and not (
        lures(body) or wants_a_call(text) or claims_money(text) or greets_nobody(text)
    )


def is_written_by_hand(message: Message, body: str) -> bool:
    """Whether a person, from a mailbox called like her, greets somebody by his name, signs by her
    own, and leaves nothing to click, call or pay into: colleagues speak of bills as well.
    """
    if not _is_signed(body, fold(message.from_name).split()):
        return False
    greets = greets_by_name(body) or names_the_reader(message, body)
    return greets and is_a_mailbox_of_ones_own(message) and leaves_no_way(message, body)


def _is_signed(body: str, name: Sequence[str]) -> bool:
    """Whether one of a letter's last lines is, or the last one ends with, a name: under it stands
    at most what she is, or where.
    """
    last = fold(body[-_LAST:]).split()
    last = last[-1:] if len(last) > 1 else fold(body).split()[-1:]
    foot = (fold(line).split() for line in body.rstrip().splitlines()[-_SIGNED:])
    return any(words and set(words) <= set(name) for words in (last, *foot))
