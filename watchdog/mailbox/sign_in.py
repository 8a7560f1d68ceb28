"""Signing in: LOGIN or SASL PLAIN with a password, OAUTHBEARER or XOAUTH2 with a token."""

import re

from watchdog.access_token import AccessToken, Credential
from watchdog.mailbox.client import ReadOnlyClient
from watchdog.mailbox.endpoint import Endpoint, configuration
from watchdog.mailbox.errors import CLIENT_ERRORS, MailboxProblem, sign_in_problem

_ATOM = re.compile(r"[!#$&'+,\-./0-9:;<=>?@A-Z^_`a-z|~]+")
_UNSENDABLE = re.compile(r"[\x00\x01\r\n\ud800-\udfff]")


def sign_in(client: ReadOnlyClient, endpoint: Endpoint, credential: Credential) -> None:
    """Sign in; raises MailboxProblem, which never holds the secret."""
    is_token = isinstance(credential, AccessToken)
    secret = credential.value if isinstance(credential, AccessToken) else credential
    if _UNSENDABLE.search(endpoint.user + secret):
        what = "the user name or the password holds a line break or a broken character"
        raise configuration(endpoint, what=what, mend="store it again without")
    problem: MailboxProblem | None = None
    try:
        if is_token:
            _with_token(client, endpoint, secret)
        else:
            _with_password(client, endpoint, secret)
    except CLIENT_ERRORS as error:
        host, port = endpoint.host, endpoint.port
        renew = credential.renew if isinstance(credential, AccessToken) else ""
        anew = "" if is_token else endpoint.renew
        problem = sign_in_problem(
            error, where=endpoint.where, host=host, port=port, renew=renew, anew=anew
        )
    if problem is None:
        return
    if secret and secret in str(problem):
        problem = _mute(problem)
    raise problem  # outside of the handler: the chain must not carry what the server echoed


def _with_password(client: ReadOnlyClient, endpoint: Endpoint, password: str) -> None:
    # LOGIN quotes no user name and knows ASCII only; SASL PLAIN takes everything.
    simple = password.isascii() and _ATOM.fullmatch(endpoint.user) is not None
    (client.login if simple else client.plain_login)(endpoint.user, password)


def _with_token(client: ReadOnlyClient, endpoint: Endpoint, token: str) -> None:
    """By the standard (RFC 7628) where it is offered, else by what Google made before it."""
    if client.has_capability("AUTH=OAUTHBEARER"):
        client.oauthbearer_login(endpoint.user, token)
    elif client.has_capability("AUTH=XOAUTH2"):
        client.oauth2_login(endpoint.user, token)
    else:
        what = "the server takes no access tokens (neither OAUTHBEARER nor XOAUTH2)"
        raise configuration(endpoint, what=what, mend="use password in place of oauth or token")


def _mute(problem: MailboxProblem) -> MailboxProblem:
    return MailboxProblem(
        problem.kind,
        where=problem.where,
        what="the server refused the sign-in",
        mend=problem.mend,
        retry_after_seconds=problem.retry_after_seconds,
    )
