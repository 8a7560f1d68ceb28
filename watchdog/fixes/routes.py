"""The way out: a service's own steps in a channel, the channel's steps, or how to find it."""

from collections.abc import Iterable

from msgspec.structs import replace

from watchdog.catalog import Route
from watchdog.fixes.model import Case

# Where the service itself can pause what is paid there.
_PAUSES = ("direct", "paypal")


def known_route(case: Case) -> Route | None:
    """The steps that the catalogue knows for this service in this channel, else None."""
    channel = case.channel
    if channel is None:
        return None
    own = case.service.channels.get(channel.id, Route()) if case.service else Route()
    steps = (own.trial_steps if case.trial else ()) or own.steps
    store = [case.say(note) for note in channel.does_not_cancel]
    if steps:
        return replace(own, steps=steps, notes=(*own.notes, *store))
    if not channel.steps:
        return None
    return Route(
        steps=tuple(case.say(step) for step in channel.steps),
        url=channel.url,
        notes=(*own.notes, *(case.say(note) for note in channel.notes), *store),
        verified_on=channel.verified_on,
        source=channel.source,
    )


def route_of(case: Case) -> Route:
    """The known steps, else how to go about it without them."""
    if case.channel is None:
        return _advised(case, "find_out")
    return known_route(case) or _advised(case, "own_website")


def pause_of(case: Case) -> Iterable[str]:
    """The pause that could be taken instead, in words."""
    channel, pause = case.channel, case.service.pause if case.service else None
    if channel is None or case.trial:
        return
    if channel.pause:
        yield case.say(channel.pause)
    fits = pause and (case.plan is None or not pause.plans or case.plan.id in pause.plans)
    if pause and fits and channel.id in _PAUSES:
        yield f"You could pause instead: {pause.how} {pause.note}".strip()


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
