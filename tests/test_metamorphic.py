"""What changes in a mail changes in the answer, and what does not matter does not."""

import json
import quopri
import re
from base64 import encodebytes
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from msgspec.structs import replace

from parsers import parse
from parsers.dates import find_dates
from parsers.events import BillingEvent
from parsers.layout import lay_out
from parsers.message import Message, read_message
from parsers.money import Money
from parsers.outcome import Outcome, OutcomeKind
from parsers.values.found_money import find_amounts
from tests.test_senders import MAILS, case, known, mail, said

PROMOTION = """<table class="promo_x71" width="100%"><tr><td><h2>Refer a friend</h2>
<p>Give a month, get a month: save 20% on every plan. Plans from $4.00 a month, was $8.00.
Start a 30-day free trial of our newest plan, then $19.00 per month. Cancel any time.</p>
<a href="https://example.com/offer">See the offer</a></td></tr></table>"""
LEGAL = """<div class="legal" style="font-size:10px;color:#999">This message was sent to you because
you have an account. If you cancel within 14 days you may be entitled to a refund. Fees of up to
$25.00 may apply to returned payments. Terms of service, privacy policy.</div>"""
BLOCKS = {"promotion": PROMOTION, "legal": LEGAL}
# What a shop adds for customers abroad, in a currency that the mail does not use itself.
ELSEWHERE = {
    "cs": "To je přibližně {}.",
    "da": "Det svarer til {}.",
    "de": "Das entspricht etwa {}.",
    "es": "Equivale a {} aproximadamente.",
    "fi": "Se on noin {}.",
    "fr": "Soit environ {}.",
    "hu": "Ez körülbelül {}.",
    "it": "Pari a circa {}.",
    "ja": "約{}",
    "ko": "약 {}",
    "nb": "Det er omtrent {}.",
    "nl": "Dat is ongeveer {}.",
    "pl": "To około {}.",
    "pt": "Equivale a cerca de {}.",
    "ro": "Aproximativ {}.",
    "sv": "Det motsvarar ungefär {}.",
    "tr": "Yaklaşık {}",
    "zh": "约{}",
}


def texts_written(message: Message) -> set[str]:
    """All amounts of a mail as they are written."""
    page = lay_out(message)
    lines = (page.subject, *page.lines, *message.text.splitlines())
    return {one.text for line in lines for one in find_amounts(line, page.hint)}


def amounts_written(message: Message) -> set[str]:
    """The currencies of a mail's amounts as they are written."""
    return {re.sub(r"[\d.,\s'’–()-]", "", text) for text in texts_written(message)}


@cache
def expected(path: Path) -> dict[str, Any]:
    """What a fixture is held to: read for each test at the beginning, mails would take seconds."""
    file = path.with_suffix(".json")
    return json.loads(file.read_bytes()) if file.exists() else {"outcome": None, "events": []}


# Those of which events count, and those of them that state one thing.
COUNTED = [path for path in MAILS if expected(path)["outcome"] == OutcomeKind.PARSED]
SINGLE = [path for path in COUNTED if len(expected(path)["events"]) == 1]
# Anybody may write into a mail of PayPal's: its reader takes nothing that has more in it.
_STRICT = ("paypal/no_longer_active", "paypal/ended_by_its_reader")
IN_HTML = [path for path in COUNTED if mail(path).html and case(path) not in _STRICT]
PRICED = [path for path in SINGLE if expected(path)["events"][0]["amount"]]


def read(message: Message) -> Outcome:
    return parse(message, known())


def told(outcome: Outcome) -> list[BillingEvent]:
    """The events without what speaks for them: adding text may make a reader less sure."""
    return [replace(event, confidence=0.0, evidence=()) for event in outcome.events]


def everywhere(message: Message, change: Callable[[str], str]) -> Message:
    return replace(
        message,
        subject=change(message.subject),
        text=change(message.text),
        html=change(message.html),
    )


def at_the_end(message: Message, block: str) -> Message:
    head, end, tail = message.html.rpartition("</body>")
    html = f"{head}{block}{end}{tail}" if end else f"{message.html}{block}"
    return replace(message, html=html)


