"""What somebody asked for in a way that cannot be done, in words."""

from collections.abc import Iterable


class UsageProblem(Exception):  # noqa: N818 - the user's slip, not our error
    """The words of a command are off; the text says how to put them right."""


def one_of(names: Iterable[str], otherwise: str) -> str:
    """What to give instead: one of the names, or the step that makes some where there are none."""
    known = ", ".join(names)
    return f"give one of: {known}" if known else otherwise
