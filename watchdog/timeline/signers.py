"""People of a merchant who sign with their own name before his: "Ellie at Moss & Ink"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from parsers.merchants import slug
from watchdog.timeline.likeness import OWN_MAIL, signed_in_short
from watchdog.timeline.places import Box, Boxes, is_billing

# Asked for the same names at each judgement.
known_as = lru_cache(maxsize=8192)(slug)


def firms_of_signers(boxes: Boxes, today: date) -> dict[str, str]:
    """The merchant for whom each signer writes from his domain; who bills is a merchant himself."""
    own = [box for box in boxes if box.channel in OWN_MAIL]
    called = _called(boxes, own)
    pairs = signed_in_short(called)
    if not pairs:
        return {}
    homes = _homes(own)
    billing = {box.merchant for box in own if is_billing(boxes[box], today)}
    found = {}
    for name, firms in pairs.items():
        signer, known = called[name], [called[firm] for firm in firms]
        known = [one for one in known if one in billing and homes[one] & homes[signer]]
        if known and signer not in billing:
            found[signer] = known[0]
    return found


def _called(boxes: Boxes, own: Iterable[Box]) -> dict[str, str]:
    """Each merchant by what he is known as, and by the name that his mail shows: a firm's own may
    be made of its domain ("Front desk, Moss & Ink", of mossink).
    """
    shown = {known_as(boxes[box][-1].event.merchant_name): box.merchant for box in own}
    return shown | {box.merchant: box.merchant for box in own}


def _homes(own: list[Box]) -> Mapping[str, set[tuple[str, str]]]:
    """From which domains each merchant writes, to which mailbox."""
    homes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for box in own:
        homes[box.merchant].add((box.mailbox, box.sender.rpartition("@")[2]))
    return homes
