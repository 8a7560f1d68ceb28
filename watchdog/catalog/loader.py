"""Reading the catalogue's TOML files: once a run, strictly, and with errors that say where."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from parsers.merchants import fold
from watchdog.catalog.letter_texts import BLANKS, LetterTexts
from watchdog.catalog.model import Advice, Channel, Debits, Law, LawBook, Plan, PosedAs, Service
from watchdog.catalog.plans import find_family, find_plan
from watchdog.catalog.reading import CatalogError, convert, parse_toml

_T = TypeVar("_T")
_Named = TypeVar("_Named", Service, Channel, LetterTexts)


class Catalog(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of services, channels, law, and how to speak of findings.

    `letters` are by language, `groups` the countries that rules name together. `country` is where
    the user lives (DE, US-CA) if he has said so: nothing else tells.
    """

    services: dict[str, Service]
    channels: dict[str, Channel]
    law: dict[str, Law]
    groups: dict[str, tuple[str, ...]]
    debits: Debits = Debits()
    country: str | None = None
    advice: dict[str, Advice]
    letters: dict[str, LetterTexts]
    posed_as: PosedAs = PosedAs()

    def names(self) -> Mapping[str, str]:
        """Every folded name of a service to its id: what resolves a receipt's "Spotify AB"."""
        return {
            fold(name): service.id
            for service in self.services.values()
            for name in (service.id.replace("_", " "), service.name, *service.aliases)
        }

    def brand_domains(self) -> Mapping[str, frozenset[str]]:
        """Every folded brand that is worth protecting, to the domains that may speak for it."""
        found: dict[str, frozenset[str]] = {}
        named = [(one.brands, one.domains) for one in self.services.values()]
        named += [(one.brands, one.domains) for one in self.channels.values()]
        for brands, domains in named:
            for brand in map(fold, brands):
                found[brand] = found.get(brand, frozenset()) | frozenset(domains)
        everybody = self.name_domains()
        abroad = (name for names in self.posed_as.abroad.values() for name in names)
        for name in map(fold, (*self.posed_as.distinct, *abroad)):
            found[name] = everybody[name]
        # "HBOMAX", "YoutubePremium": a name of several words is written in one as well.
        glued = {one.replace(" ", ""): own for one, own in found.items() if " " in one}
        return {**found, **{one: own for one, own in glued.items() if one not in found}}

    def name_domains(self) -> Mapping[str, frozenset[str]]:
        """Every folded name of a service or channel to the domains that may speak for it."""
        found: dict[str, frozenset[str]] = {}
        named = [
            ((one.name, *one.aliases, *one.brands), one.domains) for one in self.services.values()
        ]
        named += [((one.name, *one.brands), one.domains) for one in self.channels.values()]
        named += [((name,), self._domains(entry)) for name, entry in self.posed_as.also.items()]
        named += [(some, self._domains(entry)) for entry, some in self.posed_as.abroad.items()]
        for names, domains in named:
            for name in map(fold, names if domains else ()):
                found[name] = found.get(name, frozenset()) | frozenset(domains)
        return found

    def spellings(self) -> Mapping[str, str]:
        """Every folded name of a service or channel as it is written."""
        written = [
            n for one in self.services.values() for n in (*one.aliases, *one.brands, one.name)
        ]
        written += [name for one in self.channels.values() for name in (*one.brands, one.name)]
        written += [name for names in self.posed_as.abroad.values() for name in names]
        spelt = {
            fold(name): name for name in (*written, *self.posed_as.also, *self.posed_as.distinct)
        }
        return {**{one.replace(" ", ""): name for one, name in spelt.items()}, **spelt}

    def _domains(self, entry: str) -> tuple[str, ...]:
        known: dict[str, Service | Channel] = {**self.channels, **self.services}
        return known[entry].domains

    def plan_of(self, service_id: str, text: str | None, cadence: str | None = None) -> Plan | None:
        """The plan a receipt means by its words and its cadence (ISO 8601); None when unsure."""
        service = self.services.get(service_id)
        return find_plan(service, text, cadence) if service else None

    def family(self, service_id: str, text: str) -> str | None:
        """What tells two subscriptions of one service apart, or None when there is just one."""
        service = self.services.get(service_id)
        return find_family(service, text) if service else None

    def lead_days(self, service_id: str | None, channel: str | None, *, trial: bool) -> int:
        """How many days before its end a period or trial has to be cancelled.

        The larger of what the service and the channel ask for; 0 also means that nothing is known.
        """
        service = self.services.get(service_id or "")
        place = self.channels.get(channel or "")
        own = [service.lead_days, service.trial.lead_days if trial else 0] if service else [0]
        return max(*own, place.lead_days if place else 0)


@cache
def load_catalog() -> Catalog:
    """The catalogue that comes with the program. Raises CatalogError."""
    return read_catalog(resources.files("watchdog.catalog"))


def read_catalog(folder: Traversable) -> Catalog:
    """The catalogue of a folder with services/, channels/, letters/, law.toml and advice.toml.

    Raises CatalogError naming the file and the key.
    """
    services = _by_id(folder / "services", Service)
    book = _read(folder / "law.toml", LawBook)
    return Catalog(
        services=services,
        channels=_by_id(folder / "channels", Channel),
        law={one.id: one for one in book.law},
        groups=book.groups,
        debits=book.debits,
        advice=_read(folder / "advice.toml", dict[str, Advice]),
        letters=read_letters(folder / "letters"),
        posed_as=_read(folder / "brands.toml", PosedAs),
    )


def service_text(service_id: str) -> str:
    """What the program's own file of a service says."""
    file = resources.files("watchdog.catalog") / "services" / f"{service_id}.toml"
    return file.read_text(encoding="utf-8")


def read_letters(folder: Traversable) -> dict[str, LetterTexts]:
    """The letters of a folder by language. Raises CatalogError naming the file and the key."""
    found = _by_id(folder, LetterTexts)
    for language, texts in found.items():
        for key, letter in texts.all():
            try:
                wrong = sorted(set(letter.blanks()) - BLANKS)
            except ValueError as error:
                raise CatalogError(f"{language}.toml: {key}: {error}; pair the brackets") from error
            if wrong:
                known = ", ".join(sorted(BLANKS))
                raise CatalogError(f"{language}.toml: {key}: no blank {wrong[0]!r}; use {known}")
    return found


def _by_id(folder: Traversable, kind: type[_Named]) -> dict[str, _Named]:
    found = {}
    for file in _toml_files(folder):
        entry = _read(file, kind, id=file.name.removesuffix(".toml"))
        if f"{entry.id}.toml" != file.name:
            raise CatalogError(f"{file.name}: id is {entry.id!r}; give the file the same name")
        found[entry.id] = entry
    return found


def _toml_files(folder: Traversable) -> Iterable[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _read(file: Traversable, kind: type[_T], **unless_said: str) -> _T:
    text = file.read_text(encoding="utf-8")
    return convert(unless_said | parse_toml(text, file.name), kind, text, file.name)
