"""What is said to the user, in a language of the four: gettext for words, the CLDR for figures.

English is in the code and costs nothing; a catalogue is read when the first word of it is said.
"""

import gettext
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:  # a start that says nothing pays for no figures
    from parsers.money import Money

LANGUAGES = ("en", "de", "fr", "es")
_DOMAIN = "watchdog"
# What the environment names, the strongest first (POSIX).
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """`words` is one of LANGUAGES, `locale` whose figures are written, such as "de_AT".

    None as `locale`: days as 2026-06-03, as scripts and options write them, and 1,299.00 USD.
    """

    words: str = "en"
    locale: str | None = None


ENGLISH = Language()
_usual: list[Callable[[], Language]] = [lambda: ENGLISH]
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def speak(choose: Callable[[], Language]) -> None:
    """What this process speaks from now on; asked for with the first word, not before."""
    _usual[0] = cache(choose)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak another language in between: one of many users' own."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> Language:
    """The language that is spoken here and now."""
    return _spoken.get() or _usual[0]()


def language_of(locale: str | None, environ: Mapping[str, str]) -> Language:
    """The language that somebody chose, else that of the environment.

    English figures are written as the CLDR has them only for whom chose them: the environment of
    a terminal says "en_US" where nobody was asked.
    """
    named = locale or next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    plain = named.replace("-", "_").partition(".")[0].partition("@")[0]
    words = plain.partition("_")[0].lower()
    if words not in LANGUAGES:
        return ENGLISH
    chosen = locale is not None and plain != "en"
    return Language(words=words, locale=plain if words != "en" or chosen else None)


def say(message: str, /, **blanks: object) -> str:
    """A message in the language that is spoken, its {blanks} filled in."""
    return translated(message).format(**blanks)


def say_many(one: str, many: str, number: int, /, **blanks: object) -> str:
    """The form of a message that goes with a number; {number} is it, as people write it."""
    words = spoken().words
    if words == "en":
        message = one if number == 1 else many
    else:
        message = _messages(words).ngettext(one, many, number)
    return message.format(number=said_count(number), **blanks)


def headed(head: str, words: str) -> str:
    """A heading and what it is about in one line: "Renews soon: Netflix"."""
    return say("{head}: {words}", head=head, words=words)


def marked(message: str) -> str:
    """The same; it is only marked here, and said where it is shown."""
    return message


def said_day(on: date) -> str:
    """A day as the user writes it."""
    locale = spoken().locale
    if locale is None:
        return on.isoformat()
    from babel.dates import format_date

    # No line ends within a day: "30 nov. / 2026".
    told = format_date(on, "medium", locale=known_locale(locale)).replace(" ", "\u00a0")
    return with_first(told, on, locale)


def with_first(told: str, on: date, locale: str) -> str:
    """A day in words; French counts the first of a month, which babel does not: 1er décembre."""
    is_first = on.day == 1 and locale.startswith("fr") and told.startswith(("1 ", "1\u00a0"))
    return f"1er{told[1:]}" if is_first else told


def said_moment(at: datetime) -> str:
    """A moment in UTC, to the minute."""
    return f"{said_day(at.date())} {at:%H:%M} UTC"


def said_money(money: "Money | None", otherwise: str = "") -> str:
    """An amount with its code, since "$" leaves open whose dollars: "1.299,00 USD"."""
    if money is None:
        return otherwise
    locale = spoken().locale
    if locale is None:
        from babel.numbers import get_currency_precision

        return f"{money.amount:,.{get_currency_precision(money.currency)}f} {money.currency}"
    from babel.numbers import format_currency

    shape = "#,##0.00\u00a0¤¤"  # no line ends between an amount and its currency
    return format_currency(money.amount, money.currency, shape, locale=known_locale(locale))


def said_count(number: int) -> str:
    """A whole number as the user writes it."""
    locale = spoken().locale
    if locale is None:
        return str(number)
    from babel.numbers import format_decimal

    return format_decimal(number, locale=known_locale(locale))


def translated(message: str) -> str:
    """A message as it is, {blanks} and all; one that no catalogue has stays English."""
    words = spoken().words
    # The empty message is where a catalogue keeps its header.
    return message if words == "en" or not message else _messages(words).gettext(message)


@cache
def _messages(words: str) -> gettext.NullTranslations:
    from importlib.resources import files

    folder = files("watchdog.language") / "catalogues"
    with (folder / words / "LC_MESSAGES" / f"{_DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


@cache
def known_locale(locale: str) -> str:
    """The nearest locale that the CLDR has: "de_XX" is German all the same."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(locale))
    except (UnknownLocaleError, ValueError):
        return locale.partition("_")[0]
