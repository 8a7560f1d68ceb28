"""The templates of all pages, and the words that they may use; everything is escaped."""

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import format_date

from parsers.money import Money
from watchdog import text
from watchdog.catalog.windows import terms
from watchdog.findings import Severity, priced, short_id
from watchdog.fixes import doubt
from watchdog.notifications import title_of
from watchdog.pages.charts import price_line, stacked_bars, step_words
from watchdog.templating import Filters, make_environment, template
from watchdog.views.glance import URGENCY, freshness, shown_title
from watchdog.wording import coverage_line, fresh_line, unbilled_line

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
        "amount": lambda amount: f"{amount:,.2f}",
        "channel": text.channel,
        "cadence": text.cadence,
        "title_of": title_of,
        "day": day,
        "short_day": short_day,
        "month": lambda on: format_date(on, "MMMM y", locale="en"),
        "moment": _moment,
        "words": lambda name: str(name).replace("_", " "),
        "title": shown_title,
        "short_id": short_id,
        "sign": _SIGNS.__getitem__,
        "urgency": URGENCY.__getitem__,
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
        "coverage_line": coverage_line,
        "unbilled_line": unbilled_line,
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
    return format_date(on, "d MMMM y", locale="en") if on is not None else "–"


def short_day(on: date | None) -> str:
    """The same with a short month."""
    return format_date(on, "d MMM y", locale="en") if on is not None else "–"


def web_link(address: str | None) -> str:
    """An address of the catalogue that may be a link; "" for any other."""
    return address if address is not None and address.startswith("https://") else ""


def _lines(words: str) -> str:
    """Several lines, each of them safe."""
    return "\n".join(text.safe(line) for line in words.splitlines())


def _markup(own: str) -> "Markup":
    """Our own style, as it is: never anything that somebody else wrote."""
    from markupsafe import Markup

    return Markup(own)  # noqa: S704 - the file of this package


def _money(amount: Money | None) -> str:
    return priced(amount) or "–"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def look() -> str:
    """The style of all pages, light and dark and on paper."""
    return template("look.css")
