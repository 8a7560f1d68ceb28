"""From a TOML file to the catalogue's structs, with errors that name file, line and key."""

from typing import Any, TypeVar

import msgspec
import tomli

from watchdog.complaints import complaint
from watchdog.known_types import known
from watchdog.toml_lines import line_of

_T = TypeVar("_T")
_AT = " - at `$"
# Where msgspec leaves out which entry of a table is meant.
_SOME = "[...]"


class CatalogError(Exception):
    """A file of the catalogue cannot be read; one line says which, where in it, and what to do."""


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """The tables of a file called `name`. Raises CatalogError."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise CatalogError(f"{name}: not TOML: {error}") from None
    except RecursionError:
        raise CatalogError(
            f"{name}: not TOML that is meant: lists within lists, too deep"
        ) from None


def convert(raw: object, kind: type[_T], text: str, name: str) -> _T:
    """`raw` as a struct; `text` is the file it comes from. Raises CatalogError."""
    try:
        return msgspec.convert(raw, known(kind))
    except msgspec.ValidationError as error:
        words = _complaint(raw, kind, str(error))
    raise CatalogError(f"{located(text, name, words)}: {words}") from None


def located(text: str, name: str, words: str) -> str:
    """ "name:3", where the key that the words begin with stands in line 3 of the text."""
    line = line_of(text, words.partition(": ")[0])
    return name if line is None else f"{name}:{line}"


def _complaint(raw: Any, kind: Any, error: str) -> str:
    """ "channels.apple.steps: what is wrong", for a msgspec.ValidationError's text."""
    path = error.removesuffix("`").partition(_AT)[2] if error.endswith("`") else ""
    head, some, _ = path.removeprefix(".").partition(_SOME)
    if not some:
        return complaint(error, kind)
    inner = _kind_of_entries(kind, head)
    for key, value in _table(raw, head).items():
        try:
            msgspec.convert(value, known(inner))
        except msgspec.ValidationError as wrong:
            return f"{head}.{key}".lstrip(".") + "." + _complaint(value, inner, str(wrong))
    return complaint(error, kind)


def _table(raw: Any, path: str) -> Any:
    for name in filter(None, path.split(".")):
        raw = raw[name]
    return raw


def _kind_of_entries(kind: Any, path: str) -> Any:
    """What the entries of the table at `path` are: a struct, or a list."""
    found: Any = msgspec.inspect.type_info(kind)
    for name in filter(None, path.split(".")):
        found = next(one.type for one in found.fields if one.encode_name == name)
    value = found.value_type
    return getattr(value, "cls", None) or tuple[str, ...]
