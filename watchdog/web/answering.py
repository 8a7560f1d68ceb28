"""What the forms of the dashboard do: each is one word of the user, kept in the ledger."""

from collections.abc import Mapping
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from watchdog.called_fakes import keep_fake
from watchdog.meant import place_and_plan
from watchdog.report import ToldFinding
from watchdog.reviews import (
    Said,
    edited,
    keep,
    read_amount,
    read_day,
    read_events,
    read_kind,
    read_past_day,
    take_back,
    unanswered,
)
from watchdog.silence import last_chance
from watchdog.timeline.facts import StatementKind
from watchdog.timeline.subscriptions import Subscription
from watchdog.told_ahead import AHEAD
from watchdog.usage import UsageProblem
from watchdog.web.problems import Refused
from watchdog.web.site import Site, back

_LONGEST_SNOOZE = 365


def dismiss(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """Never tell this again."""
    found = _finding(site, request)
    statement = site.ledger.say(
        kind=StatementKind.DISMISSED,
        finding=found.id,
        merchant=found.merchant,
        about=found.says,
        mailboxes=_mailboxes(site, found),
        now=site.setting.now(),
    )
    site.desk.put_away(found.id, statement.id)
    return back(form, statement)


def snooze(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """Tell it again in some days, but not later than on its last safe day."""
    found = _finding(site, request)
    days = form.get("days", "")
    if not (days.isascii() and days.isdigit() and 0 < int(days) <= _LONGEST_SNOOZE):
        raise UsageProblem(f"{days!r} is no number of days; give one from 1 to {_LONGEST_SNOOZE}")
    until = site.today() + timedelta(days=int(days))
    last = last_chance(found.deadline, until, today=site.today())
    if last == site.today():
        raise UsageProblem("today is the last safe day to act; see what there is to do today")
    statement = site.ledger.say(
        kind=StatementKind.SNOOZED,
        finding=found.id,
        merchant=found.merchant,
        about=found.says,
        mailboxes=_mailboxes(site, found),
        until=last or until,
        now=site.setting.now(),
    )
    site.desk.put_away(found.id, statement.id)
    return back(form, statement)


def cancelled(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """The user has cancelled this subscription."""
    return _said(site, _subscription(site, request), form, StatementKind.CANCELED)


def paused(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """The user has paused it, until a day where that is known."""
    one = _subscription(site, request)
    day = _past_day(site, form)
    until = read_day(form["until"]) if form.get("until") else None
    if until is not None and until <= day:
        raise UsageProblem(
            f"{until.isoformat()} is not after {day.isoformat()}; give a later day, or none"
        )
    return _said(site, one, form, StatementKind.PAUSED, until)


def paid(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """The user has paid the bills of it that had come by a day."""
    return _said(site, _subscription(site, request), form, StatementKind.PAID)


def wanted(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """It is the user's own and wanted: no news any more."""
    return _called(site, request, form, StatementKind.CONFIRMED)


def no_subscription(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """It is none: it leaves the report."""
    return _called(site, request, form, StatementKind.NOT_A_SUBSCRIPTION)


def _called(site: Site, request: Request, form: Mapping[str, str], kind: StatementKind) -> Response:
    one = _subscription(site, request)
    channel, plan = _place_and_plan(site, one)
    statement = site.ledger.say(
        kind=kind,
        merchant=one.merchant,
        channel=channel,
        plan=plan,
        mailboxes=(one.mailbox,),
        now=site.setting.now(),
    )
    return back(form, statement)


def _said(
    site: Site,
    one: Subscription,
    form: Mapping[str, str],
    kind: StatementKind,
    until: date | None = None,
) -> Response:
    """The user's word about a subscription, as of the day of the form."""
    channel, plan = _place_and_plan(site, one)
    statement = site.ledger.say(
        kind=kind,
        merchant=one.merchant,
        channel=channel,
        plan=plan,
        mailboxes=(one.mailbox,),
        on=_past_day(site, form),
        until=until,
        now=site.setting.now(),
    )
    return back(form, statement)


def noted(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """Something that decides refunds and that no mail tells."""
    one = _subscription(site, request)
    service = site.catalog.services.get(one.merchant)
    notes = {note.id: note for note in service.notes} if service else {}
    note = notes.get(form.get("note", ""))
    if note is None:
        raise UsageProblem("that is no note of this service; choose one of the list")
    statement = site.ledger.say(
        kind=StatementKind.NOTED,
        merchant=one.merchant,
        plan=_place_and_plan(site, one)[1],
        mailboxes=(one.mailbox,),
        note=note.id,
        about=note.says,
        on=_past_day(site, form),
        now=site.setting.now(),
    )
    return back(form, statement)


def merged(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """Another one is the same: this one takes its mails."""
    one = _subscription(site, request)
    other = site.desk.books().by_name.get(form.get("other", ""))
    if other is None or other.id == one.id:
        raise UsageProblem("that is no other subscription; choose one of the list")
    statement = site.ledger.say(
        kind=StatementKind.MERGED,
        merchant=one.merchant,
        subscription=one.id,
        other=other.id,
        now=site.setting.now(),
    )
    return back(form, statement)


def _mailboxes(site: Site, found: ToldFinding) -> tuple[str, ...]:
    """Where the subscription lies that a finding is about."""
    known = site.desk.books().subscriptions
    return tuple(one.mailbox for one in known if one.id == found.subscription)


def _subscription(site: Site, request: Request) -> Subscription:
    one = site.desk.books().by_name.get(request.path_params["name"])
    if one is None:
        raise Refused(
            404,
            "There is no such subscription; mail may have moved it: look in the overview",
        )
    return one


def _past_day(site: Site, form: Mapping[str, str]) -> date:
    day = read_day(form.get("on", ""))
    if day > site.today():
        raise UsageProblem(f"{day.isoformat()} lies in the future; say it when it is done")
    return day


def _place_and_plan(site: Site, one: Subscription) -> tuple[str, str | None]:
    """What picks this one out of all that its merchant sells."""
    own = site.desk.books().subscriptions
    return place_and_plan(one, [each for each in own if each.merchant == one.merchant])


def reviewed(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """What a doubtful mail is: as read, nothing, or what the fields say."""
    fingerprint = request.path_params["fingerprint"]
    mail = next((one for one in unanswered(site.ledger) if one.fingerprint == fingerprint), None)
    if mail is None:
        raise Refused(
            404, "This mail waits no more, somebody has said what it is: see what was said"
        )
    says = form.get("says")
    if says not in ("yes", "no", "fake", "edit"):
        raise UsageProblem("say yes, no, that it is a fake, or what it is")
    if says == "fake":
        return back(form, keep_fake(site.setting, site.ledger, mail).statement)
    events = read_events(site.setting, site.ledger, mail)
    said = _fields(site, form) if says == "edit" else Said(is_billing=says == "yes")
    kept = keep(site.setting, site.ledger, mail, edited(events, said, mail))
    return back(form, kept.statement)


def _fields(site: Site, form: Mapping[str, str]) -> Said:
    kind, amount, on = form.get("kind", ""), form.get("amount", ""), form.get("on", "")
    days = {field: read_day(form[field]) for field in AHEAD if form.get(field)}
    return Said(
        is_billing=True,
        kind=read_kind(kind) if kind else None,
        merchant=form.get("merchant", "").strip() or None,
        amount=read_amount(amount) if amount else None,
        on=read_past_day(on, site.today()) if on else None,
        days=dict(days),
    )


def undo(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """Take a word back."""
    number = int(request.path_params["number"])
    meant = next((one for one in site.ledger.statements() if one.id == number), None)
    if meant is None:
        raise Refused(404, "This was taken back already; see what was said for what still holds")
    take_back(site.setting, site.ledger, meant)
    return back(form, None)


def _finding(site: Site, request: Request) -> ToldFinding:
    found = site.desk.books().findings.get(request.path_params["id"])
    if found is None:
        raise Refused(
            404, "There is no such finding today, it may be solved or put away: see the overview"
        )
    return found
