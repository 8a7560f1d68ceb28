"""Quick looks never say no where the slow pattern would find something."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import quoting
from parsers.domains import above, belongs
from parsers.fakes import calls, claims, naming, stead, torn
from parsers.fakes.brands import called_in, has, run_together
from parsers.markup import linear
from parsers.merchants import fold
from parsers.sieve import fold_subject
from parsers.text import folding
from parsers.text.bounded import Words
from parsers.text.folding import folded_word
from parsers.text.glances import (
    Counted,
    may_be_greek_or_cyrillic,
    may_have_signs,
    may_hold_an_iban,
    may_mix_letters,
    may_space_figures,
)
from parsers.values import days, taxes, yearless
from watchdog.catalog import load_catalog
from watchdog.setting import known_to

_KNOWN = known_to(load_catalog())
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


@given(st.text(st.sampled_from("018 de89٣.-_é\ud800"), max_size=40))
def test_numbers_of_accounts_are_not_missed(text: str) -> None:
    if stead._IBAN.search(text):  # noqa: SLF001 - the slow way
        assert may_hold_an_iban(text)


@pytest.mark.parametrize(
    "text", ["iban: de89 3704 0044 0532", "DE89370400440532", "§gb29 nwbk6016"]
)
def test_an_account_is_named_by_its_number(text: str) -> None:
    assert stead.names_an_account(text)


@pytest.mark.parametrize("text", ["#ff0000 on #aa00bb", "code89 3704 0044 0532", "de89 3704", ""])
def test_other_numbers_name_no_account(text: str) -> None:
    assert not stead.names_an_account(text)


@given(st.text(st.sampled_from("aé\ud800–\u303f\u3040㐀\u9fff가\ud7af\ud7b0"), max_size=9))
def test_signs_are_not_missed(text: str) -> None:
    if calls._SIGNS.search(text):  # noqa: SLF001 - the slow way
        assert may_have_signs(text)


@given(st.text(st.characters(max_codepoint=0x600), max_size=30))
def test_letters_that_look_latin_are_not_missed(text: str) -> None:
    if torn._BESIDE.search(text):  # noqa: SLF001 - the slow way
        assert may_be_greek_or_cyrillic(text)


@given(st.lists(st.sampled_from(_WORDS), max_size=30).map("".join))
def test_no_word_is_left_out_of_a_row(text: str) -> None:
    words = ("one", "zwei", "fünf", "zéro", "drei")
    said = re.findall(r"[^\W_]+", text.lower())
    kinds = "".join("w" if one in words else "f" if one.isdigit() else " " for one in said)
    assert Counted(words).may_be(max(row.count("w") for row in (kinds or " ").split(" ")), text)


def test_words_far_apart_are_no_row() -> None:
    words = ("one", "fünf")
    assert not Counted(words).may_be(3, "One 2 fünf, and then one. 3")


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
    modules = [module for name, module in sys.modules.items() if name.startswith("parsers")]
    found = [one for module in modules for one in vars(module).values()]
    return [one for one in found if isinstance(one, Words)]


def test_words_are_written_as_texts_are_folded() -> None:
    assert len(_all_words()) > 5
    for one in _all_words():
        letters = re.sub(r"\\.", "", one.pattern.pattern)
        assert folded_word(letters) == letters


@pytest.mark.parametrize("text", ["YOUR INVOICE", "Płatność", "Verlängert", "ſubſcription"])
def test_words_are_found_in_any_case(text: str) -> None:
    assert claims.has_words_of_a_bill(text)


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_plain_texts_are_folded_as_all_are(text: str) -> None:
    assert folding.fold(text).text == text.translate(folding._TABLE)  # noqa: SLF001 - the slow way
    assert folding.words_of(text) == text.translate(folding._LETTERS).split()  # noqa: SLF001 - as above


@given(st.lists(st.sampled_from(("x" * 19_999, "x" * 20_000, "<", "<b>", "x", ">")), max_size=8))
def test_a_tag_of_monstrous_length_is_not_missed(pieces: list[str]) -> None:
    text = "".join(pieces)
    runs = (len(one.partition(">")[0]) for one in text.split("<")[1:])
    seen = linear._may_have_monsters(text)  # noqa: SLF001 - a glance has no other door
    assert seen == any(run >= 20_000 for run in runs)


_LETTERS = st.text(st.sampled_from("aceſ\u0301çéİıK-. "), max_size=12)


@settings(deadline=None)  # the first look at a domain reads the list of suffixes
@given(_LETTERS, st.sampled_from(("acme", "ACME", "Acme")), _LETTERS)
def test_a_name_that_is_plainly_there_is_there_folded(before: str, name: str, after: str) -> None:
    text = f"{before}{name}{after}"
    assert "acme" in naming.said(text).replace(" ", "")
    assert naming.names_its_place("mail.acme.example", text)


@pytest.mark.parametrize("around", ["{}", "---------- {} ---------", "> *{}:*", "{}*", "{} |"])
def test_lines_over_forwarded_mail_are_known_in_any_case(around: str) -> None:
    for words in quoting._words()["forwarded"]:  # noqa: SLF001 - the table itself
        for line in (around.format(words), around.format(words.upper())):
            slow = quoting._marker("forwarded").fullmatch(line)  # noqa: SLF001 - the slow way
            assert quoting.is_forwarded(line) == bool(slow)


_TAXES = (
    "tax",
    "Taxes",
    "VAT",
    "Umsatzsteuer",
    "impuesto",
    "moms",
    "ÁFA",
    "btw9",
    "x",
    " ",
    "_",
    "|",
)


@given(st.lists(st.sampled_from(_TAXES), max_size=6).map("".join))
def test_no_tax_is_missed(text: str) -> None:
    if taxes._TAX.search(text):  # noqa: SLF001 - the slow way
        assert taxes._may_name_tax(text)  # noqa: SLF001 - a glance has no other door


@given(st.text(st.sampled_from("aÉøłđıæŒǿ한\u0301\u0327ßＡ1-–€ "), max_size=12))
def test_a_subject_is_folded_as_letter_by_letter(text: str) -> None:
    bare = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in bare if not unicodedata.combining(one))
    strokes = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
    assert fold_subject(text) == unicodedata.normalize("NFC", plain).translate(strokes)


@settings(deadline=None)  # what brands look like is made ready once
@given(
    st.lists(st.sampled_from(("Apple", "One", "Google", "Prime", "Video", "my", "-")), max_size=7)
)
def test_every_name_of_the_catalogue_is_found_by_its_words(words: list[str]) -> None:
    text = fold(" ".join(words))
    assert set(called_in(text, _KNOWN)) == {one for one in _KNOWN.names if has(one, text)}


@pytest.mark.parametrize("domain", ["a.B.example", "b.example.", "example", "", ".", "a..example"])
def test_a_domain_belongs_to_those_above_it(domain: str) -> None:
    assert belongs(domain, {"example"}) == domain.lower().rstrip(".").endswith("example")
    assert not belongs(domain, {""})
    assert "" not in above(domain)


@given(st.text(st.sampled_from("12.0/-: "), max_size=14))
def test_no_day_in_figures_is_missed(text: str) -> None:
    patterns = (days._ISO, days._NUMERIC, days._DASHED, yearless._SHORT)  # noqa: SLF001 - the slow way
    if any(one.search(text) for one in patterns):
        assert days._has_marks(text)  # noqa: SLF001 - a glance has no other door


@settings(deadline=None)
@given(st.text(st.sampled_from("aplenetfixory-"), max_size=14))
def test_no_brand_within_letters_is_missed(letters: str) -> None:
    for text in (letters, f"my{letters}netflix", "norton360deluxe"):
        assert run_together(text, _KNOWN) == [one for one in _KNOWN.flat if one[1] in text]
