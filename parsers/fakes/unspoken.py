"""Whether a mail is in a language of which claims, lures and bills have no words."""

import re

from parsers.fakes.claims import SPOKEN
from parsers.locale.locales import languages_of
from parsers.text.folding import words_of

_NEAR = 2000  # characters of a mail that tell
_FEWEST = 8  # words without which nothing can be told
# Of the words of a letter, however short, so many are among the commonest of its language; of
# another language, that only shares a few of them ("di", "per", "que"), less.
_LEAST = 0.08
_LETTERS = re.compile(r"[^\W\d_]")
# Chinese signs, Japanese ones and Korean ones: of these there are words.
_READ = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_SHARE = 0.3  # of the letters, whatever else is written with them


def is_unspoken(text: str) -> bool:
    """Whether hardly any word of a text's beginning is a common one of a language that is known.

    False where a text is too short to tell.
    """
    near = text[:_NEAR]
    if not near.isascii():
        letters = len(_LETTERS.findall(near))
        read = len(_READ.findall(near))
        if read > _SHARE * letters / 2:
            return False
        if letters - read - len(_LATIN.findall(near)) > _SHARE * letters:
            return True
    words = words_of(near.lower())
    if len(words) < _FEWEST:
        return False
    heard: dict[str, int] = {}
    for word in words:
        for language in languages_of(word):
            heard[language] = heard.get(language, 0) + 1
    return max((heard.get(one, 0) for one in SPOKEN), default=0) < _LEAST * len(words)
