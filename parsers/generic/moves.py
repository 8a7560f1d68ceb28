"""Changes of plan that two rows of a letter state: the plan there was, and the one there is."""

from collections.abc import Iterator

from parsers.events import EventKind
from parsers.generic.shapes import is_offered
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight
from parsers.page import Page, once
from parsers.statement import labels

_MOST_LINES = 40  # a longer mail says in words what it is about
_APART = 3  # rows; what stands further apart is no pair
_CONTRACT = frozenset(("plan", "sub"))
_OTHERWISE = frozenset("cancel renew price pay invoice free pause expire fail due".split())
_BEFORE = 12  # characters before a label: "Your new plan", "Ihr neuer Tarif"


def moves(page: Page, found: tuple[Claim, ...]) -> Iterator[Claim]:
    """The rows "Old plan | Basic" and "New plan | Plus" of a letter in which no words state
    anything; nothing of mail to many, which only shows what there is.
    """
    if (
        any(_is_other(one) for one in found)
        or page.message.goes_to_many
        or is_offered(page.subject)
    ):
        return
    if text := moved(page):
        yield Claim(kind=EventKind.PLAN_CHANGED, sentence=text, in_subject=False)


def _is_other(claim: Claim) -> bool:
    """Whether it states anything but that the price is another one, which that of a plan is."""
    return claim.in_subject or claim.kind is not EventKind.PRICE_CHANGE


@once
def moved(page: Page) -> str | None:
    """The two rows, if a short mail has them."""
    old = list(_rows(page, "old_plan")) if len(page.lines) <= _MOST_LINES else []
    new = list(_rows(page, "new_plan")) if old else []
    pairs = ((one, two) for one in old for two in new if 0 < abs(two - one) <= _APART)
    pair = next(pairs, None)
    return pair and straight(" ".join(page.lines[row] for row in sorted(pair)))


def _rows(page: Page, name: str) -> Iterator[int]:
    """Where the rows are that begin with a label of this name, with something behind it."""
    for place in labels.labelled(page, name, lines=page.lines):
        begins = len(place.line) - len(place.after) - len(place.label) <= _BEFORE
        if begins and place.after.strip(" :|"):
            yield place.at


@once
def is_titled(page: Page) -> bool:
    """Whether the subject of a letter to one is about a plan or a contract, and nothing of which
    another event tells: "Your subscription is being updated".
    """
    about = notions_for(page.hint.language).about(page.subject)
    return not page.message.goes_to_many and bool(about & _CONTRACT) and not about & _OTHERWISE
