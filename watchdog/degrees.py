"""How urgent a finding is, and how much of it is said: words that the configuration has too."""

from enum import StrEnum


class Severity(StrEnum):
    """How soon somebody has to move."""

    ACT_NOW = "act_now"
    SOON = "soon"
    INFO = "info"


class Privacy(StrEnum):
    """`full`: all; `amount`: the kind, the sum and the day, not whom; `none`: that there is one."""

    FULL = "full"
    AMOUNT = "amount"
    NONE = "none"


class How(StrEnum):
    """By which way something is told."""

    AT_ONCE = "at_once"
    WEEKLY_LETTER = "weekly_letter"
