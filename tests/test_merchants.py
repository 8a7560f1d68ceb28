"""Names of merchants: slugs, and known names found again."""

import re
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.merchants import fold, resolve, slug

KNOWN = {
    "coursera": "coursera",
    "x": "x_premium",
    "anthropic": "anthropic_claude",
    "spotify": "spotify",
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Coursera", "coursera"),
        ("Coursera: Learn career skills", "coursera"),
        ("Anthropic, PBC", "anthropic_claude"),
        ("Spotify AB", "spotify"),
        ("SPOTIFY USA INC.", "spotify"),
        ("X", "x_premium"),
        ("X Marks The Spot", None),
        ("Courserama", None),
        ("", None),
    ],
)
def test_known_names_are_resolved(name: str, expected: str | None) -> None:
    assert resolve(name, KNOWN) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Example Media Ltd.", "example_media"),
        ("Müller & Söhne GmbH", "muller_sohne"),
        ("日本新聞", "日本新聞"),
        ("パズル", "パズル"),
        ("...", "unknown"),
    ],
)
def test_slugs_are_plain(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_folding_keeps_words_apart() -> None:
    assert fold("Crème-Brûlée  No.5") == "creme brulee no 5"


@example("Spotify\u2122 Premium\u2120")
@given(
    st.text()
    | st.text(st.sampled_from("aÉßİŁµﬁ№½ äょパ한\u0301\u0308\u3099\u200b_-.\u2019"), max_size=20)
)
def test_letters_beyond_ascii_are_folded_as_the_whole_text_would_be(text: str) -> None:
    # The marks of a trade say nothing of a name: "Spotify™" is Spotify.
    plain = normalize("NFKD", re.sub("[\u2120\u2122]", " ", text)).casefold()
    kept = normalize("NFC", re.sub("[\u0300-\u036f]", "", plain))
    assert fold(text) == " ".join(re.findall(r"\w+", kept))
