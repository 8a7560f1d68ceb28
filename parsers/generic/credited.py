"""What comes back after a year's account, where more was paid than used, and deposits returned."""

from collections.abc import Iterator

from parsers.events import EventKind
from parsers.generic.statement import is_greeted
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight, titled
from parsers.page import Page, once
from parsers.statement.unpaid import is_brief
from parsers.statement.when import days_to_come
from parsers.values.found_money import AmountFound, find_amounts

_LONGEST_ROW, _LONGEST = 80, 300  # characters
_BACK = frozenset(("return",))
_NOT_YET = frozenset("if can not offer quote".split())
_BACKS = frozenset((EventKind.REFUND, EventKind.REFUND_PROMISED))
_OWING = frozenset((*_BACKS, EventKind.INVOICE_DUE, EventKind.RENEWAL_NOTICE))


def with_credit(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter whose rows come to a credit, and which says that this comes back, no
    bill but that: "Used £658.63 | Paid £720.00 | Credit £61.37".
    """
    if not found or not {one.kind for one in found} <= _OWING:
        return found
    row = credited(page)
    told = next(iter(_told(page, found)), None) if row else None
    if row is None or told is None:
        return found
    is_done = any(one.kind is EventKind.REFUND for one in found)
    kind = EventKind.REFUND if is_done else EventKind.REFUND_PROMISED
    return (Claim(kind=kind, sentence=f"{told} {row}", in_subject=True),)


def with_deposit(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter to a reader whom it names that tells nothing else, the deposit that a
    sentence says was given back: "Comme convenu, je vous ai rendu l'acompte de 60 euros".
    """
    refund = EventKind.REFUND
    if not {one.kind for one in found} <= {refund} or any(one.in_subject for one in found):
        return found
    if not is_brief(page) or not is_greeted(page):
        return found
    texts = (one for one in page.sentences if len(one) <= _LONGEST)
    told = next((one for one in texts if _is_deposit_back(one, page)), None)
    if told is None:
        return found
    return (titled(page, refund), Claim(kind=refund, sentence=straight(told), in_subject=False))


def _is_deposit_back(text: str, page: Page) -> bool:
    language = page.hint.language
    about = notions_for(language).about(text)
    is_to_come = days_to_come(text, page) or ("will" in about and "was" not in about)
    if "return" not in about or about & _NOT_YET or is_to_come:
        return False
    return len(find_amounts(text, page.hint)) == 1 and says(text, "deposit", language)


@once
def credited(page: Page) -> str | None:
    """The row of what is left of the amount right above it, once the one above that is taken off;
    None where the two rows do not come to it.
    """
    rows = list(_rows(page))
    for (_, cost), (_, paid), (text, rest) in zip(rows, rows[1:], rows[2:], strict=False):
        if 0 < rest.amount == paid.amount - cost.amount and cost.amount > 0:
            return straight(text)
    return None


def _rows(page: Page) -> Iterator[tuple[str, AmountFound]]:
    for line in page.lines:
        found = find_amounts(line, page.hint) if len(line) <= _LONGEST_ROW else ()
        if len(found) == 1:
            yield line, found[0]


def _told(page: Page, found: tuple[Claim, ...]) -> Iterator[str]:
    """The sentences that say that money comes back, without saying how much."""
    claimed = [one.sentence for one in found if one.kind in _BACKS and not one.in_subject]
    about = notions_for(page.hint.language).about
    said = (straight(one) for one in page.sentences if len(one) <= _LONGEST)
    for one in (*claimed, *(one for one in said if about(one) & _BACK)):
        if not find_amounts(one, page.hint) and "if" not in about(one):
            yield one
