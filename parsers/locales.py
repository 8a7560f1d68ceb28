"""What language and country a mail speaks from: the hint that settles "$", "kr" and 01/02/2026."""

import re
from collections import Counter

import msgspec

_COUNTRY_SUFFIXES = {"uk": "GB"}
# Words that are frequent in one language and rare in the others.
_STOP_WORDS = {
    "en": "the and your you for with this that have will from are was our",
    "de": "der die das und sie ihre ihr nicht mit für wurde deine ist auf bei",
    "fr": "le les des vous votre nous est pour avec sur dans une aux cette",
    "es": "el los las tu tus para con por una que su ha del este pedido",
    "pt": "você seu sua para com uma não os das dos foi pelo em obrigado",
    "it": "il gli tuo tua per con una che della sono stato grazie questo",
    "nl": "het een je uw van voor met niet zijn wordt jouw naar op aan",
    "pl": "twoja twój jest nie dla oraz się na za przez została dziękujemy",
    "sv": "och din ditt för att har inte med till är en av på tack",
    "da": "og din dit for at har ikke med til er af på tak vi",
    "nb": "og din ditt for at har ikke med til er av på takk vi",
    "fi": "ja sinun on ei tilauksesi kanssa olet että tämä kiitos voit",
    "cs": "vaše váš je pro na se byla nebo děkujeme platba prosím jsme",
    "hu": "az és egy nem hogy van meg előfizetés köszönjük ön számla",
    "ro": "și pentru cu este nu la din dumneavoastră plata vă mulțumim",
    "tr": "ve bir için ile bu aboneliğiniz ödeme teşekkür ederiz olarak",
}
_WORDS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
}
_ENOUGH_LETTERS = 10
_ENOUGH_WORDS = 2


class LocaleHint(msgspec.Struct, frozen=True, kw_only=True):
    """ISO 639-1 language and ISO 3166 country, as far as the mail shows them."""

    language: str | None = None
    territory: str | None = None


def guess_locale(*, text: str, html_language: str | None, sender_domain: str) -> LocaleHint:
    """The language by its words, else by the markup; the country by markup, domain or tax words."""
    marked, _, region = (html_language or "").replace("_", "-").partition("-")
    language = _by_script(text) or _by_words(text) or (marked.lower() or None)
    return LocaleHint(language=language, territory=_territory(text, region, sender_domain))


def _by_script(text: str) -> str | None:
    for language, letters in _SCRIPTS.items():
        if len(letters.findall(text)) >= _ENOUGH_LETTERS:
            return language
    return None


def _by_words(text: str) -> str | None:
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    votes = {lang: sum(words[word] for word in known) for lang, known in _WORDS.items()}
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] >= _ENOUGH_WORDS else None


def _territory(text: str, region: str, sender_domain: str) -> str | None:
    if re.fullmatch(r"[A-Za-z]{2}", region):
        return region.upper()
    ending = sender_domain.rpartition(".")[2].lower()
    if len(ending) == 2 and ending not in ("io", "co", "ai", "me", "tv", "eu", "so", "fm", "cc"):
        return _COUNTRY_SUFFIXES.get(ending, ending.upper())
    return "CA" if re.search(r"\b(?:GST/HST|HST|PST)\b", text) else None
