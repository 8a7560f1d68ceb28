"""What the sentences of a mail claim: events, with modality and negation minded."""

import re

import msgspec

from parsers.events import EventKind
from parsers.lexicon import Lexicon, lexicons_for
from parsers.page import Page

# Where a mail claims several things, the first of these is what it was sent for: a failed
# payment also speaks of a payment, a cancellation of a renewal, every receipt of a subscription,
# and a trial that starts names the day it ends.
_PRECEDENCE = (
    EventKind.PAYMENT_FAILED,
    EventKind.REFUND,
    EventKind.CANCELED,
    EventKind.REFUND_PROMISED,
    EventKind.PAUSED,
    EventKind.RESUMED,
    EventKind.TRIAL_STARTED,
    EventKind.TRIAL_ENDING,
    EventKind.PRICE_CHANGE,
    EventKind.PLAN_CHANGED,
    EventKind.EXPIRED,
    EventKind.CHARGE,
    EventKind.SUBSCRIPTION_STARTED,
    EventKind.RENEWAL_NOTICE,
    EventKind.INVOICE_DUE,
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', " ": " "})


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence and the event it states; `in_subject` claims outweigh all others."""

    kind: EventKind
    sentence: str
    in_subject: bool


def claims(page: Page) -> tuple[Claim, ...]:
    """Everything the subject and the sentences state, what matters most first."""
    lexicons = lexicons_for(page.hint.language)
    found = [
        Claim(kind=kind, sentence=sentence, in_subject=in_subject)
        for sentence, in_subject in _sentences(page)
        for kind in _kinds(sentence, lexicons)
    ]
    rank = {kind: place for place, kind in enumerate(_PRECEDENCE)}
    return tuple(sorted(found, key=lambda claim: (not claim.in_subject, rank[claim.kind])))


def main_claim(page: Page) -> Claim | None:
    """What the mail was sent for: the subject's claim, else the weightiest of the body."""
    found = claims(page)
    return found[0] if found else None


def straight(text: str) -> str:
    """A text with straight quotes and plain spaces, as the lexicons expect it."""
    return text.translate(_QUOTES)


def cadence_in(text: str, language: str | None) -> str | None:
    """The cadence that a text names ("per month" -> P1M), the longest period first."""
    for lexicon in lexicons_for(language):
        for period, pattern in lexicon.cadence.items():
            if pattern.search(straight(text)):
                return period
    return None


def is_one_off(text: str, language: str | None) -> bool:
    """Whether a text says that it is a single payment."""
    return any(lexicon.one_off.search(straight(text)) for lexicon in lexicons_for(language))


def is_aside(text: str, language: str | None) -> bool:
    """Whether a text is about offers, fees or terms in general, not about this bill."""
    return any(lexicon.asides.search(straight(text)) for lexicon in lexicons_for(language))


def _sentences(page: Page) -> list[tuple[str, bool]]:
    return [(straight(page.subject), True), *((straight(s), False) for s in page.sentences)]


def _kinds(sentence: str, lexicons: tuple[Lexicon, ...]) -> list[EventKind]:
    kinds: list[EventKind] = []
    if sentence.endswith(("?", "？")):  # "Your payment failed? Here is what to do."
        return kinds
    for lexicon in lexicons:
        hedged = _matches(lexicon.hedges, "always", sentence)
        for kind, pattern in lexicon.claims.items():
            if kind in kinds or (hedged and not _stands_hedged(kind)):
                continue
            if pattern.search(sentence) and not _matches(lexicon.hedges, kind, sentence):
                kinds.append(kind)
    return kinds


def _stands_hedged(kind: EventKind) -> bool:
    """ "Will renew on 3 May unless you cancel" is a notice all the same."""
    return kind in (EventKind.TRIAL_ENDING, EventKind.RENEWAL_NOTICE, EventKind.PRICE_CHANGE)


def _matches(hedges: dict[str, re.Pattern[str]], name: str, sentence: str) -> bool:
    return name in hedges and bool(hedges[name].search(sentence))
