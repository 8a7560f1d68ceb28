"""The instalment that a bill asks for, where rows name it beside what is still to pay after it, or
a sentence says in how many of them all of it is paid.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.rows import about, rows_of
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import those_saying
from parsers.language.wording import Claim, straight
from parsers.money import Money
from parsers.page import Page, once
from parsers.statement.for_once import announced_for
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_KINDS = (EventKind.INVOICE_DUE, EventKind.RENEWAL_NOTICE, EventKind.PAYMENT_FAILED)
_LEFT, _ASKS = "+left", frozenset(("please", "due"))
_ENDS = (".", "!", "?", "。")  # of a sentence; a row has none
_LONGEST = 300  # characters of a sentence
_FEWEST = 2  # instalments of which something is the whole
_WHOLE_AND_PART = 2
_NO_PLAN = frozenset(("if", "can", "offer", "quote", "earn", "return"))
_OF_DEBTS = (EventKind.PAYMENT_FAILED, EventKind.INVOICE_DUE)


def with_instalment(page: Page, event: BillingEvent) -> BillingEvent:
    """The bill with its instalment as the amount, where what was read is all that is still to pay
    and nothing asks for that.
    """
    if event.amount is None:
        return event
    planned = set(_planned(page, event.amount))
    part = planned.pop() if len(planned) == 1 else None
    if part is not None and event.kind is EventKind.CHARGE:
        return _not_paid_at_once(page, event, part)
    if part is not None and event.kind in _KINDS:
        return replace(event, amount=part)
    return _of_rows(page, event, event.amount) if event.kind in _KINDS else event


def _not_paid_at_once(page: Page, event: BillingEvent, part: Money) -> BillingEvent:
    """A payment of the whole of what is paid in parts: that of the first part where a sentence
    names it alone, else the notice of it where a day to come is named.
    """
    paid = replace(event, amount=part)
    if _is_paid_alone(page, part):
        return paid
    days = set().union(*(days_to_come(text, page) for text in page.sentences))
    return announced_for(paid, min(days)) if days else event


def _is_paid_alone(page: Page, part: Money) -> bool:
    """Whether a sentence names the part and nothing else: "The first $25.00 is paid." """
    plans = {text for text, _, _ in _plans(page)}
    others = (one for one in page.sentences if one not in plans and len(one) <= _LONGEST)
    return any(_moneys(one, page) == [part] for one in others)


def _of_rows(page: Page, event: BillingEvent, whole: Money) -> BillingEvent:
    """The bill with the only instalment that rows name, where that is a part of all of it."""
    parts = set(_parts(page))
    part = parts.pop() if len(parts) == 1 else None
    if part is None or part.currency != whole.currency or part.amount <= 0:
        return event
    is_whole = _is_made_of(whole, part)
    is_left = whole.amount > part.amount and _is_of_rest(page, whole)
    if not (is_whole or is_left) or _asks_for_all(page, whole):
        return event
    return replace(event, amount=part)


def with_plan(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that says in how many parts something is paid, and from which day to
    come on, the bill of the first, where it states nothing else: not "unpaid" in the same sentence.
    """
    if page.message.goes_to_many:
        return found
    for text, _, _ in _plans(page):
        said = straight(text)
        is_else = any(one.kind not in _OF_DEBTS or one.sentence != said for one in found)
        if not is_else and any(days_to_come(one, page) for one in (text, *_behind(text, page))):
            return (Claim(kind=EventKind.INVOICE_DUE, sentence=said, in_subject=False),)
    return found


def _behind(text: str, page: Page) -> Sequence[str]:
    """The sentence behind another one."""
    place = page.sentences.index(text)
    return page.sentences[place + 1 : place + 2]


def _planned(page: Page, whole: Money) -> Iterator[Money]:
    """The part in which a sentence says that all of it is paid."""
    return (part for _, all_of_it, part in _plans(page) if all_of_it == whole)


@once
def _plans(page: Page) -> tuple[tuple[str, Money, Money], ...]:
    """The sentences that say in how many parts something is paid, with its amount and that of a
    part: "you pay the £240.00 in six payments of £40.00"; nobody may choose, nothing is offered.
    """
    about, found = notions_for(page.hint.language).about, []
    short = (text for text in page.sentences if len(text) <= _LONGEST)
    for text in those_saying(page, short, "in_parts"):
        if about(text) & _NO_PLAN:
            continue
        named = {one.money for one in find_amounts(text, page.hint) if one.money is not None}
        if len(named) == _WHOLE_AND_PART:
            part, whole = sorted(named, key=lambda one: one.amount)
            found += [(text, whole, part)] if _is_made_of(whole, part) else []
    return tuple(found)


def _is_made_of(whole: Money, part: Money) -> bool:
    """Whether a whole is several times a part."""
    if part.currency != whole.currency or part.amount <= 0:
        return False
    many, rest = divmod(whole.amount, part.amount)
    return many >= _FEWEST and not rest


def _parts(page: Page) -> Iterator[Money]:
    """The only amount of each row of an instalment."""
    for row in rows_of(page):
        if names_a_part(row.label, page):
            yield from _moneys(row.text, page)


def _moneys(text: str, page: Page) -> list[Money]:
    found = [one.money for one in find_amounts(f"{text} ", page.hint)]
    return [one for one in found if one is not None] if len(found) == 1 else []


def _is_of_rest(page: Page, amount: Money) -> bool:
    """Whether the label of a row calls an amount what is left."""
    rows = (row for row in rows_of(page) if _moneys(row.text, page) == [amount])
    return any(_LEFT in about(row.label, page) for row in rows)


def _asks_for_all(page: Page, amount: Money) -> bool:
    """Whether a sentence asks for all of it: it names the amount, or what is left and no part."""
    notions = notions_for(page.hint.language)
    for text in page.sentences:
        if len(text) > _LONGEST or not text.endswith(_ENDS) or not notions.about(text) & _ASKS:
            continue
        if any(one.money == amount for one in find_amounts(text, page.hint)):
            return True
        if _LEFT in about(text, page) and not names_a_part(text, page):
            return True
    return False


def names_a_part(text: str, page: Page) -> bool:
    """Whether a text has a word for what is paid in parts."""
    return says(text, "in_parts", page.hint.language)
