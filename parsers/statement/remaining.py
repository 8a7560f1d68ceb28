"""What is left to pay of a bill that was paid in part, as rows or sentences say."""

from collections.abc import Sequence

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.paragraphs import may_say
from parsers.language.wording import claims
from parsers.page import Page, once
from parsers.values.found_money import AmountFound, find_amounts

_SENTENCE = 300  # characters
_TAKEN_OFF = ("paid_before", "taken_off")
_ROW = 120  # characters; a longer line is running text


@once
def left_of_it(page: Page) -> AmountFound | None:
    """What a row says is due, where two others say of what it is left: "Total | £520", "Deposit
    received | £130", "Balance due | £390"; or what a sentence asks for of that.
    """
    return _in_rows(page) or asked_after_all(page)


@once
def asked_after_all(page: Page) -> AmountFound | None:
    """What a sentence asks for that is left of an amount that stands elsewhere, once another is
    taken off of which a text says so: "The bill is £35. After your £5 credit please pay £30."
    """
    bills = (one for one in claims(page) if one.kind is EventKind.INVOICE_DUE)
    asking = [one.sentence for one in bills if not one.in_subject]
    # Where nothing is taken off, nothing is left of an amount.
    if not asking or not any(may_say(page, one) for one in _TAKEN_OFF):
        return None
    texts = [one for one in page.sentences if len(one) <= _SENTENCE]
    seen = [(text, found) for text in texts if (found := find_amounts(text, page.hint))]
    off = {one.amount for text, found in seen if _is_taken_off(text, page) for one in found}
    for sentence in asking:
        found = find_amounts(sentence, page.hint)
        asked = found[-1] if found else None
        if asked is None or not {one.amount for one in found[:-1]} <= off:
            continue
        if len(found) > 1 and says(sentence, "left", page.hint.language):
            continue  # "Please pay £140 now, the remaining £150 in May"
        whole = {one.amount for _, some in seen for one in some if one.amount > asked.amount}
        if any(one - asked.amount in off - {asked.amount} for one in whole):
            return asked
    return None


def _is_taken_off(text: str, page: Page) -> bool:
    return any(says(text, name, page.hint.language) for name in _TAKEN_OFF)


def _in_rows(page: Page) -> AmountFound | None:
    rows = [(line, find_amounts(line, page.hint)) for line in page.lines if len(line) <= _ROW]
    single = [(line, found[0]) for line, found in rows if len(found) == 1]
    language = page.hint.language
    left = [
        found
        for place, (line, found) in enumerate(single)
        if found.amount > 0
        and any(says(line, name, language) for name in ("due", "left"))
        and (
            _is_left_of_others(found, [one for _, one in single[:place] + single[place + 1 :]])
            or _is_sum_of_two(found, [one for _, one in single[:place]])
        )
    ]
    return left[0] if len({one.money for one in left}) == 1 else None


def _is_sum_of_two(found: AmountFound, before: Sequence[AmountFound]) -> bool:
    """Whether the last two amounts before one add up to it: a bill and the fee for being late."""
    last = [one.amount for one in before[-2:]]
    return len(last) > 1 and min(last) > 0 and sum(last) == found.amount


def _is_left_of_others(found: AmountFound, others: Sequence[AmountFound]) -> bool:
    """Whether one of the others is what another one and this add up to."""
    values = {one.amount for one in others}
    return any(found.amount + one.amount in values for one in others if one.amount > 0)
