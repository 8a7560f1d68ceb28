"""Every line on what is wrong says what, where and the next step; and all are on their page."""

import re

import pytest

from tools.problems import KINDS, PAGE, Line, lines, listed

ALL = lines()
# What is known only when it runs: those lines are made elsewhere, and stand there.
WHOLE = [one for one in ALL if one.text.strip("… :;-")]
# What was asked for is wrong as a whole, and the line says what to give in its place.
_ASKS = re.compile(r"(?:give|say) |--open needs|--password-stdin: pipe|whose mailbox")
# A verb that tells somebody what to do, or that it mends itself.
_NEXT = re.compile(
    r"\b(?:give|use|name|add|run|see|try|choose|make|set|save|move|remove|install|export|store|"
    r"write|check|look|let|say|free|wait|report|upgrade|unlock|allow|sign in|take out|leave|mend|"
    r"pipe|pip install|watchdog [a-z]+|it is tried again|goes on|nothing is left to do|chmod|"
    r"folders that can be read)\b"
)


@pytest.mark.parametrize("line", WHOLE, ids=lambda line: f"{line.kind}: {line.text[:60]}")
def test_a_line_says_what_where_and_the_next_step(line: Line) -> None:
    mark, after = _rest(line.text)
    if not _ASKS.match(line.text):
        assert mark, f"{line.place}: nothing but what is wrong: {line.text}"
        # A step that is made elsewhere stands among the lines there.
        assert _NEXT.search(after) or after.endswith("…"), f"{line.place}: and now? {line.text}"
    # Where: what was typed, an option, a key, a file, or the thing by its name.
    assert re.search(r"…|--\w|\[\w+\]|watchdog|\b(?:this|that|the|it|here)\b", line.text), line
    assert len(line.text) < 400
    assert not line.text.rstrip().endswith("."), line


def _rest(text: str) -> tuple[str, str]:
    """The first mark that ends what is wrong, and what follows it."""
    found = re.search(r"[;?,]|: ", text)
    return (found[0], text[found.end() :]) if found else ("", "")


def test_the_source_was_read() -> None:
    assert {one.kind for one in ALL} >= set(KINDS) - {"TokenServerProblem"}
    assert len(WHOLE) > 150
    # A page passes on what was said elsewhere.
    open_ones = [one for one in ALL if one not in WHOLE and one.kind != "Refused"]
    assert len(open_ones) < 12, open_ones


def test_the_page_names_every_line() -> None:
    assert listed() in PAGE.read_text("utf-8"), "run: make problems"
