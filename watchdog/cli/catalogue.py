"""`watchdog catalog`: what is known of services, and whether the user's own files are in order."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

import msgspec
import typer

from parsers.merchants import resolve
from watchdog import text
from watchdog.catalog import Catalog, Service, Sourced, load_catalog
from watchdog.catalog.checking import faults
from watchdog.catalog.own import own_files, read_own
from watchdog.catalog.reading import CatalogError
from watchdog.catalog.windows import terms
from watchdog.cli.books import print_json
from watchdog.cli.failures import USAGE, UsageProblem
from watchdog.fixes import doubt
from watchdog.language import said_day, say
from watchdog.setting import Setting


def check_catalog(setting: Setting, folder: Path | None) -> None:
    """Say what is wrong with the files of a folder, a line each; exit code 2 if anything is."""
    where = folder or setting.own_catalog()
    if folder is not None and not folder.is_dir():
        raise UsageProblem(f"{folder}: there is no such folder; name one with .toml files")
    try:
        catalog = load_catalog()
    except CatalogError as error:
        # Who adds a service to the program is told as well as who has a file of his own.
        _end_with([str(error)])
    files = own_files(where)
    if wrong := [*_of_program(catalog), *_of_files(files, catalog)]:
        _end_with(wrong)
    kinds = f"{len(catalog.services)} services, {len(catalog.channels)} places"
    own = f"{len(files)} of your own in {where / 'services'}" if files else "none of your own"
    typer.echo(f"In order: {kinds}, {len(catalog.law)} rules of law; {own}.")


def _end_with(wrong: Iterable[str]) -> NoReturn:
    for line in wrong:
        typer.echo(f"watchdog: {text.safe(line, 500)}", err=True)
    raise typer.Exit(USAGE)


def print_schema() -> None:
    """The JSON Schema of a file about a service, for editors that check TOML while one writes.

    The file is called like the service, and may hold no more than what it adds or replaces.
    """
    schema = msgspec.json.schema(Service)
    del schema["$defs"][Service.__name__]["required"]
    print_json(schema)


def _of_program(catalog: Catalog) -> Iterator[str]:
    owners = catalog.names()
    for one in catalog.services.values():
        told = faults(one, channels=catalog.channels, groups=catalog.groups, owners=owners)
        yield from (f"{one.id}.toml: {words}" for words in told)


def _of_files(files: Sequence[Path], catalog: Catalog) -> Iterator[str]:
    for file in files:
        try:
            read_own(file, catalog)
        except CatalogError as error:
            yield str(error)


def list_catalog(setting: Setting, *, as_json: bool) -> None:
    """Every service with its name and the places where it is known to be sold."""
    catalog = setting.catalog()
    if as_json:
        print_json([catalog.services[name] for name in sorted(catalog.services)])
        return
    width = max(map(len, catalog.services))
    for one in sorted(catalog.services.values(), key=lambda one: one.id):
        places = ", ".join(one.sold_at) or say("not known")
        typer.echo(f"{one.id:{width}}  {text.safe(one.name)} ({places})")


def show_service(setting: Setting, name: str, *, as_json: bool) -> None:
    """All that is known of a service, each fact with its source."""
    catalog = setting.catalog()
    service = catalog.services.get(resolve(name, catalog.names()) or name)
    if service is None:
        near = get_close_matches(name, sorted(catalog.services), n=1)
        hint = (
            f"did you mean {near[0]}? Then give that" if near else "watchdog catalog list shows all"
        )
        raise UsageProblem(f"{name!r} is not in the catalogue; {hint}")
    if as_json:
        print_json(service)
        return
    for line in _lines(service):
        typer.echo(text.safe(line, 600))


def _lines(service: Service) -> Iterator[str]:
    yield f"{service.name} ({service.id})"
    yield say("Sold at: {places}", places=", ".join(service.sold_at) or say("not known"))
    yield from (say("Plan {id}: {name}", id=plan.id, name=plan.name) for plan in service.plans)
    yield from _ends(service)
    yield from _instead(service)
    for rule in service.refunds:
        refund = say("Refund at {place}: {terms}", place=rule.channel, terms=terms(rule))
        yield f"{refund}{_whose(rule)}"
    for trap in service.traps:
        head = say("Does not cancel:") if trap.useless else say("Mind:")
        yield f"{head} {trap.text}{_whose(trap)}"
    yield say("Steps and refunds of a day: watchdog fix {id}", id=service.id)


def _ends(service: Service) -> Iterator[str]:
    trial = service.trial
    if trial.days:
        days = say(" or ").join(map(str, trial.days))
        lead = ""
        if trial.lead_days:
            lead = say(", to be cancelled {number} day ahead", number=trial.lead_days)
        note = f" {trial.note}" if trial.note else ""
        length = say("Trial: {days} days{lead}.", days=days, lead=lead)
        yield f"{length}{note}{_whose(trial)}"
    for place, route in service.channels.items():
        if route.steps:
            said = say("Cancel at {place}: {number} steps", place=place, number=len(route.steps))
            yield f"{said}{_whose(route)}"


def _instead(service: Service) -> Iterator[str]:
    if service.pause:
        head, pause = say("Pause:"), service.pause
        yield f"{head} {pause.how} {pause.note}{_whose(pause)}"
    if service.downgrade:
        head, smaller = say("Smaller plan:"), service.downgrade
        yield f"{head} {smaller.how} {smaller.note}{_whose(smaller)}"
    head = say("Ending early:")
    for commitment in service.commitments:
        yield f"{head} {commitment.text}{_whose(commitment)}"


def _whose(fact: Sourced) -> str:
    if not fact.source:
        return ""
    on = say(" on {day}", day=said_day(fact.verified_on)) if fact.verified_on else ""
    return say(
        " [checked{on}, {whose}: {source}]", on=on, whose=doubt(fact.sure), source=fact.source
    )
