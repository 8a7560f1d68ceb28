"""Says in words for people what msgspec found wrong with a configuration."""

import re
from difflib import get_close_matches
from typing import Any

import msgspec

_AT = " - at `$"
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.*)`")
_ENUM = re.compile(r"Invalid enum value (.*)", re.DOTALL)
_TYPE = re.compile(
    r"Expected `(?P<wanted>[^`]*)`(?P<bound> [<>]=? -?\d+)?(?:, got `(?P<got>[^`]*)`)?"
)
_STEP = re.compile(r"\.?([A-Za-z_]\w*)|\[(\d+|\.\.\.)\]")
_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text in quotes",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
}
_INLINE = (
    "must not stand in the file, where backups and editors would copy it; "
    'say where it is kept: { keyring = "..." }, { command = [...] }, { file = "..." }, '
    '{ env = "..." } or { systemd = "..." }'
)


def complaint(text: str, kind: type) -> str:
    """ "key: what is wrong; what is allowed", for the text of a msgspec.ValidationError."""
    what, at, path = text.removesuffix("`").partition(_AT) if text.endswith("`") else (text, "", "")
    what = what if at else text
    key, words = _in_words(what, path.lstrip("."), kind)
    return f"{key}: {words}" if key else words


def _in_words(what: str, path: str, kind: type) -> tuple[str, str]:
    if unknown := _UNKNOWN.fullmatch(what):
        return _join(path, unknown[1]), _unknown(unknown[1], _keys(kind, path))
    if missing := _MISSING.fullmatch(what):
        return _join(path, missing[1]), "is missing and has no default"
    if enum := _ENUM.fullmatch(what):
        return path, f"{enum[1]} is not allowed; allowed: {_allowed(kind, path)}"
    if wrong := _TYPE.fullmatch(what):
        return path, _mistyped(path, wrong)
    return _own_check(what, path, kind)


def _own_check(what: str, path: str, kind: type) -> tuple[str, str]:
    """Our own checks speak of a table and name the key first: "host: must be ..."."""
    key, colon, words = what.partition(": ")
    if colon and key in _keys(kind, path):
        return _join(path, key), words
    return path, what


def _mistyped(path: str, wrong: re.Match[str]) -> str:
    if wrong["got"] == "str" and path.endswith("password"):
        return _INLINE
    wanted = " or ".join(
        _WORDS.get(each, each) for each in wrong["wanted"].split(" | ") if each != "null"
    )
    bound = (wrong["bound"] or "").replace(">=", "of at least").replace("<=", "of at most")
    got = f", not {_WORDS.get(wrong['got'], wrong['got'])}" if wrong["got"] else ""
    return f"must be {wanted}{bound}{got}"


def _unknown(name: str, keys: list[str]) -> str:
    near = get_close_matches(name, keys, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"unknown key; {hint}allowed: {', '.join(keys)}"


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _keys(kind: type, path: str) -> list[str]:
    found = _at(kind, path)
    return [field.encode_name for field in getattr(found, "fields", ())]


def _allowed(kind: type, path: str) -> str:
    found = _at(kind, path)
    if isinstance(found, msgspec.inspect.LiteralType):
        return ", ".join(repr(value) for value in found.values)
    if isinstance(found, msgspec.inspect.EnumType):
        return ", ".join(repr(member.value) for member in found.cls)
    return "see config.example.toml"


def _at(kind: type, path: str) -> Any:
    """What msgspec expects at a path such as `accounts[0].password`."""
    found: Any = _plain(msgspec.inspect.type_info(kind))
    for name, _ in _STEP.findall(path):
        found = _plain(_field(found, name) if name else getattr(found, "item_type", None))
    return found


def _field(found: Any, name: str) -> Any:
    fields = getattr(found, "fields", ())
    return next((field.type for field in fields if field.encode_name == name), None)


def _plain(found: Any) -> Any:
    """The part of a type that has parts itself: unions by their table, without the metadata."""
    while isinstance(found, msgspec.inspect.Metadata):
        found = found.type
    if isinstance(found, msgspec.inspect.UnionType):
        tables = (each for each in found.types if hasattr(each, "fields"))
        return next(tables, found.types[0])
    return found
