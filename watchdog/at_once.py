"""What a screen says of a large ledger, kept as a whole: nothing is read, judged or sorted for it.

It counts while no mail says anything else (the triggers of a file take it out, migrations 0007) and
all that it rests on beside mails has one and the same sum.
"""

import secrets
from collections.abc import Mapping
from datetime import date

import msgspec

from watchdog.answers.answer import Question, decode, encode
from watchdog.answers.sums import summed
from watchdog.briefing import Beside, Keeper, Opened, beside_of, brief_beside
from watchdog.ledger import Ledger
from watchdog.ledger.answers import ALL
from watchdog.outages import Outage
from watchdog.report import Coverage, Health
from watchdog.reporting import build_report
from watchdog.screenful import Screenful, screenful
from watchdog.views.brief import Brief


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """`rests` is the sum of all that it rests on beside mails."""

    rests: str
    said: Screenful


def screenful_of(
    ledger: Ledger,
    question: Question,
    *,
    told: Mapping[str, date],
    outages: tuple[Outage, ...] = (),
    keeper: Opened | None = None,
) -> Screenful:
    """The same as `briefing.brief_of` comes to on a screen."""
    beside, turn = beside_of(ledger, told, outages), secrets.token_hex(8)
    rests = _sum_of(question, beside)
    body = ledger.answers.kept_of_all()
    kept = decode(body, _Kept) if body is not None else None
    if kept is not None and kept.rests == rests:
        return kept.said
    with Keeper(keeper) as place:
        # An empty row first, and then the mails: what comes meanwhile takes it out.
        place.begin([ALL], turn)
        said = _on_a_screen(brief_beside(ledger, question, beside, place), question.today)
        place.fill_in({(ALL,): encode(_Kept(rests, said))}, turn)
    return said


def _on_a_screen(brief: Brief, today: date) -> Screenful:
    report = build_report(
        today=today,
        subscriptions=brief.subscriptions,
        findings=brief.findings,
        coverage=Coverage(),
        health=Health(),
        resolved=brief.resolved,
    )
    return screenful(report, brief.ahead, brief.prices)


def _sum_of(question: Question, beside: Beside) -> str:
    told = sorted(beside.told.items())
    asked = (question.key(), question.today.isoformat())
    readings = (beside.readings.mailboxes, beside.readings.unread)
    return summed(asked, told, beside.outages, beside.statements, readings)
