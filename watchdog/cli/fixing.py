"""`watchdog fix`: how to stop something where it was bought."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache, partial

import msgspec
import typer
from msgspec.structs import replace

from parsers.merchants import fold, resolve, slug
from watchdog import text
from watchdog.catalog import Catalog, Service
from watchdog.cli.asked_for import by_part, meant_in_part
from watchdog.cli.books import print_json
from watchdog.cli.failures import UsageProblem
from watchdog.cli.steps import print_steps
from watchdog.cli.whom import check_channel
from watchdog.cli.whose import judged_of
from watchdog.fixes import Fix, fix_for_service, fix_for_subscription
from watchdog.fixes.cases import plan_named
from watchdog.judging import Judgement
from watchdog.language import said_count, say
from watchdog.pipeline import knowledge
from watchdog.setting import Setting
from watchdog.timeline.facts import Statement
from watchdog.timeline.subscriptions import OVER, Subscription

_ID = re.compile(r"[0-9a-f]{7}")
_BESIDES = {
    "--channel": "channel",
    "--plan": "plan",
    "--charged-on": "charged_on",
    "--trial": "trial",
}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the command line: whom it is about, and what is known besides."""

    name: str
    channel: str | None = None
    plan: str | None = None
    charged_on: date | None = None
    trial: bool = False

    @property
    def besides(self) -> dict[str, "Asked"]:
        """Each option that was given besides the name, with the same question without it."""
        return {
            option: replace(self, **{name: None if name != "trial" else False})
            for option, name in _BESIDES.items()
            if getattr(self, name)
        }

    @property
    def is_bare(self) -> bool:
        """Whether only a name was given, so that the ledger may say the rest."""
        return not self.besides


def print_fix(
    setting: Setting,
    asked: Asked,
    as_of: datetime | None,
    account: str | None = None,
    *,
    as_json: bool,
) -> None:
    """The fix of a finding by its id, of what the ledger knows by a name, else of a service."""
    check_channel(asked.channel)
    today = setting.today(as_of)
    judged = cache(partial(_judged, setting, today, account))
    found = _in_ledger(setting, asked, today, judged)
    if not found and account is not None:
        raise UsageProblem(
            f"{text.safe(asked.name)!r} is nothing that runs in {text.safe(account)}; leave out "
            "--account, or give a name of watchdog report --account"
        )
    if not found:
        found = [("", _of_service(setting, asked, today, judged))]
    if as_json:
        fixes = [fix for _, fix in found]
        print_json(fixes[0] if len(fixes) == 1 else fixes)
        return
    for number, (of, fix) in enumerate(found, start=1):
        if len(found) > 1:
            typer.echo(f"{'' if number == 1 else chr(10)}{number}. {text.safe(of)}")
        print_steps(fix, today)


def _judged(setting: Setting, today: date, account: str | None) -> Judgement:
    with setting.ledger(read_only=True) as ledger:
        judged, _ = judged_of(setting, ledger, today, account)
    return judged


def _in_ledger(
    setting: Setting, asked: Asked, today: date, judge: Callable[[], Judgement]
) -> list[tuple[str, Fix]]:
    """The fixes of what was read, each with what it is of: a finding, or what runs there."""
    catalog = setting.catalog()
    if not setting.has_ledger() or not _may_be_known(asked, catalog):
        return []
    judged = judge()
    named = [("", fix) for finding, fix in judged.findings if finding.id == asked.name]
    if named:
        _tell_idle(asked.besides)
        return named
    running = _of_plan(_running(judged, asked.name, catalog), asked.plan)
    if len(running) > 1:
        number = said_count(len(running))
        typer.echo(
            say("{number} subscriptions run: here is each of them.", number=number), err=True
        )
    return [
        (one.title, fix_for_subscription(one, catalog, today=today)) for one in running
    ] or _charged_all_the_same(judged, asked.name)


def _charged_all_the_same(judged: Judgement, name: str) -> list[tuple[str, Fix]]:
    """The last fix of what is over and was charged all the same: it has to be stopped, too."""
    by_id = {one.id: one for one in judged.subscriptions if one.status in OVER}
    named = {one.id for one in by_id.values() if name in (one.id, one.merchant)}
    named = named or {one.id for one in meant_in_part(name, tuple(by_id.values()))}
    found = {
        one.subscription: fix
        for one, fix in judged.findings
        if one.subscription in named and one.kind == "charge_after_cancellation"
    }
    return [(by_id[key].title, fix) for key, fix in found.items() if key is not None]


