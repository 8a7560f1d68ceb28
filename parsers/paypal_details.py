"""The details under PayPal's sentences: rows in columns, in pairs, or one below another."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from parsers.document import Block
from parsers.language.wording import straight
from parsers.page import Page
from parsers.statement import labels

_PLAN = re.compile(r"(?i)\bdetails about your automatic payment for (?P<plan>.+?)\.?$")
_LABELS = (
    r"description|beschreibung|subscription|abo|abonnement|concepto|descripción|suscripción"
    r"|descrizione|abbonamento|descrição|assinatura|omschrijving|opis|subskrypcja|beskrivning"
    r"|prenumeration|beskrivelse|popis|předplatné"
)
# Of a payment: seventeen capitals and figures.
NUMBER = re.compile(r"(?<![0-9A-Z])(?=[A-Z]*\d)[0-9A-Z]{17}(?![0-9A-Z])")
ITEMS = re.compile(rf"(?i)^(?:{_LABELS})$")
# "Subscription Wrenfield Basic, monthly", "Beschreibung: ...": both in one line.
_IN_LINE = re.compile(
    rf"^(?=[^\W\da-z])(?i:{_LABELS})(?: ?:)? (?P<name>(?=[^\W_a-z]).{{1,80}}(?<!\.))$"
)
# Said of an automatic payment behind what it is for.
_AUTOMATICALLY = re.compile(r"(?i)(?<!\s)\s*+\([^()]*\bauto(?:m[aá]t|maat)[^()]*\)$")
_LONGEST = 80
_PAIR = 2


def under(page: Page, label: re.Pattern[str]) -> str | None:
    """What stands under or beside a label, in the next block."""
    return next(all_under(page, label), None)


def all_under(page: Page, label: re.Pattern[str]) -> Iterator[str]:
    for block, after in pairwise(page.document.blocks):
        if label.match(straight(block.text)):
            yield after.text


def plan_of(page: Page, heads: Iterable[str]) -> str | None:
    """What was paid for: named by PayPal, or under or beside the head of the items."""
    for text in heads:
        if found := _PLAN.search(text):
            return found["plan"]
    return _beside(page) or _in_line(page)


def _in_line(page: Page) -> str | None:
    """What stands behind its label in one line, unless that is a row of heads."""
    for block in page.document.blocks:
        if found := _IN_LINE.match(block.text):
            words = found["name"].split()
            heads = (" ".join(words[:length]) for length in (1, _PAIR))
            if not any(labels.is_column(one, page.hint.language) for one in heads):
                return _AUTOMATICALLY.sub("", found["name"])
    return None


def _beside(page: Page) -> str | None:
    blocks = page.document.blocks
    place = next((at for at, block in enumerate(blocks) if ITEMS.match(block.text)), len(blocks))
    if place + 1 >= len(blocks):
        return None
    head, after = blocks[place], blocks[place + 1]
    row = [one for one in blocks if one.row is not None and _place(one) == _place(head)]
    is_column = len(row) > _PAIR or labels.is_column(after.text, page.hint.language)
    if head.row is None or not (is_column and after in row):
        return _AUTOMATICALLY.sub("", after.text)[:_LONGEST]
    below = (one for one in blocks if one.table == head.table and one.row == head.row + 1)
    return next((block.text[:_LONGEST] for block in below), None)


def _place(block: Block) -> tuple[int | None, int | None]:
    return block.table, block.row
