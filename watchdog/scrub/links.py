"""Links without what follows a person: the server that billed stays, where it led does not."""

from urllib.parse import SplitResult, urlsplit

from parsers.domains import organisation
from watchdog.scrub.invention import Inventions, Kind
from watchdog.scrub.secrets import Secrets

# The words of paths and servers that are the same for everybody.
_PUBLIC = frozenset(
    """www play store stores account accounts mail email click links link help support pay billing
    app apps my images image img static cdn track e go t m learn invoice invoices checkout dashboard
    settings subscription subscriptions subscribe unsubscribe manage order orders history payment
    payments methods purchases purchase legal terms privacy policy policies contact login signin
    home plans plan pricing cancel cancellation refund refunds faq about membership members profile
    preferences notifications html index web blog news info
    en de fr es it pt nl us gb uk de-de en-us en-gb fr-fr""".split()
)


def linked(url: str, secrets: Secrets, inventions: Inventions, *, picture: bool = False) -> str:
    """What a link becomes: as it was when it says nothing, else its server and a number."""
    full = url if "://" in url or url.startswith("//") else f"https://{url}"
    try:
        parts = urlsplit(full)
        server = parts.hostname or ""
    except ValueError:
        return inventions.instead_of(Kind.LINK, url, base="example.com")
    base = _server(server, secrets)
    if base == server and _is_public(parts):
        return url
    kind = Kind.PICTURE if picture else Kind.LINK
    made = inventions.instead_of(kind, full, base=base)
    return made if "://" in url or url.startswith("//") else made.removeprefix("https://")


def _server(server: str, secrets: Secrets) -> str:
    """The server, without names that stand for one customer; example.com for strangers."""
    if not server or not secrets.keeps_server(server):
        return "example.com"
    bare = organisation(server)
    labels = server.removesuffix(bare).split(".")
    return server if all(label in _PUBLIC for label in labels if label) else bare


def _is_public(parts: SplitResult) -> bool:
    """Whether a link leads everybody to the same place."""
    if parts.query or parts.fragment or "@" in parts.netloc or ":" in parts.netloc:
        return False
    return all(step in _PUBLIC for step in parts.path.lower().split("/") if step)
