"""The language of a mail, by its letters, its words and its markup; and with it its locale."""

import re
from datetime import date
from functools import lru_cache

import msgspec

from parsers.locale.common_words import MORE_WORDS, ROW_WORDS, STOP_WORDS
from parsers.locale.date_order import own_order
from parsers.locale.territories import is_territory, territory_of
from parsers.text.folding import words_of


class LocaleHint(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """A language (ISO 639-1), a territory (ISO 3166), and how days are written in numbers
    (`date_order`); None where nothing tells.

    `currency` is that of the cells of a mail which are a number alone (`values/columns.py`).
    """

    language: str | None = None
    territory: str | None = None
    order: str | None = None
    currency: str | None = None


NO_HINT = LocaleHint()
# Where days are written both ways.
EITHER_FIRST = ("CA",)

_VOTES: dict[str, tuple[str, ...]] = {}
for _language, _words in STOP_WORDS.items():
    for _word in dict.fromkeys((*_words, *ROW_WORDS.get(_language, ()))):
        _VOTES[_word] = (*_VOTES.get(_word, ()), _language)
# What tells the language of a sentence alone; languages that share a word each have its vote.
_VOICES = dict(_VOTES)
for _language, _words in MORE_WORDS.items():
    for _word in _words:
        _VOICES[_word] = (*_VOICES.get(_word, ()), _language)
# Letters that one language alone writes, and the doubled ones of Finnish.
_OWN_LETTERS = {
    "cs": re.compile("[řěů]"),
    "de": re.compile("ß"),
    "es": re.compile("ñ|¿|¡"),
    "fi": re.compile("ää|öö|yy|yö|äy"),
    "hu": re.compile("[őű]"),
    "pl": re.compile("[łżśęą]"),
    "pt": re.compile("[ãõ]"),
    "ro": re.compile("[țșţă]"),
    "tr": re.compile("[ğıİ]"),
}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0430-\u044f\u0410-\u042f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
)
# Letters that one language alone writes in Cyrillic, or hardly another.
_CYRILLIC = (
    ("ru", re.compile("[\u044b\u044d\u0451]")),  # ы э ё
    ("uk", re.compile("[\u0454\u0456\u0457\u0491]")),  # є і ї ґ
    ("bg", re.compile("\u044a")),  # ъ
    ("sr", re.compile("[\u0452\u045b\u0458\u0459\u045a\u045f]")),  # ђ ћ ј љ њ џ
)
_LETTER = re.compile(r"[^\W\d_]")
_ASCII = bytes(range(128))
# A brand in another script makes no language: this share of all letters does.
_SCRIPT_SHARE = 0.15
_KANA_SHARE = 0.1
_READ = 20_000
_HEAD = 400
_ENOUGH_VOTES = 2
# How Danes write crowns and days, and Norwegians do not.
_DANISH = re.compile(r"\bkr\.|\bden \d{1,2}\.")
_SMALL_PRINT = "en"
# One word of every line of a table is one word.
_LOUDEST = 3

_LANGUAGE_TAG = re.compile(
    r"\s*([a-z]{2})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}|419))?(?![a-z])", re.IGNORECASE
)
_ONE_NORWEGIAN = {"no": "nb", "nn": "nb", "iw": "he"}


def guess_locale(
    *, text: str, html_language: str | None, sender_domain: str, mailed_on: date | None = None
) -> LocaleHint:
    """The language by the text, else the markup; the territory by markup, domain and taxes.

    How days are written matters only in English of no country, elsewhere it is custom.
    """
    tagged, region = _tag(html_language)
    head = text[:_READ]
    language = _by_script(head) or _with_tag(_by_words(head), tagged, head)
    territory = territory_of(head, region=region, domain=sender_domain, language=language)
    is_open = language in (None, "en") and territory in (None, *EITHER_FIRST)
    order = own_order(head, mailed_on) if is_open and mailed_on is not None else None
    return LocaleHint(language=language, territory=territory, order=order)


