"""The week in one letter: text and HTML of equal content."""

import re
from collections.abc import Sequence
from datetime import date

import msgspec
from markupsafe import escape

from parsers.money import Money
from watchdog import text
from watchdog.degrees import Privacy
from watchdog.digest.content import content_of
from watchdog.digest.discreet import discreet_lines
from watchdog.digest.headline import subject_of
from watchdog.digest.week import week_of
from watchdog.language import said_day, said_money, spoken
from watchdog.notifications import act_by, title_of
from watchdog.report import Report
from watchdog.templating import Filters, make_environment
from watchdog.timeline.subscriptions import Subscription, titled
from watchdog.wording.bills import due_words
from watchdog.wording.costs import of_all
from watchdog.wording.coverage import last_read
from watchdog.wording.findings import refund_line

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Undelivered(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier message that did not get through: what it said first, and why it was lost."""

    on: date
    subject: str
    says: str
    reason: str


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """The letter: `week` is an ISO week such as 2026-W48."""

    week: str
    subject: str
    text: str
    html: str


def letter_of(
    report: Report,
    subscriptions: Sequence[Subscription],
    privacy: Privacy,
    undelivered: Sequence[Undelivered] = (),
) -> Digest:
    """The letter that says as much as its reader may have."""
    if privacy is Privacy.FULL:
        return build_digest(report, subscriptions, undelivered)
    return _discreet(report, privacy)


def build_digest(
    report: Report,
    subscriptions: Sequence[Subscription],
    undelivered: Sequence[Undelivered] = (),
) -> Digest:
    """The digest of the seven days up to and including the report's day.

    It also tells what did not get through before.
    """
    week = week_of(report.as_of)
    content = content_of(report, subscriptions) | {"week": week, "undelivered": undelivered}
    return Digest(
        week=week,
        subject=subject_of(report),
        text=_render("digest.txt.j2", content),
        html=_inline(_render("digest.html.j2", content)),
    )


def _whole_days(plain: str) -> str:
    """Days that no line break tears apart: with non-breaking hyphens."""
    return _DAY.sub(lambda day: day[0].replace("-", "\u2011"), plain)


def _render(name: str, content: dict[str, object]) -> str:
    filters: Filters = {
        "safe_text": text.safe,
        "money": text.money,
        "channel": text.channel,
        "cadence": text.cadence,
        "title_of": title_of,
        "act_by": act_by,
        "day": said_day,
        "refund_line": lambda refund: refund_line(refund, 2000),
        "last_read": last_read,
        "of_all": of_all,
        "due": due_words,
        "cost": lambda one, name: said_money(
            Money(amount=getattr(one, name), currency=one.currency)
        ),
        "whole_days": _whole_days,
        "title": lambda one: text.unlinked(titled(one.name, one.plan, one.account)),
    }
    return make_environment(filters).get_template(name).render(content)


def _inline(html: str) -> str:
    import css_inline

    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)
    return inliner.inline(html)


def _discreet(report: Report, privacy: Privacy) -> Digest:
    """For a mailbox that others read too."""
    lines = list(discreet_lines(report, privacy))
    page = "".join(f"<p>{escape(line)}</p>" for line in lines)
    words = spoken().words
    return Digest(
        week=week_of(report.as_of),
        subject=subject_of(report),
        text="\n".join(lines) + "\n",
        html=f'<!doctype html><html lang="{words}"><head><meta charset="utf-8"><title></title>'
        f"</head><body>{page}</body></html>",
    )
