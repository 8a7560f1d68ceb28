"""What a schema cannot say of a service: names that lead nowhere, and names taken already."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from string import Formatter
from urllib.parse import urlsplit

from parsers.merchants import fold
from watchdog.catalog.countries import is_country
from watchdog.catalog.model import Service

# What can stand in {curly brackets} in the texts of a service.
BLANKS = frozenset({"service", "place"})


def faults(
    service: Service,
    *,
    channels: Iterable[str],
    groups: Iterable[str],
    owners: Mapping[str, str],
) -> Iterator[str]:
    """ "refunds[0].channel: what is wrong" for each fault of a service.

    `channels` are the places there are, `groups` those of countries, `owners` whose each folded
    name is.
    """
    known = {
        "plan": {plan.id for plan in service.plans},
        "note": {note.id for note in service.notes},
        "place": set(channels),
    }
    for where, what, names in _named(service):
        for name in names:
            if name not in known[what]:
                yield f"{where}: no {what} is called {name!r}{_hint(name, known[what])}"
    for where, codes in _countries(service):
        for code in codes:
            if code not in groups and not is_country(code):
                yield f"{where}: {code!r} is no country; write DE, US-CA or {_list(groups)}"
    yield from _addresses(service)
    yield from _blanks(service)
    yield from _taken(service, owners)


def _named(service: Service) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Where places, plans and notes are named: the key, which of the three, and the names."""
    yield "sold_at", "place", service.sold_at
    for name in service.channels:
        yield f"channels.{name}", "place", (name,)
    if service.pause:
        yield "pause.plans", "plan", service.pause.plans
        yield "pause.channels", "place", service.pause.channels
    if service.downgrade:
        yield "downgrade.channels", "place", service.downgrade.channels
    for index, rule in enumerate(service.refunds):
        yield f"refunds[{index}].channel", "place", (rule.channel,)
        yield f"refunds[{index}].plans", "plan", rule.plans
        yield f"refunds[{index}].refused_by", "note", rule.refused_by
    for index, commitment in enumerate(service.commitments):
        yield f"commitments[{index}].plans", "plan", commitment.plans
    for index, trap in enumerate(service.traps):
        yield f"traps[{index}].channels", "place", trap.channels


def _countries(service: Service) -> Iterator[tuple[str, Iterable[str]]]:
    for index, rule in enumerate(service.refunds):
        yield f"refunds[{index}].countries", rule.countries


def _addresses(service: Service) -> Iterator[str]:
    told = [(f"channels.{name}.url", one.url) for name, one in service.channels.items()]
    told += [(f"refunds[{index}].url", one.url) for index, one in enumerate(service.refunds)]
    for where, url in told:
        if url and not (url.startswith("https://") and urlsplit(url).hostname):
            yield f"{where}: must be an address that begins with https://"


def _blanks(service: Service) -> Iterator[str]:
    """Brackets that would be filled in, and with nothing that there is."""
    for where, text in _filled_in(service):
        try:
            names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError:
            yield f"{where}: its curly brackets do not pair"
        else:
            for name in sorted(names - BLANKS):
                yield f"{where}: nothing is called {{{name}}}; use {{service}} or {{place}}"


def _filled_in(service: Service) -> Iterator[tuple[str, str]]:
    for index, trap in enumerate(service.traps):
        yield f"traps[{index}].text", trap.text
    for index, rule in enumerate(service.refunds):
        for condition in rule.conditions:
            yield f"refunds[{index}].conditions", condition
        yield f"refunds[{index}].route", rule.route or ""
        yield f"refunds[{index}].after", rule.after or ""


def _taken(service: Service, owners: Mapping[str, str]) -> Iterator[str]:
    for index, name in enumerate(service.aliases):
        owner = owners.get(fold(name), service.id)
        if owner != service.id:
            yield f"aliases[{index}]: {name!r} belongs to {owner} already"


def _hint(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {_list(known) or 'none'}"


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
