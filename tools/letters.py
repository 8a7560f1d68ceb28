"""Mail made of labelled sentences: their money and days filled in, letters and whole templates."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec
from babel.dates import format_date
from babel.numbers import format_currency

from parsers.layout import lay_out
from parsers.message import Message
from parsers.money import Money
from parsers.page import Page
from tools.sent import received
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
# Reasons of which there may be a sentence in any letter, and in any template.
_BESIDE = ("filler", "conditional")
_AROUND = (*_BESIDE, "filler", "security", "offer")
_MOST_BESIDE = 3
_FEWEST_AROUND, _MOST_AROUND = 4, 20
_HEADINGS = ("Larkfield House", "Pat", "4471", "Info", "Larkfield House 06/2026")
_SHORT = 60  # characters of a subject


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter, what it states, and the values of its roles: "a" of money, "on" of days."""

    page: Page
    statement: Statement
    money: dict[str, Money]
    days: dict[str, date]


class _Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What a mail is made of before it is laid out."""

    subject: str
    said: list[str]
    language: str
    is_template: bool
    to_many: bool


def letters(some: Sequence[Statement], beside: Sequence[Statement]) -> Iterator[Letter]:
    """A letter or a template of each statement; `beside` is where what stands around is from.

    What is around a statement tells nothing of what it states: it is drawn alike for all of them.
    """
    by_language: dict[str, list[Statement]] = defaultdict(list)
    for one in beside:
        by_language[one.language].append(one)
    for one in some:
        drawn = random.Random(one.text)  # noqa: S311 - the same letters each time
        yield _letter(one, by_language[one.language], drawn)


def _letter(one: Statement, beside: list[Statement], drawn: random.Random) -> Letter:
    money: dict[str, Money] = {}
    days: dict[str, date] = {}
    said = _filled(one, drawn, money, days)
    is_template = drawn.random() < 0.5
    reasons = _AROUND if is_template else _BESIDE
    most = drawn.randint(_FEWEST_AROUND, _MOST_AROUND) if is_template else _MOST_BESIDE
    talk = [b for b in beside if b.why in reasons and b.text != one.text]
    around = [
        _filled(b, drawn, {}, {})
        for b in drawn.sample(talk, min(len(talk), drawn.randint(min(most, 1), most)))
    ]
    around.insert(drawn.randint(0, 1) if len(around) > 1 else 1, said)
    heading = drawn.choice(_HEADINGS)
    draft = _Draft(
        subject=drawn.choice((heading, said if len(said) < _SHORT else heading)),
        said=around,
        language=one.language,
        is_template=is_template,
        to_many=is_template and drawn.random() < 0.5,
    )
    page = lay_out(_message(draft))
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


def _message(draft: _Draft) -> Message:
    headers = {
        "From": "Larkfield House <hello@larkfieldhouse.example>",
        "To": "pat@example.org",
        "Subject": draft.subject,
        "Date": "Thu, 04 Jun 2026 10:00:00 +0000",
        "Message-ID": "<letter@larkfieldhouse.example>",
    }
    if draft.to_many:
        headers["List-Unsubscribe"] = "<https://larkfieldhouse.example/out>"
    return received(headers, _html(draft))


def _html(draft: _Draft) -> str:
    if not draft.is_template:
        inside = "".join(f"<p>{one}</p>" for one in draft.said)
        return f'<html lang="{draft.language}"><body>{inside}</body></html>'
    rows = "".join(f"<tr><td>{_cells(one)}</td></tr>" for one in draft.said)
    link = '<a href="https://larkfieldhouse.example/me">Larkfield House</a>'
    return (
        f'<html lang="{draft.language}"><body><table><tr><td>{link}</td></tr>'
        f"<tr><td><table>{rows}</table></td></tr><tr><td>{link} {link}</td></tr></table>"
        "</body></html>"
    )


def _cells(text: str) -> str:
    """A row of a label and its value as a table of its own, any other text as a paragraph."""
    label, bar, value = text.partition(" | ")
    return f"<table><tr><td>{label}</td><td>{value}</td></tr></table>" if bar else f"<p>{text}</p>"
