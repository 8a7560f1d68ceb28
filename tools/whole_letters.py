"""Whole letters with what they state, as `fixtures/letters/*.toml` hold them."""

import html
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path

import msgspec

from parsers.dates import find_dates
from parsers.events import BillingEvent
from parsers.layout import lay_out
from parsers.message import Message
from parsers.money import Money
from parsers.page import Page
from tools.sent import received

FOLDER = Path(__file__).parent.parent / "fixtures" / "letters"
KEPT_ASIDE = FOLDER / "kept_aside"
# Their authors' names for kinds; a bill that will be taken is a notice as well.
KINDS = {
    "charge": ("charge",),
    "renewal_notice": ("renewal_notice", "invoice_due"),
    "invoice_due": ("invoice_due", "renewal_notice"),
    "trial_started": ("trial_started",),
    "trial_converting": ("trial_ending",),
    "payment_failed": ("payment_failed",),
    "refunded": ("refund", "refund_promised"),
    "canceled": ("canceled", "expired"),
    "price_change": ("price_change",),
    "plan_changed": ("plan_changed",),
    "paused": ("paused",),
    "none": (),
}
# Whose letters are left out together: files by author, or by what two authors wrote abroad.
AUTHORS = (
    "english_[123]",
    "many_tongues_*",
    "english_[67]",
    "??_2",
    "english_[89]",
    "??_3",
    "??_[45]",
    "rows_*",
)
_MAILED = date(2026, 6, 4)
_BEFORE = timedelta(days=3)


class WholeLetter(
    msgspec.Struct, frozen=True, kw_only=True, rename={"sender": "from", "day": "date"}
):
    """A letter and what it states: see `fixtures/letters/README.md`."""

    sender: str
    subject: str
    body: str
    kind: str
    merchant: str
    evidence: str = ""
    hint: str = ""
    amount: str = ""
    currency: str = ""
    recurring: bool | None = None
    day: date | None = None
    date_role: str = ""
    language: str = "en"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of event that are right; none for a letter that bills nobody."""
        return KINDS[self.kind]

    @property
    def money(self) -> Money | None:
        """What was or will be paid."""
        return Money(amount=Decimal(self.amount), currency=self.currency) if self.amount else None

    def states(self, event: BillingEvent) -> bool:
        """Whether it states such an event, of the same amount."""
        money, amount = self.money, event.amount
        # "$" alone may be anybody's.
        fits = amount is None or money is None or abs(amount.amount) == money.amount
        return event.kind in self.kinds and fits

    @property
    def message(self) -> Message:
        """The letter as it comes in."""
        return _received(self, _day_of(self))


def read_letters(paths: Sequence[Path]) -> tuple[WholeLetter, ...]:
    """The letters of some files, in their order."""
    return tuple(
        msgspec.convert(one, WholeLetter)
        for path in paths
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["letter"]
    )


@cache
def whole_letters() -> tuple[WholeLetter, ...]:
    """Those that the reader learns from."""
    return read_letters(sorted(FOLDER.glob("*.toml")))


@cache
def author_of() -> dict[str, int]:
    """The place of its author among `AUTHORS` by the subject of each letter."""
    return {
        letter.subject: place
        for place, files in enumerate(AUTHORS)
        for letter in read_letters(sorted(FOLDER.glob(f"{files}.toml")))
    }


@cache
def page_of(letter: WholeLetter) -> Page:
    """A letter laid out."""
    return lay_out(letter.message)


def _day_of(letter: WholeLetter) -> date:
    """A day on which it may have been sent: before what is to come, after what was."""
    page = lay_out(_received(letter, _MAILED))
    days = {
        day
        for line in page.lines
        for found in find_dates(line, hint=page.hint, near=_MAILED)
        if any(character.isdigit() for character in found.text[-4:])
        for day in found.candidates[:1]
        if abs((day - (letter.day or day)).days) < 100
    }
    if letter.day is None:
        return min(days, default=_MAILED)
    past = [day for day in days if day < letter.day]
    return max((max(past, default=letter.day - _BEFORE)), letter.day - 12 * _BEFORE)


def _received(letter: WholeLetter, day: date) -> Message:
    sent = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    headers = {
        "From": letter.sender,
        "To": "Pat Example <pat@example.org>",
        "Subject": letter.subject,
        "Date": f"{sent:%a, %d %b %Y %H:%M:%S %z}",
        "Message-ID": "<whole@letters.example>",
    }
    inside = "".join(_blocks(letter.body))
    return received(headers, f'<html lang="{letter.language}"><body>{inside}</body></html>')


def _blocks(body: str) -> Iterator[str]:
    """Its lines: rows with cells in a table, all others as paragraphs."""
    lines = (one.strip() for one in body.strip().split("\n"))
    for is_row, some in groupby(lines, key=lambda one: " | " in one):
        if is_row:
            rows = (
                "<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in one.split(" | ")) + "</tr>"
                for one in some
            )
            yield f"<table>{''.join(rows)}</table>"
        else:
            yield from (f"<p>{html.escape(one)}</p>" for one in some if one)
