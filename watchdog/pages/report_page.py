"""The report as one HTML file: it needs no script, no network and no other file."""

import base64
import hashlib
from collections.abc import Sequence

import msgspec

from watchdog.pages.rendering import environment, look
from watchdog.timeline.subscriptions import Subscription
from watchdog.views.history import Told, history_of
from watchdog.views.overview import Overview

REPORT_MARK = '<meta name="generator" content="billing-watchdog report">'
# Longer timelines are cut: a file is read by a person.
_ROWS = 60


class History(msgspec.Struct, frozen=True, kw_only=True):
    """The newest rows of a subscription, and how many there are before them."""

    rows: tuple[Told, ...]
    more: int


def report_page(overview: Overview, subscriptions: Sequence[Subscription]) -> bytes:
    """The file, in UTF-8. `subscriptions` are those of the overview, with all their facts."""
    proofs = {one.sha256 for finding in overview.report.findings for one in finding.evidence}
    histories = {one.id: _history(one, proofs) for one in subscriptions}
    page = environment().get_template("report.html.j2")
    told = page.render(
        o=overview,
        histories=histories,
        look=look(),
        look_hash=base64.b64encode(hashlib.sha256(look().encode()).digest()).decode(),
        mark=REPORT_MARK,
    )
    return told.encode("utf-8", "replace")


def _history(one: Subscription, proofs: set[str]) -> History:
    rows = history_of(one, proofs)
    return History(rows=rows[:_ROWS], more=max(0, len(rows) - _ROWS))
