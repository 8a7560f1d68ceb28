"""The week of a letter, which is written once."""

from datetime import date


def week_of(today: date) -> str:
    """An ISO week, such as 2026-W48."""
    year, number, _ = today.isocalendar()
    return f"{year}-W{number:02}"


def week_key(today: date) -> str:
    """The permanent key of a week's digest: it is sent once."""
    return f"digest:{week_of(today)}"
