"""The way out: a service's own steps in a channel, the channel's steps, or how to find it."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from watchdog.catalog import Channel, ChannelKind, Route, Sure, Trap
from watchdog.fixes.model import Case
from watchdog.fixes.scope import plans_of
from watchdog.language import marked, say, translated

# Who sells for others ends it at once, whatever it is.
_SELLERS = (ChannelKind.STORE, ChannelKind.MERCHANT_OF_RECORD)


def known_route(case: Case) -> Route | None:
    """The steps that the catalogue knows for this service in this channel, else None."""
    channel = case.channel
    if channel is None:
        return None
    own = case.service.channels.get(channel.id, Route()) if case.service else Route()
    steps = (own.trial_steps if case.trial else ()) or own.steps
    if steps:
        return replace(own, steps=steps)
    if not channel.steps:
        return None
    return Route(
        steps=tuple(case.say(step) for step in channel.steps),
        url=channel.url,
        notes=(*own.notes, *(case.say(note) for note in channel.notes), *_general(case, channel)),
        verified_on=channel.verified_on,
        source=channel.source,
        sure=channel.sure,
    )


def route_of(case: Case) -> Route:
    """The known steps, else how to go about it without them."""
    if case.channel is None:
        return _advised(case, "find_out")
    known, payer = known_route(case), case.payer
    if known is not None:
        return known if payer is None else replace(known, notes=(*known.notes, _ended_at(payer)))
    paid_at = known_route(replace(case, channel=payer, payer=None)) if payer else None
    if paid_at is not None:
        return paid_at
    general = _advised(case, "own_website")
    return replace(general, notes=(*general.notes, *_unknown(case)))


def _ended_at(payer: Channel) -> str:
    """That the money can be stopped where it is taken, too."""
    told = say(
        "{payer} takes the money: stop it there as well, once you cancelled", payer=payer.place
    )
    return f"{told}: {payer.url}" if payer.url else f"{told}."


def unknown_notice(case: Case) -> Iterator[str]:
    """That a contract may want notice weeks earlier, where no catalogue knows; stores want none."""
    sold_by = case.channel.kind if case.channel else None
    if case.service is None and not case.trial and sold_by not in _SELLERS:
        yield from (case.say(note) for note in case.catalog.advice["unknown_notice"].notes)


def useless(case: Case) -> Iterator[str]:
    """What does not cancel it, though people try."""
    for trap in _traps(case):
        if trap.useless:
            yield case.say(trap.text)
    for channel in filter(None, (case.channel, case.payer)):
        yield from (case.say(text) for text in channel.does_not_cancel)


def traps(case: Case) -> Iterator[str]:
    """What else people trip over."""
    return (case.say(trap.text) for trap in _traps(case) if not trap.useless)


def commitments(case: Case) -> Iterator[str]:
    """What ending early costs with the plan, or with a plan that it could be."""
    for one in case.service.commitments if case.service else ():
        if not one.plans:
            yield one.text
        elif case.plan is None or case.plan.id in one.plans:
            yield f"With the {plans_of(one.plans, case)}: {one.text}"


def instead(case: Case) -> Iterable[str]:
    """The pause or the smaller plan that could be taken instead, in words."""
    channel = case.channel
    if channel is None or case.trial:
        return
    if channel.pause:
        yield case.say(channel.pause)
    pause = case.service.pause if case.service else None
    fits = pause and (case.plan is None or not pause.plans or case.plan.id in pause.plans)
    if pause and fits and channel.id in pause.channels:
        how = f"{pause.how} {pause.note}".strip()
        yield say("You could pause instead: {how}", how=how)
    smaller = case.service.downgrade if case.service else None
    if smaller and channel.id in smaller.channels:
        how = f"{smaller.how} {smaller.note}".strip()
        yield say("You could take a smaller plan instead: {how}", how=how)


def _traps(case: Case) -> Iterator[Trap]:
    channel = case.channel
    found = (*(case.service.traps if case.service else ()), *(channel.traps if channel else ()))
    here = channel.id if channel else None
    return (trap for trap in found if not trap.channels or here in trap.channels)


def _general(case: Case, channel: Channel) -> Iterator[str]:
    """That these are a place's steps for everything, and whether it sells this at all."""
    if case.service is None:
        yield from _unknown(case)
    elif case.service.sold_at and channel.id not in case.service.sold_at:
        yield from (case.say(note) for note in case.catalog.advice["unknown_place"].notes)


def _unknown(case: Case) -> Iterator[str]:
    name = "unknown_service" if case.service is None else "unknown_steps"
    return (case.say(note) for note in case.catalog.advice[name].notes)


def _advised(case: Case, name: str) -> Route:
    advice = case.catalog.advice[name]
    lines = "; ".join(
        f"{line} = {channel.name}"
        for channel in case.catalog.channels.values()
        for line in channel.statement_lines
    )
    return Route(
        steps=tuple(case.say(step) for step in advice.before),
        notes=tuple(case.say(note, lines=lines) for note in advice.notes),
    )


def doubt(sure: Sure | None) -> str:
    """How sure the steps are, in words for people."""
    return translated(_DOUBTS[sure]) if sure else ""


_DOUBTS = {
    Sure.OFFICIAL: marked("from an official page"),
    Sure.REPEATED: marked("from an official page, as others repeat it"),
    Sure.MAIL: marked("from real mails"),
    Sure.GUIDE: marked("from other people's guides"),
    Sure.OWN: marked("from your own catalogue"),
}
