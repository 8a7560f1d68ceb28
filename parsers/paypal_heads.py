"""What PayPal's own sentences say in a language or layout that its reader does not know.

They stand above the details of the payment, which are a seller's: of those only whom they name as
well, and the sum, are asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from parsers.document import Block
from parsers.events import EventKind
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, cadence_in, claims, straight
from parsers.money import Money
from parsers.page import Page
from parsers.paypal_details import NUMBER
from parsers.statement import totals
from parsers.values.found_money import find_amounts

_TOLD = (EventKind.CHARGE, EventKind.REFUND, EventKind.PAYMENT_FAILED, EventKind.CANCELED)
_ENDS = (EventKind.PAYMENT_FAILED, EventKind.CANCELED)
# "Automatic payment", "automatische Zahlung", "paiement automatique", "automatisk betalning".
_AUTOMATIC = re.compile(r"(?i)\bauto(?:m[aá]t|maat)\w+|\u81ea\u52d5")
_WORD = re.compile(r"[^\s,;:!?()\"\u201c\u201d\u00ab\u00bb]+")
_LONGEST = 160  # characters of a sentence on how often it is taken


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, to or from whom, how much, and the number of the payment."""

    kind: EventKind
    name: str
    sentence: str
    money: Money | None
    reference: str | None


def told_by_heads(page: Page, heads: Sequence[str], *, seller: str | None) -> Told | None:
    """What the subject says and the sentences above the details bear out, or these alone where the
    details name a `seller`; nothing of what only asks for money, for that has no number.
    """
    claim, name = _claim(page, heads, seller), _name(page, heads)
    if claim is None or name is None:
        return None
    reference, money = _number(page), _money(page, heads, claim)
    if claim.kind not in _ENDS and (reference is None or money is None):
        return None
    sentence = next((text for text in heads if find_amounts(text, page.hint)), page.subject)
    return Told(kind=claim.kind, name=name, sentence=sentence, money=money, reference=reference)


def _claim(page: Page, heads: Sequence[str], seller: str | None) -> Claim | None:
    found = claims(_only(page, heads))
    if any(one.kind is EventKind.INVOICE_DUE for one in found):
        return None
    told = (one for one in found if one.kind in _TOLD and (one.in_subject or seller))
    return next(told, None) or _automatic(page, heads)


def _automatic(page: Page, heads: Sequence[str]) -> Claim | None:
    """The sentence of a sum that calls it an automatic payment, in words that are not known."""
    sums = (text for text in heads if is_automatic(text) and find_amounts(text, page.hint))
    sentence = next(sums, None) if is_automatic(page.subject) else None
    return Claim(kind=EventKind.CHARGE, sentence=sentence, in_subject=True) if sentence else None


def taken_every(page: Page) -> str | None:
    """How often a sentence says that the payment is made by itself: "every month"."""
    language = page.hint.language
    for text in page.sentences:
        if len(text) <= _LONGEST and is_automatic(text) and (every := cadence_in(text, language)):
            about = notions_for(language).about(text)
            if not about & {"if", "not", "offer"}:
                return every
    return None


def is_automatic(text: str) -> bool:
    """Whether a sentence calls a payment an automatic one, in whatever language."""
    return bool(_AUTOMATIC.search(text))


def _only(page: Page, heads: Sequence[str]) -> Page:
    """The page without all that is a seller's."""
    texts = set(heads)
    blocks = [one for one in page.document.blocks if straight(one.text) in texts]
    kept: tuple[Block, ...] = tuple(blocks)
    return replace(
        page, document=replace(page.document, blocks=kept, paragraphs=(), known_lines=None)
    )


def _number(page: Page) -> str | None:
    found = (NUMBER.search(line) for line in page.lines)
    return next((one[0] for one in found if one), None)


def _money(page: Page, heads: Sequence[str], claim: Claim) -> Money | None:
    """The only amount of the sentences; else the sum of the details."""
    said = {one.money for text in heads for one in find_amounts(text, page.hint)}
    if len(said) == 1:
        return said.pop()
    total = totals.total(page) if not said and claim.kind is not EventKind.CANCELED else None
    return total.money if total else None


def _name(page: Page, heads: Sequence[str]) -> str | None:
    """Whom the subject names and a sentence or a detail as well: the longest that they share, as
    it begins and ends with a capital or a figure in the subject.
    """
    subject = straight(page.subject)
    texts = [*heads, *(straight(block.text) for block in page.document.blocks)]
    shared = [name for text in texts for name in _shared(subject, text)]
    return max(shared, key=len, default=None)


def _shared(subject: str, text: str) -> Iterator[str]:
    """The runs of words that stand in both, as the subject writes them."""
    if subject.casefold() == text.casefold():
        return
    if text > "\u3000" and text in subject:  # no capitals and no spaces there
        yield text
    words = list(_WORD.finditer(subject))
    folded = f" {_plain(_WORD.findall(text))} "
    for start in range(len(words)):
        if not _is_of_name(words[start][0]) or start == 0:
            continue
        for end in range(len(words), start, -1):
            said = _plain(one[0] for one in words[start:end])
            if _is_of_name(words[end - 1][0]) and f" {said} " in folded:
                yield subject[words[start].start() : words[end - 1].end()].rstrip("'\u2019")
                break


def _plain(words: Iterable[str]) -> str:
    """Words without capitals, and without the stop of a sentence."""
    return " ".join(word.casefold().rstrip(".") for word in words)


def _is_of_name(word: str) -> bool:
    return word[0].isdigit() or any(map(str.isupper, word))
