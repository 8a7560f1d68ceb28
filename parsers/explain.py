"""Where each value of a reading stands in the mail, and what else it could have been."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from parsers import generic
from parsers.attached import ReadPdf, with_pdfs
from parsers.dates import find_dates
from parsers.engine import read
from parsers.events import DAYS_AHEAD, BillingEvent, EventKind
from parsers.generic.amounts import candidates
from parsers.kit import shorten
from parsers.language.wording import cadence_in, main_claim, straight
from parsers.layout import pages
from parsers.merchants import Known
from parsers.message import Message
from parsers.money import Money
from parsers.outcome import Outcome, OutcomeKind
from parsers.page import Page
from parsers.statement.by_its_reader import asking_to_renew
from parsers.statement.collecting import line_of
from parsers.values.found_money import find_amounts

_AMOUNTS = ("amount", "old_amount", "later_amount", "tax")
DAYS = ("on", *DAYS_AHEAD, "cancel_by")
_TEXTS = ("plan", "reference", "entity", "last_four", "paid_with", "account", "merchant_name")
_LINE = 200


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A field, its value, and the line that says so; None where no line does."""

    field: str
    value: str
    line: str | None


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """Another amount or day of the mail; `likely` is the reader's probability, where it has one."""

    value: str
    line: str
    likely: float | None = None


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """An event and its grounds; `reasons` weigh for (above 0) and against it, by name."""

    event: BillingEvent
    grounds: tuple[Ground, ...]
    reasons: tuple[tuple[str, float], ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A reading with its grounds, and the amounts and days that were passed over."""

    fingerprint: str
    outcome: Outcome
    events: tuple[Explained, ...]
    amounts: tuple[Alternative, ...]
    days: tuple[Alternative, ...]


def explain(message: Message, known: Known, read_pdf: ReadPdf | None = None) -> Explanation:
    """Read a mail and say why. Never raises."""
    outcome = read(message, known, read_pdf)
    if outcome.outcome is OutcomeKind.QUARANTINED:
        return Explanation(
            fingerprint=message.fingerprint, outcome=outcome, events=(), amounts=(), days=()
        )
    laid_out = [with_pdfs(page, read_pdf)[0] for page in pages(message)]
    page = next((one for one in laid_out if _said_in(one, outcome.events)), laid_out[0])
    return Explanation(
        fingerprint=message.fingerprint,
        outcome=outcome,
        events=tuple(
            _explained(event, page_of, outcome)
            for event in outcome.events
            for page_of in [next((one for one in laid_out if _said_in(one, (event,))), page)]
        ),
        amounts=tuple(_other_amounts(page, outcome)),
        days=tuple(_other_days(page, outcome)),
    )


def _said_in(page: Page, events: Iterable[BillingEvent]) -> bool:
    """Whether the page is the one that some events were read from."""
    said = [line for event in events for line in event.evidence[:1]]
    texts = (page.subject, *page.sentences, *page.lines)
    return any(shorten(text) == line for line in said for text in texts)


def _explained(event: BillingEvent, page: Page, outcome: Outcome) -> Explained:
    reasons = generic.reasons(page, event.kind) if outcome.reader == "generic" else ()
    return Explained(event=event, grounds=tuple(_grounds(event, page)), reasons=reasons)


def _grounds(event: BillingEvent, page: Page) -> Iterator[Ground]:
    yield Ground(field="kind", value=event.kind, line=next(iter(event.evidence), None))
    yield from _grounds_of_money(event, page)
    yield from _grounds_of_days(event, page)
    if event.cadence is not None:
        yield Ground(field="cadence", value=event.cadence, line=_line_of_cadence(event, page))
    if event.collected is not None:
        is_notice = event.kind is EventKind.RENEWAL_NOTICE
        line = asking_to_renew(page) if is_notice else line_of(page, is_taken=event.collected)
        yield Ground(field="collected", value="yes" if event.collected else "no", line=line)
    for name in _TEXTS:
        if text := getattr(event, name):
            yield Ground(field=name, value=text, line=_line_of_text(text, page))


def _grounds_of_money(event: BillingEvent, page: Page) -> Iterator[Ground]:
    for name in _AMOUNTS:
        if (money := getattr(event, name)) is not None:
            yield Ground(field=name, value=_told(money), line=_line_of_money(money, page))


def _grounds_of_days(event: BillingEvent, page: Page) -> Iterator[Ground]:
    for name in DAYS:
        if (day := getattr(event, name)) is not None:
            yield Ground(field=name, value=day.isoformat(), line=_line_of_day(day, page))
    if event.period is not None:
        span = f"{event.period.starts_on} to {event.period.ends_on}"
        line = _line_of_day(event.period.starts_on, page)
        yield Ground(field="period", value=span, line=line)


def _told(money: Money) -> str:
    return f"{money.amount} {money.currency}"


def _lines(page: Page) -> tuple[str, ...]:
    return (page.subject, *page.lines)


def _line_of_money(money: Money, page: Page) -> str | None:
    return next(
        (
            line[:_LINE]
            for line in _lines(page)
            if any(found.money == money for found in find_amounts(line, page.hint))
        ),
        None,
    )


def _line_of_day(day: date, page: Page) -> str | None:
    return next((line for found, line in _days(page) if found == day), None)


def _line_of_cadence(event: BillingEvent, page: Page) -> str | None:
    found = (line for line in _lines(page) if cadence_in(line, page.hint.language) == event.cadence)
    return next((line[:_LINE] for line in found), None)


def _line_of_text(text: str, page: Page) -> str | None:
    return next((line[:_LINE] for line in _lines(page) if text in straight(line)), None)


def _days(page: Page) -> Iterator[tuple[date, str]]:
    for line in _lines(page):
        for found in find_dates(line, hint=page.hint, near=page.mailed_on):
            yield from ((day, line[:_LINE]) for day in found.candidates)


def _other_amounts(page: Page, outcome: Outcome) -> Iterator[Alternative]:
    """The amounts that no event took, the likeliest first."""
    claim = main_claim(page)
    if claim is None:
        return
    taken = {_told(event.amount) for event in outcome.events if event.amount}
    ranked = generic.likelihoods(candidates(page, claim))
    for found, likely in sorted(ranked, key=lambda pair: -pair[1]):
        value = f"{found.amount} {' or '.join(found.currencies) or '?'}"
        if value not in taken:
            line = next((line for line in _lines(page) if found.text in line), found.text)
            yield Alternative(value=value, line=line[:_LINE], likely=round(likely, 2))


def _other_days(page: Page, outcome: Outcome) -> Iterator[Alternative]:
    """The days that no event took, in the order of the mail."""
    taken = {getattr(event, name) for event in outcome.events for name in DAYS}
    spans = [event.period for event in outcome.events if event.period]
    taken.update(day for span in spans for day in (span.starts_on, span.ends_on))
    for day, line in _days(page):
        if day not in taken:
            taken.add(day)
            yield Alternative(value=day.isoformat(), line=line)
