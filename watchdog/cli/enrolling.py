"""`watchdog account add`: from an address to an account that is known to work."""

from shlex import quote

from msgspec.structs import replace

from watchdog import text
from watchdog.catalog.providers import Provider, meant_by, provider_of
from watchdog.cli.asking import Asker
from watchdog.cli.choosing import choose_folders, choose_look_back
from watchdog.cli.failures import UsageProblem
from watchdog.cli.placing import Place, find_place
from watchdog.cli.proving import Given, choose_proof, keep_proof
from watchdog.cli.trying import signed_in
from watchdog.config.accounts import Account
from watchdog.config.checks import check_address
from watchdog.config.tables import SecretSource
from watchdog.config.writing import add_account
from watchdog.language import say, translated
from watchdog.setting import Setting

# Stands for the password until the sign-in has worked: nothing is kept before.
_NOT_YET = SecretSource(env="WATCHDOG_NOT_YET")


def enroll(setting: Setting, asker: Asker, given: Given) -> Account:
    """Ask what is not given, sign in, and write the account into the configuration.

    Nothing is written before the sign-in has worked. Raises UsageProblem, MailboxProblem,
    CredentialProblem, ConfigError and OSError.
    """
    config_file = setting.config_to_change()
    address, provider = _addressee(asker, given)
    place = find_place(asker, given, provider, address)
    draft = _draft(setting, asker, given, provider, address, place)
    _refuse_twice(setting, draft)
    _say_how(asker, provider)
    proof = choose_proof(setting, asker, given, draft, provider)
    draft = proof.account
    found = None if given.untested else signed_in(setting, asker, given, draft, proof)
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
    """The account's name: as asked for, else after the provider; if that is taken after the owner,
    with a number where that is, too.
    """
    taken = {one.name for one in setting.config_or_default().accounts}
    if given.name is not None:
        if not all(letter.isalnum() or letter in "._-" for letter in given.name):
            raise UsageProblem("--name: give letters, digits, dots and dashes only")
        if given.name in taken:
            raise UsageProblem(f"--name: there is an account {given.name!r} already; give another")
        return given.name
    owner, _, domain = address.lower().rpartition("@")
    plain = (provider.id if provider is not None else domain, owner)
    wanted, whose = (
        "".join(one if one.isalnum() or one in "._-" else "-" for one in name) for name in plain
    )
    numbered = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
    names = (wanted, *filter(None, (whose,)), *numbered)
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


def _kept(account: Account) -> str:
    """Where the secret went, in a sentence."""
    source = account.password
    if source is None or (source.keyring is None and source.file is None):
        return ""
    if source.keyring is not None:
        return say(" The password is in the keyring ({entry}).", entry=source.keyring)
    return say(" The password is in {file}, for your eyes only.", file=quote(str(source.file)))
