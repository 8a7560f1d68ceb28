"""What the sentences of a mail claim: events, with modality and negation minded."""

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from parsers.events import EventKind
from parsers.language.denied import is_denied
from parsers.language.lexicon import Lexicon, Look, has_label, look, says
from parsers.language.paragraphs import paragraphs, part_of
from parsers.money import Money
from parsers.page import Page, once
from parsers.text.folding import words_of
from parsers.text.speech import own_words, straight

__all__ = [
    "Claim",
    "cadence_in",
    "claims",
    "is_aside",
    "is_one_off",
    "main_claim",
    "straight",
    "telling",
    "titled",
]

# Where a mail claims several things, the first of these is what it was sent for: a failed
# payment also speaks of a payment, a cancellation of a renewal, every receipt of a subscription,
# and a trial that starts names the day it ends.
PRECEDENCE = (
    EventKind.PAYMENT_FAILED,
    EventKind.REFUND,
    EventKind.CANCELED,
    EventKind.CANCELLATION_PENDING,
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
# "Will renew on 3 May unless you cancel" is a notice all the same.
_STAND_HEDGED = (EventKind.TRIAL_ENDING, EventKind.RENEWAL_NOTICE, EventKind.PRICE_CHANGE)


_STAGES, _NO_STAGE = re.compile(r" ?[·•→›»▸>] ?"), re.compile(r"\d|\w \w+ \w")
_LONGEST_STAGES, _FEWEST_STAGES = 120, 4  # characters, stages
_FEW = 3  # patterns of claims, which take as long as a look


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence and the event it states; `in_subject` claims outweigh all others.

    `money` is what it is about, where that was found out beforehand.
    """

    kind: EventKind
    sentence: str
    in_subject: bool
    money: Money | None = None


_NAME_FIRST = re.compile(r"(?:\[([^\[\]]{1,60})\]|【([^【】]{1,40})】) *(?=\w)")
_SHORTEST_WORD = 3
_IN_BRACKETS = re.compile(r"\([^()]{0,80}\)")


def titled(page: Page, kind: EventKind) -> Claim:
    """The subject, as it states an event of that kind."""
    return Claim(kind=kind, sentence=straight(page.subject), in_subject=True)


@once
def claims(page: Page) -> tuple[Claim, ...]:
    """Everything the subject and the sentences state, what matters most first."""
    found = [
        Claim(kind=kind, sentence=seen.text, in_subject=in_subject)
        for seen, in_subject in _claiming(page)
        for kind in _kinds(seen, page.hint.language)
    ]
    found = [*_claimed_by_its_rest(page, found), *found]
    rank = {kind: place for place, kind in enumerate(PRECEDENCE)}
    return tuple(sorted(found, key=lambda claim: (not claim.in_subject, rank[claim.kind])))


def telling(page: Page, found: Iterable[Claim]) -> Page:
    """The page as one that is known to claim that first of all, whatever its words are."""
    first = tuple(found)
    kinds = {one.kind for one in first}
    rest = (one for one in claims(page) if one.kind not in kinds)
    return only_telling(page, (*first, *rest))


def only_telling(page: Page, found: Iterable[Claim]) -> Page:
    """The page as one that claims that and nothing else."""
    told = replace(page)
    told.answers[claims.__wrapped__] = tuple(found)  # type: ignore[attr-defined] # as `once` keeps it
    return told


def without(found: tuple[Claim, ...], kind: EventKind, label: str, page: Page) -> tuple[Claim, ...]:
    """The claims but those of a kind whose sentence says a label."""
    language = page.hint.language
    return tuple(
        one for one in found if one.kind is not kind or not says(one.sentence, label, language)
    )


def _claimed_by_its_rest(page: Page, found: list[Claim]) -> Iterator[Claim]:
    """What a subject claims behind the name of its sender in brackets that shops put before it,
    where it claims nothing as a whole: "[Larch Wool] Payment accepted".
    """
    title = straight(page.subject)
    first = _NAME_FIRST.match(title)
    if first is None or any(one.in_subject for one in found):
        return
    if not _is_of_sender(first[1] or first[2], page):
        return
    rest = title[first.end() :]
    for kind in _kinds(look(rest, page.hint.language), page.hint.language):
        yield Claim(kind=kind, sentence=title, in_subject=True)


def _is_of_sender(name: str, page: Page) -> bool:
    """Whether a name shares a word with that of the sender, or stands in it."""
    sender = f"{page.message.from_name} {page.message.from_domain}".lower()
    words = {one for one in words_of(name.lower()) if len(one) >= _SHORTEST_WORD}
    return name.lower() in sender or not words.isdisjoint(words_of(sender))


def main_claim(page: Page) -> Claim | None:
    """What the mail was sent for: the subject's claim, else the weightiest of the body."""
    found = claims(page)
    return found[0] if found else None


def cadence_in(text: str, language: str | None) -> str | None:
    """The cadence that a text names ("per month" -> P1M), the longest period first."""
    return _cadence_of(look(text, language))


def names_a_cadence(seen: Look) -> bool:
    """Whether a text that was looked at names one."""
    return _cadence_of(seen) is not None


def _cadence_of(seen: Look) -> str | None:
    if has_label(seen, "paid_monthly"):  # "annual plan, billed monthly"
        return "P1M"
    for lexicon, suspects in seen.suspects:
        if suspects & lexicon.timing:
            for period, phrases in lexicon.cadence.items():
                if suspects & phrases.bits and phrases.match(seen.text, suspects):
                    return period
    return None


def may_name_a_cadence(text: str, language: str | None) -> bool:
    """Whether a text, or a part of it, may name a cadence: by its words alone."""
    suspects = look(text, language).suspects
    return any(bits & lexicon.timing for lexicon, bits in suspects)


def is_one_off(text: str, language: str | None) -> bool:
    """Whether a text says that it is a single payment."""
    seen = look(text, language)
    return any(lexicon.one_off.match(seen.text, suspects) for lexicon, suspects in seen.suspects)


def is_aside(text: str, language: str | None) -> bool:
    """Whether a text is about offers, fees or terms in general, not about this bill; what stands in
    brackets makes it none: "Please pay £53.90 (with a late fee of £5.00)".
    """
    if not _is_aside(text, language):
        return False
    return "(" not in text or _is_aside(without_brackets(text), language)


def without_brackets(text: str) -> str:
    """A text without what short brackets hold."""
    return _IN_BRACKETS.sub(" ", text)


def _is_aside(text: str, language: str | None) -> bool:
    seen = look(text, language)
    for lexicon, suspects in seen.suspects:
        if suspects & lexicon.asides.bits and lexicon.asides.match(seen.text, suspects):
            return True
    return False


def is_hedged(text: str, kind: EventKind, language: str | None) -> bool:
    """Whether a text takes back, or puts under a condition, what it may claim."""
    seen = look(text, language)
    names = (kind,) if kind in _STAND_HEDGED else ("always", kind)
    return any(
        _is_hedged(lexicon, name, seen.text, suspects)
        for lexicon, suspects in seen.suspects
        for name in names
    )


def _claiming(page: Page) -> Iterator[tuple[Look, bool]]:
    """The title, and the sentences of the paragraphs that may claim anything."""
    language = page.hint.language
    yield look(_title(page), language), True
    name = page.message.from_name.strip().lower()
    for one in paragraphs(page):
        whole = one.seen.suspects
        if not _may_claim(whole) or _is_form(whole, one.text):
            continue
        if one.text.strip().lower() == name:
            continue  # "Invoice Ninja" in a mail's head is no invoice
        # What a paragraph tells is the less work where that is next to nothing.
        few = len(one.sentences) == 1 or _are_few(whole)
        for text in one.sentences:
            yield part_of(one.seen, text) if few else look(text, language), False


def _may_claim(suspects: Iterable[tuple[Lexicon, int]]) -> bool:
    for lexicon, bits in suspects:  # noqa: SIM110 - a generator takes half as long again
        if bits & lexicon.claiming:
            return True
    return False


def _are_few(suspects: Iterable[tuple[Lexicon, int]]) -> bool:
    """Whether so few claims may stand in a paragraph that its sentences are looked through for each
    of them sooner than they are asked what they may claim.
    """
    return sum((bits & lexicon.claiming).bit_count() for lexicon, bits in suspects) <= _FEW


def _is_of_stages(text: str) -> bool:
    """Whether a text shows the stages of an order, of which not all are reached: "Confirmed · Paid
    · Shipped · Delivered".
    """
    stages = _STAGES.split(text) if len(text) <= _LONGEST_STAGES else ()
    return len(stages) >= _FEWEST_STAGES and not any(map(_NO_STAGE.search, stages))


def _is_form(suspects: Iterable[tuple[Lexicon, int]], text: str) -> bool:
    """Whether a paragraph is one that others may fill in: "Hi [Name], your invoice was due"."""
    return any(_is_hedged(lexicon, "form", text, bits) for lexicon, bits in suspects)


def _title(page: Page) -> str:
    """The subject; of a mail without one its heading, else its first line."""
    if page.subject.strip():
        return page.subject
    headings = (block.text for block in page.document.blocks if block.heading)
    return next(headings, next(iter(page.lines), ""))


def _kinds(seen: Look, language: str | None) -> list[EventKind]:
    kinds: list[EventKind] = []
    if not _may_claim(seen.suspects):
        return kinds
    text, said = seen.text, own_words(seen.text)
    if said != text:  # "The mail reads: 'Your subscription has been cancelled'"
        seen = look(said, language)
    asks = seen.text.endswith(("?", "？"))  # "Your payment failed? Here is what to do."
    if asks and not says(seen.text, "request", language):
        return kinds
    for lexicon, suspects in seen.suspects:
        if suspects & lexicon.claiming:
            kinds += _claimed(lexicon, suspects, seen.text, kinds, language)
    if kinds and _is_of_stages(text):
        return []
    # "Could you please pay by Friday?"
    return [kind for kind in kinds if kind is EventKind.INVOICE_DUE] if asks else kinds


def _claimed(
    lexicon: Lexicon, suspects: int, text: str, known: list[EventKind], language: str | None
) -> Iterator[EventKind]:
    """The further kinds of events that a sentence claims and does not deny."""
    for kind, phrases in lexicon.claims.items():
        if not suspects & phrases.bits or kind in known or not phrases.match(text, suspects):
            continue
        hedged = kind not in _STAND_HEDGED and _is_hedged(lexicon, "always", text, suspects)
        if hedged or _is_hedged(lexicon, kind, text, suspects):
            continue
        each = (one.pattern.search(text) for _, one in phrases.suspected(suspects))
        if not is_denied(kind, filter(None, each), text, language):
            yield kind


def _is_hedged(lexicon: Lexicon, name: str, text: str, suspects: int) -> bool:
    hedges = lexicon.hedges.get(name)
    return hedges is not None and hedges.match(text, suspects)
