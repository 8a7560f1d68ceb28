"""`watchdog account add`: from an address to an account that is known to work."""

import os
import ssl
from collections.abc import Callable
from pathlib import Path
from shlex import quote

import msgspec
from msgspec.structs import replace

from watchdog import text
from watchdog.accounts import credential_of, endpoint_of
from watchdog.catalog.providers import Provider, meant_by, provider_at, provider_of
from watchdog.cli.asking import Asker, to_host_and_port
from watchdog.cli.choosing import choose_folders, choose_look_back
from watchdog.cli.failures import UsageProblem
from watchdog.cli.proving import Given, Proof, choose_proof, keep_proof
from watchdog.config.accounts import Account
from watchdog.config.checks import check_address, check_user
from watchdog.config.tables import SecretSource, Tls
from watchdog.config.writing import add_account
from watchdog.language import say, translated
from watchdog.mailbox.mailbox import AccessToken, Credential, MailboxProblem, ProblemKind
from watchdog.setting import Setting
from watchdog.trial import Found, knock, look_into, look_into_as_typed

_TRIES = 3
_TLS_PORT, _STARTTLS_PORT = 993, 143
# Stands for the password until the sign-in has worked: nothing is kept before.
_NOT_YET = SecretSource(env="WATCHDOG_NOT_YET")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mailbox is: `port` 0 is the usual one."""

    host: str
    port: int
    tls: Tls
    user: str | None = None


def enroll(setting: Setting, asker: Asker, given: Given) -> Account:
    """Ask what is not given, sign in, and write the account into the configuration.

    Nothing is written before the sign-in has worked. Raises UsageProblem, MailboxProblem,
    CredentialProblem, ConfigError and OSError.
    """
    config_file = setting.config_to_change()
    address, provider = _addressee(asker, given)
    place = _place(asker, given, provider, address)
    draft = _draft(setting, asker, given, provider, address, place)
    _refuse_twice(setting, draft)
    _say_how(asker, provider)
    proof = choose_proof(setting, asker, given, draft, provider)
    draft = proof.account
    found = None if given.untested else _signed_in(setting, asker, given, draft, proof)
    if found is not None:
        draft, proof = found.account, found.proof
        draft = replace(draft, folders=choose_folders(asker, given, found.found))
    elif given.folders:
        draft = replace(draft, folders=given.folders)
    draft = replace(draft, look_back_days=choose_look_back(asker, given))
    account = keep_proof(draft, proof, config_file.parent)
    add_account(config_file, account)
    asker.tell(
        say("Written to {file}: account {name}.", file=quote(str(config_file)), name=account.name)
        + _kept(account)
    )
    return account


class _SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    account: Account
    proof: Proof
    found: Found


def _addressee(asker: Asker, given: Given) -> tuple[str, Provider | None]:
    """The address and its provider, if the table knows it or a slip of the keyboard is cleared."""
    address = given.address or asker.ask(
        say("Your mail address"), option="ADDRESS", check=to_address
    )
    address = to_address(address)
    provider = provider_of(address)
    meant = meant_by(address) if provider is None and given.host is None else None
    if meant is None:
        return address, provider
    if not asker.someone:
        domain = address.rpartition("@")[2]
        what = f"{domain}: no such mail provider is known; did you mean {meant}?"
        raise UsageProblem(f"{what} If not, say which IMAP server it is: --host")
    if asker.agrees(say("Did you mean {what}?", what=text.safe(meant)), default=True):
        return meant, provider_of(meant)
    return address, None


def to_address(answer: str) -> str:
    """A mail address; UsageProblem for anything else."""
    try:
        check_address("address", answer)
    except ValueError:
        what = f"{text.safe(answer, 80)!r} is no mail address"
        raise UsageProblem(f"{what}; give one such as you@example.org") from None
    return answer


def _place(asker: Asker, given: Given, provider: Provider | None, address: str) -> Place:
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
        knock(place.host, place.port or _usual_port(place.tls))
    except MailboxProblem as problem:
        raise UsageProblem(str(problem)) from None
    return place


def _usual_port(tls: Tls) -> int:
    return _TLS_PORT if tls == "implicit" else _STARTTLS_PORT


def _draft(
    setting: Setting,
    asker: Asker,
    given: Given,
    provider: Provider | None,
    address: str,
    place: Place,
) -> Account:
    if given.user is not None:
        user = given.user
    elif provider is not None:
        user = provider.user_of(address)
    else:
        user = asker.ask(
            say("User name there"), option="--user", check=str, default=place.user or address
        )
    try:
        return Account(
            name=_name(setting, given, provider, address),
            host=place.host,
            port=place.port,
            tls=place.tls,
            user=user,
            password=_NOT_YET,
            addresses=(address,) if address != user else (),
            ca_file=given.ca_file.expanduser().absolute() if given.ca_file else None,
            certificate=given.certificate,
        )
    except ValueError as error:
        raise UsageProblem(f"--{error}") from None


def _name(setting: Setting, given: Given, provider: Provider | None, address: str) -> str:
    """The account's name: as asked for, else after the provider, with a number if it is taken."""
    taken = {one.name for one in setting.config_or_default().accounts}
    if given.name is not None:
        if not all(letter.isalnum() or letter in "._-" for letter in given.name):
            raise UsageProblem("--name: give letters, digits, dots and dashes only")
        if given.name in taken:
            raise UsageProblem(f"--name: there is an account {given.name!r} already; give another")
        return given.name
    domain = address.rpartition("@")[2]
    plain = provider.id if provider is not None else domain.lower()
    wanted = "".join(one if one.isalnum() or one in "._-" else "-" for one in plain)
    names = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in names if one not in taken)


