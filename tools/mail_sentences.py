"""Sentences of whole mails with what they state, for the model of what sentences are about."""

from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from parsers.generic.gist import NOTHING, GistModel, gist_of, states_nothing
from parsers.generic.letters import masked, pairs_of, texts_of
from parsers.language.wording import claims, straight
from parsers.layout import lay_out
from parsers.page import Page
from parsers.text.speech import own_words
from tools.fresh_mails import mails, message_of
from tools.sentences import Statement
from tools.train_reader import FIXTURES, fresh_cases, read_cases
from tools.whole_letters import page_of, whole_letters

MOST_SENTENCES = 60  # a longer mail is a template of which nobody asks the gist
_CLAIMS = 2  # sentences of a mail that state the same are as many as teach


def quiet() -> tuple[Statement, ...]:
    """The sentences of fresh mail that bills nobody: they state nothing either."""
    found: list[Statement] = []
    for mail in mails():
        if mail.states is None:
            page = lay_out(message_of(mail))
            said = list(texts_of(page))
            texts = {one.masked for one in (*said, *pairs_of(said))}
            language = page.hint.language or "en"
            found += [
                Statement(text=one, language=language, kind=NOTHING, why="mail", mail=mail.subject)
                for one in sorted(texts)
            ]
    return tuple(found)


def told() -> Iterator[Statement]:
    """The sentences of mail that bills somebody: by which it does, in words that are known."""
    for mail in _stating():
        sentences = [masked(own_words(straight(one)), mail.page) for one in mail.evidence]
        for text in sorted({one for one in sentences if one}):
            language = mail.page.hint.language or "en"
            yield Statement(text=text, language=language, kind=mail.kinds[0], mail=mail.name)


def beside(model: GistModel, fold: Callable[[str], bool]) -> Iterator[Statement]:
    """The sentences that a model takes for what their mail does not state: they state nothing.

    `fold` says by a mail's subject whether it is asked of: the model should not have seen it.
    """
    for mail in (one for one in _stating() if fold(one.name)):
        language = mail.page.hint.language or "en"
        for text in sorted({one.masked for one in texts_of(mail.page)}):
            likely = gist_of(text, language, model)
            most = max(likely, key=lambda kind: likely[kind])
            wrong = not states_nothing(most) and most not in mail.kinds
            if wrong or not mail.kinds:
                why = "beside" if mail.kinds else "mail"
                yield Statement(text=text, language=language, kind=NOTHING, why=why, mail=mail.name)


class _Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A whole mail, the kinds that it states, and the sentences by which it does."""

    name: str
    page: Page
    kinds: tuple[str, ...]
    evidence: tuple[str, ...]


@cache
def _stating() -> tuple[_Mail, ...]:
    cases = [
        case
        for case in (*read_cases(FIXTURES), *fresh_cases())
        if len(case.page.sentences) <= MOST_SENTENCES
    ]
    return (
        *(
            _Mail(
                name=one.subject,
                page=page_of(one),
                kinds=one.kinds,
                evidence=(one.evidence,) if one.kinds else (),
            )
            for one in whole_letters()
        ),
        *(
            _Mail(
                name=case.page.subject,
                page=case.page,
                kinds=tuple(str(event.kind) for event in case.expected),
                evidence=tuple(
                    claim.sentence
                    for claim in claims(case.page)
                    if len(case.expected) == 1 and claim.kind is case.expected[0].kind
                )[:_CLAIMS],
            )
            for case in cases
        ),
    )
