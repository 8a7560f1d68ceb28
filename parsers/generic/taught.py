"""The labels by which a person's correction is found again in a sender's other mail."""

import re

from parsers.language.wording import straight
from parsers.lessons import Lesson
from parsers.money import Money
from parsers.page import Page
from parsers.text.sentences import split_sentences
from parsers.values.found_money import find_amounts

_LONGEST = 60
_ENDS = ("!", "?", ",", ";", "！", "？", "。", "、", "，")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '&/-]+[^\W\d_]+)*")


def label_of(money: Money, page: Page) -> str:
    """The words that stand before an amount, or in the line above it; "" where none do."""
    above = ""
    for line in page.lines:
        for found in find_amounts(line, page.hint):
            if found.money == money:
                beside = _label(line[: found.start])
                if label := beside or _label(above):
                    return label
        above = line
    return ""


def taught_amount(lesson: Lesson, page: Page) -> Money | None:
    """The amount behind the lesson's label, when the mail has that label."""
    above = ""
    for line in page.lines:
        for found in find_amounts(line, page.hint):
            if (_label(line[: found.start]) or _label(above)) == lesson.label:
                return found.money
        above = line
    return None


def _label(text: str) -> str:
    """The last words of a text, lower-case, without marks: "Total paid: " -> "total paid"; none
    where a sentence or a greeting ends there, which labels nothing.
    """
    plain = straight(text).strip()
    if plain.endswith(_ENDS) or len(split_sentences(f"{plain} Next")) > len(split_sentences(plain)):
        return ""
    words = _WORDS.findall(plain.lower())
    return words[-1][-_LONGEST:] if words else ""