def _with_tag(heard: str | None, tagged: str | None, text: str) -> str | None:
    """English may be the small print of a mail of few words; that of its markup is there too.

    Markup that says English says nothing: templates are left so.
    """
    if heard != _SMALL_PRINT or tagged in (None, _SMALL_PRINT):
        return heard or tagged
    own = any(tagged in _VOTES.get(word, ()) for word in words_of(text[:_HEAD].lower()))
    return tagged if own else heard


def languages_of(word: str) -> tuple[str, ...]:
    """The languages of which a word in small letters is a common one."""
    return _VOTES.get(word, ())


def _by_script(text: str) -> str | None:
    if text.isascii():
        return None
    raw = text.encode(errors="surrogatepass").translate(None, _ASCII)
    foreign = raw.decode(errors="surrogatepass")
    counts = [(language, len(pattern.findall(foreign))) for language, pattern in _SCRIPTS]
    counts = _with_kanji(counts)
    letters = len(_LETTER.findall(text)) if any(count for _, count in counts) else 0
    shares = (
        language for language, count in counts if letters and count / letters >= _SCRIPT_SHARE
    )
    first = next(shares, None)
    return _of_cyrillic(foreign) if first == "ru" else first


def _of_cyrillic(text: str) -> str:
    """The language whose own letters stand there most; Russian where there are none."""
    low = text.lower()
    return max(_CYRILLIC, key=lambda one: len(one[1].findall(low)))[0]


def _with_kanji(counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Japanese counts the Chinese signs among its own as well."""
    seen = dict(counts)
    together = seen["ja"] + seen["zh"]
    if seen["ja"] < _KANA_SHARE * together:
        return counts
    return [(one, together if one == "ja" else count) for one, count in counts]


def _by_words(text: str) -> str | None:
    """The language that most words are of: what a mail begins with, when that is enough to tell.

    Its small print is often in English, and of a short mail the greater part.
    """
    # Cut between words: "ab" is one, "abonnerer" begins with it.
    heads = (text[: min(_HEAD, len(text) // part)].rpartition(" ")[0] for part in (3, 2))
    of_heads = (_one_of(_loudest(head)) for head in heads)
    return next(filter(None, of_heads), None) or _of_kin(_loudest(text), text)


def _loudest(text: str) -> list[str]:
    """The languages of which most words are; more than one where words are of several."""
    words = words_of(text.lower())
    heard: dict[str, int] = {}
    for word in filter(_VOICES.__contains__, words):
        heard[word] = heard.get(word, 0) + 1
    votes: dict[str, int] = {}
    for word, times in heard.items():
        for language in _VOICES[word]:
            votes[language] = votes.get(language, 0) + min(times, _LOUDEST)
    others = () if text.isascii() else {word for word in words if not word.isascii()}
    for word in others:
        for language in _spelled_like(word):
            votes[language] = votes.get(language, 0) + 1
    most = max(votes.values(), default=0)
    first = [language for language, times in votes.items() if times == most]
    return first if most >= _ENOUGH_VOTES else []


def _one_of(languages: list[str]) -> str | None:
    return languages[0] if len(languages) == 1 else None


def _of_kin(languages: list[str], text: str) -> str | None:
    """Danish or Norwegian where a text has only words of both: they are read nearly alike."""
    if set(languages) != {"da", "nb"}:
        return _one_of(languages)
    return "da" if _DANISH.search(text) else "nb"


@lru_cache(maxsize=4096)
def _spelled_like(word: str) -> tuple[str, ...]:
    """The languages that alone write such letters."""
    if word.isascii():
        return ()
    return tuple(one for one, letters in _OWN_LETTERS.items() if letters.search(word))


def _tag(html_language: str | None) -> tuple[str | None, str | None]:
    found = _LANGUAGE_TAG.match(html_language or "")
    if found is None:
        return None, None
    language = found[1].lower()
    region = (found[2] or "").upper()
    return _ONE_NORWEGIAN.get(language, language), region if is_territory(region) else None
