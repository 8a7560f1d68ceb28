"""Currencies as mail names them: ISO codes, symbols, and which one an ambiguous symbol means."""

from parsers.locale.locales import LocaleHint
from parsers.locale.tender import decimals_of, home_currency

_DOLLARS = (
    "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BSD BBD BMD BND BZD DOP FJD GYD JMD KYD LRD"
    " NAD SBD SRD TTD XCD"
)
_PLAUSIBLE_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP")
_UNAMBIGUOUS = {
    "EUR": "€ Eur eur Euro euro Euros euros euroa eurosta euroon euron e",
    "GBP": "£ £GB",
    "USD": "US$ $US U$S U$ USD$",
    "CAD": "CA$ C$ CAD$ CDN$ Can$ $CA",
    "AUD": "A$ AU$ $AU AUD$",
    "NZD": "NZ$ $NZ NZD$",
    "SGD": "S$ SG$ $SG SGD$",
    "HKD": "HK$ $HK HKD$",
    "TWD": "NT$ NTD$ TWD$ $TW",
    "MXN": "MX$ Mex$ $MX MXN$",
    "ARS": "ARS$ AR$",
    "CLP": "CLP$",
    "COP": "COP$ COL$",
    "BRL": "R$ reais",
    "SEK": "kronor kronorna",
    "NOK": "kronene",
    "DKK": "kronerne",
    "XCD": "EC$",
    "DOP": "RD$",
    "TTD": "TT$",
    "JMD": "J$",
    "NAD": "N$",
    "CHF": "Fr. SFr. sFr. Fr.- SFr Franken",
    "JPY": "円 JP¥ yen",
    "CNY": "元 CN¥ RMB",
    "INR": "₹",
    "KRW": "₩ 원",
    "RUB": "₽ руб. руб р. рублеи рубля",
    "UAH": "₴ грн. грн гривень гривні",
    "BGN": "лв. лв",
    "PLN": "zł zl ZŁ złotych złote zlotych",
    "CZK": "Kc korun koruny",  # folded from Kč
    "HUF": "Ft forint forintot forintra forintrol forintja forintos",
    "RON": "lei Lei LEI",
    "TRY": "₺ TL lira liradan liraya lirayi lirasi",
    "ILS": '₪ ש"ח ש״ח',
    "VND": "₫ đ",
    "THB": "฿ บาท",
    "PHP": "₱",
    "NGN": "₦ N",
    "ZAR": "R",
    "KES": "KSh Ksh KSH KSh. Ksh. KShs KShs. Kshs Kshs.",
    "UGX": "USh UShs USh. UShs.",
    "TZS": "TSh TShs TSh. TShs.",
    "KZT": "₸",
    "LKR": "ර ර.",  # folded from රු
    "AED": "د.ا د.ا.",  # folded from د.إ
    "SAR": "ر.س ر.س.",
    "EGP": "ج.م ج.م.",
    "GEL": "₾",
    "AMD": "֏",
    "BDT": "৳",
    "MNT": "₮",
    "LAK": "₭",
    "KHR": "៛",
    "BOB": "Bs Bs.",
    "AZN": "₼",
    "CRC": "₡",
    "PEN": "S/ S/.",
    "PYG": "₲",
    "GHS": "₵",
    "MYR": "RM",
    "IDR": "Rp Rp.",
    "RSD": "дин. дин din.",
    "GTQ": "Q quetzales",
    "HNL": "L Lps Lps. lempiras",
}
_KRONER = ("SEK", "NOK", "DKK")
_RUPEES = ("INR", "PKR", "LKR", "NPR", "MUR")
# Names of several words, behind their number.
_NAMES = {
    "US dollars": "USD",
    "de lei": "RON",  # of twenty and more
    "U.S. dollars": "USD",
    "Canadian dollars": "CAD",
    "Australian dollars": "AUD",
    "New Zealand dollars": "NZD",
    "Singapore dollars": "SGD",
    "Hong Kong dollars": "HKD",
    "British pounds": "GBP",
    "pounds sterling": "GBP",
    "Swiss francs": "CHF",
    "francs suisses": "CHF",
    "Schweizer Franken": "CHF",
    "Indian rupees": "INR",
}
# A weight, too: money with its pence, or in mail of the country whose money it is.
_POUNDS = "pounds"
_CANDIDATES: dict[str, tuple[str, ...]] = {
    **{text: (code,) for code, texts in _UNAMBIGUOUS.items() for text in texts.split()},
    **{name: (code,) for text, code in _NAMES.items() for name in (text, text.replace(" ", ""))},
    _POUNDS: ("GBP",),
    "rupees": _RUPEES,
    **dict.fromkeys(("$", "dollars"), _PLAUSIBLE_DOLLARS),
    "¥": ("JPY", "CNY"),
    **dict.fromkeys(("kr", "Kr", "KR"), _KRONER),
    # Only Danish writes the full stop; a hint says otherwise.
    **dict.fromkeys(("kr.", "Kr."), ("DKK",)),
    "kroner": ("NOK", "DKK"),
    **dict.fromkeys(("FCFA", "F CFA", "CFA"), ("XOF", "XAF")),
    **dict.fromkeys(("Rs", "Rs.", "₨"), _RUPEES),
}
_WRITTEN_OUT = frozenset(
    {"e", _POUNDS, "rupees", *_NAMES, *(name.replace(" ", "") for name in _NAMES)}
)
# What a country may mean by a symbol beyond the candidates that are worth showing.
_LOCAL = {"$": frozenset(_DOLLARS.split()), "kr": frozenset({*_KRONER, "ISK"})}
_BY_LANGUAGE = {
    "$": {"en": "USD"},
    "kr": {"sv": "SEK", "nb": "NOK", "no": "NOK", "nn": "NOK", "da": "DKK", "is": "ISK"},
    "¥": {"ja": "JPY", "zh": "CNY"},
}
# They are also words: "TRY 30 DAYS FREE", "TOP 10", "Fr. 12. Juni", "Galaxy R 2", "N 50".
_WORDS = frozenset("ALL TOP TRY CUP PEN COP MAD SOS MOP GEL BAM LAK Fr. R N".split())
# Letters that are money only in Spanish, before a number with cents or in groups: "L 1,522.50".
_LETTERS = frozenset("QL")
# One that is money only in Finnish, behind a number with cents: "40.00 e", "12,50e".
_BEHIND = frozenset("e")
# Symbols that stand after their number where both sides are numbers.
_TRAILING = (
    "€ kr Kr KR kr. Kr. zł zl Kc Ft lei Lei TL ₽ руб. руб 円 元 원 euro euros euroa eurosta"
    " euroon euron reais kronor kroner złotych złote zlotych korun koruny forint forintot forintra"
    " forintrol forintja forintos lira liradan liraya lirayi lirasi"
    " kronorna kronene kronerne рублеи рубля гривень гривні yen dollars"
)


