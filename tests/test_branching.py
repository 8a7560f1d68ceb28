"""What is put together by first letters matches where the words one by one do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.text.branching import by_first_letter

_WAYS = st.lists(
    st.sampled_from(
        [
            "a",
            "ab",
            "b?",
            "ba",
            r"b\w",
            "[ab]",
            "(?:a|b)b",
            r"\ba",
            "a{2}",
            "bb?",
            "",
            r"\|",
            "c(?=a)",
        ]
    ),
    max_size=9,
)


@given(
    _WAYS,
    _WAYS,
    st.sampled_from(
        [
            *("(?:{})", r"\b(?:{})\b", "b(?:{})?a", "x|(?:{})", "(?=(?:{})a)."),
            *(r"\b(?:{})a|\bb|c", r"a|\b(?:{})b|\b(?:{})\b|\b", "{}"),
        ]
    ),
    st.text(st.sampled_from("abcx| "), max_size=9),
)
def test_it_matches_where_the_source_does(
    ways: list[str], others: list[str], around: str, text: str
) -> None:
    inner = f"(?:{'|'.join(others)})"
    source = around.replace("{}", "|".join([*ways, inner]))
    assert bool(re.search(by_first_letter(source), text)) == bool(re.search(source, text))


@pytest.mark.parametrize(
    ("source", "put_together"),
    [
        (r"\b(?:be|do|by|so|dim)\b", r"\b(?:b(?:e|y)|d(?:o|im)|so)\b"),
        (r"(?:b?e|be|bo|[b]a|b*)", r"(?:b?e|b(?:e|o)|[b]a|b*)"),
        (r"\bbe\b|\bdo|by|\bso", r"\b(?:be\b|do|so)|by"),
        (r"\bbe\b|by", r"\bbe\b|by"),
        (r"(?:be|by)", r"(?:be|by)"),  # of so few nothing is gained
        (r"(?:be|by|bo|ba|(b)i)", r"(?:be|by|bo|ba|(b)i)"),  # it tells what was found
        (r"(?:be|bet|bo|ba|bi)++t", r"(?:be|bet|bo|ba|bi)++t"),  # the first way is the only one
        (r"(?i:be|by|bo|ba|bi)", r"(?i:be|by|bo|ba|bi)"),
    ],
)
def test_only_what_may_change_places_does(source: str, put_together: str) -> None:
    assert by_first_letter(source) == put_together
