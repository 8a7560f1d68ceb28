"""Sets the weekly letter up: by which server it goes, and to whom; kept when it let us in."""

from collections.abc import Iterator, Mapping

from watchdog import text
from watchdog.cli.asking import Asker, to_host_and_port
from watchdog.cli.failures import UsageProblem
from watchdog.config.accounts import Account
from watchdog.config.checks import is_loopback
from watchdog.config.config import Config, ConfigError
from watchdog.config.outlets import SMTP_PORTS
from watchdog.config.writing import drafted_digest, write_private
from watchdog.credentials import CredentialProblem
from watchdog.delivery.delivery import DeliveryProblem, greet_server
from watchdog.delivery.problems import NO_TLS
from watchdog.language import marked, say, translated
from watchdog.mailing import letter_credential
from watchdog.setting import Setting

_OFFER = marked(
    "The weekly letter is sent to yourself by your provider's outgoing server (SMTP),\n"
    "  signed in to as for reading. Its name is in your provider's help. Enter: not now."
)
_SEE = marked("  To see it arrive now: watchdog digest")
_TRIES = 3
_PATIENCE = 20.0  # seconds; somebody waits


def offer_letter(setting: Setting, asker: Asker, given: str | None) -> None:
    """The server of the weekly letter by option or answer; "" leaves it for another day."""
    config = setting.config()
    if config.digest is not None or not config.accounts:
        return
    if given is not None:
        set_letter(setting, asker, given, to=None)
        return
    if not asker.someone:
        return
    asker.tell(translated(_OFFER))
    for _ in range(_TRIES):
        server = asker.ask(say("SMTP server"), option="--smtp", check=str, default="")
        if not server:
            return
        try:
            set_letter(setting, asker, server, to=None)
        except (UsageProblem, DeliveryProblem, CredentialProblem, ConfigError) as problem:
            asker.tell(f"  {text.safe(str(problem))}")
            continue
        return


def change_server(setting: Setting, server: str | None, to: str | None) -> None:
    """`watchdog digest --server`: from now on the letter goes out that way."""
    if server is None:
        raise UsageProblem("--to belongs to --server: give both, or change [digest] in config.toml")
    set_letter(setting, Asker(yes=True), server, to=to)


def set_letter(setting: Setting, asker: Asker, server: str, *, to: str | None) -> None:
    """Write [digest] once `server` ("host" or "host:port") has let us in.

    UsageProblem, DeliveryProblem, CredentialProblem or ConfigError, and nothing is written then.
    """
    config, file = setting.config(), setting.config_to_change()
    if config.digest is not None:
        raise UsageProblem(f"{file}: [digest] is there already; change or remove it there first")
    account = _account_for(config, to)
    address = to or _address_of(account)
    if address is None:
        raise UsageProblem(f"{account.user!r} is no mail address; give --to ADDRESS with --server")
    host, port = to_host_and_port(server.strip(), such_as="smtp.example.org")
    problems: list[DeliveryProblem] = []
    for tls, number in _wires(host, port):
        lines = _lines(account, address, host, tls, number)
        drafted, written = drafted_digest(file, lines)
        try:
            _try(setting, drafted)
        except DeliveryProblem as problem:
            problems.append(problem)
            if not _may_be_another(problem, port):
                break
            continue
        write_private(file.resolve(), written)
        asker.tell(
            say(
                "  {server} let us in; nothing was sent. The letter goes to {address}.",
                server=f"{host}:{number}",
                address=address,
            )
        )
        asker.tell(translated(_SEE))
        return
    raise problems[-1]


def _may_be_another(problem: DeliveryProblem, port: int | None) -> bool:
    """Whether the next way to dial can help: no TLS here, or nobody at a port that we guessed."""
    guessed = port is None and not problem.permanent and not problem.sign_in
    return problem.what == NO_TLS or guessed


def _try(setting: Setting, drafted: Config) -> None:
    """Sign in as for a letter, and send none."""
    if drafted.digest is not None:
        greet_server(drafted.digest.smtp, letter_credential(setting, drafted), patience=_PATIENCE)


def _account_for(config: Config, to: str | None) -> Account:
    """The mailbox of that address, else the first one; UsageProblem where there is none."""
    if not config.accounts:
        raise UsageProblem("there is no mailbox to write from; run watchdog init first")
    own = (one for one in config.accounts if to and to in (one.user, *one.addresses))
    return next(own, config.accounts[0])


def _address_of(account: Account) -> str | None:
    """The first of its names that is a mail address."""
    return next((one for one in (*account.addresses, account.user) if "@" in one), None)


def _wires(host: str, port: int | None) -> Iterator[tuple[str, int]]:
    """How to dial, the safest first; an open wire within this computer alone."""
    ways = ["implicit", "starttls"]
    if port == SMTP_PORTS["starttls"]:
        ways = ["starttls"]
    if is_loopback(host):
        ways.append("none")
    return ((tls, port or SMTP_PORTS[tls]) for tls in ways)


def _lines(
    account: Account, address: str, host: str, tls: str, port: int
) -> Mapping[str, Mapping[str, object]]:
    smtp: dict[str, object] = {"host": host, "tls": tls, "port": port, "account": account.name}
    if account.ca_file is not None:
        smtp["ca_file"] = account.ca_file
    return {
        "digest": {"to": address, "from": _address_of(account) or address},
        "digest.smtp": smtp,
    }
