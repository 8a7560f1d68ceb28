"""The user's own catalogue: files that add a service, or replace what is known of one."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from watchdog.catalog.checking import faults
from watchdog.catalog.loader import Catalog, service_text
from watchdog.catalog.model import Service
from watchdog.catalog.reading import CatalogError, convert, located, parse_toml

# Lists of names are added to: nobody wants to lose "Spotify AB" by naming one more.
_ADDED = {"aliases", "domains", "brands"}


def own_files(folder: Path) -> tuple[Path, ...]:
    """The services/*.toml of a folder by name; none where there is no such folder."""
    return tuple(sorted(folder.glob("services/*.toml")))


def with_own(catalog: Catalog, files: Iterable[Path]) -> tuple[Catalog, tuple[str, ...]]:
    """The catalogue with the user's files, and one line for each that had to be left out."""
    complaints = []
    for file in files:
        try:
            own = read_own(file, catalog)
        except CatalogError as error:
            complaints.append(str(error))
        else:
            catalog = replace(catalog, services={**catalog.services, own.id: own})
    return catalog, tuple(complaints)


def read_own(file: Path, catalog: Catalog) -> Service:
    """The service of one file of the user's, laid over what the catalogue says of it.

    Tables are laid over each other key by key and lists of names added to; any other value
    replaces the one that was there. Raises CatalogError.
    """
    text = _text(file)
    raw = parse_toml(text, str(file))
    if raw.setdefault("id", file.stem) != file.stem:
        raise CatalogError(
            f"{located(text, str(file), 'id')}: id: is {raw['id']!r}; "
            f"leave it out, or call the file {raw['id']}.toml"
        )
    known = catalog.services.get(file.stem)
    base = parse_toml(service_text(known.id), f"{known.id}.toml") if known else {"domains": []}
    service = convert(_laid_over(base, raw), Service, text, str(file))
    wrong = faults(
        service, channels=catalog.channels, groups=catalog.groups, owners=catalog.names()
    )
    for words in wrong:
        raise CatalogError(f"{located(text, str(file), words)}: {words}")
    return service


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CatalogError(f"{file}: not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        reason = str(error.strerror or error).lower()
        raise CatalogError(f"{file}: cannot be read ({reason}); check whose file it is") from None


def _laid_over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(base)
    for key, value in own.items():
        old = found.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            found[key] = _laid_over(old, value)
        elif key in _ADDED and isinstance(value, list) and isinstance(old, list):
            found[key] = [*old, *(one for one in value if one not in old)]
        else:
            found[key] = value
    return found
