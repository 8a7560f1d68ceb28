"""The letter to a mailbox that others read too."""

from collections.abc import Iterable
from datetime import date

from watchdog import text
from watchdog.degrees import Privacy, Severity
from watchdog.digest.headline import headline_of
from watchdog.language import say
from watchdog.notifications import title_of
from watchdog.report import Report, ToldFinding
from watchdog.wording.days import by_words


def discreet_lines(report: Report, privacy: Privacy) -> Iterable[str]:
    """With `amount` kinds, sums and days, with `none` how many."""
    yield f"{headline_of(report)}."
    if privacy is Privacy.AMOUNT:
        yield from (_discreet_line(one, report.as_of) for one in report.findings)
    yield say("What it is: watchdog report")
    boxes = report.health.mailboxes
    if boxes:
        heard = say(
            "Could read {heard} of {all} mailboxes:", heard=report.health.heard, all=len(boxes)
        )
        alone = heard.rstrip(":\u00a0 ")
        yield f"{alone}."


def _discreet_line(one: ToldFinding, today: date) -> str:
    stake = f", {text.money(one.at_stake)}" if one.at_stake else ""
    by = by_words(one.deadline, today) if one.deadline else ""
    urgent = "!! " if one.severity is Severity.ACT_NOW else ""
    return f"* {urgent}{title_of(one.kind)}{stake}{by} (watchdog explain {one.id})"
