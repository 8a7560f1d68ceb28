"""The first sign-in of a new account; what was mistyped is asked for again."""

import os
import ssl
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from watchdog import text
from watchdog.accounts import credential_of, endpoint_of
from watchdog.catalog.providers import provider_at
from watchdog.cli.asking import Asker
from watchdog.cli.failures import UsageProblem
from watchdog.cli.placing import to_place, usual_port
from watchdog.cli.proving import Given, Proof
from watchdog.config.accounts import Account
from watchdog.config.checks import check_user
from watchdog.language import say
from watchdog.mailbox.mailbox import AccessToken, Credential, MailboxProblem, ProblemKind
from watchdog.setting import Setting
from watchdog.trial import Found, look_into, look_into_as_typed

_TRIES = 3


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """The account and the way to sign in that worked, and what was found there."""

    account: Account
    proof: Proof
    found: Found


def signed_in(
    setting: Setting, asker: Asker, given: Given, draft: Account, proof: Proof
) -> SignedIn:
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
            return SignedIn(account=draft, proof=proof, found=found)
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
    port = place.port or usual_port(place.tls)
    return replace(draft, host=place.host, port=port, tls=place.tls)


def _credential(setting: Setting, draft: Account) -> Credential:
    now = setting.now().timestamp()
    found = credential_of(draft, setting.tokens(), environ=os.environ, now=now)
    return found if isinstance(found, AccessToken) else str(found)
