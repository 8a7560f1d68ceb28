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


def said_look(
    account: str, seen: int, kept: int, *, by_header: int = 0, all_of_them: bool = False
) -> str:
    """The line at the end of a look into an account, at what is new or `all_of_them`."""
    name = text.safe(account)
    closely = say("{number} of them read closely", number=said_count(kept))
    if by_header:
        number = said_count(by_header)
        alone = say("{number} judged by the header alone (watchdog scan --thorough)", number=number)
        closely = f"{closely}, {alone}"
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
