"""How many mails a look has brought, in words."""

from watchdog import text


def said_mails(count: int, what: str = "mail") -> str:
    """ "1 new mail", "3 new mails"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def said_look(account: str, seen: int, kept: int, what: str = "new mail") -> str:
    """The line at the end of a look into an account."""
    return f"{text.safe(account)}: {said_mails(seen, what)}, {kept} of them read closely."
