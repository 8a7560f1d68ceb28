"""Quick looks never say no where the slow pattern would find something."""

import gc
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import calls, claims
from parsers.bounded import Words
from parsers.folding import folded_word
from parsers.glances import Counted, may_mix_letters, may_space_figures

_NUMBERS = st.text(st.sampled_from("018 OoIl().-é–٣३x\n"), max_size=60)
_WORDS = ("one", "Zwei", "FÜNF", "zéro", "2", "-", ", ", "–", " ", "drei", "ones")


@given(_NUMBERS)
def test_letters_in_numbers_are_not_missed(text: str) -> None:
    if calls.LETTER_IN_NUMBER.search(text):
        assert may_mix_letters(text)


@given(_NUMBERS)
def test_single_figures_in_a_row_are_not_missed(text: str) -> None:
    if calls.SPACED.search(text):
        assert may_space_figures(text)


@given(st.lists(st.sampled_from(_WORDS), max_size=30).map("".join))
def test_no_word_is_left_out_of_a_row(text: str) -> None:
    words = ("one", "zwei", "fünf", "zéro", "drei")
    said = re.findall(r"[^\W_]+", text.lower())
    kinds = "".join("w" if one in words else "f" if one.isdigit() else " " for one in said)
    assert Counted(words).most(text) >= max(row.count("w") for row in (kinds or " ").split(" "))


def test_words_far_apart_are_no_row() -> None:
    words = ("one", "fünf")
    assert Counted(words).most("One 2 fünf, and then one. 3") == 2


@given(_NUMBERS)
def test_two_spaces_break_a_number_off(text: str) -> None:
    plain = re.compile(r"[+(]?\d(?:[\d().·*/\\–—-]| (?! )){5,30}\d")
    found = calls.RUN.finditer(text.replace("  ", calls.BROKEN_OFF))
    assert [one.span() for one in found] == [one.span() for one in plain.finditer(text)]


@given(st.text(st.sampled_from("$€R 5USDkr.円zł"), max_size=12))
def test_a_price_is_found_whichever_way_round(text: str) -> None:
    whole = re.compile(
        r"(?:[$€£₹¥￥₩]|\bR\$|\bUS\$)\s?\d"
        r"|\d\s?(?:[$€£₹¥円원]|(?:USD|EUR|GBP|PLN|zł|kr|CHF|Kč|Ft|lei|TL)\b)"
    )
    assert claims.names_a_price(text) == bool(whole.search(text))


def _all_words() -> list[Words]:
    return [one for one in gc.get_objects() if isinstance(one, Words)]


def test_words_are_written_as_texts_are_folded() -> None:
    assert len(_all_words()) > 5
    for one in _all_words():
        letters = re.sub(r"\\.", "", one.pattern.pattern)
        assert folded_word(letters) == letters


@pytest.mark.parametrize("text", ["YOUR INVOICE", "Płatność", "Verlängert", "ſubſcription"])
def test_words_are_found_in_any_case(text: str) -> None:
    assert claims.has_words_of_a_bill(text)