@pytest.mark.parametrize("path", IN_HTML, ids=case)
@pytest.mark.parametrize("block", BLOCKS)
def test_what_is_added_below_changes_nothing(path: Path, block: str) -> None:
    assert told(read(at_the_end(mail(path), BLOCKS[block]))) == told(said(path))


@pytest.mark.parametrize("path", [path for path in PRICED if path in IN_HTML], ids=case)
def test_its_worth_in_another_currency_changes_nothing(path: Path) -> None:
    message = mail(path)
    page = lay_out(message)
    named = {
        one for line in page.lines for x in find_amounts(line, page.hint) for one in x.currencies
    }
    other = next(one for one in ("98.70 PLN", "1,234.00 INR") if one[-3:] not in named)
    for language in {"en", page.hint.language} & {"en", *ELSEWHERE}:
        worth = ELSEWHERE.get(language or "", "That is about {} at today's rate.").format(other)
        after = read(at_the_end(message, f"<p>{worth}</p>"))
        assert told(after) == told(said(path))


@pytest.mark.parametrize("path", PRICED, ids=case)
def test_another_amount_is_another_answer(path: Path) -> None:
    message = mail(path)
    (event,) = said(path).events
    assert event.amount is not None
    written = texts_of(event.amount, message)
    changed = everywhere(message, lambda text: raised(text, written))
    if texts_of(event.amount, changed) or not written:
        pytest.skip("its amount is split over several elements, or written with entities")
    (after,) = read(changed).events
    assert after.amount is not None
    assert after.amount != event.amount
    assert after.amount.currency == event.amount.currency
    assert (after.kind, after.merchant, after.renews_on) == (
        event.kind,
        event.merchant,
        event.renews_on,
    )


_SIGNS = ("$", "€", "£")
IN_SIGNS = [
    path
    for path in PRICED
    if any(sign in amounts_written(mail(path)) for sign in _SIGNS)
    and not amounts_written(mail(path))
    & {"US$", "A$", "C$", "R$", "NT$", "S$", "HK$", "CA$", "AU$"}
]


@pytest.mark.parametrize("path", IN_SIGNS, ids=case)
def test_another_currency_is_another_answer(path: Path) -> None:
    message = mail(path)
    (event,) = said(path).events
    if re.search("USD|EUR|GBP", message.text + message.html) or "&#" in message.html:
        pytest.skip("its currency is spelled out too, or written with entities")
    assert event.amount is not None
    in_pounds = event.amount.currency == "GBP"
    old, new = ("£", "€") if in_pounds else ("[$€]|&euro;", "£")
    (after,) = read(everywhere(message, lambda text: re.sub(old, new, text))).events
    assert after.amount is not None
    assert after.amount.amount == event.amount.amount
    assert after.amount.currency == ("EUR" if in_pounds else "GBP")
    assert after.kind == event.kind
    # Whoever asks for pounds puts the day first: 12/05 is another day then.
    if not re.search(r"\b\d{1,2}/\d{1,2}/\d{4}\b", message.text + message.html):
        assert after.renews_on == event.renews_on


@pytest.mark.parametrize("path", IN_SIGNS, ids=case)
def test_a_number_in_the_way_of_another_country_is_the_same_number(path: Path) -> None:
    """ "$12.99" and "$12,99": nobody writes thousands of a dollar with two digits."""
    written = texts_written(mail(path))
    changed = everywhere(mail(path), lambda text: with_other_decimals(text, written))
    before, after = said(path).events, read(changed).events
    assert [(one.kind, one.amount) for one in after] == [(one.kind, one.amount) for one in before]


def with_other_decimals(text: str, written: set[str]) -> str:
    marks = str.maketrans(".,", ",.")
    for old in sorted(written, key=len, reverse=True):
        if re.search(r"\d[.,]\d\d(?!\d)", old):
            text = text.replace(old, old.translate(marks))
    return text


