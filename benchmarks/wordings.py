"""How many plain lines and labels of billing mail each lexicon knows.

`python -m benchmarks.wordings [-v] [LANGUAGE...]`; `-v` names those that it does not.
"""

import sys
from collections import Counter
from datetime import UTC, datetime

from parsers.language.lexicon import look, says
from parsers.language.wording import claims
from parsers.page import Page
from tests.pages import saying
from tools.wordings import Wording, wordings

_MAILED = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
_OF_PAPERS = ("paid_with", "goods")


def main() -> int:
    """Print the shares by language: lines that state something, those that do not, labels."""
    verbose, only = "-v" in sys.argv, set(sys.argv[1:]) - {"-v"}
    known: Counter[tuple[str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    for one in wordings():
        if only and one.language not in only:
            continue
        sort = "labels" if one.role else "lines" if one.kind else "nothing"
        for language in (one.language, "all"):
            of[language, sort] += 1
            known[language, sort] += is_known(one)
        if verbose and not is_known(one):
            print(one.language, one.role or one.kind or "none", one.text, *stated(one), sep=" | ")
    for language in sorted({language for language, _ in of}):
        counts = (f"{sort} {known[language, sort]}/{of[language, sort]}" for sort in _SORTS)
        print(language, *counts, sep="  ")
    return 0


_SORTS = ("lines", "nothing", "labels")


def is_known(one: Wording) -> bool:
    """Whether the lexicon says of it what it is."""
    if one.role in _OF_PAPERS:
        suspects = look(one.text, one.language).suspects
        some = ((lexicon.papers[one.role], bits) for lexicon, bits in suspects)
        return any(words.match(one.text, bits) for words, bits in some)
    if one.role:
        return says(f"{one.text} | ", one.role, one.language)
    return next(iter(stated(one)), "") == one.kind


def stated(one: Wording) -> list[str]:
    """The kinds that a line states, what matters most first."""
    return [] if one.role else [str(claim.kind) for claim in claims(page_of(one))]


def page_of(one: Wording) -> Page:
    """A mail that says nothing else."""
    return saying(one.language, one.text, mailed_at=_MAILED)


if __name__ == "__main__":
    raise SystemExit(main())