def _may_be_known(asked: Asked, catalog: Catalog) -> bool:
    """Whether the ledger has more to say than the catalogue: of a finding, of a name alone, and of
    which of several to a service that the catalogue does not know.
    """
    if asked.is_bare or _ID.fullmatch(asked.name):
        return True
    return list(asked.besides) == ["--plan"] and not resolve(asked.name, catalog.names())


def _of_plan(running: Sequence[Subscription], plan: str | None) -> Sequence[Subscription]:
    """Those whose plan or account has these words in it."""
    if plan is None:
        return running
    return [one for one in running if fold(plan) in fold(f"{one.plan or ''} {one.account or ''}")]


def _tell_idle(options: Iterable[str]) -> None:
    for one in options:
        typer.echo(say("{option} changes nothing here.", option=one), err=True)


def _running(judged: Judgement, name: str, catalog: Catalog) -> Sequence[Subscription]:
    meant = _known(judged, name, catalog)
    return [one for one in meant if one.status not in OVER]


def _known(judged: Judgement, name: str, catalog: Catalog) -> Sequence[Subscription]:
    """What there is of a name, over or not."""
    wanted = {name, slug(name), resolve(name, catalog.names())}
    meant = [one for one in judged.subscriptions if wanted & {one.id, one.merchant}]
    if not meant and not wanted & set(catalog.services):
        meant = list(meant_in_part(name, judged.subscriptions))
    return meant


def _shown_name(setting: Setting, name: str, judge: Callable[[], Judgement]) -> str:
    """As the report writes the name of whom the catalogue does not know."""
    if not setting.has_ledger():
        return name
    return next((one.name for one in _known(judge(), name, setting.catalog())), name)


def _of_service(setting: Setting, asked: Asked, today: date, judge: Callable[[], Judgement]) -> Fix:
    catalog = setting.catalog()
    service = resolve(asked.name, catalog.names()) or slug(asked.name)
    if service not in catalog.services:
        _check_name(setting, asked, catalog)
    _check_plan(asked.plan, catalog.services.get(service), catalog)
    sold_at = catalog.services[service].sold_at if service in catalog.services else ()
    usual = "direct" if "direct" in sold_at or not sold_at else sold_at[0]
    others = [place for place in sold_at if place != usual]
    if asked.channel is None and others:
        said = say("Bought elsewhere? Add --channel {places}.", places=", ".join(others))
        typer.echo(said, err=True)
    said_so_far = _said(setting)
    known = service in catalog.services
    name = service if known else _shown_name(setting, asked.name, judge)

    def made(of: Asked) -> Fix:
        return fix_for_service(
            name,
            of.channel or usual,
            plan=of.plan,
            catalog=catalog,
            today=today,
            charged_on=of.charged_on,
            said=said_so_far,
            trial=of.trial,
        )

    fix = made(asked)
    idle = (
        option
        for option, rest in asked.besides.items()
        if option != "--channel" and made(rest) == fix
    )
    _tell_idle(idle)
    return fix


def _check_plan(plan: str | None, service: Service | None, catalog: Catalog) -> None:
    """UsageProblem for a plan that the catalogue does not know, where it knows plans."""
    if plan is None or service is None or not service.plans:
        return
    if plan_named(service, plan, catalog) is None:
        names = "; ".join(f"{one.id} ({one.name})" for one in service.plans)
        raise UsageProblem(f"--plan {plan}: no such plan, or several; give one of: {names}")


def _check_name(setting: Setting, asked: Asked, catalog: Catalog) -> None:
    """UsageProblem for an id that nothing has, and for a name that neither mail nor catalogue
    knows, unless the place where it was bought is given: that has steps whatever it is called.
    """
    name = asked.name
    if _ID.fullmatch(name):
        raise UsageProblem(f"no finding has the id {name}; watchdog report shows the ids")
    if asked.channel is not None or _was_read_of(setting, name):
        return
    near = get_close_matches(slug(name), sorted(catalog.services), n=1)
    mend = f"did you mean {near[0]}? If not, say" if near else "say"
    raise UsageProblem(f"{name!r} is not known; {mend} where it was bought: --channel PLACE")


def _was_read_of(setting: Setting, name: str) -> bool:
    """Whether any mail was read of a merchant of that name, whatever it told."""
    if not setting.has_ledger():
        return False
    with setting.ledger(read_only=True) as ledger:
        events = [fact.event for fact in knowledge(ledger).facts]
    names = {(event.merchant, event.merchant_name) for event in events}
    return slug(name) in {one for one, _ in names} or bool(by_part(name, names))


def _said(setting: Setting) -> tuple[Statement, ...]:
    if not setting.has_ledger():
        return ()
    with setting.ledger(read_only=True) as ledger:
        return ledger.statements()
