"""The blanks of letters in words: days and amounts as a language writes them."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_currency

from parsers.money import Money
from watchdog.catalog import Catalog, LetterText, LetterTexts
from watchdog.fixes.names import NAMELESS
from watchdog.fixes.particulars import Particulars
from watchdog.language import with_first

# A usual time to answer in; no law asks for it.
_DAYS_TO_ANSWER = 14


def times(text: LetterText, catalog: Catalog) -> dict[str, str]:
    """How long the receiver has, and how long a dispute is open by the laws that it mentions."""
    limits = [days for law in text.laws if (days := catalog.law[law].days) is not None]
    return {
        "days": str(_DAYS_TO_ANSWER),
        "dispute_days": str(min(limits)) if limits else "",
    }


def fill(
    told: Particulars, texts: LetterTexts, say_day: Callable[[date], str] | None = None
) -> dict[str, str]:
    """Every blank in words, "" where nothing is known."""

    def day(on: date | None) -> str:
        if on is None:
            return ""
        if say_day:
            return say_day(on)
        return with_first(format_date(on, "long", locale=texts.locale), on, texts.locale)

    return {
        "what": _named(told.what, texts),
        "payee": _named(told.payee, texts),
        "canceled_on": day(told.end.on if told.end else None),
        "charged_on": day(told.charge.on if told.charge else None),
        "promised_on": day(told.promise.on if told.promise else None),
        "trial_ends_on": day(told.trial_ends_on),
        **_lines(told, texts, day),
    }


def _named(name: str, texts: LetterTexts) -> str:
    return texts.lines.nameless if name == NAMELESS else name


def _lines(
    told: Particulars, texts: LetterTexts, day: Callable[[date | None], str]
) -> dict[str, str]:
    """The blanks that are left out where nothing is known."""
    lines = texts.lines
    amount = _amount(told.amount, texts.locale)
    numbers = (
        (lines.payment_reference, told.payment_reference),
        (lines.cancellation_reference, told.cancellation_reference),
        (lines.account, told.account),
    )
    ended = day(told.ended_on)
    return {
        "amount": lines.amount.format(amount=amount) if amount else "",
        "amount_alone": _line(lines.amount_alone.format(amount=amount)) if amount else "",
        "card": _line(lines.card.format(number=told.last_four)) if told.last_four else "",
        "references": (_line(lines.ended_on.format(day=ended)) if ended else "")
        + "".join(_line(line.format(number=number)) for line, number in numbers if number),
        "last_payment": _last_payment(told, texts, day),
    }


def _last_payment(told: Particulars, texts: LetterTexts, day: Callable[[date | None], str]) -> str:
    if told.last is None:
        return ""
    amount = _amount(told.last.amount, texts.locale)
    words = texts.lines.amount.format(amount=amount) if amount else ""
    return _line(texts.lines.last_payment.format(amount=words, charged_on=day(told.last.on)))


def _line(words: str) -> str:
    return f"{words}\n"


@lru_cache(maxsize=1024)
def _amount(amount: Money | None, locale: str) -> str:
    """ "1,299.00 USD": the code, since "$" leaves open whose dollars."""
    if amount is None:
        return ""
    return format_currency(amount.amount, amount.currency, "#,##0.00 ¤¤", locale=locale)
