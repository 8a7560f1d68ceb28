"""Letters made of labelled sentences: their money and days filled in, small talk around them."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from email.message import EmailMessage

import msgspec
from babel.dates import format_date
from babel.numbers import format_currency

from parsers.engine import lay_out
from parsers.message import Message, read_message
from parsers.money import Money
from parsers.page import Page
from tools.sentences import AMOUNTS, PLACE, Statement

_MAILED = date(2026, 6, 4)
_PLACES = {
    place[:2]: (place, currency)
    for place, currency in map(
        str.split,
        "en_US USD,de_DE EUR,fr_FR EUR,es_ES EUR,it_IT EUR,nl_NL EUR,pt_PT EUR,pl_PL PLN,sv_SE SEK,"
        "da_DK DKK,nb_NO NOK,fi_FI EUR,cs_CZ CZK,hu_HU HUF,ro_RO RON,tr_TR TRY,ja_JP JPY,ko_KR KRW,"
        "zh_CN CNY".split(","),
    )
}
_WHOLE = ("JPY", "KRW", "HUF")  # money without cents
_PAST = ("on",)
# Reasons of which there may be a sentence in any letter.
_BESIDE = ("filler", "conditional")
_MOST_BESIDE = 3


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter, what it states, and the values of its roles: "a" of money, "on" of days."""

    page: Page
    statement: Statement
    money: dict[str, Money]
    days: dict[str, date]


def letters(some: Sequence[Statement], beside: Sequence[Statement]) -> Iterator[Letter]:
    """A letter of each statement; `beside` is where its small talk comes from."""
    for one in some:
        drawn = random.Random(one.text)  # noqa: S311 - the same letters each time
        yield _letter(one, [b for b in beside if b.language == one.language], drawn)


def _letter(one: Statement, beside: list[Statement], drawn: random.Random) -> Letter:
    talk = [b for b in beside if b.why in _BESIDE and b.text != one.text]
    money: dict[str, Money] = {}
    days: dict[str, date] = {}
    said = _filled(one, drawn, money, days)
    around = [
        _filled(b, drawn, {}, {})
        for b in drawn.sample(talk, min(len(talk), drawn.randint(1, _MOST_BESIDE)))
    ]
    place = drawn.randint(0, 1) if len(around) > 1 else 1
    around.insert(place, said)
    subject = drawn.choice(("Larkfield House", "Pat", "4471", said if len(said) < 60 else "Info"))
    page = lay_out(_message(subject, around, one.language))
    return Letter(page=page, statement=one, money=money, days=days)


def _filled(
    one: Statement, drawn: random.Random, money: dict[str, Money], days: dict[str, date]
) -> str:
    locale, currency = _PLACES[one.language]

    def value(role: str) -> str:
        if role in AMOUNTS:
            amount = Decimal(drawn.randint(300, 19900)) / 100
            if currency in _WHOLE:
                amount = amount.quantize(Decimal(1)) * 100
            money.setdefault(role, Money(amount=amount, currency=currency))
            return format_currency(amount, currency, locale=locale)
        apart = drawn.randint(1, 40)
        day = _MAILED + timedelta(days=-min(apart, 20) if role in _PAST else apart)
        days.setdefault(role, day)
        return format_date(day, "long", locale=locale)

    return PLACE.sub(lambda found: value(found[1]), one.text)


def _message(subject: str, said: list[str], language: str) -> Message:
    message = EmailMessage()
    message["From"], message["To"] = (
        "Larkfield House <hello@larkfieldhouse.example>",
        "pat@example.org",
    )
    message["Subject"], message["Date"] = subject, "Thu, 04 Jun 2026 10:00:00 +0000"
    message["Message-ID"] = "<letter@larkfieldhouse.example>"
    inside = "".join(f"<p>{one}</p>" for one in said)
    html = f'<html lang="{language}"><body>{inside}</body></html>'
    message.set_content(html, subtype="html", cte="base64")
    read = read_message(message.as_bytes())
    if not isinstance(read, Message):
        raise TypeError(f"{subject!r} is no mail: {read.reason}")
    return read