def texts_of(amount: Money, message: Message) -> set[str]:
    """The ways in which a mail writes an amount."""
    page = lay_out(message)
    lines = (page.subject, *page.lines, *message.text.splitlines())
    found = [one for line in lines for one in find_amounts(line, page.hint)]
    return {one.text for one in found if one.money == amount}


def raised(text: str, written: set[str]) -> str:
    """The text with the first digit of those amounts one higher (9 becomes 7)."""
    for old in sorted(written, key=len, reverse=True):
        place = next(at for at, sign in enumerate(old) if sign.isdecimal())
        higher = "7" if old[place] == "9" else str(int(old[place]) + 1)
        text = text.replace(old, f"{old[:place]}{higher}{old[place + 1 :]}")
    return text


DAYS = ("renews_on", "trial_ends_on", "access_until")
DATED = [path for path in SINGLE if any(expected(path)["events"][0][name] for name in DAYS)]
_FORMATS = (
    "MMMM d, y",
    "MMM d, y",
    "d MMMM y",
    "d MMM y",
    "d. MMMM y",
    "y-MM-dd",
    "dd/MM/y",
    "dd.MM.y",
    "MMMM d",
    "d MMMM",
)


@pytest.mark.parametrize("path", DATED, ids=case)
def test_another_day_is_another_answer(path: Path) -> None:
    message = mail(path)
    (event,) = said(path).events
    name = next(name for name in DAYS if getattr(event, name))
    day: date = getattr(event, name)
    later = day + timedelta(days=3 if day.day < 25 else -3)
    language = lay_out(message).hint.language or "en"
    changed = message
    for shape in _FORMATS:
        old, new = (format_date(one, shape, locale=language) for one in (day, later))
        changed = everywhere(changed, partial(_exchanged, old=old, new=new))
    if changed == message or day in days_of(changed):
        pytest.skip("its day is written in another way too, or follows from another one")
    assert [getattr(one, name) for one in read(changed).events] == [later]


def days_of(message: Message) -> set[date]:
    """Every day that a mail names, also as "in 2 days"."""
    page = lay_out(message)
    lines = (page.subject, *page.lines)
    found = [one for x in lines for one in find_dates(x, hint=page.hint, near=page.mailed_on)]
    return {day for one in found for day in one.candidates}


def _exchanged(text: str, *, old: str, new: str) -> str:
    # "20. April" is another day where another year stands behind it.
    return re.sub(rf"{re.escape(old)}(?!,? \d{{4}})(?!\d)", new, text)


@pytest.mark.parametrize("path", COUNTED, ids=case)
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_the_way_it_is_sent_changes_nothing(path: Path, encoding: str) -> None:
    message = mail(path)
    again = read_message(encoded(path, message, encoding))
    assert isinstance(again, Message)
    assert told(read(replace(again, headers=message.headers))) == told(said(path))


def encoded(path: Path, message: Message, encoding: str) -> bytes:
    """The same mail with its bodies in UTF-8 and another transfer encoding."""
    head = path.read_bytes().partition(b"\n\n")[0]
    kept = [b"from", b"to", b"subject", b"date", b"message-id"]
    lines: list[bytes] = []
    for line in head.split(b"\n"):
        name = line.partition(b":")[0].lower()
        if name in kept or (line[:1] in b" \t" and lines):
            lines.append(line)
        elif line[:1] not in b" \t":
            lines.append(b"X-Left-Out: x")
    parts = [("plain", message.text)] * bool(message.text) + [("html", message.html)] * bool(
        message.html
    )
    body = b"".join(_part(kind, text, encoding) for kind, text in parts)
    lines += [b"MIME-Version: 1.0", b'Content-Type: multipart/alternative; boundary="xx"']
    return b"\n".join(lines) + b"\n\n" + body + b"--xx--\n"


def _part(kind: str, text: str, encoding: str) -> bytes:
    raw = text.encode("utf-8", "surrogatepass")
    content = encodebytes(raw) if encoding == "base64" else quopri.encodestring(raw)
    head = f"--xx\nContent-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: {encoding}"
    return head.encode() + b"\n\n" + content + b"\n"
