"""Takes back what only the subject of a letter states, or its words as a whole, and its first
sentences deny: "Your refund", of which the letter says that nobody gives it.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.model import Model
from parsers.language.denied import THINGS, denies, is_needless
from parsers.language.lexicon import says
from parsers.language.paragraphs import is_said, those_saying
from parsers.language.wording import claims, straight
from parsers.page import Page
from parsers.statement.by_its_reader import renewed_by_reader
from parsers.statement.collecting import collected
from parsers.values.found_money import find_amounts

# That nothing renews is an end in a sentence of its own, and takes back a title; not where its
# reader is asked to renew it.
_THINGS = {**THINGS, EventKind.RENEWAL_NOTICE: "renew"}
_TAKEN = (EventKind.CHARGE, EventKind.RENEWAL_NOTICE)
_OPENING, _MOST = 6, 24  # sentences that may deny it, and those that may state it all the same
_LONGEST = 400  # characters of a sentence
_FIRST = 2  # sentences, of which one may greet
_BARE = 24  # characters


def stands(page: Page, events: list[BillingEvent], weights: Model) -> list[BillingEvent]:
    """The events but those that the letter denies; a cancellation that was refused waits."""
    return [kept for one in events for kept in _kept(page, one, weights)]


def _kept(page: Page, event: BillingEvent, weights: Model) -> Iterator[BillingEvent]:
    if _is_of_no_payment(page, event) or _is_called_off(page, event):
        return
    is_asked = event.kind is EventKind.RENEWAL_NOTICE and renewed_by_reader(page)
    if is_asked or not (_is_denied(page, event.kind) or _is_unfinished(page, event)):
        yield event
    elif event.kind is EventKind.CANCELED:
        yield replace(event, confidence=min(event.confidence, weights.waits))


def _is_called_off(page: Page, event: BillingEvent) -> bool:
    """Whether what was cancelled is a lesson, a concert or a journey, and no contract."""
    if event.kind is not EventKind.CANCELED:
        return False
    language, texts = page.hint.language, (page.subject, *page.sentences[:_OPENING])
    off = list(those_saying(page, texts, "called_off"))
    if not off or any(one.kind is EventKind.CANCELED for one in claims(page)):
        return False
    return not any(says(one, "contracts", language) for one in off)


def _is_unfinished(page: Page, event: BillingEvent) -> bool:
    """Whether an end is only asked for, and something is left to do until it is one."""
    if event.kind is not EventKind.CANCELED or event.access_until is not None:
        return False
    texts = page.sentences[:_OPENING]
    return is_said(page, texts, "unfinished")


def _is_of_no_payment(page: Page, event: BillingEvent) -> bool:
    """Whether the sentence that states a payment, now or to come, says that there is none; or that
    of a bill says so, which is not taken by itself.
    """
    language = page.hint.language
    titled = event.evidence[:1] == (straight(page.subject),)
    said = event.evidence[1:] if titled else event.evidence[:1]
    if event.kind is EventKind.INVOICE_DUE:
        return any(is_needless(one, language) for one in said) and not collected(page)
    return event.kind in _TAKEN and any(denies(one, "pay", language) == "not" for one in said)


def _is_denied(page: Page, kind: EventKind) -> bool:
    """Whether the first sentences that name it deny it, and none of the body states it."""
    thing = _THINGS.get(kind)
    if thing is None:
        return False
    same = {one for one, named in _THINGS.items() if named == thing}
    if any(not one.in_subject and one.kind in same for one in claims(page)):
        return False
    texts = [one for one in page.sentences[:_MOST] if len(one) <= _LONGEST]
    said = [_said(page, one, thing) for one in texts]
    if "so" in said:
        return False
    if kind is EventKind.CANCELED and denies(page.subject, thing, page.hint.language) == "not":
        return True
    return "not" in said[:_OPENING] or [one for one in said[:_FIRST] if one] == ["may"]


def _said(page: Page, text: str, thing: str) -> str | None:
    """What a text says of a thing; nothing where it only names it: "Your refund"."""
    said = denies(text, thing, page.hint.language)
    is_bare = text == page.subject or (len(text) < _BARE and not find_amounts(text, page.hint))
    return None if said == "so" and is_bare else said
