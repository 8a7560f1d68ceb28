"""What goes wrong with a token server, told apart: gone for now, or the consent is gone."""

from collections.abc import Iterator
from contextlib import contextmanager

from watchdog.credentials import CredentialProblem
from watchdog.text import safe

# The person has to move, or the one who registered the client; all else passes.
_FINAL = {
    *("invalid_grant", "invalid_client", "unauthorized_client", "invalid_scope", "access_denied"),
    *("interaction_required", "login_required", "consent_required", "authorization_declined"),
    *("expired_token", "code_expired", "bad_verification_code"),
}


class TokenServerProblem(CredentialProblem):
    """The token server cannot be asked now; nothing is wrong with the sign-in."""


def renewing(account: str) -> str:
    """The command that makes a new sign-in."""
    return f"sign in again: watchdog account sign-in {account}"


def consent_gone(account: str, why: object) -> CredentialProblem:
    """The refresh token is worth nothing any more."""
    return CredentialProblem(
        f"accounts.{account}.oauth: the sign-in is not valid any more ({safe(str(why), 120)}); "
        f"{renewing(account)}"
    )


def refused(account: str, error: str) -> CredentialProblem:
    """What an error of a token server (RFC 6749, section 5.2) means: only a few are final."""
    return consent_gone(account, error) if error in _FINAL else _unreachable(account, error)


@contextmanager
def told(account: str) -> Iterator[None]:
    """What the HTTP and OAuth libraries raise, as problems; their texts may hold tokens."""
    from oauthlib.oauth2 import OAuth2Error
    from requests import RequestException

    problem: CredentialProblem | None = None
    try:
        yield
    except OAuth2Error as error:
        problem = refused(account, error.error or "no answer")
    except (RequestException, ValueError) as error:
        problem = _unreachable(account, type(error).__name__)
    if problem is not None:
        raise problem  # outside of the handler: the chain must not carry tokens


def _unreachable(account: str, why: str) -> TokenServerProblem:
    return TokenServerProblem(
        f"accounts.{account}.oauth: the token server gives no answer ({safe(why, 60)}); "
        "it is tried again"
    )
