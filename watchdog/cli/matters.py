"""What a name on the command line means: a finding, a subscription, or all of a merchant."""

import msgspec

from parsers.merchants import fold
from watchdog import text
from watchdog.cli.asked_for import by_part, give_one_of, meant_in_part
from watchdog.cli.failures import UsageProblem
from watchdog.findings import Finding
from watchdog.judging import Judgement
from watchdog.timeline.subscriptions import Subscription


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """The subscriptions that are meant, and the findings about them in the order of the report.

    `named` is the finding whose id was given.
    """

    subscriptions: tuple[Subscription, ...]
    findings: tuple[Finding, ...]
    named: Finding | None = None


def goes_by(one: Subscription, name: str) -> bool:
    """Whether a name means a subscription: its id, its merchant's slug, the name on receipts, or
    its title, as reports print it.
    """
    written = (fold(one.name), fold(one.title))
    return name in (one.id, one.merchant) or (bool(fold(name)) and fold(name) in written)


def find_matter(judged: Judgement, name: str) -> Matter:
    """What `name` is about; UsageProblem when it is nothing that is known."""
    findings = tuple(finding for finding, _ in judged.findings)
    by_id = {one.id: one for one in judged.subscriptions}
    named = next((one for one in findings if one.id == name), None)
    if named is not None:
        own = by_id.get(named.subscription or "")
        told = (named, *(one for one in findings if _is_of_one_story(one, named)))
        return Matter(subscriptions=(own,) if own else (), findings=told, named=named)
    meant = tuple(one for one in judged.subscriptions if goes_by(one, name))
    meant = meant or meant_in_part(name, judged.subscriptions)
    if not meant:
        names = {(one.merchant, one.name) for one in judged.subscriptions}
        known = by_part(name, names) or sorted({text.safe(slug) for slug, _ in names})
        mend = give_one_of(known)
        raise UsageProblem(f"{name!r} is neither the id of a finding nor a merchant; {mend}")
    ids = {one.id for one in meant}
    return Matter(
        subscriptions=meant, findings=tuple(one for one in findings if one.subscription in ids)
    )


def _is_of_one_story(one: Finding, named: Finding) -> bool:
    """Whether the same went wrong with the same subscription once more, as the report tells it."""
    same = one.kind == named.kind and one.subscription == named.subscription
    return same and one is not named and named.subscription is not None
