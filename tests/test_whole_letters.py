"""Whole letters of a stranger: what they state is in them, and those kept aside teach nothing."""

import pytest

from tools.whole_letters import KEPT_ASIDE, WholeLetter, page_of, read_letters, whole_letters

ASIDE = read_letters(sorted(KEPT_ASIDE.glob("*.toml")))


@pytest.mark.parametrize("letter", whole_letters(), ids=lambda one: one.subject[:30])
def test_what_tells_the_kind_of_a_letter_stands_in_it(letter: WholeLetter) -> None:
    assert letter.evidence in f"{letter.subject}\n{letter.body}"
    page = page_of(letter)
    assert page.subject == letter.subject
    assert letter.day is None or letter.day >= page.mailed_on


def test_what_is_kept_aside_teaches_nothing() -> None:
    assert len(ASIDE) == 804
    assert not {one.body for one in ASIDE} & {one.body for one in whole_letters()}
