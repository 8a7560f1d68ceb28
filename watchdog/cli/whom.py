"""Whom a word is about: a merchant by any of its names, a subscription or a finding by its id."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from shlex import quote

import msgspec

from parsers.merchants import fold, resolve, slug
from watchdog import text
from watchdog.catalog import Catalog, load_catalog
from watchdog.cli.asked_for import MOST, by_part, give_one_of
from watchdog.cli.failures import UsageProblem
from watchdog.cli.whose import judged_of
from watchdog.findings import Finding
from watchdog.judging import Judgement
from watchdog.ledger import Ledger
from watchdog.meant import place_and_plan
from watchdog.pipeline import knowledge
from watchdog.setting import Setting
from watchdog.timeline.facts import Fact
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import OVER, Subscription


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Whom somebody means, as it was typed; `account` is the mailbox."""

    name: str
    channel: str | None = None
    plan: str | None = None
    account: str | None = None


class Whom(msgspec.Struct, frozen=True, kw_only=True):
    """The merchant's slug and `name`, and place and plan where they were named.

    `meant` are the subscriptions that are meant, `running` those of them that are not over,
    `findings` what is told of them, `mailboxes` where all of them lie; `seen` whether any mail of
    the merchant was read.
    """

    merchant: str
    name: str
    channel: str | None
    plan: str | None
    meant: tuple[Subscription, ...]
    running: tuple[Subscription, ...]
    findings: tuple[Finding, ...]
    mailboxes: frozenset[str]
    seen: bool


def find_whom(setting: Setting, ledger: Ledger, asked: Asked) -> Whom:
    """Whom a name means; UsageProblem when it, the place, the plan or the mailbox is nothing that
    is known.
    """
    name, channel, plan = asked.name, asked.channel, asked.plan
    check_channel(channel)
    catalog = setting.catalog()
    judged, _ = judged_of(setting, ledger, setting.today(), asked.account)
    one = _by_id(judged, name)
    facts = _facts(ledger, asked.account)
    merchant = one.merchant if one else _merchant(name, names_on_receipts(facts), catalog)
    own = [fact for fact in facts if fact.event.merchant == merchant]
    if asked.account is not None and not own:
        raise UsageProblem(
            f"no mail of {merchant} was read in {text.safe(asked.account)}; leave out --account, "
            "or name another mailbox"
        )
    alike = [sub for sub in judged.subscriptions if sub.merchant == merchant]
    named = _plan(plan, merchant, own, alike, catalog) if plan else None
    if one is not None:
        channel, own_plan = place_and_plan(one, alike, channel)
        named = own_plan if named is None else named
    near = [sub for sub in alike if one is None or sub.mailbox == one.mailbox]
    meant = [sub for sub in near if _is_meant(sub, channel, named, catalog)]
    return Whom(
        merchant=merchant,
        name=_name(merchant, alike, own, catalog),
        channel=channel,
        plan=named,
        meant=tuple(meant),
        running=tuple(sub for sub in meant if sub.status not in OVER),
        findings=_about(judged, meant),
        mailboxes=_mailboxes([one] if one else meant if channel or named is not None else [], own),
        seen=bool(own),
    )


def _facts(ledger: Ledger, account: str | None) -> tuple[Fact, ...]:
    """What mails say as the user has corrected it; of one mailbox, or of all."""
    facts = knowledge(ledger).facts
    return tuple(one for one in facts if account in (None, one.source.mailbox))


def _about(judged: Judgement, meant: Iterable[Subscription]) -> tuple[Finding, ...]:
    ids = {one.id for one in meant}
    return tuple(finding for finding, _ in judged.findings if finding.subscription in ids)


def _mailboxes(meant: Iterable[Subscription], own: Iterable[Fact]) -> frozenset[str]:
    """Where the meant ones lie; with nothing named, or nothing judged, all that know the merchant:
    another mailbox that is added later is somebody else's.
    """
    return frozenset(one.mailbox for one in meant) or frozenset(f.source.mailbox for f in own)


def check_channel(channel: str | None) -> None:
    """UsageProblem for a place that nobody can buy at."""
    channels = load_catalog().channels
    if channel is not None and channel not in channels:
        places = ", ".join(sorted(channels))
        raise UsageProblem(f"--channel {channel}: no such place; give one of: {places}")


