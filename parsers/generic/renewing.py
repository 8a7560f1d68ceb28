"""The renewal in a letter that says when something ends, and that it goes on by itself."""

import re
from collections.abc import Iterator

from parsers.events import EventKind
from parsers.generic.shapes import is_offered
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight, titled
from parsers.page import Page, once
from parsers.statement.unpaid import is_brief
from parsers.statement.when import days_to_come

_LONGEST, _SHORT = 200, 100  # characters of a sentence, and of what says that it goes on
_CLAUSE = re.compile(r"[,;]")
_OF_ENDS = {EventKind.RENEWAL_NOTICE, EventKind.EXPIRED}
_GOES_ON = frozenset(("auto", "renew"))
# What does not go on, or only if somebody wants it to.
_NOT = frozenset(("not", "if", "can", "fail"))
_YOURS, _ENDS = frozenset(("you", "sub")), frozenset(("end", "expire"))
_CONTRACTS = frozenset(("sub", "plan"))


def with_renewal(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that calls something's end and says that it renews itself, the notice
    of that: "Your plan ends on 3 July. It renews automatically."
    """
    if any(one.kind not in _OF_ENDS or one.in_subject for one in found):
        return found
    if not is_brief(page) or is_offered(page.subject):
        return found
    text = renewing(page)
    if text is None:
        return found
    kind = EventKind.RENEWAL_NOTICE
    notice = Claim(kind=kind, sentence=text, in_subject=False)
    if not notions_for(page.hint.language).about(page.subject) & _CONTRACTS:
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


def _goes_on(sentence: str, page: Page) -> bool:
    about = notions_for(page.hint.language).about
    clause = _CLAUSE.split(sentence, maxsplit=1)[0]
    if len(clause) > _SHORT or "we" in about(clause):
        return False
    return about(clause) >= _GOES_ON and not about(clause) & _NOT
