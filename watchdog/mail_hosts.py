"""The servers that write Authentication-Results for the big mail providers, by IMAP host."""

# Seen in mail of these providers; Microsoft's names no server, see parsers/fakes/authentication.py.
_MICROSOFT = ("protection.outlook.com",)
_SERVERS = {
    "imap.gmail.com": ("mx.google.com",),
    "imap.googlemail.com": ("mx.google.com",),
    "imap.fastmail.com": ("messagingengine.com",),
    "outlook.office365.com": _MICROSOFT,
    "imap-mail.outlook.com": _MICROSOFT,
}


def servers_of(host: str) -> tuple[str, ...]:
    """The authserv-ids of a provider whose IMAP host is known; () for any other."""
    return _SERVERS.get(host.lower().rstrip("."), ())