def _by_id(judged: Judgement, name: str) -> Subscription | None:
    """The one of that id, or the only one of that title, as reports print it."""
    found = {finding.id: finding.subscription for finding, _ in judged.findings}
    wanted = found.get(name, name)
    alike = [one for one in judged.subscriptions if one.plan and fold(one.title) == fold(name)]
    titled = alike[0] if len(alike) == 1 else None
    return next((one for one in judged.subscriptions if one.id == wanted), titled)


def names_on_receipts(facts: Iterable[Fact]) -> dict[str, str]:
    """The last name of each merchant on its mails, by its slug."""
    return {fact.event.merchant: fact.event.merchant_name for fact in facts}


def _merchant(name: str, billed: Mapping[str, str], catalog: Catalog) -> str:
    """The slug of a merchant by its slug, its name on receipts, or an alias of the catalogue."""
    known = set(billed) | set(catalog.services)
    for one in (name, slug(name), resolve(name, catalog.names()) or ""):
        if one in known:
            return one
    if (part := _in_part(name, billed)) is not None:
        return part
    near = difflib.get_close_matches(slug(name), sorted(known), n=1)
    pairs = [(one, billed.get(one, one)) for one in known]
    slugs = by_part(name, pairs) or near or sorted(billed)
    hint = text.safe(give_one_of(slugs))
    if not by_part(name, pairs) and len(slugs) > MOST:
        hint = "watchdog report shows all names"
    if len(slugs) == 1:
        hint = f"did you mean {text.safe(_typed(slugs[0], billed))}? Then give that"
    raise UsageProblem(f"{name!r} is not known; {hint}")


def _typed(merchant: str, billed: Mapping[str, str]) -> str:
    """How it can be typed: the name that is shown where that is understood, else the slug."""
    name = billed.get(merchant, "")
    is_understood = slug(name) == merchant and name.lower() != merchant
    return quote(name) if is_understood else merchant


def _in_part(name: str, billed: Mapping[str, str]) -> str | None:
    """The only one of those that were read of whose name that is a part, as `show` finds it."""
    found = by_part(name, billed.items())
    return found[0] if len(found) == 1 else None


def _name(
    merchant: str, known: Sequence[Subscription], own: Sequence[Fact], catalog: Catalog
) -> str:
    """What to call a merchant: as the report does, else as the catalogue or the last mail."""
    names = [one.name for one in known[:1]]
    names += [catalog.services[merchant].name] if merchant in catalog.services else []
    names += [fact.event.merchant_name for fact in own[-1:]]
    return next(filter(None, names), merchant)


def _plan(
    wanted: str,
    merchant: str,
    own: Iterable[Fact],
    alike: Sequence[Subscription],
    catalog: Catalog,
) -> str:
    """The plan as the mails name it, or whose it is, found by any part of its name."""
    events = [fact.event for fact in own]
    names = {name for event in events for name in (event.plan, event.account) if name}
    names |= {one.account for one in alike if one.account} | _boxes(alike)
    service = catalog.services.get(merchant)
    sold = [plan.name for plan in service.plans] if service else []
    part = [one for one in names if fold(wanted) in fold(one)]
    same = [one for one in (*names, *sold) if fold(one) == fold(wanted)]
    if not same and fold(wanted) in {fold(one.name) for one in alike if not one.plan}:
        return ""  # the one whose bills name none
    for fitting in (same, part):
        if len({fold(one) for one in fitting}) == 1:
            return min(fitting)
    if not names:
        return wanted
    plans = ", ".join(sorted(text.safe(one) for one in part or names))
    raise UsageProblem(
        f"--plan {wanted}: {'which one' if part else 'no such plan'}; give one of: {plans}"
    )


def _boxes(alike: Iterable[Subscription]) -> set[str]:
    """The mailboxes of a merchant where there are several, by which one of them can be named."""
    boxes = {one.mailbox for one in alike}
    return boxes if len(boxes) > 1 else set()


def _is_meant(one: Subscription, channel: str | None, plan: str | None, catalog: Catalog) -> bool:
    if channel is not None and place_of(one.channel) != place_of(channel):
        return False
    if plan is None:
        return True
    if fold(plan) in map(fold, filter(None, (one.account, one.mailbox))):
        return True
    families = [catalog.family(one.merchant, name) or fold(name) for name in (one.plan or "", plan)]
    return families[0] == families[1]
