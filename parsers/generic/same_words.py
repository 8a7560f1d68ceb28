"""A subject that has no words of its own: the sentence that tells of a payment begins like it."""

from parsers.events import EventKind
from parsers.language.wording import Claim, titled
from parsers.merchants import fold
from parsers.page import Page
from parsers.values.found_money import find_amounts

_FEWEST = 2  # words of such a subject


def with_title(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; where the subject repeats the sentence that states a payment and its amount, that
    it is of the payment, too: "You bought a desk lamp", "You bought a desk lamp for £19.99".
    """
    words = fold(page.subject).split()
    if len(words) < _FEWEST or {one.kind for one in found} != {EventKind.CHARGE}:
        return found
    said = (one.sentence for one in found if not one.in_subject)
    same = (one for one in said if _begins_like(fold(one).split(), words))
    is_told = any(find_amounts(one, page.hint) for one in same)
    is_titled = any(one.in_subject for one in found)
    return (titled(page, EventKind.CHARGE), *found) if is_told and not is_titled else found


def _begins_like(sentence: list[str], subject: list[str]) -> bool:
    return sentence[:1] == subject[:1] and set(subject) <= set(sentence)
