"""What somebody asked for in a way that cannot be done, in words."""

from collections.abc import Iterable


class UsageProblem(Exception):  # noqa: N818 - the user's slip, not our error
    """The words of a command are off; the text says how to put them right."""


_MOST = 20  # names that somebody still reads


def one_of(names: Iterable[str], otherwise: str, *, others: str = "") -> str:
    """What to give instead: one of the names, or the step that makes some where there are none.

    `others` is the command that shows those for which there is no room.
    """
    known = list(names)
    more = f" ({len(known) - _MOST} more{others and f': {others}'})" if len(known) > _MOST else ""
    return f"give one of: {', '.join(known[:_MOST])}{more}" if known else otherwise