def _refuse_twice(setting: Setting, draft: Account) -> None:
    for one in setting.config_or_default().accounts:
        if (one.host, one.port, one.user) == (draft.host, draft.port, draft.user):
            what = f"{draft.user} at {draft.host} is there already, as account {one.name!r}"
            mend = (
                f"try it: watchdog account test {quote(one.name)}; a new password: watchdog account"
            )
            raise UsageProblem(f"{what}; {mend} password {quote(one.name)}")


def _say_how(asker: Asker, provider: Provider | None) -> None:
    if provider is None:
        return
    asker.tell(
        say(
            "{name}: {host}, port {port}.",
            name=provider.name,
            host=provider.host,
            port=provider.port,
        )
    )
    if provider.how:
        how = translated(provider.how)
        plain = f"{how[:1].upper()}{how[1:]}"
        first = plain if provider.sign_in == "microsoft" else say("First {how}", how=how)
        asker.tell(f"  {first}.")
    if provider.page:
        asker.tell(say("  How: {page}", page=provider.page))


def _signed_in(
    setting: Setting, asker: Asker, given: Given, draft: Account, proof: Proof
) -> _SignedIn:
    """Try to sign in; where somebody can mend what was wrong, ask for it again."""
    for left in reversed(range(_TRIES)):
        try:
            found, proof = _looked_into(setting, asker, draft, proof)
        except MailboxProblem as problem:
            mendable = _mender(given, draft, proof, problem)
            if not left or not asker.someone or mendable is None:
                raise
            asker.tell(f"  {text.safe(str(problem))}")
            draft, proof = mendable(asker)
        else:
            asker.tell(say("Signed in. Nothing there will be changed."))
            return _SignedIn(account=draft, proof=proof, found=found)
    raise AssertionError("the last try ends in a result or a problem")


def _looked_into(
    setting: Setting, asker: Asker, draft: Account, proof: Proof
) -> tuple[Found, Proof]:
    """What is there, with the password that was taken; MailboxProblem and CredentialProblem."""
    endpoint = replace(endpoint_of(draft), renew="")  # there is no account yet to give one to
    if proof.typed is None:
        return look_into(endpoint, _credential(setting, draft)), proof
    found, taken = look_into_as_typed(endpoint, proof.typed)
    if taken != proof.typed:
        asker.tell(said_joined())
    return found, replace(proof, typed=taken)


def said_joined() -> str:
    """That an app password was taken only without the spaces that it was typed with."""
    return say("The password was taken without its spaces.")


Mended = Callable[[Asker], tuple[Account, Proof]]


def _mender(given: Given, draft: Account, proof: Proof, problem: MailboxProblem) -> Mended | None:
    """What a person can do about a refusal: say the user name and the password, the certificate
    of the server's authority, or the server anew.
    """
    refused = problem.kind is ProblemKind.SIGN_IN
    if refused and proof.typed is not None:
        renames = given.user is None and not provider_at(draft.host)
        return lambda asker: _introduced(asker, draft, proof, renames=renames)
    if refused:
        return None
    if problem.key == "ca_file" and given.ca_file is None and given.certificate is None:
        return lambda asker: (_vouched(asker, draft), proof)
    if given.host is not None or provider_at(draft.host):
        return None
    return lambda asker: (_moved(asker, draft), proof)


def _introduced(
    asker: Asker, draft: Account, proof: Proof, *, renames: bool
) -> tuple[Account, Proof]:
    """User name and password once more; the name only where it may be another one."""
    if renames:
        question = say("User name there")
        known = draft.addresses or (draft.user,)  # one of both is the address that was given
        # What was refused may be a password that was typed in the wrong place: it is not shown.
        user = asker.ask(question, option="--user", check=to_user, default=known[0])
        draft = replace(draft, user=user, addresses=tuple(one for one in known if one != user))
    return draft, replace(proof, typed=proof.ask_again(asker))


def to_user(answer: str) -> str:
    """A sign-in name; UsageProblem for one that no server takes."""
    try:
        check_user(answer)
    except ValueError as error:
        raise UsageProblem(f"--{error}") from None
    return answer


def _vouched(asker: Asker, draft: Account) -> Account:
    """With the certificates that the person trusts; the server stays the same."""
    question = say("File with the certificate of the server's authority (PEM)")
    return replace(draft, ca_file=asker.ask(question, option="--ca-file", check=to_certificates))


def to_certificates(answer: str) -> Path:
    """A file of certificates; UsageProblem where it is none."""
    file = Path(answer).expanduser().absolute()
    try:
        ssl.create_default_context(cafile=file)
    except OSError as error:  # ssl.SSLError is one
        what = f"{text.safe(str(file), 120)}: no certificates can be read"
        reason = error.strerror if not isinstance(error, ssl.SSLError) else None
        what += f" ({reason.lower()})" if reason else ""
        raise UsageProblem(f"{what}; give a PEM file, or stop with Ctrl-C") from None
    return file


def _moved(asker: Asker, draft: Account) -> Account:
    place = asker.ask(say("IMAP server (host, or host:port)"), option="--host", check=to_place)
    port = place.port or _usual_port(place.tls)
    return replace(draft, host=place.host, port=port, tls=place.tls)


def _credential(setting: Setting, draft: Account) -> Credential:
    now = setting.now().timestamp()
    found = credential_of(draft, setting.tokens(), environ=os.environ, now=now)
    return found if isinstance(found, AccessToken) else str(found)


def _kept(account: Account) -> str:
    """Where the secret went, in a sentence."""
    source = account.password
    if source is None or (source.keyring is None and source.file is None):
        return ""
    if source.keyring is not None:
        return say(" The password is in the keyring ({entry}).", entry=source.keyring)
    return say(" The password is in {file}, for your eyes only.", file=quote(str(source.file)))
