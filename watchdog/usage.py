"""What somebody asked for in a way that cannot be done, in words."""


class UsageProblem(Exception):  # noqa: N818 - the user's slip, not our error
    """The words of a command are off; the text says how to put them right."""
