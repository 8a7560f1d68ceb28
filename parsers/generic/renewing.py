"""The renewal in a letter that says when something ends, and that it goes on, or may be kept."""

import re
from collections.abc import Iterator

from parsers.events import EventKind
from parsers.generic.shapes import is_offered
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight, titled
from parsers.page import Page, once
from parsers.statement.unpaid import is_brief
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_LONGEST, _SHORT = 200, 100  # characters of a sentence, and of what says that it goes on
_CLAUSE = re.compile(r"[,;]")
_OF_ENDS = {EventKind.RENEWAL_NOTICE, EventKind.EXPIRED}
_GOES_ON = frozenset(("auto", "renew"))
# What does not go on, or only if somebody wants it to.
_NOT = frozenset(("not", "if", "can", "fail"))
_YOURS, _ENDS = frozenset(("you", "sub")), frozenset(("end", "expire"))
_CONTRACTS = frozenset(("sub", "plan"))
_LASTS, _ASKS = frozenset(("end", "expire", "cover", "until")), frozenset(("pay", "renew"))
_AGAIN = frozenset(("per", "renew"))  # "for another year"
# What keeps nothing: an offer, something bought, what is taken by itself or was paid.
_KEEPS_NOT = frozenset(
    "offer goods meet quote take auto get receipt thanks return free fail".split()
)
_NEAR = 2  # sentences behind the one that tells the end


def with_renewal(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that calls something's end and says that it renews itself, the notice
    of that: "Your plan ends on 3 July. It renews automatically."; or what it costs to keep it:
    "To keep your domain for another year, pay £15."
    """
    if any(one.kind not in _OF_ENDS or one.in_subject for one in found):
        return found
    if not is_brief(page) or is_offered(page.subject):
        return found
    text, kind = renewing(page), EventKind.RENEWAL_NOTICE
    if text is None:  # nobody takes what keeps it
        text, kind = keeping(page), EventKind.INVOICE_DUE if not found else kind
    if text is None:
        return found
    notice = Claim(kind=kind, sentence=text, in_subject=False)
    named = (
        _CONTRACTS if kind is EventKind.RENEWAL_NOTICE and renewing(page) else _CONTRACTS | _ENDS
    )
    if not notions_for(page.hint.language).about(page.subject) & named:
        return (notice,)
    return (titled(page, kind), notice)


@once
def renewing(page: Page) -> str | None:
    """The sentences that say so."""
    return next(_renewing(page), None)


def _renewing(page: Page) -> Iterator[str]:
    """The sentence that names the only day to come, with the one near it that says the rest."""
    about = notions_for(page.hint.language).about
    said = [one for one in page.sentences if len(one) <= _LONGEST]
    for place, one in enumerate(said):
        if not _goes_on(one, page):
            continue
        for other in said[max(0, place - 1) : place + 2]:
            is_told = other == one or about(other) >= _YOURS or about(other) & _ENDS
            if (
                is_told
                and about(f"{other} {one}") & _CONTRACTS
                and len(days_to_come(other, page)) == 1
            ):
                yield straight(one if other == one else f"{other} {one}")


@once
def keeping(page: Page) -> str | None:
    """The sentence that calls the day on which something ends, and the one behind it that says what
    is to be paid to keep it.
    """
    return None if page.message.goes_to_many else next(_keeping(page), None)


def _keeping(page: Page) -> Iterator[str]:
    about = notions_for(page.hint.language).about
    said = [one for one in page.sentences if len(one) <= _LONGEST]
    for place, one in enumerate(said):
        ends = about(one)
        if not (ends & _CONTRACTS and ends & _LASTS and len(days_to_come(one, page)) == 1):
            continue
        for other in said[place + 1 : place + 1 + _NEAR]:
            asks = about(other)
            if not asks & _ASKS or not asks & _AGAIN or asks & _KEEPS_NOT:
                continue
            was_paid = says(other, "formerly", page.hint.language)  # "last year you paid £129"
            if not was_paid and len(find_amounts(other, page.hint)) == 1:
                yield straight(f"{one} {other}")


def _goes_on(sentence: str, page: Page) -> bool:
    about = notions_for(page.hint.language).about
    clause = _CLAUSE.split(sentence, maxsplit=1)[0]
    if len(clause) > _SHORT or "we" in about(clause):
        return False
    return about(clause) >= _GOES_ON and not about(clause) & _NOT
