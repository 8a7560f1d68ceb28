"""Where a new account's mailbox is: the table, an option, its domain or the person says it."""

from shlex import quote

import msgspec

from watchdog import text
from watchdog.catalog.providers import Provider
from watchdog.cli.asking import Asker, to_host_and_port
from watchdog.cli.failures import UsageProblem
from watchdog.cli.proving import Given
from watchdog.config.tables import Tls
from watchdog.language import say
from watchdog.mailbox.mailbox import MailboxProblem
from watchdog.trial import knock

_TLS_PORT, _STARTTLS_PORT = 993, 143


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mailbox is: `port` 0 is the usual one."""

    host: str
    port: int
    tls: Tls
    user: str | None = None


def find_place(asker: Asker, given: Given, provider: Provider | None, address: str) -> Place:
    """The place of an address's mailbox; UsageProblem where nobody says it."""
    if provider is not None and given.host is None:
        return _known_place(given, provider, address)
    if given.host is not None:
        place = to_place(given.host)
    elif (published := _published(asker, given, address)) is not None:
        return published
    else:
        domain = address.rpartition("@")[2]
        place = asker.ask(
            say("IMAP server of {domain} (host, or host:port)", domain=text.safe(domain, 60)),
            option="--host",
            check=to_place if given.untested else _to_answering_place,
        )
    port = given.port or place.port
    usual: Tls = "starttls" if port == _STARTTLS_PORT else place.tls
    return Place(host=place.host, port=port, tls=given.tls or usual)


def _published(asker: Asker, given: Given, address: str) -> Place | None:
    """What the domain or Thunderbird says, if they may be asked and the person takes it."""
    domain = address.rpartition("@")[2].lower()
    question = say(
        "Ask {domain} and Thunderbird's database, by HTTPS and DNS, which server that is? They "
        "learn the domain, not your address.",
        domain=text.safe(domain, 60),
    )
    asks = given.look_up if given.look_up is not None else asker.someone
    if not asks or (given.look_up is None and not asker.agrees(question, default=True)):
        return None
    from watchdog.mailbox.autoconfig import fetch_over_https, find_server, look_up_srv

    found = find_server(domain, fetch_over_https, look_up_srv)
    if found is None:
        asker.tell(
            say("  Nobody says where the mail of {domain} is.", domain=text.safe(domain, 60))
        )
        return None
    wire = {"implicit": "TLS", "starttls": "STARTTLS"}[found.tls]
    server, source = f"{found.host}:{found.port}", text.safe(found.source, 120)
    asker.tell(say("  {server}, {wire}, says {source}", server=server, wire=wire, source=source))
    if not asker.agrees(say("Use it?"), default=True):
        return None
    return Place(
        host=found.host,
        port=given.port or found.port,
        tls=given.tls or found.tls,
        user=found.user_of(address),
    )


def _known_place(given: Given, provider: Provider, address: str) -> Place:
    if provider.sign_in == "bridge":
        what = f"{provider.name} is not reached over the network; {provider.how}: {provider.page}"
        mend = f"watchdog account add {quote(address)} --host 127.0.0.1 --port PORT --tls starttls"
        raise UsageProblem(f"{what}; then: {mend} --user USER --certificate SHA256")
    if provider.host is None:
        what = f"{provider.name} offers no IMAP"
        raise UsageProblem(f"{what}; export your mail and read it with: watchdog import PATH")
    return Place(
        host=provider.host, port=given.port or provider.port, tls=given.tls or provider.tls
    )


def to_place(answer: str) -> Place:
    """ "host" or "host:port" as a place; UsageProblem for anything else."""
    host, port = to_host_and_port(answer, such_as="imap.example.org")
    tls: Tls = "starttls" if port == _STARTTLS_PORT else "implicit"
    return Place(host=host, port=port or 0, tls=tls)


def _to_answering_place(answer: str) -> Place:
    """The same, tried: who mistypes a server is told before a name and a password are asked for."""
    place = to_place(answer)
    try:
        knock(place.host, place.port or usual_port(place.tls))
    except MailboxProblem as problem:
        raise UsageProblem(str(problem)) from None
    return place


def usual_port(tls: Tls) -> int:
    return _TLS_PORT if tls == "implicit" else _STARTTLS_PORT
