"""What the user will hear no more of: dismissed for good, or snoozed until a day."""

from datetime import date, timedelta

import typer

from watchdog import text
from watchdog.cli.correcting import ID, is_called
from watchdog.cli.failures import UsageProblem
from watchdog.findings import Finding
from watchdog.language import said_day, say
from watchdog.rounds import make_report
from watchdog.setting import Setting
from watchdog.silence import last_chance
from watchdog.timeline.facts import StatementKind
from watchdog.usage import one_of

_TOLD = 10


def say_dismissed(setting: Setting, name: str) -> None:
    """Record that the user wants to hear no more of a finding."""
    found, boxes = find_finding(setting, name)
    _put_away(setting, found, boxes, StatementKind.DISMISSED, None)
    typer.echo(say("Dismissed: {what}", what=text.safe(found.says)))
    _tell_the_way_back()
    if mail := _mail_of(setting, found):
        typer.echo(
            say(
                "Is it not true? What its mail was read as still counts: watchdog review {mail} "
                "--no says that it bills you nothing.",
                mail=mail,
            )
        )


def say_snoozed(setting: Setting, name: str, until: date | None, days: int | None) -> None:
    """Record that the user wants to hear no more of a finding until a day."""
    today = setting.today()
    if (until is None) == (days is None):
        raise UsageProblem("give either --until DATE or --days N")
    day = until or today + timedelta(days=days or 0)
    if day <= today:
        raise UsageProblem(f"--until {day.isoformat()} has come already; give a day ahead")
    found, boxes = find_finding(setting, name)
    _put_away(setting, found, boxes, StatementKind.SNOOZED, day)
    typer.echo(say("Away until {day}: {what}", day=said_day(day), what=text.safe(found.says)))
    last = last_chance(found.deadline, day, today=today)
    if last is not None:
        typer.echo(say("Mind that the last safe day to act is {day}.", day=said_day(last)))
    _tell_the_way_back()


def _mail_of(setting: Setting, found: Finding) -> str:
    """The short name of the first mail that a finding rests on; "" where there is none."""
    name = next((one.message_id for one in found.evidence if one.message_id), "")
    if not name:
        return ""
    with setting.ledger(read_only=True) as ledger:
        mails = (one.fingerprint[:ID] for one in ledger.mails() if is_called(one, name))
        return next(mails, "")


def _tell_the_way_back() -> None:
    typer.echo(say("watchdog undo takes it back."))


def find_finding(setting: Setting, name: str) -> tuple[Finding, tuple[str, ...]]:
    """The finding of today that has this id, and the mailbox of its subscription, if it is about
    one; UsageProblem when none has it.
    """
    with setting.ledger(read_only=True) as ledger:
        judged, _ = make_report(setting, ledger, setting.today())
    for finding, _ in judged.findings:
        if finding.id == name:
            own = (one for one in judged.subscriptions if one.id == finding.subscription)
            return finding, tuple(one.mailbox for one in own)
    ids = (one.id for one, _ in judged.findings[:_TOLD])
    mend = one_of(ids, "nothing is found today; see watchdog report")
    raise UsageProblem(f"no finding has the id {name!r}; {mend}")


def _put_away(
    setting: Setting,
    found: Finding,
    mailboxes: tuple[str, ...],
    kind: StatementKind,
    until: date | None,
) -> None:
    with setting.ledger() as ledger:
        ledger.say(
            kind=kind,
            finding=found.id,
            merchant=found.merchant,
            until=until,
            about=found.says,
            mailboxes=mailboxes,
            now=setting.now(),
        )
