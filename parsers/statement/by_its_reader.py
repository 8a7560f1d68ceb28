"""What its reader has to renew himself: it ends on a day, unless he does; nothing is taken."""

from collections.abc import Iterator

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import is_said, texts_of_body, those_saying
from parsers.language.wording import Claim, straight
from parsers.page import Page, once
from parsers.statement.collecting import line_of
from parsers.statement.when import ENDS, binding, days_to_come

_LONGEST = 300  # characters of a sentence or a row
_GOES_ON = frozenset(("auto", "renew"))
_NOT = frozenset(("not", "if", "can", "fail"))
_ENDING = frozenset(("end", "expire", "until", "cover"))
_LABELS = ("no_auto_renewal", "renew_yourself")
_TAKEN = (frozenset(("we", "take")), frozenset(("take", "card")), frozenset(("take", "bank")))


def with_end_unless_renewed(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that says what ends on a day to come unless its reader renews it, the
    notice of that for the end: nobody cancelled it.
    """
    kept = tuple(one for one in found if not _is_of_no_renewal(one, page))
    if found and len(kept) == len(found):
        return found
    if any(one.kind in ENDS for one in kept) or not renewed_by_reader(page):
        return found
    text = next(_telling_of_end(page, is_said=not found), None)
    if text is None or any(one.kind is EventKind.RENEWAL_NOTICE for one in kept):
        return kept if text is not None else found
    return (*kept, Claim(kind=EventKind.RENEWAL_NOTICE, sentence=straight(text), in_subject=False))


def _is_of_no_renewal(claim: Claim, page: Page) -> bool:
    """Whether a claim of an end is one that nothing renews by itself, or of a day to come that
    nobody is said to have chosen.
    """
    if claim.kind not in ENDS:
        return False
    if any(says(claim.sentence, one, page.hint.language) for one in _LABELS):
        return True
    chosen = "cancel" in notions_for(page.hint.language).about(claim.sentence)
    return not chosen and bool(days_to_come(claim.sentence, page))


@once
def renewed_by_reader(page: Page) -> bool:
    """Whether a letter asks its reader to renew something himself, and neither says that it renews
    by itself nor that he, or somebody for him, has put an end to it.
    """
    texts = _texts(page)
    if asking_to_renew(page) is None or is_said(page, texts, "ended_already"):
        return False
    return line_of(page, is_taken=True) is None and not any(_goes_on(one, page) for one in texts)


def asking_to_renew(page: Page) -> str | None:
    """The first text that asks its reader to renew something."""
    asking = those_saying(page, _texts(page), "renew_yourself")
    return next((one for one in asking if not _is_taken(one, page)), None)


def _texts(page: Page) -> tuple[str, ...]:
    each = (page.subject, *texts_of_body(page))
    return tuple(one for one in each if len(one) <= _LONGEST)


def _is_taken(text: str, page: Page) -> bool:
    """Whether a text that asks its reader to renew something says that nothing needs to be done."""
    about = notions_for(page.hint.language).about(text)
    return any(about >= way for way in _TAKEN)


def _goes_on(text: str, page: Page) -> bool:
    """Whether a text says that it renews by itself, or that money is taken."""
    about = notions_for(page.hint.language).about(text)
    goes_on = about >= _GOES_ON or any(about >= way for way in _TAKEN)
    return goes_on and not about & _NOT and not says(text, "no_auto_renewal", page.hint.language)


def _telling_of_end(page: Page, *, is_said: bool) -> Iterator[str]:
    """The texts that name the day to come on which it ends, those first that speak of an end, or
    only those (`is_said`); a card that expires may be the one for the year.
    """
    about = notions_for(page.hint.language).about
    each = (*binding(page), *texts_of_body(page))
    texts = [one for one in each if len(one) <= _LONGEST and len(days_to_come(one, page)) == 1]
    saying = [one for one in texts if about(one) & _ENDING]
    yield from (saying if is_said else (*saying, *texts))
