"""Texts that are seen as their paragraph was say what they say by themselves."""

from pathlib import Path

import pytest

from parsers.language.lexicon import lexicons_for, look, says
from parsers.language.paragraphs import (
    is_said,
    may_say,
    survey,
    texts_of_body,
    those_saying,
)
from parsers.language.phrases import NO_PHRASES
from parsers.layout import lay_out
from parsers.message import Message, read_message
from parsers.page import Page

_MAILS = Path(__file__).parent.parent / "fixtures" / "senders"
_WRAPPED = b"""From: Ada <ada@example.org>
Date: Mon, 4 May 2026 10:00:00 +0000
Subject: Your plan
Content-Type: text/plain; charset=utf-8

Hi Pat, your plan will end on 3 June 2026 as you asked us to, so you do not have to
renew it yourself and nothing more will be taken from your card for it. We took
$5.00 from it twice last week by mistake, for which we are sorry.

Total | $5.00
Order number | 4711
"""


def _page(raw: bytes) -> Page:
    message = read_message(raw)
    assert isinstance(message, Message)
    return lay_out(message)


def _pages() -> list[Page]:
    paths = sorted(_MAILS.glob("*/*.eml"))[::60]
    return [_page(raw) for raw in (_WRAPPED, *(path.read_bytes() for path in paths))]


@pytest.mark.parametrize("page", _pages())
def test_a_text_says_what_it_says_by_itself(page: Page) -> None:
    language = page.hint.language
    labels = {label for lexicon in lexicons_for(language) for label in lexicon.labels}
    for texts in ((page.subject, *page.sentences), texts_of_body(page)):
        for label in labels:
            said = [one for one in texts if says(one, label, language)]
            assert list(those_saying(page, texts, label)) == said
            assert is_said(page, texts, label) == bool(said)
            assert may_say(page, label) or not said


@pytest.mark.parametrize("page", _pages())
def test_a_line_is_suspected_of_all_that_it_may_say(page: Page) -> None:
    seen = survey(page, page.lines)
    for line, one in zip(page.lines, seen.looks, strict=True):
        own = look(line, page.hint.language).suspects
        for (lexicon, mine), (_, bits) in zip(own, one.suspects, strict=True):
            every = sum(lexicon.labels.get(name, NO_PHRASES).bits for name in lexicon.labels)
            assert not mine & every & ~bits


def test_wrapped_lines_are_seen_as_their_paragraph() -> None:
    page = _page(_WRAPPED)
    assert page.document.paragraphs
    looks = survey(page, page.lines).looks
    assert len({id(one) for one in looks[:3]}) == 1
    assert looks[3] is not looks[0]
