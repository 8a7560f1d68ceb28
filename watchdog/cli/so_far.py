"""What is known so far, told while the mail comes in."""

import time
from collections.abc import Callable

from parsers.money import Money
from watchdog.degrees import Severity
from watchdog.intake import Progress
from watchdog.language import said_count, said_money, say, say_many
from watchdog.ledger import Ledger
from watchdog.report import Report
from watchdog.rounds import make_brief
from watchdog.setting import Setting
from watchdog.views.glance import running_of

_PAUSE_SECONDS = 2.0  # between two lines
# And at least so many times what a look at the books took, for readers want its core: few until
# anything is found, which must not wait for the second line.
_PAUSES, _PAUSES_BEFORE = 100, 4


class Teller:
    """Says what is known so far while the mail comes in, as often as it costs little."""

    def __init__(self, setting: Setting, ledger: Ledger, say: Callable[[str], None]) -> None:
        self._setting, self._ledger, self._say = setting, ledger, say
        self._seen: dict[str, int] = {}
        self._totals: dict[str, int | None] = {}
        self._next = 0.0
        self._last = ""

    def step(self, folder: str, step: Progress) -> None:
        """One batch more."""
        self._seen[folder] = self._seen.get(folder, 0) + step.seen
        self._totals[folder] = step.total
        if time.monotonic() >= self._next:
            self.tell()

    def tell(self) -> None:
        """A line, unless it is the one that was said last."""
        began = time.monotonic()
        _, report = make_brief(self._setting, self._ledger, self._setting.today())
        line = f"  {self._mails()}: {so_far(report)}"
        if line != self._last:
            self._say(line)
        self._last = line
        ended = time.monotonic()
        took = ended - began
        found = bool(report.totals or report.findings)
        pause = max(_PAUSE_SECONDS, _PAUSES * took) if found else _PAUSES_BEFORE * took
        self._next = ended + pause

    def _mails(self) -> str:
        seen = sum(self._seen.values())
        totals = [one for one in self._totals.values() if one is not None]
        of = say(" of {all}", all=said_count(sum(totals))) if totals and sum(totals) > seen else ""
        return say_many("{number}{of} mail", "{number}{of} mails", seen, of=of)


def so_far(report: Report) -> str:
    """ "9 subscriptions, 1,482.00 USD a year for 7 of them, 2 need you now"."""
    running = len(running_of(report))
    counted = sum(one.subscriptions for one in report.totals)
    sums = " + ".join(
        said_money(Money(amount=one.per_year, currency=one.currency)) for one in report.totals
    )
    urgent = sum(one.severity is Severity.ACT_NOW for one in report.findings)
    parts = [say_many("{number} subscription", "{number} subscriptions", running)]
    if sums and counted < running:
        number = said_count(counted)
        parts.append(say("{sums} a year for {number} of them", sums=sums, number=number))
    elif sums:
        parts.append(say("{sums} a year", sums=sums))
    if urgent:
        parts.append(say_many("{number} needs you now", "{number} need you now", urgent))
    return ", ".join(parts)
