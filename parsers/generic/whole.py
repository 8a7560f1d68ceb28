"""What a letter as a whole states, by what each of its sentences may state and what else it shows.

A multinomial logistic model: a weight for each sort of event by feature. Sorts are kinds of events
that only details tell apart: a bill that will be taken, or has to be paid, is one sort.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from operator import mul

import msgspec

from parsers.events import BillingEvent, EventKind
from parsers.generic.gist import NOTHING, states_nothing
from parsers.generic.letters import MOST_SENTENCES, Heard
from parsers.generic.model import shares
from parsers.generic.rows import row_features
from parsers.generic.statement import of_mail
from parsers.language.paragraphs import texts_of_body
from parsers.page import Page

_SORTS = {
    EventKind.INVOICE_DUE: "due",
    EventKind.RENEWAL_NOTICE: "due",
    EventKind.REFUND_PROMISED: "refund",
    EventKind.EXPIRED: "canceled",
}
# What says so in words means it: it speaks of a payment as well, and hardly any letter taught it.
_MEANT = {
    str(EventKind.PAYMENT_FAILED),
    str(EventKind.SUBSCRIPTION_STARTED),
    str(EventKind.RESUMED),
}
# A low price that ends is both.
_NEAR = {str(EventKind.PRICE_CHANGE), str(EventKind.TRIAL_ENDING)}
_OPENING = 3  # sentences
_MOST = 3  # sentences that state the same, or are about the same, are as many as say more


class WholeModel(msgspec.Struct, frozen=True, kw_only=True):
    """A weight for each sort of event (in the order of `sorts`, one is `NOTHING`) by feature.

    From `accept` on a sort counts, below `ignore` it is small talk. What words state
    for certain is doubted where its sort is less likely than `doubt`.
    """

    sorts: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]
    accept: float
    ignore: float
    doubt: float


# Made here and not at first use: a type that two threads use first at once ends msgspec's process.
_MODEL = msgspec.json.Decoder(WholeModel)


@cache
def shipped_whole() -> WholeModel:
    """The model that `tools/train_whole.py` made."""
    return _MODEL.decode((files("parsers.generic") / "whole.json").read_bytes())


def sort_of(kind: EventKind) -> str:
    """The sort of a kind of event."""
    return _SORTS.get(kind, str(kind))


def chances_of(features: dict[str, float], model: WholeModel) -> dict[str, float]:
    """How likely a letter with some features states an event of each sort, or nothing."""
    known = model.weights
    found = [(known[name], value) for name, value in features.items() if value and name in known]
    values = [value for _, value in found]
    by_sort = zip(*(weights for weights, _ in found), strict=True) if found else repeat(())
    scores = [
        sum(map(mul, values, weights), bias)
        for bias, weights in zip(model.bias, by_sort, strict=False)
    ]
    return shares(model.sorts, scores)


def likeliest(chances: dict[str, float]) -> str:
    """The sort of event that a letter states if it states any."""
    return max((sort for sort in chances if sort != NOTHING), key=lambda sort: chances[sort])


def is_doubted(
    worded: Sequence[BillingEvent], chances: dict[str, float], model: WholeModel
) -> bool:
    """Whether the whole letter speaks against all that its words state."""
    sorts = {sort_of(one.kind) for one in worded}
    best = likeliest(chances)
    if sorts & _MEANT or {best, *sorts} <= _NEAR:
        return False
    return max(chances[sort] for sort in sorts) < model.doubt


def whole_features(
    page: Page, said: Sequence[Heard], worded: Sequence[BillingEvent]
) -> dict[str, float]:
    """The features of a letter by name, all from 0 to 1: of its sentences, of the events that its
    words state (`worded`), of the mail.
    """
    found = dict(_of_chances(said))
    found.update(_of_notions(said))
    for one in worded:
        found[f"worded {one.kind}"] = max(one.confidence, found.get(f"worded {one.kind}", 0.0))
    found.update((f"mail {name}", float(value)) for name, value in of_mail(page))
    found["sentences"] = min(len(texts_of_body(page)), MOST_SENTENCES) / MOST_SENTENCES
    found.update(row_features(page))
    return found


def _of_chances(said: Sequence[Heard]) -> Iterator[tuple[str, float]]:
    """How likely the subject, the surest sentence and the opening state each kind, and how many
    do.
    """
    subject = said[0].chances
    body = [one for one in said if not one.text.in_subject]
    pairs = [one for one in body if one.text.worth < 1]
    single = [one for one in body if one.text.worth == 1]
    opening = [one for one in single if one.text.at <= _OPENING]
    each = zip(_columns(single), _columns(opening), _columns(pairs), strict=False)
    for kind, (alone, first, together) in zip(subject, each, strict=False):
        yield f"surest {kind}", max(alone)
        if not states_nothing(kind):
            yield f"subject {kind}", subject[kind]
            yield f"opening {kind}", max(first)
            yield f"pair {kind}", max(together)
            yield f"often {kind}", min(sum(alone) / _MOST, 1.0)
    yield "clear", float(not pairs)


def _columns(some: Sequence[Heard]) -> Iterable[Sequence[float]]:
    """The chances of some texts kind by kind: each text has all kinds, in the same order."""
    return zip(*(one.chances.values() for one in some), strict=True) if some else repeat((0.0,))


def _of_notions(said: Sequence[Heard]) -> Iterator[tuple[str, float]]:
    """What the subject is about, and how many sentences are about something."""
    yield from ((f"subject about {one}", 1.0) for one in said[0].about)
    about = Counter(notion for one in said[1:] if one.text.worth == 1 for notion in one.about)
    yield from ((f"about {one}", min(times / _MOST, 1.0)) for one, times in about.items())
