"""On what terms a mail's money is paid: how often, or once; and how much, where nothing labels it.

Advertisements and small print name prices and periods too: what they say is no term of this bill.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from parsers.language.lexicon import Lexicon, look, says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL, part_of, sentences_near
from parsers.language.phrases import NO_PHRASES
from parsers.language.wording import (
    Claim,
    cadence_in,
    is_aside,
    is_one_off,
    may_name_a_cadence,
    names_a_cadence,
    straight,
)
from parsers.page import Page
from parsers.statement import beside
from parsers.statement.one_of_several import is_one_of_several
from parsers.text.sentences import split_sentences
from parsers.values.equivalents import is_former, own
from parsers.values.found_money import AmountFound, find_amounts

_LONGEST = 200  # characters; a longer line is running text about something else
_CELL = 30
_ITEM = 80
_SENTENCE = 40
_LABELS = ("plan", "renews", "period")
_DAYS_LONG = "P30D"  # which also says how long something lasts: "for 30 days"
_PAID = frozenset(("pay", "take", "renew", "price", "invoice"))
_OVER = frozenset(("fail", "end", "cancel", "return"))
_TAKEN = frozenset(("pay", "take", "renew"))
_OFFERED = frozenset(("offer", "free", "fail", "goods"))
_MAY = frozenset(("can", "cancel"))
_DONE = _PAID | {"was", "done"}
_CLAUSE = re.compile(r"[,;] | [-–—] ")


def cadence(
    page: Page, said: Sequence[str], amount: AmountFound | None, *, is_change: bool = False
) -> str | None:
    """How often it is paid: by what is said of it, or a line about this money or this plan.

    `said` are the sentences that state what happened; of those of a change of price, the ones that
    name no price come last: "each year we look at our prices".
    """
    language = page.hint.language
    last = [one for one in said if is_change and not find_amounts(one, page.hint)]
    first = [one for one in said if one not in last]
    told = _telling(page, first, amount) if not last else _of_prices(page, first, amount)
    asked = (one for one in chain(told, last) if not says(one, "yearly_papers", language))
    found = ((cadence_in(text, language), text) for text in asked)
    return next((one for one, text in found if one and not _only_lasts(text, one, page)), None)


def _only_lasts(text: str, found: str, page: Page) -> bool:
    """Whether a text says of something for which nobody pays how long it lasts: "Your files are
    kept for 30 days".
    """
    if found != _DAYS_LONG or CELL in text or find_amounts(text, page.hint):
        return False
    about = notions_for(page.hint.language).about(text)
    return not about & _PAID or bool(about & _OVER)


def _is_of_leaving(text: str, page: Page) -> bool:
    """Whether what a text without a price says comes so often is a day by which to leave: "You can
    cancel monthly."; not "Monthly, cancel anytime".
    """
    language = page.hint.language
    timely = [one for one in _CLAUSE.split(text) if cadence_in(one, language)]
    about = [notions_for(language).about(one) for one in timely]
    return bool(about) and all(one & _MAY and not one & _DONE for one in about)


def _of_prices(page: Page, said: Iterable[str], amount: AmountFound | None) -> Iterator[str]:
    """What tells of a price that changes; of one not known yet, the rows with any price, too."""
    yield from _telling(page, said, amount)
    if amount is None:
        rows = _of_the_bill(page.lines, page)
        yield from (line for line in rows if find_amounts(line, page.hint))


def is_paid_once(page: Page, claim: Claim) -> bool:
    """Whether the mail calls it a single payment, or one of so many: no link to gift cards does."""
    if any(is_one_of_several(one, page.hint.language) for one in (page.subject, claim.sentence)):
        # "Instalment 9 of 12" of a year that is paid by the month comes each month.
        return not any(says(one, "paid_monthly", page.hint.language) for one in page.lines)
    shown = (block.text for block in page.document.blocks if not block.link)
    texts = (page.subject, claim.sentence, *(text for text in shown if len(text) <= _LONGEST))
    language = page.hint.language
    return any(is_one_off(text, language) and not is_aside(text, language) for text in texts)


def only_amount(page: Page, claim: Claim) -> AmountFound | None:
    """The amount of the claim's own sentence, of the subject or the sentence behind the claim,
    else the only one of the mail.
    """
    for text in (claim.sentence, page.subject, *_next_sentence(page, claim)):
        amount = beside.amount_in(text, page)
        if amount is not None:
            return amount
    language = page.hint.language
    priced = ((text, find_amounts(text, page.hint)) for text in page.sentences)
    said = ((text, some) for text, some in priced if some and not is_aside(text, language))
    seen = [(text, one) for text, some in said for one in some]
    now = [(text, one) for text, one in seen if not is_former(text, one, page)]
    found = own(now or seen, page)
    return found[0] if len({(one.amount, one.currencies) for one in found}) == 1 else None


def amount_behind(page: Page, claim: Claim) -> AmountFound | None:
    """What the sentence behind a claim says it costs from then on, where the claim's own names what
    it cost once: "Your trial for $1 ends on 3 May. Then it is $34 a month."
    """
    language = page.hint.language
    own = beside.amount_in(claim.sentence, page)
    if own is None or cadence_in(claim.sentence, language) is not None:
        return None
    behind = (text for text in _next_sentence(page, claim) if cadence_in(text, language))
    return next((one for text in behind if (one := beside.amount_in(text, page))), None)


def _next_sentence(page: Page, claim: Claim) -> tuple[str, ...]:
    said = [straight(text) for text in page.sentences]
    if claim.sentence not in said:
        return ()
    after = said.index(claim.sentence) + 1
    following = tuple(said[after : after + 1])
    return tuple(text for text in following if not _is_beside(text, page))


def _is_beside(text: str, page: Page) -> bool:
    """Whether a text is no term of this contract, or of what it cost: "Price last year | £9"."""
    if is_aside(text, page.hint.language):
        return True
    own = find_amounts(text, page.hint)
    return len(own) == 1 and says(text, "formerly", page.hint.language)


def _telling(page: Page, said: Iterable[str], amount: AmountFound | None) -> Iterator[str]:
    yield page.subject
    yield from said
    language = page.hint.language
    # What names no time tells of no cadence, and neither does any part of it.
    timed = [line for line in page.lines if may_name_a_cadence(line, language)]
    priced = [(line, find_amounts(line, page.hint)) for line in _of_the_bill(timed, page)]
    if amount is not None:
        yield from (near for line, found in priced for near in _beside(line, found, amount))
        if any(found for _, found in priced):
            yield from _before_tax(_of_the_bill(page.lines, page), amount, page)
    terms = (line for line, found in priced if not found and _is_term(line, page))
    yield from (line for line in terms if not _is_of_leaving(line, page))
    near = sentences_near(page, _timing)
    timely = [text for text, whole in near if names_a_cadence(part_of(whole, text))]
    short = (text for text in timely if len(text) <= _SENTENCE)
    yield from (text for text in short if _is_short_term(text, page))
    yield from (text for text in timely if _is_taken_by_itself(text, page))


def _is_taken_by_itself(text: str, page: Page) -> bool:
    """Whether a sentence of the terms says that money is taken by itself, as often as it names:
    "You will be charged automatically each month until you cancel."
    """
    if len(text) > _LONGEST or find_amounts(text, page.hint) or is_aside(text, page.hint.language):
        return False
    about = notions_for(page.hint.language).about(text)
    return "auto" in about and bool(about & _TAKEN) and not about & _OFFERED


def _of_the_bill(lines: Iterable[str], page: Page) -> Iterator[str]:
    """The lines that are neither running text about something else nor small print."""
    short = (line for line in lines if len(line) <= _LONGEST)
    return (line for line in short if not is_aside(line, page.hint.language))


def _timing(lexicon: Lexicon) -> int:
    return lexicon.timing


def _beside(line: str, found: tuple[AmountFound, ...], amount: AmountFound) -> Iterator[str]:
    """What stands around an amount, as far as the next one: "$5 a month or $60 a year" """
    ends = (0, *(one.end for one in found))
    starts = (*(one.start for one in found[1:]), len(line))
    for one, end, start in zip(found, ends, starts, strict=False):
        if _names((one,), amount):
            yield from split_sentences(line[one.start : start])
            if not end:
                yield from split_sentences(line[:start])


def _names(found: tuple[AmountFound, ...], amount: AmountFound) -> bool:
    return any((one.amount, one.currencies) == (amount.amount, amount.currencies) for one in found)


def _before_tax(lines: Iterable[str], amount: AmountFound, page: Page) -> Iterator[str]:
    """The lines of a list whose sum the amount is: they stand above it, and are short."""
    above: list[str] = []
    for line in lines:
        found = find_amounts(line, page.hint)
        if _names(found, amount):
            yield from above
            return
        if found and len(line) <= _ITEM:
            above.append(line)


def _is_short_term(sentence: str, page: Page) -> bool:
    """Whether a short sentence says little else ("Billed every 3 months.")."""
    if find_amounts(sentence, page.hint) or is_aside(sentence, page.hint.language):
        return False
    return not _is_of_leaving(sentence, page)


def _is_term(line: str, page: Page) -> bool:
    """Whether a line without a price is about the plan: it says so, or is a cell of a table."""
    if len(line) <= _CELL or CELL in line:
        return True
    return any(
        lexicon.labels.get(name, NO_PHRASES).match(line, suspects)
        for lexicon, suspects in look(line, page.hint.language).suspects
        for name in _LABELS
    )