def symbols() -> tuple[str, ...]:
    """Every symbol, folded, the longest first."""
    return tuple(sorted(_CANDIDATES, key=len, reverse=True))


def stands_behind(token: str) -> bool:
    """Whether a symbol usually follows its number."""
    return token in _TRAILING.split() or token in _WRITTEN_OUT - _BEHIND


def may_weigh(symbol: str, hint: LocaleHint) -> bool:
    """Whether a number of it may be a weight: pounds, but in the country of that money."""
    return symbol == _POUNDS and home_currency(hint.territory) not in _CANDIDATES[_POUNDS]


def is_word(name: str, hint: LocaleHint) -> bool:
    """Whether a code or symbol may be a mere word in mail of this place."""
    if name not in _WORDS or (name == "TRY" and hint.language == "tr"):
        return False
    return home_currency(hint.territory) not in (name, *_CANDIDATES.get(name, ()))


def is_letter(symbol: str) -> bool:
    """Whether a symbol is a letter that hardly ever is money."""
    return symbol in _LETTERS or symbol in _BEHIND


def before_numbers() -> tuple[str, ...]:
    """The symbols that may stand before their number, folded, the longest first."""
    return tuple(one for one in symbols() if one not in _WRITTEN_OUT)


def is_finnish(symbol: str, hint: LocaleHint) -> bool:
    """Whether it is the letter by which Finnish mail names its money behind a number."""
    return symbol in _BEHIND and hint.language == "fi"


def may_mean(symbol: str, code: str) -> bool:
    """Whether a symbol can stand for a currency ("$" for NZD)."""
    return code in _CANDIDATES[symbol] or code in _LOCAL.get(_family(symbol), ())


def has_three_decimals(currencies: tuple[str, ...]) -> bool:
    """Whether the currency is settled and counted in thousandths (KWD, TND)."""
    return len(currencies) == 1 and decimals_of(currencies[0]) == 3


def settle(
    symbol: str, hint: LocaleHint, *, decimals: bool, behind: bool = False
) -> tuple[str, ...]:
    """The currencies a symbol may mean: the territory decides, then the language, else all.

    `behind` its number French writes the dollars of Canada alone: those of the United States have
    a name there ("78,18 $", "78,18 $US").
    """
    candidates = _CANDIDATES[symbol]
    if hint.currency is not None and may_mean(symbol, hint.currency):
        return (hint.currency,)  # the mail says which
    home = home_currency(hint.territory)
    if home is not None and may_mean(symbol, home):
        return (home,)
    own = "CAD" if behind and _is_of_quebec(symbol, hint) else _by_language(symbol, hint)
    if own is not None:
        return (own,)
    return _with_cents(candidates) if decimals and len(candidates) > 1 else candidates


def _is_of_quebec(symbol: str, hint: LocaleHint) -> bool:
    return symbol == "$" and hint.language == "fr" and hint.territory is None


def _by_language(symbol: str, hint: LocaleHint) -> str | None:
    """English means US dollars only where no country says otherwise."""
    if symbol == "$" and hint.territory is not None:
        return None
    return _BY_LANGUAGE.get(_family(symbol), {}).get(hint.language or "")


def _with_cents(candidates: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in candidates if decimals_of(code) > 0)


def _family(symbol: str) -> str:
    if symbol == "dollars":
        return "$"
    return "kr" if symbol.lower().startswith("kr") else symbol
