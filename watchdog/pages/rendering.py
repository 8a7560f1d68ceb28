"""The templates of all pages, and the words that they may use; everything is escaped."""

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from parsers.money import Money
from watchdog import text
from watchdog.catalog.windows import terms
from watchdog.degrees import Severity
from watchdog.evidence import called, said_event
from watchdog.findings import short_id
from watchdog.fixes import doubt
from watchdog.language import figures, said_money, spoken, translated
from watchdog.language.english import has_english, stays_english
from watchdog.language.places import at_place
from watchdog.language.reasons import said_reason, said_reasons
from watchdog.notifications import act_by, title_of
from watchdog.pages.charts import price_line, stacked_bars, step_words
from watchdog.templating import Filters, make_environment, template
from watchdog.told_ahead import told_days
from watchdog.upcoming import sentence_of
from watchdog.views.glance import URGENCY, freshness, shown_title
from watchdog.wording.bills import due_words, unbilled_line, unsaid_line
from watchdog.wording.costs import left_out_line
from watchdog.wording.coverage import copied_line, coverage_line, fresh_line, past_day
from watchdog.wording.days import end_words
from watchdog.wording.findings import told_again
from watchdog.wording.frame import head_line

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)
# Signs beside the words, since colour alone says nothing to many people.
_SIGNS = {Severity.ACT_NOW: "!!", Severity.SOON: "!", Severity.INFO: "i"}


@cache
def environment() -> "Environment":
    """Where all pages are made; what is undefined is an error."""
    filters: Filters = {
        "safe_text": text.unlinked,
        "safe_line": text.safe,
        "safe_lines": _lines,
        "told": lambda words: _with_days(text.unlinked(words)),
        "own_words": lambda words: _with_days(text.safe(words)),
        "markup": _markup,
        "money": _money,
        "amount": figures.plain_amount,
        "priced": lambda amount, currency: _money(Money(amount=amount, currency=currency)),
        "channel": text.channel,
        "cadence": text.cadence,
        "title_of": title_of,
        "ending": lambda one: end_words(one, short_day),
        "due": lambda bill, today: due_words(bill, today, short_day),
        "act_by": lambda on, today: act_by(on, today, day),
        "day": day,
        "short_day": short_day,
        "month": figures.month_and_year,
        "percent": figures.percent,
        "moment": _moment,
        "words": lambda name: str(name).replace("_", " "),
        "title": shown_title,
        "short_id": short_id,
        "sign": _SIGNS.__getitem__,
        "urgency": lambda severity: translated(URGENCY[severity]),
        "status": text.status,
        "verdict": text.verdict,
        "outcome": text.outcome,
        "event_kind": said_event,
        "happened": lambda event: said_event(called(event)),
        "days_ahead": told_days,
        "reason": said_reason,
        "reasons": said_reasons,
        "translated": translated,
        "at_place": at_place,
        "comes": _comes,
        "in_english": _in_english,
        "some_english": lambda told: has_english(line for one in told for line in one.fix.lines),
        "told_again": told_again,
        "bars": stacked_bars,
        "price_line": price_line,
        "step_words": step_words,
        "web_link": web_link,
        "with_days": _with_days,
        "doubt": doubt,
        "refund_words": terms,
    }
    made = make_environment(filters)
    made.globals |= {
        "freshness": freshness,
        "fresh_line": fresh_line,
        "head_line": head_line,
        "coverage_line": coverage_line,
        "copied_line": copied_line,
        "past_day": past_day,
        "left_out_line": left_out_line,
        "unbilled_line": unbilled_line,
        "unsaid_line": unsaid_line,
        "language": lambda: spoken().words,
        "weekdays": figures.weekdays,
    }
    return made


def _with_days(words: str) -> str:
    """The same words, with days as people say them: "1 Dec 2026"."""
    return _DAY.sub(lambda found: _said(found[0]), words)


def _said(written: str) -> str:
    try:
        return short_day(date.fromisoformat(written)).replace(" ", "\xa0")
    except ValueError:
        return written


def day(on: date | None) -> str:
    """A day as people say it: "3 June 2026"; a dash where it is not known."""
    return figures.long_day(on) if on is not None else "–"


def short_day(on: date | None) -> str:
    """The same with a short month."""
    return figures.short_day(on) if on is not None else "–"


def web_link(address: str | None) -> str:
    """An address of the catalogue that may be a link; "" for any other."""
    return address if address is not None and address.startswith("https://") else ""


def _in_english(words: str) -> "Markup":
    """The attribute of a part that stayed English: screen readers are told."""
    return _markup(' lang="en"' if stays_english(words) else "")


def _comes(what: str, name: "Markup") -> "Markup":
    """What comes as a sentence, around a name that may be a link."""
    return _markup(sentence_of(what)).format(name=name)


def _lines(words: str) -> str:
    """Several lines, each of them safe."""
    return "\n".join(text.safe(line) for line in words.splitlines())


def _markup(own: str) -> "Markup":
    """Our own style, as it is: never anything that somebody else wrote."""
    from markupsafe import Markup

    return Markup(own)  # noqa: S704 - the file of this package


def _money(amount: Money | None) -> str:
    return said_money(amount, "–")


def _moment(at: datetime) -> str:
    return f"{short_day(at.date())} {at:%H:%M} UTC"


def look() -> str:
    """The style of all pages, light and dark and on paper."""
    return template("look.css")
