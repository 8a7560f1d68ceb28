"""A pattern that its clues rule out does not match: tried on all our mail, and on what matches."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.language.clues import clues_of
from parsers.language.kept_clues import kept_clues
from parsers.language.lexicon import Lexicon, languages, load
from parsers.language.phrases import Phrase
from parsers.language.suspecting import Clues
from parsers.layout import lay_out
from parsers.message import Message, read_message
from parsers.text.folding import folded_word, words_of
from tools.clues import FOLDER, written

_FIXTURES = Path(__file__).parent.parent / "fixtures" / "senders"


def _phrases(lexicon: Lexicon) -> list[Phrase]:
    groups = (
        *(lexicon.claims, lexicon.hedges, lexicon.labels),
        *(lexicon.behind, lexicon.cadence, lexicon.papers),
    )
    named = [phrases for group in groups for phrases in group.values()]
    return [one for phrases in (*named, lexicon.one_off, lexicon.asides) for one in phrases.each]


@cache
def _texts() -> dict[str, set[str]]:
    """The lines and sentences of all our mail, by their language."""
    found: dict[str, set[str]] = {}
    for path in sorted(_FIXTURES.glob("*/*.eml")):
        message = read_message(path.read_bytes())
        assert isinstance(message, Message)
        page = lay_out(message)
        texts = found.setdefault(page.hint.language or "en", set())
        texts.update((page.subject, *page.lines, *page.sentences))
    return found


@pytest.mark.parametrize("language", sorted(languages()))
def test_no_match_in_our_mail_is_ruled_out(language: str) -> None:
    lexicon = load(language)
    # The library keeps 512 patterns, and would make each of the others anew for each text.
    phrases = [(one, re.compile(one.source, re.IGNORECASE)) for one in _phrases(lexicon)]
    for text in sorted(_texts().get(language, ())):
        suspects = lexicon.clues.suspects(words_of(text))
        ruled_out = [pattern for one, pattern in phrases if not suspects & one.bit]
        assert not [one for one in ruled_out if one.search(text)], text


@pytest.mark.parametrize("language", sorted(languages()))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=st.data())
def test_nothing_that_a_pattern_can_match_is_ruled_out(language: str, drawn: st.DataObject) -> None:
    lexicon = load(language)
    phrase = drawn.draw(st.sampled_from(_phrases(lexicon)))
    text = drawn.draw(st.from_regex(phrase.pattern.pattern))
    assert lexicon.clues.suspects(words_of(text)) & phrase.bit, text


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"\bcancell?ed\b", [{"canceled", "cancelled"}]),
        (r"free (?:of charge|trial)", [{"free"}, {"charge", "trial"}, {"of", "trial"}]),
        (
            r"your (?:upcoming|next) (?:bill|invoice)",
            [{"your"}, {"upcoming", "next"}, {"bill", "invoice"}],
        ),
        (r"your (?:\w+ )?plan", [{"your"}, {"plan"}]),
        (r"n.t renew", [{"renew"}]),  # "t" and "n" stand anywhere
        (r"(?:a|b.c)", [{"a", "b"}]),
        (r"(?:pay)+ment", [{"ment"}, {"pay"}]),
        (r"(?:due )?(?!not)\d+ ?€|x*", []),
        (r"[ée]t[ée]", [{"été", "eté", "éte", "ete"}]),
        ("yıllık", [{"yillik"}]),
    ],
)
def test_the_clues_of_a_pattern(pattern: str, wanted: list[set[str]]) -> None:
    found = clues_of(pattern)
    assert {*found} == {frozenset(one) for one in wanted}
    assert len(found) == len(wanted)


def test_two_letters_that_are_equal_to_patterns_are_folded_to_one() -> None:
    letters = {letter for one in languages() for p in _phrases(load(one)) for letter in p.source}
    others = [chr(code) for code in range(0x80, 0x20000) if _has_case(chr(code))]
    for letter in sorted(filter(str.isalpha, letters)):
        same = re.findall(re.escape(letter), "".join(others), re.IGNORECASE)
        assert {folded_word(one) for one in same} <= {folded_word(letter)}, letter


def _has_case(letter: str) -> bool:
    return letter.lower() != letter or letter.upper() != letter


def test_a_word_without_end_costs_no_memory() -> None:
    clues = Clues([clues_of("trial")])
    assert clues.suspects(["x" * 1000 + "TRIAL"]) == 1
    assert not clues.suspects(["x" * 1000])


@pytest.mark.parametrize("language", sorted(languages()))
def test_the_kept_clues_are_those_of_the_lexicon(language: str) -> None:
    kept = (FOLDER / f"{language}.clues.json").read_bytes()
    assert kept == written(language), "a lexicon or what is made of it has changed: make clues"


def test_clues_of_an_older_text_are_none() -> None:
    text = (FOLDER / "en.toml").read_text(encoding="utf-8")
    assert kept_clues("en", text) is not None
    assert kept_clues("en", f"{text}\n# another word") is None
    assert kept_clues("xx", text) is None
