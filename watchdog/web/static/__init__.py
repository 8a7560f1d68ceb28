"""The two files beside the pages: our style, and htmx as its authors made it (see README.md)."""

import hashlib
from functools import cache
from importlib.resources import files

import msgspec

from watchdog.pages import look

HTMX = "htmx-2.0.11.min.js"


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it is sent."""

    content: bytes
    kind: str


@cache
def static_files() -> dict[str, File]:
    """The files by names that change with their content, so that browsers may keep them."""
    style = File(content=look().encode(), kind="text/css; charset=utf-8")
    script = File(
        content=(files("watchdog.web.static") / HTMX).read_bytes(),
        kind="text/javascript; charset=utf-8",
    )
    return {_name(style, "look", "css"): style, _name(script, "htmx", "js"): script}


@cache
def names_of_files() -> dict[str, str]:
    """The names by what they are: "look", "htmx"."""
    return {name.partition("-")[0]: name for name in static_files()}


def _name(file: File, stem: str, end: str) -> str:
    return f"{stem}-{hashlib.sha256(file.content).hexdigest()[:12]}.{end}"
