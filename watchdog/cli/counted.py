"""How many mails a look has brought, in words."""

from watchdog import text
from watchdog.language import said_count, say, say_many


def said_read(seen: int, kept: int) -> str:
    """The line at the end of an import."""
    return say_many(
        "Read {number} mail, {kept} of them new.",
        "Read {number} mails, {kept} of them new.",
        seen,
        kept=said_count(kept),
    )


def said_look(account: str, seen: int, kept: int, *, all_of_them: bool = False) -> str:
    """The line at the end of a look into an account, at what is new or `all_of_them`."""
    name, closely = (
        text.safe(account),
        say("{number} of them read closely", number=said_count(kept)),
    )
    if all_of_them:
        return say_many(
            "{name}: {number} mail, {closely}.",
            "{name}: {number} mails, {closely}.",
            seen,
            name=name,
            closely=closely,
        )
    return say_many(
        "{name}: {number} new mail, {closely}.",
        "{name}: {number} new mails, {closely}.",
        seen,
        name=name,
        closely=closely,
    )
