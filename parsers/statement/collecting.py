"""Who moves the money of a bill: it is taken by itself, or its reader has to pay it."""

import re
from collections.abc import Iterator

from parsers.events import EventKind
from parsers.language.lexicon import look, says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL, is_said, suspected
from parsers.language.phrases import NO_PHRASES
from parsers.language.wording import Claim, claims
from parsers.page import Page, once

_LONGEST = 400  # characters of a sentence or a row
# What goes on, and what does not.
_GOES_ON = tuple(map(frozenset, (("auto",), ("renew", "sub"), ("renew", "plan", "you"))))
_NOT = frozenset(("not", "if", "can"))
_MOST = 150  # texts; a bill that goes on says it before
# Where another clause begins: a "not" there says nothing of this one.
_CLAUSE = re.compile(
    r"[,;:.!?()–—|](?=\s)|[、。，；]|\s(?:so|and|und|et|y|e|og|och|en|ja|és|și|и|та)(?=\s)"
)


@once
def collected(page: Page) -> bool | None:
    """Whether what a bill asks for is taken from an account or a card by itself; False where its
    reader has to pay it, None where it does not say, or says both.
    """
    said = {is_taken for is_taken, _ in _said(page)}
    return said.pop() if len(said) == 1 else None


@once
def goes_on_by_itself(page: Page) -> bool | None:
    """False where what follows a trial has to be chosen by its reader, or costs nothing, or no card
    is known, and no sentence says that anything is taken; None where it does not say.
    """
    language = page.hint.language
    unknown = suspected(page, _texts(page), "without_card")
    cards = {one for text, _ in unknown for one in _without_card(text, language)}
    if cards:
        is_taken = any(is_taken for is_taken, _ in _said(page))
        return False if True in cards and not is_taken else None
    if not is_said(page, _texts(page), "to_choose"):
        return None
    if any(is_taken for is_taken, _ in _said(page)) or any(map(_renews, claims(page))):
        return None
    others = (one for one in _texts(page) if not says(one, "to_choose", language))
    told = map(notions_for(language).about, others)
    goes_on = (one for one in told if any(one >= way for way in _GOES_ON) and not one & _NOT)
    return None if any(goes_on) else False


def _renews(claim: Claim) -> bool:
    return claim.kind is EventKind.RENEWAL_NOTICE


def line_of(page: Page, *, is_taken: bool) -> str | None:
    """The first text that says that the money is taken by itself, or that the reader pays."""
    return next((text for taken, text in _said(page) if taken is is_taken), None)


def _said(page: Page) -> Iterator[tuple[bool, str]]:
    """Whether the money is taken by itself, and what says so or the contrary."""
    language = page.hint.language
    for text, _ in suspected(page, _texts(page), "collected", "by_hand"):
        if says(text, "on_condition", language):
            continue
        # "Payment by direct debit, transfer or card" names ways to choose from.
        if _is_taken(text, language) and not says(text, "by_transfer", language):
            yield True, text
        elif says(text, "by_hand", language):
            yield False, text


def _texts(page: Page) -> Iterator[str]:
    """The subject, the sentences, and the rows of tables."""
    rows = (line for line in page.lines if CELL in line)
    texts = dict.fromkeys((page.subject, *page.sentences[:_MOST], *rows))
    return (one for one in texts if len(one) <= _LONGEST)


def _is_taken(text: str, language: str | None) -> bool:
    """Whether a text says that the money is taken, and its clause takes nothing of it back."""
    return any(not says(one, "denied", language) for one in _clauses("collected", text, language))


def _without_card(text: str, language: str | None) -> Iterator[bool]:
    """Whether there is no card, as often as a text says so; False where that is a condition: "if no
    card is known by then".
    """
    for one in _clauses("without_card", text, language):
        yield not says(one, "on_condition", language)


def _clauses(label: str, text: str, language: str | None) -> Iterator[str]:
    """The clauses in which words of a label stand."""
    seen = look(text, language)
    for lexicon, suspects in seen.suspects:
        for _, phrase in lexicon.labels.get(label, NO_PHRASES).suspected(suspects):
            if found := phrase.pattern.search(seen.text):
                yield _clause(seen.text, found)


def _clause(text: str, found: re.Match[str]) -> str:
    """The clause that words stand in, from the last border before them to the next behind."""
    before = [one.end() for one in _CLAUSE.finditer(text, 0, found.start())]
    after = _CLAUSE.search(text, found.end())
    return text[before[-1] if before else 0 : after.start() if after else len(text)]
