"""An end and the money that goes back with it, told in one sentence: both are what it is about."""

from collections.abc import Iterator

from parsers.events import BillingEvent, EventKind
from parsers.generic.outright import outright
from parsers.generic.statement import is_news
from parsers.language.notions import notions_for
from parsers.language.wording import Claim
from parsers.page import Page
from parsers.values.found_money import find_amounts

_LONGEST = 300  # characters of a sentence
_BACK, _LATER = frozenset(("return",)), frozenset(("will",))
_DOUBTED = frozenset("if can not offer quote".split())
_BACKS = (EventKind.REFUND, EventKind.REFUND_PROMISED)


def with_money_back(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a sentence that tells an end and an amount that goes back, that as well:
    "We've cancelled your plan and refunded £35.00 to your card".
    """
    told = [one for one in _ends(found) if not _tells_of_money(one.sentence, found)]
    back = (_back(one, page) for one in told)
    return (*found, *(one for one in back if one is not None))


def as_ended_and_back(
    page: Page, worded: list[BillingEvent], weighed: list[BillingEvent]
) -> list[BillingEvent]:
    """The events of a letter as it is weighed; where its words (`worded`) tell an end and an amount
    that goes back with the same sentence, these two.
    """
    ends = [one for one in worded if one.kind is EventKind.CANCELED]
    backs = [one for one in worded if one.kind in _BACKS and one.amount is not None]
    if is_news(page) or not ends or not backs or ends[0].evidence[:1] != backs[0].evidence[:1]:
        return weighed
    return [outright(ends[0]), outright(backs[0])]


def _ends(found: tuple[Claim, ...]) -> Iterator[Claim]:
    for one in found:
        if one.kind is EventKind.CANCELED and not one.in_subject and len(one.sentence) <= _LONGEST:
            yield one


def _tells_of_money(text: str, found: tuple[Claim, ...]) -> bool:
    return any(one.kind in _BACKS and one.sentence == text for one in found)


def _back(end: Claim, page: Page) -> Claim | None:
    about = notions_for(page.hint.language).about(end.sentence)
    if not about & _BACK or about & _DOUBTED or len(find_amounts(end.sentence, page.hint)) != 1:
        return None
    kind = EventKind.REFUND_PROMISED if about & _LATER else EventKind.REFUND
    return Claim(kind=kind, sentence=end.sentence, in_subject=False)
