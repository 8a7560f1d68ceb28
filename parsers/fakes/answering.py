"""Whether a mail wants an answer to undo what it bills: "reply STOP", "Antworten Sie mit NEIN"."""

import re

from parsers.fakes.calls import as_read
from parsers.text.bounded import Bounded
from parsers.text.folding import folded_word
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000  # characters of a mail in which it is asked for
_AROUND = 90  # characters around the word in which it is said what the answer is for
_BEHIND = 40  # and behind it, in which stands what to answer
_ANSWER = Bounded(
    _WORDED.pattern("answer"),
    most=_NEAR,
)
_UNDONE = re.compile(_WORDED.pattern("undone"))
_WRONG = re.compile(_WORDED.pattern("wrong"))
# What is to be answered, in capitals or between marks: "YES", "«SI»". Not what stands behind it.
_WORD = re.compile(
    r"^[^.!?\n]{0,28}?(?<![A-ZÀ-Þ])[A-ZÀ-ÞŁŚŻŹĄĘ]{2,12}(?![\w.@-])(?<!SMS)(?<!PDF)(?<!URL)"
)


def is_undone_by_an_answer(text: str, *, or_put_right: bool = False) -> bool:
    """Whether an answer is asked for that cancels, or gives money back, or is one word; also, where
    that is asked, what is said to be wrong.
    """
    plain = as_read(text)[:_NEAR]
    small = folded_word(plain)
    if len(small) != len(plain):
        plain = small
    for found in _ANSWER.finditer(small):
        near = small[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        if _UNDONE.search(near) or _WORD.match(plain[found.end() : found.end() + _BEHIND]):
            return True
        if or_put_right and _WRONG.search(near):
            return True
    return False
