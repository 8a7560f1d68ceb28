"""The templates of letters and pages: where they lie, and that what is undefined is an error."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from watchdog.language import say, say_many

if TYPE_CHECKING:
    from jinja2 import Environment


Filters = Mapping[str, Callable[..., Any]]


def make_environment(filters: Filters) -> "Environment":
    """An environment over our templates, which escapes in those of HTML and not in plain text."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

    made = Environment(
        loader=FunctionLoader(template),
        autoescape=select_autoescape(("html.j2",), default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Calls, not the block of jinja2's own extension: {% trans %} knows no format of numbers.
    made.globals |= {"say": say, "say_many": say_many}
    made.filters |= filters
    return made


@cache
def template(name: str) -> str:
    """The text of a file among the templates."""
    return (files("watchdog") / "templates" / name).read_text(encoding="utf-8")
