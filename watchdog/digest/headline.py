"""What a letter is called: how much needs its reader, and nobody's name."""

from watchdog.degrees import Severity
from watchdog.language import say, say_many
from watchdog.report import Report
from watchdog.views.glance import due_of, needs_you


def subject_of(report: Report) -> str:
    """The letter's subject, which names nobody."""
    year, number, _ = report.as_of.isocalendar()
    return say(
        "Billing watchdog, week {week} of {year}: {headline}",
        week=number,
        year=year,
        headline=headline_of(report),
    )


def headline_of(report: Report) -> str:
    """How much needs the reader."""
    urgent = [one for one in report.findings if one.severity is Severity.ACT_NOW]
    calm = [one for one in report.findings if one.kind != "fake_invoice" and one not in urgent]
    return _headline(needs_you(len(urgent), due_of(report)), len(calm))


def _headline(needs: str, rest: int) -> str:
    if needs:
        return needs
    if rest:
        return say_many("{number} thing to know", "{number} things to know", rest)
    return say("all quiet")
